"""Many articles from Python: ``kabar.extract`` over processes of our own, in the order of the input."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from kabar.article.formats import Item, Options, fields, tables
from kabar.article.source import Source
from kabar.errors import BadRecord, in_python
from kabar.extractor import DocumentLine, Outcome
from kabar.record import Claim
from kabar.run.chunks import unkeyed
from kabar.run.manifest import cores
from kabar.run.pool import Pool
from kabar.run.work import Limits, Part, Reader

Article = str | bytes | Mapping[str, Any]


def outcomes(
    articles: Iterable[Article], options: Options, reader: Callable[[], Reader], workers: int, limits: Limits
) -> Iterator[Outcome]:
    """The outcome of each article, in order; ``reader`` makes what reads them. See :func:`kabar.extract_many`."""
    names = fields.load(options.fields)
    items = (_item(number, article, options, names) for number, article in enumerate(articles, 1))
    waiting: dict[int, Part] = {}
    at = 0
    with Pool(reader, workers or cores(), limits) as pool:
        for chunk, part in pool.results(unkeyed(items)):
            waiting[chunk.number] = part
            while at in waiting:
                yield from _opened(waiting.pop(at))
                at += 1


def _item(number: int, article: Article, options: Options, names: fields.Fields) -> Item:
    """One article as the readers of files give it: a mapping is read as a line of JSON would be."""
    position = f"item {number}"
    place = Source(None, options.published, options.publisher, language=options.language, position=position)
    if isinstance(article, str):
        return Item(place, article.encode("utf-8", "surrogatepass"))
    if isinstance(article, bytes):
        return Item(place, article)
    if isinstance(article, Mapping):
        try:
            return tables.of_record(place, dict(article), names, position)
        except (TypeError, ValueError, RecursionError) as error:
            what = f"holds what JSON cannot: {str(error)[:200]}"
    else:
        what = f"no text, bytes or mapping but {type(article).__name__}"
    return Item(place, b"", error=BadRecord(what, position, "give the text, or a mapping that holds it"))


_lines = msgspec.json.Decoder(DocumentLine).decode_lines
_claims = msgspec.json.Decoder(Claim).decode_lines


def _opened(part: Part) -> Iterator[Outcome]:
    """The outcomes that a worker has written down."""
    claims = iter(_claims(part.claims))
    for line in _lines(part.documents):
        if line.message is not None:
            line = msgspec.structs.replace(line, message=in_python(line.message))
        yield Outcome(line, list(islice(claims, line.claims)))
