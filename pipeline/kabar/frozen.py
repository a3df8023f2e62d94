"""The bases of small values of the hot path.

As a ``msgspec.Struct`` a value is made in a fifth of the time of a NamedTuple and its fields are read in a third. With
``gc=False`` the collector does not look at it: a value never holds what holds it. The compiled engine has classes of
its own for them (``scripts/compile.py``), which need no more than the fields: no ``__post_init__``, no options.
"""

import msgspec
from msgspec.structs import replace

__all__ = ["Frozen", "Mutable", "replace"]


class Frozen(msgspec.Struct, frozen=True, gc=False):
    """A frozen record inside of the engine; copies with changes by :func:`replace`."""


class Mutable(msgspec.Struct, eq=False, gc=False):
    """A record in the making, seen by one function and its helpers only."""
