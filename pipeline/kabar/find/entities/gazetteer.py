"""Gazetteers: names known beforehand, as JSON lines, looked up in a dictionary a token.

One object a line: ``name`` (canonical), ``type``, and as far as known ``id``, ``kind`` (``car``, ``company`` ...),
``of`` (the canonical name of maker or owner), ``names`` (canonical by language where it differs), ``aliases`` (by
language, ``*`` for all), ``from`` and ``to`` (years of validity, for the reader). The canonical name is an alias
itself. Look-up costs the same for 200 lines and 200,000: the keys are joined matching forms, tried longest first.
"""

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from kabar.errors import ModelError
from kabar.find.entities.table import TYPES, Line
from kabar.frozen import Frozen
from kabar.lexing import words_of

ALL = "*"
_ACRONYM = 4  # letters up to which capitals mean another name
_REMEDY = "mend or remove the line, or leave such lines out with --lenient"


class Entry(Frozen, frozen=True, gc=False):
    """What a form stands for: canonical name in the language, type, id, kind, owner; ``rule`` says how it is known."""

    name: str
    type: str
    id: str | None = None
    kind: str | None = None
    of: str | None = None
    rule: str = "entity.gazetteer"


class Hit(Frozen, frozen=True, gc=False):
    """Tokens ``first`` to ``stop`` (half-open) are a form of the entry."""

    first: int
    stop: int
    entry: Entry


class Gazetteer:
    """All forms of one language, and of those that it builds on (``languages``, its own first)."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        self._entries: dict[str, Entry] = {}
        self.starts: dict[str, tuple[int, ...]] = {}  # first word -> lengths of its forms, the longest first
        self._seconds: set[str] = set()  # second words, so that few forms are joined to be looked up in vain
        self._lengths: dict[tuple[int, ...], tuple[int, ...]] = {}  # few, and kept once
        self._exact: dict[str, frozenset[str]] = {}  # single words match only as written: WHO, iX
        self._by_id: dict[str, Entry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, line: Line) -> None:
        """Add one checked line; a form that is already there keeps its first entry."""
        name = next((line.names[own] for own in self._languages if own in line.names), line.name)
        id_ = line.id or (f"kabar:{line.name}" if line.names else None)  # equal in languages that name it differently
        entry = Entry(name, line.type, id_, line.kind, line.of)
        if line.id is not None:
            self._by_id.setdefault(line.id, entry)
        self._form(name, entry)
        if name != line.name:
            self._form(line.name, entry)
        for language in (ALL, *self._languages):
            for alias in line.aliases.get(language, ()):
                self._form(alias, entry)

    def _form(self, surface: str, entry: Entry) -> None:
        simple = surface.isascii() and surface.replace(" ", "").isalpha()
        words = tuple(surface.lower().split()) if simple else words_of(surface)
        key = " ".join(words)
        if key in self._entries:
            if len(words) == 1:
                self._exact[key] |= _spellings(surface)
            return
        self._entries[key] = entry
        if len(words) == 1:
            self._exact[key] = _spellings(surface)
        else:
            self._seconds.add(words[1])
        known = self.starts.get(words[0], ())
        if len(words) not in known:
            lengths = tuple(sorted((*known, len(words)), reverse=True))
            self.starts[words[0]] = self._lengths.setdefault(lengths, lengths)

    def at(self, norms: Sequence[str], words: Sequence[str], i: int, stop: int) -> Hit | None:
        """The longest form that starts at token ``i`` and ends before ``stop``."""
        first, behind = norms[i], i + 1
        most = stop - i if behind < stop and norms[behind] in self._seconds else 1
        for length in self.starts.get(first, ()):
            if length == 1:
                return Hit(i, behind, self._entries[first]) if words[i] in self._exact[first] else None
            if length <= most:
                entry = self._entries.get(" ".join(norms[i : i + length]))
                if entry is not None:
                    return Hit(i, i + length, entry)
        return None

    def watch(self, words: Iterable[str]) -> None:
        """Have first words of other forms in ``starts`` as well, so that one look-up finds all."""
        for word in words:
            self.starts.setdefault(word, ())

    def by_id(self, id_: str) -> Entry | None:
        """The first entry with this id."""
        return self._by_id.get(id_)

    def get(self, key: str) -> Entry | None:
        """Entry of a joined matching form."""
        return self._entries.get(key)


def _spellings(surface: str) -> frozenset[str]:
    """How a name of one word may be written: as given, and in capitals when it is longer than an acronym."""
    return frozenset((surface, surface.upper())) if len(surface) > _ACRONYM else frozenset((surface,))


def load(
    languages: Sequence[str], paths: Iterable[Path], lenient: bool = False, into: Gazetteer | None = None
) -> Gazetteer:
    """Read gazetteer files in order. Strict: ModelError names the first bad line. Lenient: bad lines are warned of."""
    gazetteer = into or Gazetteer(languages)
    for path in paths:
        for line in read(path, lenient):
            gazetteer.add(line)
    return gazetteer


def read(path: Path, lenient: bool = False) -> list[Line]:
    """Read and check one file; blank lines are allowed. See :func:`load` for errors."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror}", str(path), "name a readable file") from None
    decode = msgspec.json.Decoder(Line).decode
    lines: list[Line] = []
    faults: list[tuple[int, str]] = []
    seen: dict[tuple[str, str], int] = {}
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if not raw.strip():
            continue
        try:
            line = decode(raw)
            _check(line, seen, number)
        except (msgspec.DecodeError, ValueError) as error:
            faults.append((number, str(error)))
            if not lenient:
                break
            continue
        lines.append(line)
    if faults:
        _report(path, faults, lenient)
    return lines


def _check(line: Line, seen: dict[tuple[str, str], int], number: int) -> None:
    """Raise ValueError where a line can do no good."""
    if line.type not in TYPES:
        raise ValueError(f"unknown type {line.type!r}; use one of {', '.join(sorted(TYPES))}")
    forms = {(ALL, line.name), *line.names.items()}
    forms.update((language, alias) for language, aliases in line.aliases.items() for alias in aliases)
    if len(forms) != 1 + len(line.names) + sum(map(len, line.aliases.values())):
        raise ValueError(f"an alias of {line.name!r} stands twice in the line")
    for language, form in forms:
        if sum(map(str.isalnum, form)) < 2:
            raise ValueError(f"{form!r} is too short to be an alias")
        before = seen.setdefault((language, form), number)
        if before != number:
            raise ValueError(f"alias {form!r} was given in line {before} already")


def _report(path: Path, faults: list[tuple[int, str]], lenient: bool) -> None:
    number, what = faults[0]
    if not lenient:
        raise ModelError(what, f"{path}:{number}", _REMEDY)
    rows = ", ".join(str(n) for n, _ in faults[:10]) + (" ..." if len(faults) > 10 else "")
    warnings.warn(f"{path}: {len(faults)} bad lines left out (lines {rows}); first: {what}", stacklevel=2)
