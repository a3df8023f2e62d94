"""Records of containers and sidecars: which field holds the text, and which ones the metadata."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from kabar import model
from kabar.article.source import Metadata
from kabar.errors import BadRecord, UsageError
from kabar.model import Table

_MISSING = frozenset({"", "none", "null", "nan", "nat", "n/a", "<na>"})  # what exporters write for nothing
_DEEPEST = 6  # levels of an article that is an object of sections of paragraphs
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
    truncated: str


class Fields:
    """The names of fields, those that the user maps first. Raises UsageError for a target that does not exist."""

    def __init__(self, table: FieldsTable, mapped: tuple[tuple[str, str], ...] = ()) -> None:
        for target, _ in mapped:
            if target not in _MAPPED:
                raise UsageError(f"--map {target}=...: no such field", None, f"fields: {', '.join(_MAPPED)}")
        self._nested = table.nested
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
        """The text of a record and doubts. Raises BadRecord when there is none."""
        rows = self._rows(record)
        value = _first(rows, self.names["text"])
        if value is None:
            found = ", ".join(sorted(map(str, record))[:12])
            raise BadRecord(f"no field holds the text; there are: {found}", where, "name it with --map text=NAME")
        parts = list(_strings(value, 0))
        if not parts or not isinstance(value, (str, list, tuple, dict)):
            raise BadRecord(f"the text is no string but {type(value).__name__}", where, "name it with --map text=NAME")
        text = "\n\n".join(parts)
        return text, ("truncated",) if self._truncated.search(text[-40:]) else ()

    def metadata(self, record: Mapping[str, Any]) -> Metadata:
        """All that a record says of its article besides the text."""
        rows = self._rows(record)
        found = {field: _said(_first(rows, self.names[field])) for field in Metadata._fields}
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


def _said(value: Any) -> str | None:
    """Metadata as a string: names of lists joined, days of dates."""
    if isinstance(value, str):
        return " ".join(value.split())[:1000] or None
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, dict):
        return next((_said(v) for k, v in value.items() if k in ("name", "title", "uri") and _is_there(v)), None)
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (_said(v) for v in value if isinstance(v, (str, dict))))) or None
    return None
