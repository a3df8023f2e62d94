"""Which language an article is in: what is said of it, a vote of function words, and where the vote leaves doubt, a
wider vote and langdetect.

The vote over a sample costs less than a tenth of a millisecond. Languages that build on each other share most function
words: the vote is one of families, and the words that are a language's own choose within one. All words are data (in
``language.toml`` of each language), and so are those that tell a close relative without models apart: langdetect calls
Malay and Javanese Indonesian.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from kabar import model
from kabar.errors import ModelError, UnsupportedLanguage
from kabar.page import Block
from kabar.tables import LanguageTable

_SAMPLE = 700  # characters of the article that vote, from its first paragraphs
_PART = 200  # and of its middle and end, to notice a second language
_SURE = 0.12  # share of function words: prose of either language has 0.15 to 0.5, other languages below 0.1
_DOUBT = 0.08  # below, the language is another one whatever langdetect says
_AHEAD = 2.0  # times as many as the next language
_MIXED = 0.25  # share of the words in parts of another language, from which the article is mixed
_FEW = 6  # words: below, function words tell nothing
_WIDE = 0.25  # share of frequent words of all kinds that tells a language
_LEAST = 2  # words of a language, at least: one alone (`in`, `an`) is a word of many
_CLEAR = 2.0  # times as many own words as the next of the family, below which the text is doubtful
_OTHER = 3  # own words of a relative, at least, for which the text is mixed
_WORD = re.compile(r"[^\W\d_]+")


class Tongue(NamedTuple):
    """The language, and doubts: ``language_uncertain``, ``language_mixed``, ``language_disagrees`` (plainly another
    language than the record says).
    """

    language: str
    flags: tuple[str, ...] = ()


class _Vote(NamedTuple):
    """The family with most function words (by the language that begins it), its votes, those of the next family, and
    the words in all.
    """

    best: str
    votes: int
    second: int
    words: int

    @property
    def share(self) -> float:
        """Of the function words in all words."""
        return self.votes / max(1, self.words)

    @property
    def ahead(self) -> bool:
        """Whether it is well ahead of the next."""
        return self.votes >= _AHEAD * self.second


def identify(
    text: str, blocks: Iterable[Block], given: str | None, root: Path, where: str | None = None, said: str | None = None
) -> Tongue:
    """Language of the article text; ``given`` by the user, ``said`` by the record. Raises UnsupportedLanguage with what
    was detected.
    """
    return load(root).identify(text, blocks, given, where, said)


@lru_cache(maxsize=4)
def load(root: Path) -> "Voter":
    """The voter of all languages below ``root``. Raises ModelError."""
    names = model.languages(root)
    tables = {n: model.table(root, f"{n}/language.toml", LanguageTable) for n in names}
    return Voter(tables, {n: model.lineage(root, n)[-1] for n in names})


class Voter:
    """Function words of all families of languages, and the own words of each language.

    ``families``: of each language, the one that it builds on in the end.
    """

    def __init__(self, tables: dict[str, LanguageTable], families: dict[str, str]) -> None:
        for name, table in tables.items():
            if len(set(table.function)) != len(table.function) or not (table.function or table.extends):
                raise ModelError("empty, or a word twice", f"{name}/language.toml", "mend the list 'function'")
        self.tables, self.families = tables, families
        kin = {head: [n for n in tables if families[n] == head] for head in sorted(set(families.values()))}
        self.kin = kin
        self.function = {h: frozenset(w for n in names for w in tables[n].function) for h, names in kin.items()}
        self.wide = {h: self.function[h].union(w for n in names for w in tables[n].common) for h, names in kin.items()}
        self.own = {n: frozenset(t.own) for n, t in tables.items()}
        self.ours = {n: self.function[families[n]].union(w.lower() for w in t.own) for n, t in tables.items()}
        self.rivals = {n: {r: frozenset(w) for r, w in t.rivals.items()} for n, t in tables.items()}

    def identify(
        self, text: str, blocks: Iterable[Block], given: str | None, where: str | None, said: str | None = None
    ) -> Tongue:
        """Language of the blocks of ``text``; ``given`` is what the user says it is, ``said`` what the record says."""
        if given:
            return Tongue(self._named(given, where))
        parts = _sample(text, list(blocks))
        # words with marks at them count for no language; the share is of all words
        by_part = [part.lower().split() for part in parts]
        found = list(chain.from_iterable(by_part))
        vote = self._vote(found)
        best, doubts = self._member(vote.best, parts)
        flags: tuple[str, ...] = ("language_mixed",) if self._is_mixed(by_part, vote.best) else ()
        enough = vote.words >= _FEW and vote.votes >= _LEAST
        plain = enough and vote.share >= (_DOUBT if flags else _SURE) and (vote.ahead or bool(flags))
        if said:
            known = self._known(said)
            doubtful = not plain or (doubts and known and self.families[known] == vote.best)
            if known and (known == best or doubtful):
                return Tongue(known, flags if known == best else ())
            if not known and not plain:
                raise self._refused(f"the record says {said!r}", where)
            flags += ("language_disagrees",)
        elif not plain:
            best, _ = self._member(self._judge(" ".join(parts), vote, where), parts)
            flags += ("language_uncertain",)
        else:
            flags += doubts
        self._refuse_rival(found, best, where)
        return Tongue(best, flags)

    def _vote(self, found: list[str]) -> _Vote:
        """The vote of the function words."""
        votes = self._votes(found, self.function)
        ranked = sorted(votes, key=lambda name: (-votes[name], name))
        second = votes[ranked[1]] if len(ranked) > 1 else 0
        return _Vote(ranked[0], votes[ranked[0]], second, len(found))

    def _member(self, family: str, parts: list[str]) -> tuple[str, tuple[str, ...]]:
        """The language of the family by the words that are its own, and doubts; the first of the family for none."""
        kin = self.kin[family]
        if len(kin) == 1:
            return family, ()
        words = _WORD.findall(" ".join(parts))
        votes = {name: len(list(filter(self.own[name].__contains__, words))) for name in kin}
        ranked = sorted(kin, key=lambda name: (-votes[name], name != family, name))
        first, second = votes[ranked[0]], votes[ranked[1]]
        if second >= max(_OTHER, _MIXED * first):
            return ranked[0], ("language_mixed",)
        return ranked[0], () if first >= _CLEAR * second and first else ("language_uncertain",)

    def _votes(self, found: list[str], lists: dict[str, frozenset[str]]) -> dict[str, int]:
        """The votes of the words for each language."""
        return {name: len(list(filter(words.__contains__, found))) for name, words in lists.items()}

    def _known(self, said: str) -> str | None:
        """A language id from what people write: ``id``, ``en-US``, ``eng``, ``Indonesian``; None for another."""
        low = said.strip().lower().replace("_", "-")
        for name, table in self.tables.items():
            main = low.split("-")[0]
            if main == name or main in table.codes or (len(low) >= 3 and table.name.lower().startswith(low)):
                return name
        return None

    def _named(self, given: str, where: str | None) -> str:
        """The language that the user says it is. Raises UnsupportedLanguage."""
        known = self._known(given)
        if known is None:
            raise UnsupportedLanguage(f"language {given!r} is given", where, f"languages: {', '.join(self.tables)}")
        return known

    def _judge(self, sample: str, vote: _Vote, where: str | None) -> str:
        """The family where function words leave doubt: by all frequent words, else by langdetect. Raises
        UnsupportedLanguage.
        """
        told = self._told(_WORD.findall(sample.lower()))
        if told:
            return told
        detected = _langdetect(sample)
        if detected in self.tables:
            return vote.best if vote.share >= _SURE else self.families[detected]
        likely = vote.share >= _DOUBT and vote.votes >= _LEAST and vote.ahead
        if likely and (vote.words < 5 * _FEW or detected is None):
            return vote.best
        raise self._refused(f"detected {detected or 'und'!r}", where)

    def _told(self, found: list[str]) -> str | None:
        """The family that is well ahead by all frequent words."""
        votes = self._votes(found, self.wide)
        best = max(sorted(votes), key=votes.__getitem__)
        second = max((count for name, count in votes.items() if name != best), default=0)
        sure = votes[best] >= max(_LEAST, _WIDE * len(found)) and votes[best] >= _AHEAD * second
        return best if sure else None

    def _refused(self, what: str, where: str | None) -> UnsupportedLanguage:
        return UnsupportedLanguage(what, where, f"languages: {', '.join(self.tables)}; --language says it for sure")

    def _refuse_rival(self, found: list[str], best: str, where: str | None) -> None:
        """Raise when the sample is written in a close relative of the language, not where it quotes some words."""
        for rival, words in self.rivals[best].items():
            if words.isdisjoint(found):
                continue
            own = sum(map(self.ours[best].__contains__, found))
            theirs = sum(map(words.__contains__, found))
            if theirs > own and theirs >= _LEAST:
                raise self._refused(f"detected {rival!r}", where)

    def _is_mixed(self, parts: list[list[str]], best: str) -> bool:
        """Whether a good part of the sample, in parts of words, is in another of our languages."""
        total = other = 0
        for found in parts:
            votes = self._votes(found, self.function)
            total += len(found)
            if len(found) >= _FEW and max(votes.values()) > _AHEAD * votes[best]:
                other += len(found)
        return other >= _MIXED * total > 0


def _sample(text: str, blocks: list[Block]) -> list[str]:
    """The first paragraphs, and something of the middle and the end."""
    body = [b for b in blocks if b.section == "body"]
    if not body:
        return [text[:_SAMPLE]]
    parts: list[str] = []
    size = 0
    for block in body:
        if size >= _SAMPLE:
            break
        parts.append(text[block.start : min(block.end, block.start + _SAMPLE - size)])
        size += len(parts[-1])
    for later in (body[len(body) // 2], body[-1]) if size >= _SAMPLE else ():
        parts.append(text[max(later.start, later.end - _PART) : later.end])
    return parts


@lru_cache(maxsize=256)
def _langdetect(sample: str) -> str | None:
    """langdetect's most probable language, the same each time, or ``None`` where it sees no letters."""
    from langdetect import DetectorFactory, LangDetectException
    from langdetect.detector_factory import PROFILES_DIRECTORY

    factory = _factory(DetectorFactory, PROFILES_DIRECTORY)
    detector = factory.create()
    detector.seed = 0
    detector.append(sample[:1000])
    try:
        found: str = detector.detect()
    except LangDetectException:
        return None
    return found if len(found) <= 5 else None  # a code, or the word for none


@lru_cache(maxsize=1)
def _factory(kind: type, profiles: str) -> Any:
    """langdetect's profiles, loaded once (its own module-level factory has a seed that others may change)."""
    factory = kind()
    factory.load_profile(profiles)
    return factory
