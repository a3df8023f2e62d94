"""Claims as flat rows of fixed types: one column a scalar field, named by its path (``value_amount``)."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, NamedTuple

import msgspec

from kabar.out.shape import Field, claim_fields
from kabar.record import Claim

Kind = Literal["string", "integer", "number", "boolean", "date", "json"]
DATES: Final = {("document", "published"), ("time", "from"), ("time", "to")}
# what a reader of a sheet looks for; all other fields follow in the order of the record
FIRST: Final = (
    "subject_name",
    "predicate",
    "trigger_text",
    "status",
    "value_text",
    "value_amount",
    "value_unit",
    "time_value",
    "attribution_name",
    "confidence_all",
    "evidence_text",
    "document_url",
)


class Column(NamedTuple):
    """A column: its name, the keys and the attributes that lead to its field, its type, and whether it may be null."""

    name: str
    keys: tuple[str, ...]
    attributes: tuple[str, ...]
    kind: Kind
    nullable: bool


@cache
def columns() -> tuple[Column, ...]:
    """The columns: those of :data:`FIRST`, then the others in the order of the record."""
    found = {column.name: column for column in _columns(claim_fields(), (), (), False)}
    return (*(found.pop(name) for name in FIRST), *found.values())


def _columns(
    fields: tuple[Field, ...], keys: tuple[str, ...], attributes: tuple[str, ...], nullable: bool
) -> Iterator[Column]:
    for field in fields:
        at, by = (*keys, field.name), (*attributes, field.attribute)
        maybe = nullable or field.nullable
        if field.kind == "struct":
            yield from _columns(field.fields, at, by, maybe)
        else:
            kind: Kind = "json" if field.kind == "list" else "date" if at in DATES else field.kind
            yield Column("_".join(at), at, by, kind, maybe)


def cells(claim: Claim) -> tuple[Any, ...]:
    """One claim as the cells of a row: strings, ints, floats, bools, dates, or None."""
    return tuple(_cell(claim, column) for column in columns())


def row(claim: Claim) -> dict[str, Any]:
    """The cells of a claim by the names of their columns."""
    return {column.name: _cell(claim, column) for column in columns()}


def _cell(claim: Claim, column: Column) -> Any:
    value: Any = claim
    for attribute in column.attributes:
        if value is None:
            return None
        value = getattr(value, attribute)
    if value is None:
        return None
    if column.kind == "json":
        return msgspec.json.encode(value).decode()
    return as_date(value) if column.kind == "date" else value


def as_date(value: str) -> datetime.date | None:
    """A calendar day of the years 1 to 9999; days beyond have no date type and stay in ``time_value`` only."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def unflat(found: Mapping[str, Any]) -> dict[str, Any]:
    """A flat row as the nested mapping that the record is read from; a struct without any value is null."""
    return {f.name: _nested(f, (f.name,), found) for f in claim_fields()}


def _nested(field: Field, keys: tuple[str, ...], found: Mapping[str, Any]) -> Any:
    if field.kind == "struct":
        values = {f.name: _nested(f, (*keys, f.name), found) for f in field.fields}
        present = any(values[f.name] is not None for f in field.fields if f.kind != "list")
        return values if present or not field.nullable else None
    value = found["_".join(keys)]
    if field.kind == "list":
        return msgspec.json.decode(value) if value is not None else []
    return value.isoformat() if isinstance(value, datetime.date) else value
