"""kabar: news in, checkable claims out.

``extract`` gives the claims of an article, ``extract_many`` those of many over all cores, ``facts`` what claims of many
articles agree on, revise and contradict; ``load`` is a spaCy ``Language``, ``kabar.spark`` does the same on a cluster.

    >>> import kabar
    >>> for claim in kabar.extract("Sales rose 5% in March.", published="2024-04-02", language="en"):
    ...     print(claim.predicate, claim.value.amount, claim.time.value)
    sales 5.0 2024-03

A claim is a frozen record: ``help(kabar.Claim)`` tells its fields, and each of those leads on to the record that it
holds (``kabar.Subject``, ``kabar.Value``, ``kabar.Time`` and so on). ``claim.to_dict()`` is the same as plain values,
``to_frame(claims)`` a pandas table. Errors are ``kabar.KabarError`` with ``code``, ``what``, ``where`` and ``remedy``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from kabar import compiled
from kabar.__about__ import __version__
from kabar.api import extract, extract_many, load, to_frame
from kabar.facts import facts

if TYPE_CHECKING:
    from kabar.errors import DocumentError, KabarError, ModelError, UsageError
    from kabar.extractor import DocumentLine, Outcome
    from kabar.record import (
        Attribution,
        Claim,
        Confidence,
        Document,
        Duration,
        Equivalent,
        Evidence,
        Extractor,
        Place,
        Span,
        Subject,
        Time,
        Value,
    )

_RECORDS = (
    "Claim", "Subject", "Span", "Value", "Equivalent", "Time", "Duration", "Place", "Attribution", "Evidence",
    "Document", "Confidence", "Extractor",
)  # fmt: skip
_BY_MODULE = {
    "kabar.record": _RECORDS,
    "kabar.extractor": ("DocumentLine", "Outcome"),
    "kabar.errors": ("DocumentError", "KabarError", "ModelError", "UsageError"),
}
_PLACES = {name: module for module, names in _BY_MODULE.items() for name in names}  # imported when they are asked for

# functions, then the records in the order of the claim
__all__ = [  # noqa: RUF022
    "__version__", "extract", "extract_many", "facts", "load", "to_frame",
    "Claim", "Subject", "Span", "Value", "Equivalent", "Time", "Duration", "Place", "Attribution", "Evidence",
    "Document", "Confidence", "Extractor", "Outcome", "DocumentLine",
    "KabarError", "DocumentError", "ModelError", "UsageError",
]  # fmt: skip

compiled.prefer()


def __getattr__(name: str) -> object:
    """Records and errors, of which the command line needs none to answer at once."""
    if name not in _PLACES:
        raise AttributeError(f"module 'kabar' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
