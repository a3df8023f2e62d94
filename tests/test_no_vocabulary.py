"""No vocabulary of any language stands in the code: it is data under ``models/``.

Every string literal of the rooms that read text (docstrings and error messages aside) is cut into words; a word that
the vocabulary of a language holds, and that is no value of the contract, is a fault.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kabar import record

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "models"
CODE = ROOT / "pipeline" / "kabar"
ROOMS = [
    "find",
    "claim",
    "article",
    "language.py",
    "sentences.py",
    "lexing.py",
    "lexicon.py",
    "grammar.py",
    "engine.py",
]
WORD = re.compile(r"[^\W\d_]{3,}")


def strings(node: object) -> Iterator[str]:
    """All strings of a decoded TOML or JSON value, keys included."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from (key, *strings(value))
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def words_of_files(paths: Iterator[Path]) -> set[str]:
    return {w.lower() for p in paths for s in strings(tomllib.loads(p.read_text("utf-8"))) for w in WORD.findall(s)}


def contract() -> set[str]:
    """Words that are no vocabulary: values and field names of the contract, ids of the shared tables."""
    schema = msgspec.json.schema(record.Claim)
    return {w.lower() for s in strings(schema) for w in WORD.findall(s)} | words_of_files(
        (MODELS / "shared").glob("*.toml")
    )


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """String literals of a module outside docstrings, raise statements and annotations, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    skip: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            skip.update(id(n) for n in ast.walk(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Error", "Literal")):
            skip.update(id(n) for n in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node.lineno, node.value


def modules() -> list[Path]:
    rooms = (CODE / room for room in ROOMS)
    return sorted(p for room in rooms for p in ([room] if room.suffix else room.rglob("*.py")) if p.exists())


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(CODE).as_posix())
def test_the_code_holds_no_vocabulary(path):
    vocabulary = words_of_files(MODELS.glob("[a-z][a-z]/*.toml")) - contract()
    found = [(line, w) for line, s in literals(path) for w in WORD.findall(s.lower()) if w in vocabulary]
    assert not found, f"{path.name}: words of a language in the code: {found[:8]}"
