"""Kept lines to blocks: captions without their credits, paragraphs without dateline, bullet and signature."""

import re

from kabar.article.kinds import IMAGE, NUMBERED, Kind, labels
from kabar.article.lines import Line, stopped
from kabar.article.prefix import dateline
from kabar.article.vocabulary import Vocabulary
from kabar.page import Block

_SIGNATURE = re.compile(r"[ \t\xa0]*(?:\((?P<round>[^()\n]{2,60})\)|\[(?P<square>[^\[\]\n]{2,60})\])[ \t.]*$")
_SIGNED = re.compile(
    r"[A-Z]{2,5}|\w{2,8}(?:[/,]\w{2,8})+|[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){1,4}(?:[/,] ?[A-Z][\w. ]*)?"
)


def blocks_of(
    text: str, title: Line | None, kept: list[tuple[Line, Kind]], words: Vocabulary
) -> tuple[tuple[Block, ...], str, str]:
    """Blocks in document order, the dateline prefix, and the signature behind the last sentence."""
    out = [Block(title.start + title.bullet, title.end, "title")] if title else []
    prefix = ""
    seen = False
    entry: int | None = None  # start of a date line that the next paragraph belongs to
    for line, kind in kept:
        if kind == "caption":
            out.extend(_captions(line, words))
            continue
        start = line.start + line.bullet
        if kind in ("date", "day"):
            entry = start
            continue
        if kind == "prose" and not seen:
            seen = True
            length = dateline(line.text[:200], words)
            prefix = line.text[:length]
            start = line.start + (length or line.bullet)
        out.extend(_paragraph(text, start if entry is None else entry, line.end, words))
        entry = None
    signature = _sign(text, out)
    return tuple(sorted([b for b in out if b.start < b.end])), prefix, signature


def _paragraph(text: str, start: int, end: int, words: Vocabulary) -> list[Block]:
    """A paragraph, in parts where a pointer to another article stands in it: ``... (Read also: ...) ...``."""
    if text.find(":", start, end) < 0:
        return [Block(start, end, "body")]
    out, at = [], start
    for m in words.aside.finditer(text, start, end):
        out.append(Block(at, at + len(text[at : m.start()].rstrip()), "body"))
        at = m.end()
    return [b for b in [*out, Block(at, end, "body")] if b.start < b.end]


def _captions(line: Line, words: Vocabulary) -> list[Block]:
    """A caption line told once or twice: the parts between its credits."""
    image = IMAGE.fullmatch(line.text)
    if image:
        line = Line(line.start + image.start("alt"), line.start + image.end("alt"), image["alt"], line.after_blank)
    text, out, at = line.text, [], 0
    numbered = NUMBERED.match(text)
    opening = words.caption.match(text)
    if numbered:
        at = numbered.end()
    elif opening and labels(opening):
        at = opening.end()
    ends = [(m.start(), m.end()) for m in words.credit.finditer(text)]
    loose = words.loose_credit.search(text)
    if loose and not ends:
        ends = [(loose.start(), len(text))]
    for start, end in [*ends, (len(text), len(text))]:
        part = text[at:start]
        if len(part.split()) > 2:
            begin = line.start + at + len(part) - len(part.lstrip())
            out.append(Block(begin, line.start + at + len(part.rstrip()), "caption"))
        at = end
    return out


def _sign(text: str, blocks: list[Block]) -> str:
    """Take the author's signature off the last block: ``... the company said. (EVY)``."""
    if not blocks or blocks[-1].section != "body":
        return ""
    last = blocks[-1]
    begin = max(last.start, last.end - 80)
    if text[begin : last.end].rstrip(" \t.")[-1:] not in (")", "]"):
        return ""
    m = _SIGNATURE.search(text[begin : last.end])
    signed = (m["round"] or m["square"]) if m else ""
    if m is None or not _SIGNED.fullmatch(signed) or not stopped(text[last.start : begin + m.start()][-20:]):
        return ""
    blocks[-1] = Block(last.start, begin + m.start(), "body")
    return signed
