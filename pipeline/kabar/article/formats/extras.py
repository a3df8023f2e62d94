"""Packages that only some forms of input need."""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from kabar.errors import MissingExtra

_BY_FORM = {
    "html": "trafilatura",
    "warc": "fastwarc trafilatura",
    "parquet": "pyarrow",
    "zstd": "zstandard",
    "documents": "pypdfium2 docx",
}


@lru_cache(maxsize=8)
def require(extra: str) -> None:
    """Raise MissingExtra unless the packages of an extra are there; nothing is imported."""
    for module in _BY_FORM.get(extra, "").split():
        if find_spec(module) is None:
            raise _missing(module, extra)


def installed(extra: str) -> bool:
    """Whether the packages of an extra are there."""
    return all(find_spec(module) is not None for module in _BY_FORM.get(extra, "").split())


def _missing(module: str, extra: str) -> MissingExtra:
    return MissingExtra(f"{module} is not installed", None, f'install it with: pip install "kabar[{extra}]"')


def needs(module: str, extra: str) -> Any:
    """Import a module of an extra. Raises MissingExtra with the command that installs it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise _missing(error.name or module, extra) from None
