"""What a run says while it runs: a bar on a terminal, JSON lines on demand, nothing when nobody looks."""

import sys
import time
from typing import Literal, Protocol, TextIO

import msgspec

from kabar.errors import printable
from kabar.run.work import Tally

Log = Literal["text", "json"]


class Progress(Protocol):
    """Told of everything that happens; shows what fits."""

    counts: bool  # whether it is worth counting beforehand what there is to do

    def notice(self, text: str) -> None:
        """Something that a user should know, said once."""

    def update(self, tally: Tally, total: int | None) -> None:
        """The state after some work; ``total`` documents are to come in all, where that is known."""

    def close(self) -> None:
        """The end, for better or worse."""


def progress(quiet: bool, log: Log, stream: TextIO | None = None) -> Progress:
    """The progress that fits the options and the terminal (standard error)."""
    stream = sys.stderr if stream is None else stream
    if stream is None or stream.closed:
        return Silent()
    if log == "json":
        return JsonLines(stream)
    if quiet:
        return Silent()
    return Bar() if stream.isatty() else Plain(stream)


class Silent:
    """Says nothing."""

    counts = False

    def notice(self, text: str) -> None:
        """Nothing."""

    def update(self, tally: Tally, total: int | None) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Plain(Silent):
    """Notices only, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def notice(self, text: str) -> None:
        """Print one line."""
        print(f"kabar: {printable(text)}", file=self._stream, flush=True)


class JsonLines(Silent):
    """One JSON object a line, at most every five seconds while it goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._start, self._last = stream, time.monotonic(), 0.0

    def notice(self, text: str) -> None:
        """A line of kind ``notice``."""
        self._print({"event": "notice", "message": text})

    def update(self, tally: Tally, total: int | None) -> None:
        """A line of kind ``progress``."""
        now = time.monotonic()
        if now - self._last >= 5:
            self._last = now
            self._print({"event": "progress", "documents": tally.documents, "of": total, "claims": tally.claims,
                         "failed": tally.failures, "seconds": round(now - self._start, 1)})  # fmt: skip

    def _print(self, event: dict[str, object]) -> None:
        print(msgspec.json.encode(event).decode(), file=self._stream, flush=True)


class Bar(Silent):
    """Articles, claims, failures, articles a second and time left. Drawn from the main thread: workers are forked."""

    counts = True

    def __init__(self) -> None:
        from rich import progress as rich
        from rich.console import Console

        self._bar = rich.Progress(
            rich.SpinnerColumn(),
            rich.BarColumn(bar_width=None),
            rich.MofNCompleteColumn(),
            rich.TextColumn("{task.fields[claims]:,} claims  {task.fields[failed]:,} failed  {task.fields[rate]}"),
            rich.TimeRemainingColumn(),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
        )
        self._last = -1.0
        self._task = self._bar.add_task("", total=None, claims=0, failed=0, rate="")
        self._bar.start()

    def notice(self, text: str) -> None:
        """A line above the bar."""
        self._bar.console.print(f"kabar: {printable(text)}", markup=False, highlight=False)

    def update(self, tally: Tally, total: int | None) -> None:
        """Draw, as often as an eye sees: it costs as much as the rest of a chunk."""
        now = time.monotonic()
        if now - self._last < 0.1:
            return
        self._last = now
        task = self._bar.tasks[0]
        rate = f"{task.speed:,.0f}/s" if task.speed else ""
        self._bar.update(self._task, completed=tally.documents, total=total, claims=tally.claims,
                         failed=tally.failures, rate=rate)  # fmt: skip
        self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        self._bar.stop()
