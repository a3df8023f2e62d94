"""Feeds, RSS and Atom: an entry is a document, with the longest text that the feed has of it."""

import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Final
from xml.etree import ElementTree

from kabar.article.formats.item import Item, Options, source
from kabar.article.formats.streams import Ended, Stream
from kabar.article.source import Metadata
from kabar.errors import BadRecord, Empty, TooLarge

_ROOTS: Final = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ENTRIES: Final = frozenset({"item", "entry"})
_TEXTS: Final = ("encoded", "content", "description", "summary")  # content:encoded of RSS, content of Atom
_DATES: Final = ("pubDate", "published", "date", "issued")
_BLOCKS: Final = frozenset(
    re.split(" ", "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote figure figcaption pre")
)
_SILENT: Final = frozenset({"script", "style"})


def is_feed(head: bytes) -> bool:
    """Whether a file of XML that begins so is a feed."""
    return _ROOTS.search(head) is not None


def entries(path: str, stream: Stream, options: Options) -> Iterator[Item]:
    """One item an entry; what breaks the file ends it."""
    count = 0
    try:
        data = stream.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            raise TooLarge(f"more than {options.max_bytes} bytes", path, "split it")
        if _ENTITY.search(data):  # news needs none, and they may expand without end
            raise BadRecord("the feed declares entities", path, "leave it out")
        root = ElementTree.fromstring(data)
        channel = _words(root.find("./{*}channel/{*}title")) or _words(root.find("./{*}title"))
        for entry in root.iter():
            if _name(entry) in _ENTRIES:
                count += 1
                yield _item(entry, channel, path, f"entry {count}", options)
    except Ended as error:
        yield Item(source(path, options), b"", error=BadRecord(str(error.args[0]), path, "fetch the file again"))
    except (ElementTree.ParseError, RecursionError) as error:
        yield Item(source(path, options), b"", error=BadRecord(f"no feed: {error}", path, "fetch the file again"))
    except (BadRecord, TooLarge) as error:
        yield Item(source(path, options), b"", error=error)


def _item(entry: ElementTree.Element, channel: str | None, path: str, position: str, options: Options) -> Item:
    """The item of one entry."""
    texts = [plain(_inner(child)) for name in _TEXTS for child in entry if _name(child) == name]
    text = max(texts, key=len, default="")
    links = [child.get("href") or child.text for child in entry if _name(child) == "link"]
    people = [child for child in entry if _name(child) in ("author", "creator")]
    authors = [_words(child.find("./{*}name")) or _words(child) for child in people]
    dates = [day for name in _DATES for child in entry if _name(child) == name and (day := _day(child.text or ""))]
    title = next((plain(_inner(child)) for child in entry if _name(child) == "title"), None)
    found = Metadata(_first(dates), channel, _first(authors), title, _first(links))
    place = source(path, options, position, found)
    data = ElementTree.tostring(entry)
    if not text:
        return Item(place, data, error=Empty("no text in it", f"{path} {position}", "leave it out"))
    return Item(place, data, text, "utf-8")


def _first(words: Iterable[str | None]) -> str | None:
    return next((word.strip() for word in words if word and word.strip()), None)


def _name(element: ElementTree.Element) -> str:
    """Name of an element without its name space; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: ElementTree.Element | None) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _inner(element: ElementTree.Element) -> str:
    """The markup that an element holds, escaped or as elements."""
    if len(element):
        return (element.text or "") + "".join(ElementTree.tostring(child, encoding="unicode") for child in element)
    return element.text or ""


def _day(said: str) -> str | None:
    """A day as ISO writes it, of a date of mail (RSS); any other date as it stands."""
    try:
        return parsedate_to_datetime(said.strip()).date().isoformat()
    except ValueError:
        return said.strip() or None


def plain(markup: str) -> str:
    """The words of a piece of HTML, its blocks as paragraphs."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(reader.words).split("\n\n"))
    return "\n\n".join(filter(None, paragraphs))


class _Words(HTMLParser):
    """Collects the words of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A block begins a paragraph."""
        self._silent += tag in _SILENT
        if tag.rpartition(":")[2] in _BLOCKS:
            self.words.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """A block ends one."""
        self._silent -= tag in _SILENT and self._silent > 0
        if tag.rpartition(":")[2] in _BLOCKS:
            self.words.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Words; line breaks among them are spaces."""
        if not self._silent:
            self.words.append(" ".join(data.split("\n\n")))
