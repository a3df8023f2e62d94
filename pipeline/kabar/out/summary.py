"""What was found, on a terminal: counts, and the first claims as a table. Plain text where there is no terminal.

Symbols and colours are those of the report. Control characters of articles are not printed.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kabar.errors import printable
from kabar.out import terminal
from kabar.out.words import predicate_words, said_words, time_words
from kabar.record import Claim
from kabar.report.style import STATUS

_AROUND: Final = 16  # cells of a row that hold no words: between seven columns, and at the edges; two for the mark
_HEADS: Final = ("subject", "predicate", "value", "time", "said by", "sure")
_SUBJECT, _PREDICATE, _VALUE, _TIME, _SOURCE = range(5)
# what gives way, one after the other, down to how many cells; 0 is the longest word: names are cut, all else is folded
_GIVING: Final = (
    (_SOURCE, 7), (_SUBJECT, 12), (_VALUE, 0), (_PREDICATE, 0), (_TIME, 0), (_SOURCE, 3), (_SUBJECT, 5)
)  # fmt: skip


def show(claims: Sequence[Claim], console: Console, limit: int, models: Path | None = None) -> None:
    """Print counts and the first ``limit`` claims, in the words of ``models`` (the shipped by default)."""
    console.print(counts(claims))
    if claims and limit:
        console.print(table(claims[:limit], console.width, models))
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
        ranked = sorted(most, key=lambda m: (-m[1], m[0]))
        text.append("\n" + ", ".join(f"{n:,} {predicate_words(name)}" for name, n in ranked))
    return text


def table(claims: Sequence[Claim], width: int, models: Path | None = None) -> Table:
    """One row a claim. Where the terminal is too narrow, names are cut first; predicate, value and time never are."""
    rows = [_cells(claim, models) for claim in claims]
    subject, predicate, value, time, source, sure = _widths(rows, width)
    found = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=False)
    found.add_column("", no_wrap=True)
    found.add_column("subject", no_wrap=True, overflow="ellipsis", width=subject)
    found.add_column("predicate", overflow="fold", width=predicate)
    found.add_column("value", overflow="fold", justify="right", width=value)
    found.add_column("time", overflow="fold", width=time)
    found.add_column("said by", no_wrap=True, overflow="ellipsis", width=source)
    found.add_column("sure", no_wrap=True, justify="right", width=sure)
    for claim, row in zip(claims, rows, strict=True):
        found.add_row(terminal.status(claim.status, claim.negated), *map(Text, row))
    return found


def _cells(claim: Claim, models: Path | None) -> tuple[str, ...]:
    """Subject, predicate, value, time, source, confidence; no control character in them."""
    said = (
        claim.subject.name if claim.subject else "",
        predicate_words(claim.predicate),
        said_words(claim, models),
        time_words(claim.time) if claim.time else "",
        claim.attribution.name if claim.attribution else "",
        f"{claim.confidence.all:.0%}",
    )
    return tuple(map(printable, said))


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Cells for each column: what its words need, where there is room; see :data:`_GIVING`."""
    columns = list(zip(_HEADS, *rows, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    least = [max(cell_len(word) for cell in column for word in cell.split()) for column in columns]
    over = sum(widths) + _AROUND - width
    for number, kept in _GIVING:
        less = min(max(over, 0), max(0, widths[number] - (kept or least[number])))
        widths[number] -= less
        over -= less
    return widths


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")
