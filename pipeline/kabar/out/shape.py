"""The shape of the claim record as plain values: what the table, the schema and the readers are made from."""

from functools import cache
from typing import Literal, NamedTuple

import msgspec
from msgspec.inspect import (
    BoolType,
    FloatType,
    IntType,
    ListType,
    LiteralType,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from kabar.record import Claim

Kind = Literal["string", "integer", "number", "boolean", "struct", "list"]
_KINDS: dict[type[Type], Kind] = {
    StrType: "string",
    LiteralType: "string",
    IntType: "integer",
    FloatType: "number",
    BoolType: "boolean",
}


class Field(NamedTuple):
    """One key of a record: its name in JSON, the attribute that holds it, and what it is.

    ``fields`` are the keys of a struct; a list has one, its element.
    """

    name: str
    attribute: str
    kind: Kind
    nullable: bool
    fields: tuple["Field", ...]


@cache
def claim_fields() -> tuple[Field, ...]:
    """The keys of a claim, in the order they are written."""
    return fields_of(Claim)


def fields_of(record: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The keys of any record of :mod:`kabar.record`."""
    info = type_info(record)
    assert isinstance(info, StructType)
    return _struct(info)


def _struct(info: StructType) -> tuple[Field, ...]:
    return tuple(_field(f.encode_name, f.name, f.type) for f in info.fields)


def _field(name: str, attribute: str, info: Type) -> Field:
    nullable = isinstance(info, UnionType) and any(isinstance(t, NoneType) for t in info.types)
    if isinstance(info, UnionType):
        (info,) = (t for t in info.types if not isinstance(t, NoneType))
    if isinstance(info, StructType):
        return Field(name, attribute, "struct", nullable, _struct(info))
    if isinstance(info, VarTupleType | ListType):
        return Field(name, attribute, "list", nullable, (_field("", "", info.item_type),))
    return Field(name, attribute, _KINDS[type(info)], nullable, ())
