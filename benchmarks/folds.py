#!/usr/bin/env python3
"""What words are worth: each half of NewsQuant's dev sentences, judged without the words that only it could teach.

usage: folds.py GOLD.json [--background FOLDER] [--json]

Our tables hold words, and whoever filled them had the benchmark's sentences before him. So each half is judged with
tables from which every entry is taken that no text outside of this half has: neither the other half nor the texts of
``--background`` (articles without any gold). What is left was not learned from the sentences it is judged by. Rules in
code cannot be taken out like this; so this is an upper bound of the honest figure, and the plain one a rehearsed one.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kabar import engine
from kabar.lexing import lex, words_of
from quantities import Translator

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
MODELS = ROOT / "models"
TABLES = ("numbers.toml", "units.toml", "words.toml")  # currencies.toml is generated from CLDR
ENTRY = re.compile(r'"((?:[^"\\]|\\.)*)"(,\s*)?')


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The matching forms of all words of some texts."""
    return {norm for text in texts for norm in lex(text).norm}


def without(table: str, taught: set[str]) -> tuple[str, int]:
    """A table without the list entries that have one of the ``taught`` words, and how many they are."""
    lines, taken = [], 0
    for line in table.split("\n"):
        key, equals, values = line.partition(" = [") if " = [" in line else ("", "", line)
        nested = values.startswith("[") or line.lstrip().startswith(
            ("[", "{")
        )  # rows of forms and rules of endings stay whole
        if nested or line.startswith(("#", "[[")) or re.match(r'^("[^"]*"|\w+) = [^\[]', line):
            lines.append(line)
            continue

        def keep(found: re.Match[str]) -> str:
            nonlocal taken
            gone = found[1] != "" and any(word in taught for word in words_of(found[1]))
            taken += gone
            return "" if gone else found[0]

        lines.append(key + equals + ENTRY.sub(keep, values))
    return "\n".join(lines), taken


def judge(gold: list[dict[str, object]], first: int, stop: int, taught: set[str]) -> list[dict[str, object]]:
    """Predictions for the sentences ``first`` to ``stop`` by tables without the ``taught`` words."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "models"
        shutil.copytree(MODELS, root)
        taken = 0
        for name in TABLES:
            file = root / "en" / name
            text, count = without(file.read_text(encoding="utf-8"), taught)
            file.write_text(text, encoding="utf-8")
            taken += count
        translator = Translator(engine.build("en", root))
        print(f"sentences {first} to {stop - 1}: {taken} entries taken out", file=sys.stderr)
        return [{"index": i, "quantities": translator(str(gold[i]["text"]))} for i in range(first, stop)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--background", type=Path, default=SHARED / "articles/wild", help="texts without gold")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    gold = json.loads(args.gold.read_text(encoding="utf-8"))
    middle = len(gold) // 2
    background = vocabulary(path.read_text("utf-8", "replace") for path in sorted(args.background.rglob("*.txt")))
    halves = [vocabulary(row["text"] for row in part) for part in (gold[:middle], gold[middle:])]
    rows = judge(gold, 0, middle, halves[0] - halves[1] - background)
    rows += judge(gold, middle, len(gold), halves[1] - halves[0] - background)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        options = ["--json"] if args.json else []
        subprocess.run([sys.executable, SHARED / "tools/score_quant.py", args.gold, file.name, *options], check=True)


if __name__ == "__main__":
    main()
