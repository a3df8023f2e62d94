"""No vocabulary of any language stands in the code: it is data under ``models/``.

Every string literal of the rooms that read text (docstrings, messages of errors and annotations aside) is cut into
words. None of them may be a word of the tables of a language other than English. English is the language of our
identifiers and of the contract's values, so there the closed classes are looked for, which no identifier needs:
function words, number words, names of months and weekdays, verbs of saying.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from babel import Locale

from kabar.record import Claim

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
NOT_WORDS = {"ida", "drs", "info", "kabar", "mac", "nan"}  # letters of word classes, a domain, our name, an encoding
RULE = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")  # the id of a rule
MESSAGE = 3  # a literal of so many words or more is a message for people, a shorter one could be matched on text


def words(texts: Iterable[str]) -> set[str]:
    return {w for text in texts for w in WORD.findall(text.lower())}


def values(node: object) -> Iterator[str]:
    """All strings of a decoded table; keys only where they are the vocabulary itself (they hold no identifier)."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)


def keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
        for value in node.values():
            yield from keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from keys(value)


def tables(pattern: str) -> list[dict[str, object]]:
    """Those of a pattern; whatever stood in articles is counted in ``classes.toml``, abbreviations of all kinds too."""
    paths = [path for path in sorted(MODELS.glob(pattern)) if path.name != "classes.toml"]
    return [tomllib.loads(path.read_text("utf-8")) for path in paths]


def calendar(language: str) -> set[str]:
    locale = Locale(language)
    wide = [locale.months["format"]["wide"], locale.days["format"]["wide"]]
    return words(name for names in wide for name in names.values()) - {"may"}


def foreign() -> set[str]:
    """Words of the tables of all languages but English that are no English words."""
    english = (
        words(values(tables("en/*.toml")))
        | words(keys(tables("en/*.toml")))
        | words(keys(tables("shared/*.toml")))
        | words(values(tables("shared/*.toml")))
    )
    others = [p.name for p in MODELS.iterdir() if re.fullmatch("[a-z]{2,3}", p.name) and p.name != "en"]
    return {
        w
        for name in others
        for w in words(values(tables(f"{name}/*.toml"))) | words(keys(tables(f"{name}/*.toml"))) | calendar(name)
    } - english


def closed() -> set[str]:
    """English closed classes: the function words that tell the language, cardinals, months and weekdays."""
    function = words(values(tables("en/language.toml")[0]["function"]))
    digits = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "million"}
    return function | digits | calendar("en") | words(values(json.loads('["said", "says", "according", "told"]')))


def contract() -> set[str]:
    """Words of the contract: its field names and values are English by definition."""
    structs = msgspec.json.schema(Claim)["$defs"].values()
    fields = [field for struct in structs for field in struct["properties"].items()]
    return words(name for name, _ in fields) | words(
        value
        for _, field in fields
        for kind in (field, *field.get("anyOf", ()))
        for value in kind.get("enum", ())
        if value
    )


def exempt(node: ast.AST) -> bool:
    """Messages (of errors, and what is put together), annotations and declared values of a type read no text."""
    if isinstance(node, ast.Raise | ast.JoinedStr):
        return True
    name = (
        ast.unparse(node.func if isinstance(node, ast.Call) else node.value)
        if isinstance(node, ast.Call | ast.Subscript)
        else ""
    )
    return name.endswith(("Error", "Literal", "_broken", "_wrong", "fault"))


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """String literals of a module that may read text, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    skip: set[int] = set()
    for node in ast.walk(tree):
        if exempt(node):
            skip.update(id(n) for n in ast.walk(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in skip else None
        if isinstance(text, str) and len(text.split()) < MESSAGE and not RULE.fullmatch(text):
            yield node.lineno, re.sub(r"\(\?P<\w+>", "(", text)


def modules() -> list[Path]:
    rooms = (CODE / room for room in ROOMS)
    return sorted(p for room in rooms for p in ([room] if room.suffix else room.rglob("*.py")) if p.exists())


@pytest.fixture(scope="module")
def vocabulary() -> set[str]:
    return (foreign() | closed()) - NOT_WORDS - contract()


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(CODE).as_posix())
def test_the_code_holds_no_vocabulary(path, vocabulary):
    found = [(line, w) for line, text in literals(path) for w in sorted(words([text]) & vocabulary)]
    assert not found, f"{path.name}: words of a language in the code: {found}"


@pytest.mark.parametrize("word", ["yang", "menurut", "juta", "senin", "the", "said", "million", "monday"])
def test_the_test_would_notice(word, vocabulary):
    assert word in vocabulary
