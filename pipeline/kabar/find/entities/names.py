"""Canonical names by article: which short form stands for which full name, as the article itself introduces them."""

from collections.abc import Iterable, Sequence

from kabar.find.entities.extent import Words
from kabar.find.entities.gazetteer import Entry
from kabar.find.entities.kinds import Candidate, is_letters, is_lowered
from kabar.lexing import Tokens

_RANK = {"other": 0, "place": 1, "topic": 1, "product": 2, "event": 2, "media": 2, "organization": 2, "person": 3}
_JOINTS = frozenset("-&")  # marks that join a single letter to a name
_NONE: list[str] = []
_RIVALS = 40  # full names that a short form is compared with
_LINKED = frozenset({"person", "organization", "product", "event", "media"})


def key_of(tokens: Tokens, first: int, stop: int) -> str:
    """Joined matching forms, as the gazetteer has them."""
    return tokens.norm[first] if stop - first == 1 else " ".join(tokens.norm[first:stop])


class Names:
    """Forms of one article -> names. Built from the strong candidates; asked for the weak ones and the headlines."""

    def __init__(self, words: Words, tokens: Tokens) -> None:
        self._words = words
        self._tokens = tokens
        self.known: dict[str, Entry] = {}  # by joined matching forms
        self._count: dict[str, int] = {}
        self._ends: dict[str, list[str]] = {}  # full names by their first and last words

    def lengths(self) -> dict[str, int]:
        """First word of a form -> bit set of the lengths of such forms in tokens."""
        out: dict[str, int] = {}
        for key in self.known:
            words = key.split(" ")
            out[words[0]] = out.get(words[0], 0) | (1 << len(words))
        return out

    def learn(self, candidates: Sequence[Candidate], keys: Sequence[str], acronyms: dict[int, int]) -> None:
        """Take in the strong candidates of the page, which have these ``keys``.

        ``acronyms``: index of the candidate in brackets -> index of its long form.
        """
        strong = [
            k for k, c in enumerate(candidates) if not c.weak and c.rule != "entity.demonym" and k not in acronyms
        ]
        known, count = self.known, self._count
        for k in strong:
            key, c = keys[k], candidates[k]
            old = known.get(key)
            count[key] = count[key] + 1 if old else 1
            # one name has one type in an article: a person by title beats a place by preposition
            if old is None or (old.rule != "entity.gazetteer" and _RANK[c.type or "other"] > _RANK[old.type]):
                known[key] = self._name(c)
        for short, long in acronyms.items():
            if not candidates[short].weak and candidates[short].rule != "entity.demonym":
                self._shorten(keys[short], candidates[short], keys[long], candidates[long])
        self._link()

    def _shorten(self, key: str, c: Candidate, long_key: str, long: Candidate) -> None:
        """The form in brackets stands for the name before it, and vouches for it (``Kirana (KRN)``)."""
        name = self.known.get(long_key) or self._name(long)
        if c.entry is not None and long.entry is None:
            name = self._name(c)
        self.known[long_key] = name
        self.known[key] = name if c.entry is None else self._name(c)

    def _name(self, c: Candidate) -> Entry:
        """The name as it stands, without legal form; a product of a maker gets the maker's name."""
        if c.entry is not None and c.entry.name:
            return c.entry
        text = self._long_name(c) if c.stop - c.first > 1 else self._tokens.word[c.first]
        if c.rule == "entity.head":
            text = text[0].upper() + text[1:]
        kind, of = (c.entry.kind, c.entry.of) if c.entry else (None, None)
        return Entry(text, c.type or "other", None, kind, of, c.rule)

    def _long_name(self, c: Candidate) -> str:
        """The words of a name without what only its legal form or the sentence adds."""
        first, stop, norm, words = c.first, c.stop, self._tokens.norm, self._words
        while stop > first + 1 and (norm[stop - 1] in words.after or norm[stop - 1] in ",.()"):
            stop -= 1
        while stop > first + 2 and c.type != "person" and len(norm[stop - 1]) == 1 and not norm[stop - 1].isdigit():
            if norm[stop - 1] != "." and norm[stop - 2] in _JOINTS:
                break
            stop -= 1
        while stop > first + 1 and (norm[stop - 1] in words.particles or norm[stop - 1] in "&-"):
            stop -= 1
        return " ".join(self._tokens.slice(first, stop).split())

    def _link(self) -> None:
        """Map short forms to the full names that hold them."""
        full = {key: name for key, name in self.known.items() if " " in key and _linked(key, name)}
        ends = self._ends = _by_end_words(full)
        for key in sorted([key for key in self.known if key in ends or " " in key], key=len):
            name = self.known[key]
            if name.rule == "entity.gazetteer" or key in self._words.openers:
                continue
            if " " not in key and (key in self._words.heads or key in self._words.particles):
                continue
            target = self._full(key, full)
            if target is None:
                continue
            acronym = name.name.isupper() and name.name.isalpha()
            if not acronym or full[target].name.startswith(name.name + " "):
                self.known[key] = full[target]
        for key, name in full.items():
            if name.type == "person":
                self._short_forms(key, name)
            elif name.type == "organization":
                self._stem(key, name)

    def _full(self, key: str, full: dict[str, Entry]) -> str | None:
        """The full name that begins or ends with the words of ``key``: persons first, then the oftenest."""
        words, count, ends = key.split(" "), self._count, self._ends
        rivals = ends.get(words[-1], _NONE)[:_RIVALS]
        if len(words) > 1:
            rivals = rivals + ends.get(words[0], _NONE)[:_RIVALS]
        if not rivals or rivals == [key, key]:
            return None
        best, most, own = None, (-1, -1, -1, -1), set(words)
        for other in dict.fromkeys(rivals):
            if other == key:
                continue
            same = set(other.split(" ")) == own
            if len(other) <= len(key) and not same:
                continue
            if same and (count.get(other, 0), other) <= (count.get(key, 0), key):
                continue
            last, name = other.endswith(" " + key), full[other]
            if not same and not last and not self._may_begin(key, other, name):
                continue
            rank = (int(name.type == "person"), int(last or same), count.get(other, 0), len(other))
            if rank > most:
                best, most = other, rank
        return best

    def _may_begin(self, key: str, other: str, name: Entry) -> bool:
        """Whether the first words of a name may stand for it: of persons always, of others not an adjective."""
        if not other.startswith(key + " "):
            return False
        rest = other[len(key) + 1 :].split(" ")
        if rest[0] == "-" or (len(rest) == 1 and self.known[key].name.isupper()):
            return True
        if name.type in ("person", "product"):
            return name.type == "person"
        if " " in key:
            return True
        if len(rest) == 1 and (rest[0] in self._words.after or rest[0] in self._words.heads or name.type == "other"):
            return True
        return name.type == "organization" and self._only(key, other)

    def _only(self, key: str, other: str) -> bool:
        """Whether the word begins the name of one organization alone (``Compaq`` for ``Compaq Computer Corp.``)."""
        words = self._words
        if len(key) < 3 or key in words.adjectives or key in words.before or words.demonyms.get(key) is not None:
            return False
        rivals = [full for full in self._ends.get(key, _NONE)[:_RIVALS] if full.startswith(key + " ")]
        return len({self.known[full].name for full in rivals}) == 1

    def _short_forms(self, key: str, name: Entry) -> None:
        """First and last word of a person stand for him, unless they are names of their own."""
        words = key.split(" ")
        for word in (words[-1], words[0]):
            free = is_letters(word) and len(word) > 1 and word not in self.known
            if free and self._words.gazetteer.get(word) is None and word not in self._words.openers:
                self.known[word] = name

    def _stem(self, key: str, name: Entry) -> None:
        """A company without its legal form (``Chrysler`` for ``Chrysler LLC``)."""
        words = key.split(" ")
        while len(words) > 1 and (words[-1] in self._words.after or not words[-1][-1].isalnum()):
            words.pop()
        while len(words) > 1 and words[0] in self._words.before:
            words.pop(0)
        if len(words) == 3 and words[1] == "-":  # Hewlett for Hewlett-Packard
            free = words[0] not in self.known and self._words.gazetteer.get(words[0]) is None
            if free and len(words[0]) > 3 and words[0] not in self._words.openers:
                self.known[words[0]] = name
        if len(words) == 2 and words[1][0] == "'" and self._words.gazetteer.get(words[0]) is None:
            self.known.setdefault(words[0], name)  # Orvey's shares, of Orvey's Inc.
        stem = " ".join(words)
        if stem not in self.known and self._words.gazetteer.get(stem) is None and words[0] not in self._words.heads:
            self.known[stem] = name


def _by_end_words(full: Iterable[str]) -> dict[str, list[str]]:
    """Full names by their last and by their first word."""
    ends: dict[str, list[str]] = {}
    for key in full:
        words = key.split(" ")
        ends.setdefault(words[-1], []).append(key)
        if words[0] != words[-1]:
            ends.setdefault(words[0], []).append(key)
    return ends


def _linked(key: str, name: Entry) -> bool:
    """Whether short forms may stand for the name; of unknown type only what may be a person."""
    if name.type == "other":
        words = name.name.split(" ")
        return len(words) < 4 and all(map(_of_person, words))
    return name.type in _LINKED


def _of_person(word: str) -> bool:
    """Whether a word is written as those of persons are."""
    return word[0].isupper() and (len(word) < 3 or is_lowered(word))
