"""One document from bytes: decoded text, layout, language, dateline."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from kabar import language
from kabar.article import dateline, reported, vocabulary
from kabar.article.decode import decode, decoded
from kabar.article.formats.front import front
from kabar.article.layout import lay_out
from kabar.article.source import Source
from kabar.errors import TooLarge
from kabar.page import Article

# Characters of one article: whole books and day-long live texts fit. Time and memory are linear in it (on a core of
# today about 2 s and 80 MB for a million characters of news), so this bounds what one document can cost.
MOST_CHARACTERS = 20_000_000


class Reading(NamedTuple):
    """A document that was read: the article, the hash of its bytes, its encoding, its language and doubts.

    ``flags``: ``encoding_guessed``, ``encoding_damaged``, ``surrogates_replaced``, ``language_uncertain``,
    ``language_mixed``, ``language_disagrees``, ``published_unreadable``, ``published_unclear``,
    ``published_disagrees``, ``published_from_text``, ``published_future``, ``dated_by_report`` (no publication date,
    but a day on which somebody said something), ``no_body``, and those of the forms of input: ``truncated``,
    ``sidecar_unreadable``.
    """

    article: Article
    sha256: str
    encoding: str
    language: str
    flags: tuple[str, ...] = ()


def read(
    data: bytes,
    source: Source,
    root: Path,
    text: str | None = None,
    encoding: str | None = None,
    flags: tuple[str, ...] = (),
) -> Reading:
    """Decode, lay out, date and name the language of one document.

    ``text`` is given where a container has decoded or extracted it already (then ``data`` is only hashed);
    ``encoding`` is then that of the container, else the charset that it declares; ``flags`` are its doubts.
    Raises DocumentError: Empty, NotText, TooLarge, UnsupportedLanguage.
    """
    where = " ".join(filter(None, (source.path, source.position))) or None
    found = decode(data, where, encoding) if text is None else decoded(text, encoding or "utf-8", where)
    if len(found.text) > MOST_CHARACTERS:
        what = f"{len(found.text)} characters, more than the {MOST_CHARACTERS} of one article"
        raise TooLarge(what, where, "split it into its articles")
    words = vocabulary.load(root)
    said = front(found.text)
    if said:
        source = source.with_found(said.found)
    begin, title = (said.stop, said.title) if said else _titled(found.text, source.found.title if text else None)
    layout = lay_out(found.text, words, begin, title)
    tongue = language.identify(
        found.text, layout.blocks, source.language or None, root, where, source.found.language or None
    )
    report = reported.find(found.text, layout.blocks, tongue.language, words)
    head = dateline.find(layout, source, tongue.language, words, report.today)
    anchor = None if head.published else report.latest
    head_flags = head.flags + (("dated_by_report",) if anchor else ())
    doubts = flags + found.flags + tongue.flags + head_flags + (() if layout.blocks else ("no_body",))
    article = Article(
        found.text,
        layout.blocks,
        head.title,
        head.publisher,
        head.author,
        head.url,
        head.published,
        head.published_from,
        anchor,
    )
    return Reading(article, hashlib.sha256(data).hexdigest(), found.encoding, tongue.language, doubts)


def _titled(text: str, title: str | None) -> tuple[int, tuple[int, int] | None]:
    """Where the text goes on behind a title that a form of input has put above it, and the place of that title."""
    above = title is not None and text.startswith(title + "\n")
    return (len(title), (0, len(title))) if title and above else (0, None)
