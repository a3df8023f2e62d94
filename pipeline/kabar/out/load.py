"""Reads claim files line by line; a line that is no claim of this schema becomes a fault with its line and field."""

import gzip
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from kabar import sure
from kabar.errors import ClaimsError
from kabar.record import SCHEMA_VERSION, Claim

T = TypeVar("T")
CLAIMS_NAME = "claims.jsonl"  # what a run writes into its output folder
BAD_LINE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_AT = re.compile(r" - at `(?:key in )?\$\.?(.*)`$")
_EXTRACT_AGAIN = "extract the articles again with this version"


class Fault(NamedTuple):
    """What is wrong in which line of which file; ``field`` is the path of the key, empty for the whole line."""

    path: str
    line: int
    field: str
    what: str
    remedy: str

    def error(self) -> ClaimsError:
        """The fault as an error that stops a command."""
        return ClaimsError(f"{self.field}: {self.what}" if self.field else self.what, self.where, self.remedy)

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return str(self.error())


class Line(NamedTuple):
    """A line of a claims file that was read: its number and its claim."""

    number: int
    claim: Claim


def scan(path: str) -> Iterator[Line | Fault]:
    """Every line of a claims file (``-`` is standard input, a folder is that of a run), good or faulty."""
    decoder = msgspec.json.Decoder(Claim)
    for number, line in lines(path):
        try:
            claim = decoder.decode(line)
        except BAD_LINE as error:
            yield _other_version(path, number, line) or broken(path, number, line, error)
            continue
        yield of_another_version(path, number, claim.schema_version) or Line(number, claim)


def load(path: str, least: sure.Least = ()) -> list[Claim]:
    """All claims of a file that are sure enough. Raises ClaimsError at the first faulty line."""
    return list(claims(path, least))


def claims(path: str, least: sure.Least = ()) -> Iterator[Claim]:
    """The claims of a file, one after the other; those that have the ``least`` confidences of :mod:`kabar.sure`.

    Raises ClaimsError at the first faulty line.
    """
    for found in scan(path):
        if isinstance(found, Fault):
            raise found.error()
        if sure.is_kept(found.claim, least):
            yield found.claim


def records(path: str, kind: type[T]) -> Iterator[tuple[int, T]]:
    """Lines of any JSONL file decoded as ``kind``, with their numbers. Raises ClaimsError at the first faulty line."""
    decoder = msgspec.json.Decoder(kind)
    for number, line in lines(path):
        try:
            yield number, decoder.decode(line)
        except BAD_LINE as error:
            raise broken(path, number, line, error).error() from None


def lines(path: str) -> Iterator[tuple[int, bytes]]:
    """Numbers and bytes of the lines that are not blank. Raises ClaimsError when the file cannot be read."""
    if path == "-":
        yield from _numbered(sys.stdin.buffer)
        return
    file = claims_path(path)
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            yield from _numbered(stream)
    except (OSError, EOFError, zlib.error) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise ClaimsError(
            f"cannot be read: {what}", str(file), "give a file of claims, or the folder of a run"
        ) from None


def claims_path(path: str) -> Path:
    """The file itself, or the claims file of a run's output folder."""
    file = Path(path)
    return file / CLAIMS_NAME if file.is_dir() else file


def _numbered(stream: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(stream, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def broken(path: str, number: int, line: bytes, error: Exception) -> Fault:
    """The fault of a line that msgspec refused: a wrong field, a truncated end, or no JSON at all."""
    message = str(error)
    if isinstance(error, msgspec.ValidationError):
        at = _AT.search(message)
        named = re.search(r"(?:missing required|contains unknown) field `([^`]+)`", message)
        keys = [found[1] for found in (at, named) if found and found[1]]
        return Fault(path, number, ".".join(keys), _AT.sub("", message), _EXTRACT_AGAIN)
    if not line.endswith(b"\n"):
        return Fault(path, number, "", "the last line is truncated", "remove it, or run the extraction to its end")
    return Fault(path, number, "", f"not valid JSON: {message}", "remove or mend this line")


class _Versioned(msgspec.Struct):
    schema_version: str


def _other_version(path: str, number: int, line: bytes) -> Fault | None:
    """The fault that explains a line that does not decode because another version of the schema wrote it."""
    try:
        version = msgspec.json.decode(line, type=_Versioned).schema_version
    except BAD_LINE:
        return None
    return of_another_version(path, number, version)


def of_another_version(path: str, number: int, version: str) -> Fault | None:
    """The fault of a claim whose version of the schema is not that of this program."""
    return None if _fits(version) else _version(path, number, version)


def _fits(version: str) -> bool:
    """Patches of one minor version have the same fields; nothing else is read, nothing is guessed."""
    return version.split(".")[:2] == SCHEMA_VERSION.split(".")[:2]


def _version(path: str, number: int, version: str) -> Fault:
    newer = _parts(version) > _parts(SCHEMA_VERSION)
    what = f"schema version {version!r} is {'newer' if newer else 'older'} than {SCHEMA_VERSION}"
    remedy = "upgrade kabar, or " + _EXTRACT_AGAIN if newer else _EXTRACT_AGAIN
    return Fault(path, number, "schema_version", what, remedy)


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d{1,9}", version)]
