"""Publication dates of real articles whose metadata is hidden, by what the text itself says, and the times of claims.

usage: datelines.py [FOLDER] [--errors]

FOLDER (default ``../shared/articles``) holds ``NAME.txt`` with ``NAME.json`` beside it, whose ``published`` is right.
The texts are copied without their sidecars, read by the real command, and the dates counted: ``right``,
``wrong`` (another day), ``near`` (among the wrong: a day beside it, as time zones and papers of the next morning make
it), ``missing`` (none). Then the times of all claims are compared with those found with the sidecars in place:
``same``, ``other``, ``unknown`` (a value only with the date). ``--errors`` names the wrong dates and other times.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "pipeline"
SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "articles"


def pairs(folder: Path) -> Iterator[tuple[Path, str]]:
    """Texts with the day that their hidden metadata states."""
    for beside in sorted(folder.rglob("*.json")):
        text = beside.with_suffix(".txt")
        said = json.loads(beside.read_text("utf-8")).get("published") if text.is_file() else None
        if said:
            yield text, said[:10]


def read(known: list[tuple[Path, str]], hidden: bool) -> tuple[list[dict], list[dict]]:
    """Lines of documents and claims of texts that stand alone, in their order, or beside no more than their date."""
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "in"), Path(place, "out")
        folder.mkdir()
        for number, (text, day) in enumerate(known):
            (folder / f"{number:06}.txt").write_bytes(text.read_bytes())
            if not hidden:
                (folder / f"{number:06}.json").write_text(json.dumps({"published": day}), "utf-8")
        command = [sys.executable, "-m", "kabar", "extract", "in", "-o", str(out), "-q"]
        environment = os.environ | {"PYTHONPATH": str(SOURCES)}
        done = subprocess.run(command, stdout=subprocess.DEVNULL, cwd=place, env=environment)
        if done.returncode not in (0, 1):
            sys.exit(f"extract ended with {done.returncode}")
        documents, claims = (out / f"{name}.jsonl" for name in ("documents", "claims"))
        return lines(documents), lines(claims)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def times(claims: list[dict]) -> dict[tuple, str | None]:
    """The value of each time, by document and place."""
    return {
        (c["document"]["path"], c["evidence"]["start"], c["time"]["start"]): c["time"]["value"]
        for c in claims
        if c["time"]
    }


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
    found, claims = read(known, hidden=True)
    rows = []
    for (text, right), line in zip(known, found, strict=True):
        row = (verdict(line["published"], right), line["published_from"] or "none", line["language"] or "und")
        rows.append(row)
        if args.errors and row[0] in ("near", "wrong"):
            print(row[0], row[1], line["published"], right, text, line["flags"])
    print(f"{'all':10}{counted(rows)}")
    for place in (1, 2):
        for name in sorted({row[place] for row in rows}):
            print(f"{name:10}{counted([row for row in rows if row[place] == name])}")
    compare(known, times(claims), times(read(known, hidden=False)[1]), args.errors)


def compare(known: list[tuple[Path, str]], here: dict, there: dict, errors: bool) -> None:
    """Print how many times are the same without the date."""
    count = Counter[str]()
    for key, value in there.items():
        mine = here.get(key)
        kind = "unknown" if mine is None or "X" in mine else "same" if mine == value else "other"
        count[kind] += 1
        if errors and kind == "other":
            print(kind, mine, value, known[int(Path(key[0]).stem)][0], key[2])
    print(f"times {len(there)}  " + "  ".join(f"{kind} {count[kind]}" for kind in ("same", "other", "unknown")))


if __name__ == "__main__":
    main()
