"""Words of articles on a terminal: nothing in them can steer it, and symbols and colours are those of the report."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console
from rich.text import Text

from kabar.claim.explain import Explained, Line
from kabar.errors import printable
from kabar.record import Status
from kabar.report.style import NEGATED, SLOTS, STATUS

STAGES: Final = ("mentions", "cues", "clauses", "claims", "choices", "refused")
_OF_SLOT: Final = {"quantity": "value", "time": "time", "entity": "subject"}  # mentions in the colour of their slot


class Screen(Console):
    """Standard output; where its reader is gone, what was printed is an error of ours and not an end of rich's."""

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError, which the command line knows."""
        raise BrokenPipeError


def status(name: Status, negated: bool = False) -> Text:
    """The symbol of a status in its colour, and that of a denial."""
    text = Text(STATUS[name].symbol, STATUS[name].terminal)
    return text.append(NEGATED.symbol, NEGATED.terminal) if negated else text


def tree(rows: Iterable[Explained]) -> Text:
    """Sentences, and below each what was found in it, stage by stage."""
    return Text("\n").join(line for row in rows for line in _sentence(row))


def _sentence(row: Explained) -> Iterator[Text]:
    yield Text(f"{row.sentence} [{row.section}] ").append(printable(" ".join(row.text.split())), "bold")
    for stage in STAGES:
        lines: tuple[Line, ...] = getattr(row, stage)
        if lines:
            yield Text(f"  {stage}", "dim")
            yield from (_line(line, stage) for line in lines)


def _line(line: Line, stage: str) -> Text:
    """What, words, meaning and rule, without empty parts."""
    slot = _OF_SLOT.get(line.what) if stage == "mentions" else None
    text = Text("    ")
    if line.status:
        text.append_text(status(line.status)).append(" ")
    text.append(f"{line.what} ").append(repr(line.text), SLOTS[slot].terminal if slot else "")
    text.append(printable(f" = {line.means}") if line.means else "")
    return text.append(f"  [{line.rule}]" if line.rule else "", "dim")
