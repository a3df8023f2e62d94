"""Which entity an article is about at some place: how often, how recently, as a subject, in the title.

Looked at are the entities of the last mentions before the place and those of the title, so that a question costs the
same in a long article as in a short one.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import pairwise

from kabar.find.mention import Entity
from kabar.frozen import Frozen
from kabar.page import Page

_TITLE, _SUBJECT, _COUNT, _AGE, _KIND = 1.5, 1.5, 0.3, 0.7, 1.5
AGENCY, _REPORTS = "agency", 2.0  # kind of gazetteer entries that report on others
_MAX_COUNT, _KNOWN = 6, 2
_MAX_AGE = 6.0  # sentences after which distance counts no more
_WINDOW = 60  # mentions before the place
_TITLES = 8  # entities of the title
_NEVER = 99  # sentences since an entity that is not named yet


class Standing(Frozen, frozen=True, gc=False):
    """How an entity stands in the article at a sentence: mentions so far, sentences since the last, in the title,
    named first of all, subject of its last sentence, and center of the sentence before."""

    count: int
    age: int
    title: bool
    opening: bool
    subject: bool
    center: bool


class Row(Frozen, frozen=True, gc=False):
    """One entity of the article, by canonical name: its first mention, all of them, and their first tokens."""

    entity: Entity
    mentions: list[Entity]
    tokens: list[int]
    title: bool


class Salience:
    """The entities of one page by name; ``sentences`` are the sentence indices of its tokens."""

    def __init__(
        self,
        page: Page,
        mentions: Sequence[Entity],
        sentences: Sequence[int],
        is_subject: Callable[[Entity], bool],
    ) -> None:
        self._sentences, self._is_subject = sentences, is_subject
        self._firsts = [e.first for e in mentions]
        self._rows = rows = dict[tuple[str, str], Row]()
        self._order: list[Row] = []
        title = (page.article.title or "").casefold()
        for e in mentions:
            row = rows.get((e.name, e.type))
            if row is None:
                n = sentences[e.first]
                named = e.name.casefold() in title if title else n == 0 and is_subject(e)
                row = rows[e.name, e.type] = Row(e, [], [], named or page.sentences[n].section == "title")
            row.mentions.append(e)
            row.tokens.append(e.first)
            self._order.append(row)
        self._titles = [row for row in rows.values() if row.title][:_TITLES]

    def has_title(self, kind: str) -> bool:
        """Whether an entity of the type stands in the title."""
        return any(row.entity.type == kind for row in self._titles)

    def is_title(self, name: str) -> bool:
        """Whether the entity of this name stands in the title."""
        return any(row.entity.name == name for row in self._titles)

    def titled(self, types: Mapping[str, float]) -> Entity | None:
        """The first entity of the title of one of the types."""
        return next((row.entity for row in self._titles if row.entity.type in types), None)

    def in_title(self, entity: Entity) -> Entity | None:
        """The entity of the title whose name begins with that of another."""
        return next((r.entity for r in self._titles if r.entity.name.startswith(entity.name + " ")), None)

    def earlier(self, token: int, most: int) -> list[Entity]:
        """The last entities named before a token, the nearest first, each once, then those of the title."""
        at = bisect_left(self._firsts, token)
        out: dict[str, Entity] = {}
        for row in reversed(self._order[max(0, at - _WINDOW) : at]):
            out.setdefault(row.entity.name, row.entity)
            if len(out) >= most:
                break
        for row in self._titles:
            out.setdefault(row.entity.name, row.entity)
        return list(out.values())

    def standing(self, entity: Entity, token: int, center: str | None) -> Standing | None:
        """How an entity stands at a token; ``center`` is the name of the subject of the sentence before."""
        row = self._rows.get((entity.name, entity.type))
        if row is None:
            return None
        count = bisect_left(row.tokens, token)
        here = self._sentences[token]
        age = here - self._sentences[row.tokens[count - 1]] if count else _NEVER
        subject = count > 0 and self._is_subject(row.mentions[count - 1])
        opening = bool(self._order) and self._order[0] is row
        return Standing(count, age, row.title, opening, subject, entity.name == center)

    def best(
        self,
        token: int,
        worth: Mapping[str, float],
        kinds: Set[str],
        before: bool,
        skip: Sequence[str],
        prominent: bool,
    ) -> Entity | None:
        """The most salient entity at a token, of the types in ``worth`` (with a bonus each) and of a fitting kind.

        With ``before`` only one that was named already; else the title counts, too. Names in ``skip`` do not;
        with ``prominent`` neither does what was named once in passing.
        """
        at = bisect_left(self._firsts, token)
        here, found, high = self._sentences[token], None, -100.0
        near = self._order[max(0, at - _WINDOW) : at]
        rows = dict(zip(map(id, near), near, strict=True))
        for row in self._titles:
            rows[id(row)] = row
        for row in rows.values():
            e = row.entity
            bonus = worth.get(e.type)
            if bonus is None or e.name in skip or (kinds and e.kind is not None and e.kind not in kinds):
                continue
            count = bisect_left(row.tokens, token)
            if (not count and before) or (e.type == "media" and not row.title):
                continue
            passing = count < _KNOWN and not row.title and (prominent or e.type == "other")
            if passing and not (prominent and any(map(self._is_subject, row.mentions))):
                continue
            score = bonus + (_MAX_COUNT if count > _MAX_COUNT else count) * _COUNT
            if row.title:
                score += _TITLE
            if count:
                age = here - self._sentences[row.tokens[count - 1]]
                score -= (age if age < _MAX_AGE else _MAX_AGE) * _AGE
                score += _SUBJECT if self._is_subject(row.mentions[count - 1]) else 0.0
            if prominent and e.kind == AGENCY and not row.title:
                score -= _REPORTS
            if kinds and e.kind in kinds:
                score += _KIND
            if score > high:
                high, found = score, e
        return found


def sentence_indices(starts: Sequence[int], tokens: int) -> list[int]:
    """Index of the sentence of every token, from the first tokens of the sentences."""
    out = [0] * (starts[0] if starts else tokens)
    for n, (first, stop) in enumerate(pairwise([*starts, tokens])):
        out += [n] * (stop - first)
    return out
