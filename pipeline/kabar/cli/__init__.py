"""The command line: thin. Each command is a module of this package with a function ``command``; there is no list.

A module may set ``NAME`` (its own name otherwise) and ``GROUP``, further commands below its own, by name. Modules
import nothing heavy at the top: ``kabar --help`` loads them all, and must answer at once; what a command needs it
imports inside its function.

Exit statuses: 0 all read; 1 some documents failed (listed in ``documents.jsonl``), or ``validate`` found faults;
2 wrong usage; 3 a broken model or gazetteer; 65 a broken claims file;
74 output cannot be written; 130 Ctrl-C; 143 SIGTERM; 141 broken pipe.
"""

import functools
import gc
import importlib
import os
import pkgutil
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from kabar.errors import FatalError, KabarError, printable

EXIT_FAILED = 1
EXIT_BROKEN_PIPE = 141
_YOUNG = 50_000  # new objects between two collections: most of what is made at the start stays


class _Command(TyperCommand):
    """A command whose help says nothing of the type of a flag, which has none."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))


class _Group(TyperGroup):
    """The same for the commands together."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))


def _plain(params: list[Any]) -> list[Any]:
    for param in params:
        if getattr(param, "is_flag", False):
            param.metavar = ""
    return params


def build() -> typer.Typer:
    """The application with all commands, in the order of their names."""
    app = typer.Typer(
        name="kabar",
        cls=_Group,
        help="News in, checkable claims out: rules, data and small readable weights, no network.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_common)
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{__name__}.{info.name}")
            group = getattr(module, "GROUP", None)
            if group:
                app.add_typer(_group(module.command, group), name=info.name)
            else:
                app.command(getattr(module, "NAME", info.name), cls=_Command)(_guarded(module.command))
    return app


def _group(own: Callable[..., None], commands: dict[str, Callable[..., None]]) -> typer.Typer:
    """A command with further ones below it; alone it does what ``own`` does."""
    group = typer.Typer(help=own.__doc__, cls=_Group)
    group.callback(invoke_without_command=True)(_guarded(own))
    for name, command in commands.items():
        group.command(name, cls=_Command)(_guarded(command))
    return group


class _NobodyReads(Exception):
    """Standard output was closed by its reader. No OSError: the command line library would make a status of its own."""


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose output may be cut off by its reader (``| head -1``)."""

    @functools.wraps(command)
    def guarded(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            raise _NobodyReads from None

    return guarded


def _version(wanted: bool) -> None:
    if wanted:
        from kabar import __version__

        print(f"kabar {__version__}")
        raise typer.Exit


def _common(
    version: bool = typer.Option(False, "--version", "-V", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """News in, checkable claims out: rules, data and small readable weights, no network."""


def main() -> NoReturn:
    """Run a command; every error becomes a message with its place and remedy, and an exit status."""
    gc.set_threshold(_YOUNG)
    try:
        build()()
    except KabarError as error:
        fail(error)
    except _NobodyReads:
        # nobody reads on: the interpreter must not try to write the rest when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_BROKEN_PIPE)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


def fail(error: KabarError) -> NoReturn:
    """Print an error and end with its status."""
    place = f"{error.where}: " if error.where else ""
    print(printable(f"kabar: error[{error.code}]: {place}{error.what}"), file=sys.stderr)
    if error.remedy:
        print(f"  {printable(error.remedy)}", file=sys.stderr)
    sys.exit(error.exit_status if isinstance(error, FatalError) else EXIT_FAILED)
