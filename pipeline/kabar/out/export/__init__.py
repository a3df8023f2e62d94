"""Claims in the forms of other tools. Each form is a module; :data:`FORMS` names them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kabar.out.export import annotation, doccano, labelstudio, schemaorg, timeml
from kabar.page import Article
from kabar.record import Claim

Articles = Mapping[str, Article]
Lines = Callable[[Sequence[Claim], Articles], Iterator[bytes]]

LINES: Final[dict[str, Lines]] = {
    "annotation": lambda claims, _: annotation.lines(claims),
    "schemaorg": lambda claims, _: schemaorg.lines(claims),
    "doccano": doccano.lines,
    "labelstudio": labelstudio.lines,
}
FORMS: Final = (*LINES, "timeml")
NEED_TEXT: Final = frozenset({"doccano", "labelstudio", "timeml"})
IMPORTS: Final = {"labelstudio": labelstudio.gold, "doccano": doccano.gold}


def missing(claims: Iterable[Claim], articles: Articles) -> list[str]:
    """Paths of the documents whose text is not at hand, in order, each once."""
    return list({c.document.path or "-": None for c in claims if c.document.text_sha256 not in articles})


def timeml_files(claims: Sequence[Claim], articles: Articles) -> Iterator[tuple[str, str]]:
    """Name and content of a TimeML file for each document. Names are hashes: no path is built from a record."""
    return timeml.files(claims, articles)
