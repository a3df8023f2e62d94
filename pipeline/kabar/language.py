"""Which language an article is in: a vote of function words, and langdetect where the vote leaves doubt.

The vote over a sample costs less than a tenth of a millisecond. Function words are data
(``models/<language>/language.toml``), and so are the words that tell a close relative apart: langdetect knows no Malay
and calls it Indonesian.
"""

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
_MIXED = 0.25  # share of the words in parts of another language, above which the article is mixed
_FEW = 6  # words: below, nothing can be told


class Tongue(NamedTuple):
    """The language, and doubts: ``language_uncertain``, ``language_mixed``."""

    language: str
    flags: tuple[str, ...] = ()


def identify(text: str, blocks: Iterable[Block], given: str | None, root: Path, where: str | None = None) -> Tongue:
    """Language of the article text. Raises UnsupportedLanguage with what was detected."""
    return load(root).identify(text, blocks, given, where)


@lru_cache(maxsize=4)
def load(root: Path) -> "Voter":
    """The voter of all languages below ``root``. Raises ModelError."""
    return Voter({n: model.read_table(root / n / "language.toml", LanguageTable) for n in model.languages(root)})


class Voter:
    """Function words of all languages, each word with the languages that it speaks for."""

    def __init__(self, tables: dict[str, LanguageTable]) -> None:
        for name, table in tables.items():
            if len(set(table.function)) != len(table.function) or not table.function:
                raise ModelError("empty, or a word twice", f"{name}/language.toml", "mend the list 'function'")
        self.tables = tables
        self.function = {n: frozenset(t.function) for n, t in tables.items()}
        self.own = {n: frozenset(t.own) for n, t in tables.items()}
        self.rivals = {n: {r: frozenset(w) for r, w in t.rivals.items()} for n, t in tables.items()}

    def identify(self, text: str, blocks: Iterable[Block], given: str | None, where: str | None) -> Tongue:
        """Language of the blocks of ``text``; ``given`` is what the user says it is."""
        if given:
            return Tongue(self._named(given, where))
        parts = _sample(text, list(blocks))
        # words with marks at them count for no language; the share is of all words
        by_part = [part.lower().split() for part in parts]
        found = list(chain.from_iterable(by_part))
        votes = self._votes(found)
        ranked = sorted(votes, key=lambda name: (-votes[name], name))
        best, words = ranked[0], len(found)
        share, second = votes[best] / max(1, words), votes[ranked[1]] if len(ranked) > 1 else 0
        flags: tuple[str, ...] = ("language_mixed",) if second and self._is_mixed(by_part, best) else ()
        if words < _FEW or share < (_DOUBT if flags else _SURE) or (votes[best] < _AHEAD * second and not flags):
            flags += self._judge(" ".join(parts), best, share, words, where)
        self._refuse_rival(found, best, where)
        return Tongue(best, flags)

    def _votes(self, found: list[str]) -> dict[str, int]:
        """The votes of the words for each language."""
        return {name: len(list(filter(words.__contains__, found))) for name, words in self.function.items()}

    def _named(self, given: str, where: str | None) -> str:
        """A language id from what people write: ``id``, ``en-US``, ``eng``, ``Indonesian``."""
        low = given.strip().lower().replace("_", "-")
        for name, table in self.tables.items():
            if low.split("-")[0] == name or (len(low) >= 3 and table.name.lower().startswith(low)):
                return name
        raise UnsupportedLanguage(f"language {given!r} is given", where, f"languages: {', '.join(self.tables)}")

    def _judge(self, sample: str, best: str, share: float, words: int, where: str | None) -> tuple[str, ...]:
        """langdetect's word where the vote leaves doubt. Raises UnsupportedLanguage."""
        detected = _langdetect(sample)
        short = words < 5 * _FEW
        if (short and detected == best) or (share >= _DOUBT and (short or detected in (best, None))):
            return ("language_uncertain",)
        if share >= _SURE and detected in self.tables:
            return ("language_uncertain",)
        raise UnsupportedLanguage(
            f"detected {detected or 'und'!r}",
            where,
            f"languages: {', '.join(self.tables)}; --language says it for sure",
        )

    def _refuse_rival(self, found: list[str], best: str, where: str | None) -> None:
        """Raise when the sample is written in a close relative of the language."""
        for rival, words in self.rivals[best].items():
            if words.isdisjoint(found):
                continue
            own = sum(map(self.own[best].__contains__, found))
            theirs = sum(map(words.__contains__, found))
            if theirs > own and theirs >= 2:
                raise UnsupportedLanguage(
                    f"detected {rival!r}", where, f"languages: {', '.join(self.tables)}; --language says it for sure"
                )

    def _is_mixed(self, parts: list[list[str]], best: str) -> bool:
        """Whether a good part of the sample, in parts of words, is in another of our languages."""
        total = other = 0
        for found in parts:
            votes = self._votes(found)
            total += len(found)
            if len(found) >= _FEW and max(votes.values()) > _AHEAD * votes[best]:
                other += len(found)
        return other >= _MIXED * total > 0


def _sample(text: str, blocks: list[Block]) -> list[str]:
    """The first paragraphs, and something of the middle and the end."""
    if not blocks:
        return [text[:_SAMPLE]]
    body = [b for b in blocks if b.section == "body"] or blocks
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
