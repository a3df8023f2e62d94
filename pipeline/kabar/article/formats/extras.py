"""Packages that only some forms of input need."""

from importlib import import_module
from typing import Any

from kabar.errors import MissingExtra


def needs(module: str, extra: str) -> Any:
    """Import a module of an extra. Raises MissingExtra with the command that installs it."""
    try:
        return import_module(module)
    except ImportError as error:
        missing = error.name or module
        raise MissingExtra(
            f"{missing} is not installed", None, f'install it with: pip install "kabar[{extra}]"'
        ) from None
