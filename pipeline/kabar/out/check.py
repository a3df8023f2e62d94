"""Claims that are kept under version control against those of the articles as they are now: notes with file and line.

A note stands where its claim is said: at its line of a text, at the line or row of a container, at the sentence of a
page if the sentence can be found there, else at the first line.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from kabar.errors import printable
from kabar.extractor import DocumentLine
from kabar.out.diff import Diff, anchor
from kabar.out.words import predicate_words, said_words, time_words
from kabar.record import Claim

What = Literal["gained", "lost", "changed", "failed"]
_POSITION: Final = re.compile(r"(?:line|row) ([0-9]+)")
_ESCAPES: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}  # of workflow commands; properties know two more
_MORE: Final = {":": "%3A", ",": "%2C"}


class Note(NamedTuple):
    """Something to look at: what it is, the file as it was named, its line (from 1), and words."""

    what: What
    path: str
    line: int
    words: str


def notes(found: Diff, failed: list[DocumentLine], root: Path, models: Path | None = None) -> list[Note]:
    """A note for each difference and for each document that could not be read, by file and line.

    ``root`` is the folder that relative paths count from; units are named as in ``models`` (the shipped by default).
    """
    made = [_failed(line) for line in failed]
    made += [_note("lost", claim, _said(claim, models), root) for claim in found.lost]
    made += [_note("gained", claim, _said(claim, models), root) for claim in found.gained]
    for change in found.changed:
        fields = ", ".join(sorted({field.partition(".")[0] for field, _, _ in change.fields}))
        new, old = _said(change.new, models), _said(change.old, models)
        words = f"{new}{'' if new == old else f'; it was: {old}'} ({fields})"
        made.append(_note("changed", change.new, words, root))
    return sorted(made, key=lambda note: (note.path, note.line, note.what, note.words))


def _failed(line: DocumentLine) -> Note:
    return Note("failed", line.path or "-", _container(line.position), f"{line.code}: {line.message}")


def _note(what: What, claim: Claim, words: str, root: Path) -> Note:
    return Note(what, claim.document.path or "-", _line(claim, root), words)


def _said(claim: Claim, models: Path | None) -> str:
    """A claim in a few words, with its id."""
    who = claim.subject.name if claim.subject else "?"
    what = said_words(claim, models)
    when = time_words(claim.time) if claim.time else ""
    parts = [who, predicate_words(claim.predicate), what, when, f"[{claim.status}]"]
    return " ".join(part for part in parts if part)


def _container(position: str | None) -> int:
    number = _POSITION.fullmatch(position or "")
    return int(number[1]) if number else 1


def _line(claim: Claim, root: Path) -> int:
    """The line of a claim's value or trigger in its file."""
    document, evidence = claim.document, claim.evidence
    if document.path is None or document.position is not None:
        return _container(document.position)
    text = _text(root / document.path)
    places = [m.start() for m in re.finditer(re.escape(evidence.text), text)]
    if places:
        at = min(places, key=lambda place: abs(place - evidence.start)) + anchor(claim)[0] - evidence.start
    else:  # the sentence has changed: about there, if the offsets are those of the file
        at = 0 if text.lstrip().startswith("<") else anchor(claim)[0]
    return text.count("\n", 0, at) + 1


@lru_cache(maxsize=4)
def _text(path: Path) -> str:
    """The file as UTF-8 text with one kind of line end; nothing for what cannot be read."""
    try:
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def text(made: list[Note]) -> Iterator[str]:
    """Lines for people, as compilers write them."""
    for note in made:
        yield printable(f"{note.path}:{note.line}: {note.what}: {note.words}")


def github(made: list[Note]) -> Iterator[str]:
    """Workflow commands of GitHub Actions: an annotation for each note, beside the line that it is about.

    Source: GitHub's "Workflow commands for GitHub Actions", on setting a warning or error message.
    """
    for note in made:
        level = "error" if note.what == "failed" else "warning"
        place = f"file={_property(note.path)},line={note.line},title={_property(f'claim {note.what}')}"
        yield f"::{level} {place}::{_escaped(printable(note.words), _ESCAPES)}"


def _property(words: str) -> str:
    return _escaped(printable(words), _ESCAPES | _MORE)


def _escaped(words: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in words)
