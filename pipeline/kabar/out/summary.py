"""What was found, on a terminal: counts, and the first claims as a table. Plain text where there is no terminal.

Symbols and colours are those of the report. Control characters of articles are not printed.
"""

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kabar.errors import printable
from kabar.out import terminal
from kabar.record import Claim, Time, Value
from kabar.report.style import CHANGE, COMPARISON, MODIFIER, STATUS

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def show(claims: Sequence[Claim], console: Console, limit: int) -> None:
    """Print counts and the first ``limit`` claims."""
    console.print(counts(claims))
    if claims and limit:
        console.print(table(claims[:limit]))
    if len(claims) > limit > 0:
        console.print(f"and {len(claims) - limit:,} more", style="dim")


def counts(claims: Sequence[Claim]) -> Text:
    """Claims and articles, statuses with their symbols, and the most frequent predicates."""
    articles = Counter({(c.document.path, c.document.position): c.document.language for c in claims}.values())
    languages = ", ".join(f"{n:,} {language}" for language, n in sorted(articles.items()))
    found = f"{_counted(len(claims), 'claim')} in {_counted(articles.total(), 'article')}"
    text = Text(found + (f" ({languages})" if languages else ""))
    statuses = Counter(c.status for c in claims)
    for number, name in enumerate(s for s in STATUS if statuses[s]):
        text.append("  " if number else "\n")
        text.append(f"{STATUS[name].symbol} {statuses[name]:,} {STATUS[name].word}", STATUS[name].terminal)
    most = Counter(c.predicate for c in claims).most_common(8)
    if most:
        text.append("\n" + ", ".join(f"{n:,} {_plain(name)}" for name, n in sorted(most, key=lambda m: (-m[1], m[0]))))
    return text


def table(claims: Sequence[Claim]) -> Table:
    """One row a claim, cut to the width of the terminal."""
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for name in ("", "subject", "predicate", "value", "time", "said by"):
        found.add_column(name, no_wrap=True, overflow="ellipsis", justify="right" if name == "value" else "left")
    for claim in claims:
        found.add_row(
            terminal.status(claim.status, claim.negated),
            _safe(claim.subject.name if claim.subject else ""),
            _plain(claim.predicate),
            _safe(value_words(claim.value) if claim.value else claim.trigger.text if claim.trigger else ""),
            _safe(time_words(claim.time) if claim.time else ""),
            _safe(claim.attribution.name if claim.attribution else ""),
        )
    return found


def value_words(value: Value) -> str:
    """The value in words: change, comparison, number, unit, base."""
    if value.comparison == "range" and value.min is not None and value.max is not None:
        figure = f"{number(value.min)} – {number(value.max)}"
    else:
        figure = value.text if value.amount is None else number(value.amount)
    change = f"{CHANGE[value.change]} " if value.change else ""
    per = f" / {value.per}" if value.per else ""
    unit = value.unit or ""
    money = value.unit_kind == "currency"
    parts = (unit, figure) if money else (figure, unit)
    return change + COMPARISON[value.comparison] + " ".join(p for p in parts if p) + per


def number(amount: float) -> str:
    """A number with a word for its scale where that loses no digit."""
    for scale, word in SCALES:
        part = amount / scale
        if 1 <= abs(part) < 1000 and float(f"{part:.6g}") == float(f"{part:.15g}"):
            return f"{part:.6g} {word}"
    if not amount.is_integer():
        return f"{amount:,.15g}"
    return f"{amount:,.0f}" if abs(amount) < 1e15 else f"{amount:.4e}"


def time_words(time: Time) -> str:
    """The time in words: its modifier and its value."""
    value = time.value or time.text
    return f"{MODIFIER[time.modifier]} {value}" if time.modifier else value


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _plain(predicate: str) -> str:
    return printable(predicate.replace("_", " "))


def _safe(words: str) -> Text:
    """Words of an article without what a terminal would act on, and without markup."""
    return Text(printable(words))
