"""What pages say around an article, as data: ``models/<language>/layout.toml``, compiled.

Pages mix languages (an Indonesian portal has its "Related Posts"), so the vocabularies of all languages are one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from kabar import model
from kabar.article.dates import Dates
from kabar.article.table import LayoutTable, PublishersTable
from kabar.errors import ModelError

_WORD = re.compile(r"[^\W\d_]+")
_COMPANY = (  # names in capitals, with small words between them: "Bank of Ohio, Inc. (NYSE: BOO)"
    r"(?:the )?[A-Z][\w.&'\u2019\u00ae\u2122+-]*"
    r"(?:,? (?:[A-Z0-9][\w.&'\u2019\u00ae\u2122+-]*|[a-z]{1,3}|&)){0,9}(?: \([^()\n]{1,60}\))?"
)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|[+-]\d\d:?\d\d|\d{1,2}(?=[ap]\.?m)", re.IGNORECASE)


class Vocabulary:
    """Furniture words of all languages, compiled once; ``orders`` are the date orders by language."""

    def __init__(self, tables: dict[str, LayoutTable], publishers: PublishersTable) -> None:
        every = list(tables.values())
        self.orders = {name: table.date_order for name, table in tables.items()}
        self.publishers = publishers.names
        self.lines = _keys(w for t in every for w in t.lines)
        self.comments = _keys(w for t in every for w in t.comments)
        self.links = _keys(w for t in every for w in t.links)
        self.ends = _keys(w for t in every for w in t.ends)
        self.boilerplate = _keys(w for t in every for w in t.boilerplate)
        self.legal = frozenset(w for t in every for w in t.legal + t.bios)
        self.about = re.compile(
            rf"[#*_ \t]{{0,8}}(?i:{either(w for t in every for w in t.abouts)})[ \t]+{_COMPANY}[ \t*_]{{0,4}}"
            r"(?:$|:|[-\u2013\u2014](?=[ \t]))"
        )
        asides = [w for t in every for w in t.asides]
        self.aside = re.compile(  # in brackets, or from the end of a sentence to that of its paragraph
            rf"[(\[](?:{either(asides)})[ \t]*:[^()\[\]\n]{{1,250}}[)\]][ \t.]*"
            rf"|(?<=[.!?\"\u201d)][ \t])(?:{either(w for w in asides if ' ' in w)})[ \t]*:[^\n]{{1,200}}$",
            re.IGNORECASE,
        )
        self.navigation = _keys(w for t in every for w in t.navigation)
        self.roles = _keys(w for t in every for w in t.roles)
        self.replies = _keys(w for t in every for w in t.replies)
        self.ago = tuple(w for t in every for w in t.ago)
        self.phrases = tuple(w for t in every for w in t.phrases + t.legal + t.bios)
        self._anchors = frozenset(max(w.split(), key=len) for w in self.phrases)
        self.starts = _by_first(w for t in every for w in t.starts)
        self.updated = _keys(w for t in every for w in t.updated)
        self.dated = frozenset(w.split()[0] for t in every for w in t.updated + t.published)
        self.around_dates = self.updated | _keys(w for t in every for w in t.published + t.zones + list(t.weekdays))
        self.weekdays = {name: number for t in every for name, number in t.weekdays.items()}
        self.saying = re.compile(rf"(?<!\w)(?:{either(w for t in every for w in t.sayings)})(?!\w)", re.IGNORECASE)
        self._days = {name: t.days for name, t in tables.items()}  # by language: another's word may be a name in it
        days = {name: either(table) for name, table in self._days.items()}
        self._day_before = {name: re.compile(rf"(?<!\w)({day})$", re.IGNORECASE) for name, day in days.items()}
        self._day_after = {name: re.compile(rf"({day})(?!\w)", re.IGNORECASE) for name, day in days.items()}
        self.credit = re.compile(
            r"[ \t]*[(\[][ \t]*(?:" + either(w for t in every for w in t.credits) + r")(?![^\W_])[^()\[\]]{0,90}[)\]]",
            re.IGNORECASE,
        )
        caption = either(w for t in every for w in t.captions)
        self.caption = re.compile(rf"(?:{caption})(?![^\W_])[ \t]*(?P<colon>[:|])?", re.IGNORECASE)
        agency = either(w for t in every for w in t.credits if w.endswith("/"))
        self.loose_credit = re.compile(
            rf"[ \t]*(?<![\w(])(?:(?:{caption})[ \t]*[:/]|{agency})[^.()\n]{{1,80}}$", re.IGNORECASE
        )
        colon = either(w for t in every for w in t.authors + t.bylines)
        plain = either(w for t in every for w in t.bylines)
        self.author = re.compile(
            rf"[(\[*_]{{0,3}}(?:(?:{colon})[ \t]*[:/|]|(?:{plain})(?![^\W_]))[ \t]*", re.IGNORECASE
        )
        agency = either(publishers.names)
        self.agency = re.compile(rf"[(/](?P<name>{agency})[^()/]{{0,20}}[)/]", re.IGNORECASE)
        self.dates = Dates(
            tuple(sorted(tables)),
            _months(tables),
            (w for t in every for w in t.ordinals),
            (w for t in every for w in t.fillers),
        )

    def phrases_in(self, low: str) -> tuple[str, ...]:
        """The phrases of furniture that a text in lower case holds: few, mostly none."""
        if self._anchors.isdisjoint(low.split()):
            return ()
        return tuple(phrase for phrase in self.phrases if phrase in low)

    def day_before(self, text: str, language: str) -> int | None:
        """Days from today that the word of a day tells which ends ``text``."""
        m = self._day_before[language].search(text)
        return self._days[language][m[1].lower()] if m else None

    def day_after(self, text: str, language: str) -> int | None:
        """The same for a word that begins it; one of the past is of a week that way (the last such weekday)."""
        m = self._day_after[language].match(text)
        shift = self._days[language][m[1].lower()] if m else -1
        return shift if shift >= 0 else None

    def without_time(self, text: str) -> str:
        """``text`` without clock times and offsets from UTC."""
        return _TIME.sub(" ", text)


@lru_cache(maxsize=4)
def load(root: Path) -> Vocabulary:
    """The vocabulary of all languages below ``root``. Raises ModelError."""
    tables = {n: model.table(root, f"{n}/layout.toml", LayoutTable) for n in model.languages(root)}
    return Vocabulary(tables, model.table(root, "shared/publishers.toml", PublishersTable))


def key_of(text: str) -> str:
    """The letters of a line, lower case: digits, marks and symbols left out."""
    return " ".join(_WORD.findall(text.lower()))


def either(words: Iterable[str]) -> str:
    """Alternation, longer words first; one that matches nothing for no words."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w)))) or "(?!)"


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key_of, words))


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first two characters."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases)):
        found.setdefault(phrase[:2], []).append(phrase)
    return {start: tuple(rest) for start, rest in found.items()}


def _months(tables: dict[str, LayoutTable]) -> dict[str, int]:
    """Month names of all languages; one name for two months is an error of the pack."""
    months: dict[str, int] = {}
    for name, table in sorted(tables.items()):
        for month, number in table.months.items():
            if not 1 <= number <= 12 or months.setdefault(month, number) != number:
                raise ModelError(f"{month!r} is no one month", f"{name}/layout.toml", "one name, one number 1 to 12")
    return months
