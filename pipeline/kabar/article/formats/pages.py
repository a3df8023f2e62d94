"""HTML: the article of a page by trafilatura, without comments, and what the page says of itself.

The charset is decided as for any document: byte order mark, UTF-8 where the bytes are that, else the one that the
server or the head of the page declares (as browsers take it: Latin-1 is Windows-1252, UTF-16 in the head is ignored).
"""

import re
from typing import Any

from kabar.article.decode import decode
from kabar.article.formats.extras import needs
from kabar.article.formats.head import Head, captions, glued, head_of, paragraphs, without_site
from kabar.article.formats.item import Item
from kabar.article.source import Metadata
from kabar.errors import BadRecord, DocumentError, NoArticle, TooLarge

# Fixed, for the library's own defaults take today; dates are read where a page states them, never guessed from text.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2100-12-31"}
_HEAD = 2048  # bytes of a page in which browsers look for its charset (they stop at 1024)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w:.-]{2,40})", re.IGNORECASE)
_LARGEST = 20_000_000  # bytes: pages of news have 0.05 to 2 MB
_DEEPEST = 2_000  # open elements; pages have some dozens, and the libraries below recurse
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,2000}(/?)>")
_VOID = frozenset(  # elements that need no end, by the HTML standard
    re.split(" ", "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option")
)


def resolve(item: Item) -> Item:
    """The article text of one page, its title first, and its metadata. Raises MissingExtra."""
    trafilatura = needs("trafilatura", "html")
    where = " ".join(filter(None, (item.source.path, item.source.position))) or None
    try:
        if len(item.data) > _LARGEST:
            raise TooLarge(f"a page of more than {_LARGEST} bytes", where, "leave it out")
        found = decode(item.data, where, item.encoding or _declared(item.data))
        _refuse_bomb(found.text, where)
        tree = _parsed(trafilatura, found.text, where)
        said = head_of(tree)
        page = _extract(trafilatura, tree, item.source.url or item.source.found.url, where)
        metadata = _metadata(page, said)
        told = paragraphs(tree) if glued(page.text, said.title) else page.text
        text = _composed(metadata.title, captions(tree, told), told)
    except DocumentError as error:
        return item._replace(error=error)
    flags = item.flags + found.flags
    known = item.source.with_found(metadata)
    return item._replace(text=text, encoding=found.encoding, flags=flags, source=known)


def _declared(data: bytes) -> str | None:
    """Charset that the head of a page names. One that its own head contradicts is ignored, as in browsers."""
    m = _CHARSET.search(data[:_HEAD])
    label = m[1].decode("ascii", "replace").lower() if m else None
    return None if label is None or label.startswith(("utf-16", "utf-32")) else label


def _refuse_bomb(text: str, where: str | None) -> None:
    """Raise TooLarge for a page that nests thousands of elements."""
    depth = 0
    for m in _TAG.finditer(text):
        if m[2].lower() in _VOID or m[3]:
            continue
        depth += -1 if m[1] else 1
        if depth > _DEEPEST:
            raise TooLarge(f"more than {_DEEPEST} nested elements", where, "leave it out")


def _parsed(trafilatura: Any, text: str, where: str | None) -> Any:
    """The page as a tree. Raises NoArticle."""
    tree = trafilatura.load_html(text)
    if tree is None:
        raise NoArticle("no article on this page", where, "leave it out")
    return tree


def _extract(trafilatura: Any, tree: Any, url: str | None, where: str | None) -> Any:
    """trafilatura's document. Raises NoArticle, BadRecord."""
    try:
        page = trafilatura.bare_extraction(
            tree, url=url, fast=False, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except Exception as error:  # a parser of the wild: whatever it stumbles over is this page's failure
        raise BadRecord(f"the page cannot be parsed: {type(error).__name__}", where, "leave it out") from None
    if page is None or not (page.text or "").strip():
        raise NoArticle("no article on this page", where, "leave it out")
    return page


def _composed(title: str | None, captions: list[str], text: str) -> str:
    """Title, captions as images of Markdown, text, with blank lines between: the document that offsets count in."""
    parts = [title] if title and text.split("\n", 1)[0].strip() != title else []
    return "\n\n".join([*parts, *(f"![{caption}]()" for caption in captions), text])


def _metadata(page: Any, said: Head) -> Metadata:
    """What the page says of itself. A day that only an update states is none."""
    date = said.published or (None if page.date in said.updated else page.date)
    publisher = said.publisher or page.sitename
    title = said.title or " ".join((page.title or "").split()) or None
    title = title and without_site(title, (page.sitename, said.publisher, page.hostname))
    return Metadata(date, publisher, said.author or _authors(page.author), title, page.url)


def _authors(names: str | None) -> str | None:
    """The library's names, joined by semicolons: single words beside whole names are none."""
    parts = [name.strip() for name in (names or "").split(";")]
    whole = [name for name in parts if " " in name]
    return ", ".join(whole or parts) or None
