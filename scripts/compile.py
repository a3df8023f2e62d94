"""Compile the engine: its hot modules become native ones, in a folder beside the sources, which stay in charge.

usage: compile.py [--into FOLDER]

Needs a C compiler, the headers of Python, and mypy (whose compiler mypyc this is), setuptools and pybind11 (to use all
cores). Takes a minute or two; does nothing where the result is there already. The modules are compiled from copies in
which the small values of ``kabar.frozen`` are native classes: mypyc reads the fields of a class of its own from memory,
those of a ``msgspec.Struct`` by name. ``kabar.compiled`` says when the result is used.
"""

import argparse
import ast
import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from sysconfig import get_config_var

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "pipeline"))
from kabar.compiled import FOLDER, LIBRARIES, PACKAGE, SOURCES, SUFFIX, is_fresh, rows  # noqa: E402

HOT = (
    "article/*.py",
    "claim/**/*.py",
    "find/**/*.py",
    "grammar.py",
    "language.py",
    "lexicon.py",
    "lexing.py",
    "memo.py",
    "page.py",
    "sentences.py",
)
KNOWN = ("*.py", "article/*.py", "claim/**/*.py", "find/**/*.py")  # what the compiler looks into
# shapes of tables are msgspec's, nobody waits for explanations, and who watches the judge makes a class of it
COLD = ("table.py", "tables.py", "concept_words.py", "explain.py", "judge.py")
VALUES = ("Frozen", "Mutable")
# the modules call each other hundreds of times a sentence: no call goes through a table of symbols, short ones vanish
WHOLE = ["-flto=auto", "-fno-semantic-interposition", "-fvisibility=hidden", "-fno-plt"]
CONSTANT = re.compile("_?[A-Z][A-Z0-9_]*[A-Z0-9]")  # but for type variables, of one letter
# read by the compiler alone; an acyclic class is none of the garbage collector's business, as with msgspec's gc=False
IMPORTS = [
    "from typing import TYPE_CHECKING, Any, Final",
    "if TYPE_CHECKING:",
    "    from mypy_extensions import mypyc_attr",
]
MADE = """
    def __init__(self, {parameters}) -> None:
        {assignments}

    def __replace__(self, **changes: Any) -> {kind}:
        return {name}({copies})
"""
COMPARED = """
    def __eq__(self, other: object) -> bool:
        return isinstance(other, {name}) and {equal}

    def __hash__(self) -> int:
        return hash(({fields},))
"""


def main() -> None:
    """Compile, and put the libraries in place when all of them are there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER", help="elsewhere than beside the sources")
    into = parser.parse_args().into.resolve()
    if is_fresh(FOLDER) and any(FOLDER.glob(f"*{SUFFIX}")):
        if into != FOLDER:
            shutil.copytree(FOLDER, into)
        return
    print("Compiling the engine (once; a minute or two) ...", flush=True)
    with tempfile.TemporaryDirectory() as work, contextlib.chdir(work):
        shutil.copytree(PACKAGE, PACKAGE.name, ignore=shutil.ignore_patterns(FOLDER.name, "__pycache__"))
        modules = hot(Path(PACKAGE.name))
        for module in modules:
            module.write_text(native(module.read_text(encoding="utf-8")), encoding="utf-8")
        install(build(modules), into)


def hot(package: Path) -> list[Path]:
    """The modules that are compiled."""
    return sorted(path for pattern in HOT for path in package.glob(pattern) if path.name not in COLD)


def native(source: str) -> str:
    """A module with its small values as native classes, and its constants final."""
    lines = source.split("\n")
    body = ast.parse(source).body
    first = next((node.lineno - 1 for node in body if isinstance(node, ast.Import | ast.ImportFrom)), None)
    if first is None:
        return source
    values = [node for node in body if isinstance(node, ast.ClassDef) and is_value(node)]
    for node in body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            fix(node, lines)
    for node in reversed(values):
        rewrite(node, lines)
    lines[first:first] = IMPORTS
    return "\n".join(lines)


def fix(node: ast.Assign | ast.AnnAssign, lines: list[str]) -> None:
    """Make a constant final: the compiler reads one from memory, any other name of a module from a dictionary."""
    named = node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if len(node.targets) == 1 else None
    if not isinstance(named, ast.Name) or CONSTANT.fullmatch(named.id) is None:
        return
    kind = "" if isinstance(node, ast.Assign) else ast.unparse(node.annotation)
    if not kind.startswith("Final"):
        n = node.lineno - 1
        end = named.end_col_offset if isinstance(node, ast.Assign) else node.annotation.end_col_offset
        lines[n] = f"{named.id}: Final{f'[{kind}]' if kind else ''}" + lines[n][end:]


def is_value(node: ast.ClassDef) -> bool:
    """Whether the first base of a class is one of ``kabar.frozen``."""
    return bool(node.bases) and isinstance(node.bases[0], ast.Name) and node.bases[0].id in VALUES


def rewrite(node: ast.ClassDef, lines: list[str]) -> None:
    """Give a class another head, and put what msgspec does for it behind its fields."""
    fields = [row for row in node.body if isinstance(row, ast.AnnAssign)]
    last = max(row.end_lineno or 0 for row in fields)
    lines[last:last] = methods(node, fields).split("\n")
    for row in reversed(fields):
        if row.value is not None:
            lines[row.lineno - 1 : row.end_lineno] = [f"    {name(row)}: {ast.unparse(row.annotation)}"]
    bases = [ast.unparse(base) for base in node.bases[1:]]
    lines[node.lineno - 1] = f"class {node.name}({', '.join(bases)}):"
    if not bases:  # Generic is a class with cycles to the compiler
        lines.insert(node.lineno - 1, "@mypyc_attr(acyclic=True)")


def methods(node: ast.ClassDef, fields: Sequence[ast.AnnAssign]) -> str:
    """How a value is made, copied and compared, field by field."""
    names = [name(row) for row in fields]
    variables = [ast.unparse(base.slice) for base in node.bases if isinstance(base, ast.Subscript)]
    compared = ast.unparse(node.bases[0]) == "Frozen"
    return (MADE + (COMPARED if compared else "")).format(
        name=node.name,
        kind=f'"{node.name}[{variables[0]}]"' if variables else f'"{node.name}"',
        parameters=", ".join(map(parameter, fields)),
        assignments="\n        ".join(map(assignment, fields)),
        copies=", ".join(f'changes.get("{field}", self.{field})' for field in names),
        equal=" and ".join(f"self.{field} == other.{field}" for field in names),
        fields=", ".join(f"self.{field}" for field in names),
    )


def name(row: ast.AnnAssign) -> str:
    """The name of a field."""
    return ast.unparse(row.target)


def parameter(row: ast.AnnAssign) -> str:
    """A field as a parameter; an empty list is made anew for each value, as msgspec does."""
    kind = ast.unparse(row.annotation)
    if row.value is None:
        return f"{name(row)}: {kind}"
    if isinstance(row.value, ast.List):
        return f"{name(row)}: {kind} | None = None"
    return f"{name(row)}: {kind} = {ast.unparse(row.value)}"


def assignment(row: ast.AnnAssign) -> str:
    """A field is set from its parameter."""
    field = name(row)
    return f"self.{field} = " + (f"[] if {field} is None else {field}" if isinstance(row.value, ast.List) else field)


def build(modules: Sequence[Path]) -> Path:
    """Compile the modules in the present folder; returns the folder of the libraries."""
    from mypyc.build import mypycify
    from pybind11.setup_helpers import ParallelCompile
    from setuptools import Distribution

    options = ["--config-file", "", "--follow-imports", "silent", "--ignore-missing-imports"]
    said = io.StringIO()  # dozens of remarks, of interest only where compiling fails
    try:
        with contextlib.redirect_stdout(said):
            extensions = mypycify([*options, *map(str, modules)], opt_level="2", debug_level="0", multi_file=True)
    except SystemExit:
        print(said.getvalue(), file=sys.stderr)
        raise
    if sys.platform == "linux" and "gcc" in (get_config_var("CC") or ""):
        for extension in extensions:
            extension.extra_compile_args += WHOLE
            extension.extra_link_args += WHOLE
    command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib = "built"
    command.ensure_finalized()
    with ParallelCompile(default=os.cpu_count()):
        command.run()
    return Path(command.build_lib)


def install(built: Path, into: Path) -> None:
    """Put the libraries in place under the names of their modules, all or none, with the hashes of the sources."""
    fresh = into.with_name(into.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for library in built.rglob(f"*{SUFFIX}"):
        parts = library.relative_to(built).as_posix().removesuffix(SUFFIX).removesuffix("/__init__").split("/")
        shutil.copy(library, fresh / (".".join(parts) + SUFFIX))
    libraries = rows(fresh.iterdir(), fresh)
    (fresh / LIBRARIES).write_text(libraries, encoding="utf-8")
    sources = {path for pattern in KNOWN for path in PACKAGE.glob(pattern)}
    (fresh / SOURCES).write_text(rows(sources, PACKAGE), encoding="utf-8")
    shutil.rmtree(into, ignore_errors=True)
    fresh.rename(into)
    print(f"compiled the engine into {into.relative_to(ROOT) if into.is_relative_to(ROOT) else into}")


if __name__ == "__main__":
    main()
