"""The bases of small values of the hot path.

As a ``msgspec.Struct`` a value is made in a fifth of the time of a NamedTuple and its fields are read in a third. With
``gc=False`` the collector does not look at it: a value never holds what holds it. In the compiled engine
(``scripts/compile.py``) they are native classes; so they have fields, methods and properties, and no other options.
"""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class Frozen(msgspec.Struct, frozen=True, gc=False):
    """A frozen record inside of the engine; copies with changes by :func:`replace`."""


class Mutable(msgspec.Struct, eq=False, gc=False):
    """A record in the making, seen by one function and its helpers only."""


def replace(one: T, /, **changes: Any) -> T:
    """A copy of a value with some of its fields changed, as ``copy.replace`` of Python 3.13."""
    copy: T = one.__replace__(**changes)  # type: ignore[attr-defined]
    return copy
