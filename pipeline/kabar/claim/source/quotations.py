"""Where an article quotes: token ranges between quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress, count

from kabar.lexing import Tokens
from kabar.page import Page, Sentence

QUOTES = frozenset("\"'`")
_ENDS = frozenset(",.;:!?)")  # what a mark with a space before it closes a quotation in front of
_OPENED = 8  # sentences: an unclosed quotation ends here


def quotations(page: Page) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks, in order; one that is not closed ends after some sentences."""
    tokens = page.tokens
    starts = [s.first for s in page.sentences]
    out: list[tuple[int, int]] = []
    opened: int | None = None
    for i in compress(count(), map(QUOTES.__contains__, tokens.norm)):
        if not _marks(tokens, i):
            continue
        if opened is None:
            opened = i + 1
        elif not tokens.glued(i) and i + 1 < len(tokens) and tokens.glued(i + 1) and tokens.norm[i + 1] not in _ENDS:
            _close(out, opened, i, page, starts)
            opened = i + 1  # the next paragraph of the same speech opens again
        else:
            _close(out, opened, i, page, starts)
            opened = None
    if opened is not None:
        _close(out, opened, len(tokens), page, starts)
    return out


def _marks(tokens: Tokens, i: int) -> bool:
    """Whether a token is a quotation mark: `"`, or the second of two backquotes or apostrophes (wire copy)."""
    norm = tokens.norm[i]
    return norm == '"' or (i > 0 and tokens.norm[i - 1] == norm and tokens.glued(i))


def overlapping(starts: Sequence[int], sentences: Sequence[Sentence], first: int, stop: int) -> tuple[int, int]:
    """Indices (half-open) of the sentences that share a token with ``first`` to ``stop``."""
    low = max(0, bisect_right(starts, first) - 1)
    while low < len(sentences) and sentences[low].stop <= first:
        low += 1
    return low, max(low, bisect_left(starts, stop))


def _close(out: list[tuple[int, int]], opened: int, end: int, page: Page, starts: Sequence[int]) -> None:
    """Keep a quotation; one that runs over too many sentences was never closed."""
    first, stop = overlapping(starts, page.sentences, opened, end)
    if stop - first > _OPENED:
        end = page.sentences[first + 1].stop
    if end > opened:
        out.append((opened, end))
