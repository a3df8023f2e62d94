"""Records of containers and sidecars: which field holds the text, and which ones the metadata."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from kabar import model
from kabar.article.source import Metadata
from kabar.errors import BadRecord, Empty, UsageError
from kabar.model import Table

_MISSING = frozenset({"", "none", "null", "nan", "nat", "n/a", "<na>"})  # what exporters write for nothing
_DEEPEST = 6  # levels of an article that is an object of sections of paragraphs
_LONGEST = 4000  # characters of metadata that are looked at
_MOMENTS = frozenset({"published", "crawled"})
_NUMBER = re.compile(r"\d{9,13}(?:\.\d{1,6})?")
_FIRST = 100_000_000  # seconds since 1970: less are years or days, written as numbers
_MILLISECONDS = 100_000_000_000
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MAPPED = ("text", "title", "url", "published", "crawled", "publisher", "author", "language")


class FieldsTable(Table, frozen=True):
    """``models/shared/fields.toml``: names of fields in order of preference, lower case."""

    text: list[str]
    title: list[str]
    url: list[str]
    published: list[str]
    crawled: list[str]
    publisher: list[str]
    author: list[str]
    language: list[str]
    nested: list[str]
    page: list[str]
    records: list[str]
    truncated: str


class Fields:
    """The names of fields, those that the user maps first. Raises UsageError for a target that does not exist."""

    def __init__(self, table: FieldsTable, mapped: tuple[tuple[str, str], ...] = ()) -> None:
        for target, _ in mapped:
            if target not in _MAPPED:
                raise UsageError(f"--map {target}=...: no such field", None, f"fields: {', '.join(_MAPPED)}")
        self._nested = table.nested
        self.records = table.records
        self._page = [] if any(target == "text" for target, _ in mapped) else table.page
        self._truncated = re.compile(table.truncated)
        self.names: dict[str, list[str]] = {
            field: [_key(name) for target, name in mapped if target == field] or getattr(table, field)
            for field in _MAPPED
        }
        self._known = {name.split(".")[0] for names in self.names.values() for name in names} | set(table.nested)

    def known(self, name: str) -> bool:
        """Whether a column of this name is one that we read."""
        return _key(name) in self._known

    def holds_text(self, names: Iterable[str]) -> bool:
        """Whether one of the columns is the text."""
        return not {_key(n) for n in names}.isdisjoint(self.names["text"])

    def text(self, record: Mapping[str, Any], where: str) -> tuple[str, tuple[str, ...]]:
        """The text of a record and doubts. Raises BadRecord where there is no field for it, Empty where it is empty."""
        rows = self._rows(record)
        value = _first(rows, self.names["text"])
        if value is None and any(name in row for row in rows for name in self.names["text"]):
            raise Empty("the text is empty", where, "leave it out, or fill it")
        if value is None:
            found = ", ".join(sorted(map(str, record))[:12])
            raise BadRecord(f"no field holds the text; there are: {found}", where, "name it with --map text=NAME")
        parts = list(_strings(value, 0))
        if not parts or not isinstance(value, (str, list, tuple, dict)):
            raise BadRecord(f"the text is no string but {type(value).__name__}", where, "name it with --map text=NAME")
        text = "\n\n".join(parts)
        return text, ("truncated",) if self._truncated.search(text[-40:]) else ()

    def page(self, record: Mapping[str, Any]) -> str | None:
        """The whole page of a record that has no text but that."""
        rows = self._rows(record)
        value = None if _first(rows, self.names["text"]) is not None else _first(rows, self._page)
        return value if isinstance(value, str) else None

    def metadata(self, record: Mapping[str, Any]) -> Metadata:
        """All that a record says of its article besides the text."""
        rows = self._rows(record)
        values = {field: _first(rows, self.names[field]) for field in Metadata._fields}
        found = {field: (_moment if field in _MOMENTS else _said)(value, 0) for field, value in values.items()}
        return Metadata(**found)

    def _rows(self, record: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The record with its keys folded, and the records nested in it."""
        rows = [{_key(str(k)): v for k, v in record.items()}]
        rows += [
            {_key(str(k)): v for k, v in inner.items()}
            for n in self._nested
            if isinstance(inner := rows[0].get(n), dict)
        ]
        return rows


@lru_cache(maxsize=16)
def load(mapped: tuple[tuple[str, str], ...] = ()) -> Fields:
    """The shipped names and those of the user. Raises ModelError, UsageError."""
    return Fields(model.read_table(model.default_root() / "shared" / "fields.toml", FieldsTable), mapped)


def _key(name: str) -> str:
    """Name of a field as the table has it."""
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _first(rows: list[dict[str, Any]], names: Iterable[str]) -> Any:
    """The first value that is one."""
    for row in rows:
        for name in names:
            value: Any = row
            for part in name.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if _is_there(value):
                return value
    return None


def _is_there(value: Any) -> bool:
    """Whether a value is more than an exporter's word for nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return False
    if isinstance(value, str):
        return value.strip().lower() not in _MISSING
    return not (isinstance(value, (list, tuple, dict)) and not value)


def _strings(value: Any, depth: int) -> Iterable[str]:
    """The strings of a text in parts, in order: Fundus has ``{summary, sections: [{headline, paragraphs}]}``."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif depth < _DEEPEST and isinstance(value, (list, tuple, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part, depth + 1)


def _said(value: Any, depth: int = 0) -> str | None:
    """Metadata as a string: names of lists joined, days of dates."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", " ".join(value[:_LONGEST].split())[:1000]) or None
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if depth >= _DEEPEST:
        return None
    if isinstance(value, dict):
        names = ((k, v) for k, v in value.items() if k in ("name", "title", "uri") and _is_there(v))
        return next((_said(v, depth + 1) for _, v in names), None)
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (_said(v, depth + 1) for v in value if isinstance(v, (str, dict))))) or None
    return None


def _moment(value: Any, depth: int = 0) -> str | None:
    """A date as a string; a number is seconds or milliseconds since 1970 (the day is that of UTC)."""
    number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        number = float(value)
    if number is None:
        return _said(value, depth)
    seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
    if not _FIRST <= seconds < _MILLISECONDS:
        return str(value)[:40]  # no moment of news: the reader of dates says what it makes of it
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
