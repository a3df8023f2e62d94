"""The words of the page: every language has a word for each that the scripts and the template use, and no others."""

import re
import tomllib
from pathlib import Path

import pytest

from kabar import model
from kabar.record import Claim
from kabar.report import build, style

REPORT = Path(build.__file__).parent
LITERAL = re.compile(r'"((?:[^"\\\\]|\\\\.)+)"')
LOOKUP = re.compile(r"\b(?:say|plural|bars|label|sketch|section)\(")
NAMED = re.compile(
    r'\bword: "([^"]+)"|^  \["\w+", "([A-Z][^"]+)", \(|^const NONE = (.*)$|^const SCALES = (.*)$', re.MULTILINE
)
SAID = re.compile(r"<(\w+)([^>]*) data-say>(?:([^<]+)</)?")
SLOT_ROW = re.compile(r'^    \["([a-z ]+)", (?!\()', re.MULTILINE)


def arguments(script: str, start: int) -> str:
    """What stands between the bracket at ``start`` and its end, without what is filled in."""
    depth, at = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(script[at], 0)
        at += 1
    return re.sub(r"\{ \w+: [^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "", script[start : at - 1])


def of_scripts() -> set[str]:
    script = "\n".join((REPORT / f"{name}.js").read_text("utf-8") for name in build.SCRIPTS)
    said = set()
    for call in re.finditer(r"\bsay\(|\bplural\(", script):
        said |= {w for w in LITERAL.findall(arguments(script, call.end())) if "${" not in w}
    for word, kind, none, scales in NAMED.findall(script):
        said |= {w for w in (word, kind) if w} | set(LITERAL.findall(none + scales))
    slots = script[script.index("function slots(") : script.index("function bounds(")]
    return said | set(SLOT_ROW.findall(slots)) | {"system", "light", "dark"}


def of_template() -> set[str]:
    found = set()
    for _, attributes, words in SAID.findall((REPORT / "page.html").read_text("utf-8")):
        found |= set(re.findall(r'(?:title|aria-label)="([^"]+)"', attributes)) | ({words.strip()} if words else set())
    return found - {"?"}


def of_records() -> set[str]:
    """The words for the values of closed lists that the page shows."""
    looks = [*style.STATUS.values(), *style.SLOTS.values(), style.NEGATED]
    how = {"by noun", "by pronoun", "by context"}
    anchors = {"publication", "sentence", "mention", "comments"}
    relations = {"conflict", "update", "outcome", "open", "reached", "missed"}
    assert {"kind", "status"} <= set(Claim.__struct_fields__)
    lists = how | anchors | relations | {"title", "caption", "body", "quantity", "event"}
    return {look.word for look in looks} | set(style.MODIFIER.values()) | set(style.REFERENCE.values()) | lists


def languages():
    return sorted(set(build.languages()) - {build.MAIN})


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_page_is_there_and_none_too_many(language):
    table = tomllib.loads((REPORT / "words" / f"{language}.toml").read_text("utf-8"))
    wanted = (of_scripts() | of_template() | of_records()) - {"documents.jsonl"}
    assert sorted(wanted - set(table["words"])) == []
    assert sorted(set(table["words"]) - wanted) == []


@pytest.mark.parametrize("language", languages())
def test_holes_are_kept(language):
    for words, ours in build.languages()[language]["words"].items():
        assert sorted(re.findall(r"{\w+}", words)) == sorted(re.findall(r"{\w+}", ours)), words


@pytest.mark.parametrize("language", languages())
def test_every_predicate_has_a_word(language):
    shared = tomllib.loads((model.default_root() / "shared" / "predicates.toml").read_text("utf-8"))
    ids = {*shared["quantity"], *shared["events"]["ids"]}
    table = build.languages()[language]["predicates"]
    assert set(table) == ids
    assert len(set(table.values())) == len(table), "two predicates under one word cannot be told apart"


def test_a_word_that_is_missing_is_seen(monkeypatch):
    """The test above can fail: a word more in a script is a word that no table has."""
    assert "Overview" in of_scripts()
    assert "Skip to the content" in of_template()
    script = 'el(say("Nowhere"), plural(2, "goose", "geese"))'
    found = set()
    for call in re.finditer(r"\bsay\(|\bplural\(", script):
        found |= set(LITERAL.findall(arguments(script, call.end())))
    assert found == {"Nowhere", "goose", "geese"}


def test_units_come_from_the_models():
    units = build.languages()["id"]["units"]
    assert units["person"] == ("orang", "orang")
    assert units["a"] == ("tahun", "tahun")
    assert "km" not in units, "a measure with a symbol keeps it"
