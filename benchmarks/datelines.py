"""Publication dates of real articles whose metadata is hidden, by what the text itself says.

usage: datelines.py [FOLDER] [--errors]

FOLDER (default ``../shared/articles``) holds ``NAME.txt`` with ``NAME.json`` beside it, whose ``published`` is the
right answer. The texts are copied without their sidecars, read by the real command, and the dates counted: ``right``,
``wrong`` (another day), ``near`` (among the wrong: a day beside it, as time zones and papers of the next morning make
it), ``missing`` (none). The wrong share is of the dates that are given. ``--errors`` names the wrong ones.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "articles"


def pairs(folder: Path) -> Iterator[tuple[Path, str]]:
    """Texts with the day that their hidden metadata states."""
    for beside in sorted(folder.rglob("*.json")):
        text = beside.with_suffix(".txt")
        said = json.loads(beside.read_text("utf-8")).get("published") if text.is_file() else None
        if said:
            yield text, said[:10]


def read(texts: list[Path]) -> list[dict]:
    """Lines of ``documents.jsonl`` for texts that stand alone, in their order."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "in")
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number:06}.txt").write_bytes(text.read_bytes())
        command = [sys.executable, "-m", "kabar", "extract", str(folder), "-o", str(Path(place, "out")), "-q"]
        done = subprocess.run(command, stdout=subprocess.DEVNULL)
        if done.returncode not in (0, 1):
            sys.exit(f"extract ended with {done.returncode}")
        return [json.loads(line) for line in Path(place, "out", "documents.jsonl").read_text("utf-8").splitlines()]


def verdict(found: str | None, right: str) -> str:
    """``right``, ``near``, ``wrong`` or ``missing``."""
    if found is None:
        return "missing"
    apart = abs((date.fromisoformat(found) - date.fromisoformat(right)).days)
    return ("right", "near")[apart] if apart < 2 else "wrong"


def counted(rows: list[tuple[str, str, str]]) -> str:
    """A line of figures; rows are verdict, where the date was found, language."""
    count = Counter(row[0] for row in rows)
    wrong = count["near"] + count["wrong"]
    given = count["right"] + wrong
    return (
        f"articles {len(rows):5}  right {count['right']:5}  wrong {wrong:4} (near {count['near']})  "
        f"missing {count['missing']:5}  wrong of given {100 * wrong / max(1, given):5.2f}%"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    known = list(pairs(args.folder))
    lines = read([text for text, _ in known])
    rows = []
    for (text, right), line in zip(known, lines, strict=True):
        row = (verdict(line["published"], right), line["published_from"] or "none", line["language"] or "und")
        rows.append(row)
        if args.errors and row[0] in ("near", "wrong"):
            print(row[0], row[1], line["published"], right, text, line["flags"])
    print(f"{'all':10}{counted(rows)}")
    for place in (1, 2):
        for name in sorted({row[place] for row in rows}):
            print(f"{name:10}{counted([row for row in rows if row[place] == name])}")


if __name__ == "__main__":
    main()
