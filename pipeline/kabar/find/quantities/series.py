"""Changes that one verb tells of several things, and numbers beside a change that only look like its level."""

from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.lexing import Tokens

_NAMED = frozenset("NPJDs")
_LONGEST = 6  # tokens of a member before its number: a comma, a conjunction, a name
_OPENED = 3  # tokens before a value among which a word for a range stands


class Series:
    """Reads the words between two values of which the first is a change."""

    def __init__(self, table: UnitsTable) -> None:
        self._joins = frozenset(table.alternatives) | frozenset(table.range_and)
        self._rates, self._by = frozenset(table.rates), frozenset(table.by)
        self._versus, self._spans = frozenset(table.versus), frozenset(table.spans)
        self._level, self._placed = frozenset(table.level), frozenset(table.placed)

    def goes_on(self, tokens: Tokens, tags: str, before: Draft, draft: Draft) -> bool:
        """``exports fell 5% | and imports 3%``, ``to Chile rose 5%, Peru 4% | and Bolivia 2%``: members with no verb.

        One behind a comma alone has a proper name, or is one of several; what has a level in percent is none.
        """
        at = max(before.stop, before.last)
        stop = draft.begin - (tokens.norm[draft.begin - 1] in self._by)
        if not self._is_member(tokens, tags, at, stop):
            return False
        listed = before.rule == "quantity" or self._is_listed(tokens, tags, max(draft.stop, draft.last))
        return tags[at] == "C" or "P" in tags[at:stop] or listed

    def _is_member(self, tokens: Tokens, tags: str, at: int, stop: int) -> bool:
        """Whether a mark or conjunction and then only a name or noun phrase stand between two tokens."""
        first = at
        while first < min(stop, at + 2) and tokens.norm[first] in self._joins:
            first += 1
        gap = tags[first:stop]
        named = first > at and len(gap) > 0 and stop - at <= _LONGEST and set(gap) <= _NAMED and gap[-1] in "NPJ"
        return named and self._rates.isdisjoint(tokens.norm[first:stop])

    def _is_listed(self, tokens: Tokens, tags: str, at: int) -> bool:
        """Whether another member follows at token ``at``."""
        number = tags.find("M", at, at + _LONGEST + 1)
        return number > at and self._is_member(tokens, tags, at, number - (tokens.norm[number - 1] in self._by))

    def compares(self, gap: list[str]) -> bool:
        """``rose 5% | compared with the close on Thursday at``: the words before a value compare with it, and do not
        lead to it (``compared with last year to``)."""
        place = max((i for i, word in enumerate(gap) if word in self._versus), default=-1)
        if place < 0:
            return False
        behind = gap[place + 1 :]
        behind = behind[1:] if behind and behind[0] in self._level else behind  # compared to
        left = any(word in self._joins and word.isalpha() for word in behind)  # and stands at 5
        return not left and not any(word in self._level and word not in self._placed for word in behind)

    def spans(self, tokens: Tokens, draft: Draft) -> bool:
        """``ranging from | 5%``: where a range begins, and no movement."""
        return not self._spans.isdisjoint(tokens.norm[max(0, draft.begin - _OPENED) : draft.begin])


def without_brackets(words: list[str]) -> list[str]:
    """Words without what stands in brackets: ``from the close on Friday (26/12) to``."""
    if "(" not in words:
        return words
    first, last = words.index("("), words.index(")")
    return words[:first] + words[last + 1 :] if first < last else words
