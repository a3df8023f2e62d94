"""What is wrong with a folder of models: files that nothing reads, unknown keys, missing tables, and what
:mod:`kabar.pack.words` finds in the words of its tables.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kabar import engine, layers, model
from kabar import language as tongues
from kabar.article import vocabulary
from kabar.errors import ModelError
from kabar.find.entities.gazetteer import read as read_gazetteer
from kabar.pack.tables import LANGUAGE, OPTIONAL, SHARED
from kabar.pack.words import Finding, findings


def check(root: Path) -> list[Finding]:
    """All findings, file by file. Raises ModelError where it is no folder or its languages cannot be told."""
    known = model.languages(root)
    found = list(_files(root))
    mine = [language for language in known if (root / language).is_dir()]
    for language in mine:
        try:
            found += _language(root, language)
        except ModelError as error:  # it extends what is not there
            found.append(_finding(error))
    for name, kind in SHARED.items():
        if (root / "shared" / f"{name}.toml").is_file():
            found += _loaded(root, f"shared/{name}.toml", kind)
    if not any(one.fault for one in found):
        found += _together(root)
    return sorted(dict.fromkeys(found), key=lambda one: (_place(one.where), not one.fault))


def _place(where: str) -> tuple[str, int]:
    """File and line, to sort by."""
    path, _, line = where.rpartition(":")
    return (path, int(line)) if line.isdigit() else (where, 0)


def _files(root: Path) -> Iterator[Finding]:
    """Files below the folder that nothing reads."""
    tables = [f"{name}.toml" for name in LANGUAGE]
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix in (".toml", ".jsonl", ".tsv")):
        parts = path.relative_to(root).parts
        if parts == ("kabar.toml",):
            continue
        where = parts[0] if len(parts) == 2 else ""
        fits = {
            "shared": parts[-1] in {f"{name}.toml" for name in SHARED},
            "entities": path.suffix == ".jsonl",
            "weights": path.suffix in (".tsv", ".toml"),
        }.get(where, bool(re.fullmatch("[a-z]{2,3}", where)) and parts[-1] in tables)
        if fits and where == "entities":
            yield from _gazetteer(path)
        if not fits:
            names = tables if where != "shared" else [f"{name}.toml" for name in SHARED]
            near = difflib.get_close_matches(parts[-1], names, 1)
            yield Finding(
                str(path),
                "nothing reads this file",
                f"name it {near[0]}" if near else f"one of {', '.join(names)} in the folder of a language",
            )


def _gazetteer(path: Path) -> Iterator[Finding]:
    try:
        read_gazetteer(path)
    except ModelError as error:
        yield _finding(error)


def _language(root: Path, language: str) -> Iterator[Finding]:
    """The tables of one language of the folder."""
    for name, (kind, _) in LANGUAGE.items():
        path = root / language / f"{name}.toml"
        if name in OPTIONAL and not model.sources(root, f"{language}/{name}.toml"):
            continue
        broken = list(_loaded(root, f"{language}/{name}.toml", kind))
        yield from broken
        if path.is_file() and not broken and name not in OPTIONAL:
            below = [p for p in model.sources(root, f"{language}/{name}.toml") if p != path]
            yield from findings(path, name, layers.merged(below) if below else {})
    table = model.sources(root, f"{language}/language.toml")
    if table and len(model.lineage(root, language)) > 1 and not layers.merged(table).get("own"):
        base = model.lineage(root, language)[1]
        yield Finding(
            str(table[-1]),
            f"no word in 'own' tells the language from {base!r}",
            f"list words that {base!r} does not write",
            False,
        )


def _loaded(root: Path, place: str, kind: type[Any]) -> Iterator[Finding]:
    """What loading a table says."""
    try:
        model.table(root, place, kind)
    except ModelError as error:
        yield _finding(error)


def _together(root: Path) -> Iterator[Finding]:
    """What the finders say of the tables of all languages of the folder, built as a run builds them."""
    try:
        tongues.load(root), vocabulary.load(root)
    except ModelError as error:
        yield _finding(error)
        return
    for language in model.languages(root):
        try:
            engine.build(language, root)
        except ModelError as error:
            yield _finding(error)


def _finding(error: ModelError) -> Finding:
    return Finding(error.where or "", error.what, error.remedy or "")
