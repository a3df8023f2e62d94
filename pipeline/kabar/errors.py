"""All errors of kabar: one root, each with a stable code, what is wrong, where, and the remedy.

A ``DocumentError`` concerns one input: it becomes the ``code`` of that input's line in ``documents.jsonl`` and never
stops a run. A ``FatalError`` stops the command with its exit status.
"""

import re
from typing import ClassVar, Final

_COLUMN: Final = re.compile(r"--map (\w+)=(\w+)")
_FLAG: Final = re.compile(r"--([a-z]+(?:-[a-z]+)*)")


def printable(words: str) -> str:
    """Words for a terminal: a control character (the escapes of a file name, of a forged record) is a space."""
    return words if words.isprintable() else "".join(c if c.isprintable() else " " for c in words)


def in_python(words: str) -> str:
    """What is said of options of the command line, said of keywords: ``--max-bytes`` is ``max_bytes`` there."""
    words = _COLUMN.sub(r'\1="\2"', words)
    return _FLAG.sub(lambda flag: flag[1].replace("-", "_"), words)


class KabarError(Exception):
    """Root of all errors: ``code`` is stable, ``what`` is wrong ``where``, and ``remedy`` says what helps."""

    code: ClassVar[str] = "error"

    def __init__(self, what: str, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{remedy}"

    def __reduce__(self) -> tuple[type["KabarError"], tuple[str, str | None, str | None]]:
        return type(self), (self.what, self.where, self.remedy)


class DocumentError(KabarError):
    """One document cannot be used."""

    code = "document"


class FatalError(KabarError):
    """The command cannot go on; ``exit_status`` is what it ends with."""

    code = "fatal"
    exit_status: int = 2


class UsageError(FatalError):
    """Wrong options or arguments."""

    code = "usage"
    exit_status = 2


class ModelError(FatalError):
    """A file under ``models/`` or a user gazetteer is broken; ``where`` names file and line."""

    code = "model"
    exit_status = 3


class MissingExtra(FatalError):
    """A form of input or output needs an extra that is not installed; the remedy is the install command."""

    code = "extra"
    exit_status = 2


class ClaimsError(FatalError):
    """A file of claims, gold or tasks cannot be used (EX_DATAERR); ``where`` names file, line and field."""

    code = "claims"
    exit_status = 65


class OutputError(FatalError):
    """Output cannot be written (EX_IOERR)."""

    code = "output"
    exit_status = 74


class ClusterError(FatalError):
    """A job on a cluster failed (EX_TEMPFAIL); what it had finished is kept."""

    code = "cluster"
    exit_status = 75


class Locked(FatalError):
    """Another run writes into the same output folder."""

    code = "locked"
    exit_status = 2


class Stopped(FatalError):
    """A signal ended the run (130 for Ctrl-C, 143 for SIGTERM); what was finished is kept."""

    code = "stopped"

    def __init__(self, what: str, where: str | None = None, remedy: str | None = None, signal: int = 2) -> None:
        super().__init__(what, where, remedy)
        self.signal = signal
        self.exit_status = 128 + signal  # the shell's convention


class Empty(DocumentError):
    """Nothing but white space: not a failure, but no claims either."""

    code = "empty"


class NotText(DocumentError):
    """Binary data."""

    code = "not_text"


class TooLarge(DocumentError):
    """Above the documented limit of size."""

    code = "too_large"


class Unreadable(DocumentError):
    """The operating system does not let us read it, or it is not a regular file."""

    code = "unreadable"


class Changed(DocumentError):
    """The file changed between its listing and its reading."""

    code = "changed"


class Crashed(DocumentError):
    """The program failed on this document, or its process died; the neighbours are not concerned."""

    code = "crashed"


class TimedOut(DocumentError):
    """The document took longer than the limit of time for one document."""

    code = "timeout"


class UnsupportedLanguage(DocumentError):
    """No language of ``models/`` fits."""

    code = "language"


class BadRecord(DocumentError):
    """A line, row or record of a container cannot be read; ``where`` names it."""

    code = "bad_record"


class NoArticle(DocumentError):
    """A page without article text."""

    code = "no_article"
