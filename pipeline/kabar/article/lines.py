"""The lines of a text, with the wrapping of plain-text mail and terminals undone."""

import re
from itertools import pairwise

from kabar.frozen import Frozen

# All that any system ends a line with (but not the file, group and record separators that str.splitlines takes too).
_RARE = "\r\u2028\u2029\x0b\x0c\x85"
_LINE = re.compile(f"[^\n{_RARE}]+")
_BULLET = re.compile(
    r"#{1,6}[ \t]+(?=\S)|[-*\u2022\u00b7\u25aa\u25cf\u2013\u2014>][ \t]+(?=\S)|\(?\d{1,2}[.)][ \t]+(?=\S)"
)
_STOPS = ".!?\u2026"
_CLOSERS = "\"')]\u201d\u2019\u00bb"
_WIDEST = 120  # characters: text wrapped by hand or by mail programs is narrower
_SIGNATURE = 60  # characters: initials or a name in brackets are no longer
_SHARE = 0.6  # of the width: a shorter line ends its paragraph


class Line(Frozen, frozen=True, gc=False):
    """A line without the space around it; ``after_blank`` when a blank line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool

    @property
    def bullet(self) -> int:
        """Length of the bullet or list number that it begins with."""
        m = None if self.text[0].isalpha() else _BULLET.match(self.text)
        return m.end() if m else 0

    @property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return stopped(self.text)


def stopped(text: str) -> bool:
    """Whether ``text`` ends with a full stop, question or exclamation mark, quotes and brackets aside."""
    last = text[-1:]
    if last in _CLOSERS:
        if last in ")]":  # a signature may stand behind the stop
            opening = max(text.rfind("(", -_SIGNATURE), text.rfind("[", -_SIGNATURE))
            if opening > 0 and _stop_before(text, opening):
                return True
        last = text.rstrip(_CLOSERS + " \xa0")[-1:]
    return last != "" and last in _STOPS


def _stop_before(text: str, at: int) -> bool:
    """Whether a sentence ends before the bracket at ``at``."""
    before = text[max(0, at - 4) : at].rstrip(_CLOSERS + " \xa0")
    return before != "" and before[-1] in _STOPS


def split(text: str, begin: int = 0) -> list[Line]:
    """The lines from ``begin`` on that hold something, logical ones where the text is wrapped."""
    return _joined(text, _of_any(text, begin) if any(map(text.__contains__, _RARE)) else _of_plain(text, begin))


def _of_plain(text: str, begin: int) -> list[Line]:
    """The lines of a text in which only line feeds end one."""
    found: list[Line] = []
    at, blank = begin, True
    for raw in (text[begin:] if begin else text).split("\n"):
        body = raw.strip()
        if body:
            start = at + raw.index(body[0])
            found.append(Line(start, start + len(body), body, blank))
        blank = not body
        at += len(raw) + 1
    return found


def _of_any(text: str, begin: int) -> list[Line]:
    """The lines of any text."""
    found: list[Line] = []
    last = begin
    for m in _LINE.finditer(text, begin):
        raw = m[0]
        body = raw.strip()
        if not body:
            continue
        start = m.start() + raw.index(body[0])
        between = text[last:start]
        blank = not found or between.count("\n") > 1 or between.count("\r") > 1 or "\u2029" in between
        found.append(Line(start, start + len(body), body, blank))
        last = start + len(body)
    return found


def _joined(text: str, lines: list[Line]) -> list[Line]:
    """Wrapped lines as one; everywhere, a line that goes on in lower case (a link torn out of its sentence)."""
    if all(line.after_blank for line in lines):
        return lines
    width = max(len(line.text) for line in lines)
    wrapped = _is_wrapped(lines, width)
    limit = width if wrapped else 0
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1].text if groups else ""
        if before and not line.after_blank and _goes_on(before, line.text, limit) and not line.bullet:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        g[0] if len(g) == 1 else Line(g[0].start, g[-1].end, text[g[0].start : g[-1].end], g[0].after_blank)
        for g in groups
    ]


def _is_wrapped(lines: list[Line], width: int) -> bool:
    """Whether full lines go on in the next line, again and again."""
    if width > _WIDEST or len(lines) < 3:
        return False
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if not b.after_blank]
    full = [(a, b) for a, b in pairs if len(a) >= 0.7 * width and not stopped(a)]
    return 2 <= len(full) >= 0.4 * len(pairs) and sum(b[0].islower() for _, b in full) >= 0.3 * len(full)


def _goes_on(before: str, text: str, width: int) -> bool:
    """Whether ``text`` continues the line before; ``width`` is that of a wrapped text, else 0."""
    if width:
        return len(before) >= _SHARE * width or (text[0].islower() and not stopped(before))
    return (text[0].islower() and text[1:2].islower()) and not stopped(before) and len(before) > 20 and len(text) > 20
