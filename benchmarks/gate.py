"""The quality gate: every score of the neutral scorers against its floor in ``tests/floors.json``.

usage: gate.py check | update

``check`` measures and fails when a figure is below its floor, or when a gold file or an input is not the one that the
floor was measured on. ``update`` raises the floors to what is measured and pins the hashes; it never lowers a floor
(edit the file by hand, and say why in the commit, when a gold file has changed).
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "floors.json"
Figures = dict[str, float]
Row = dict[str, Any]  # {"gold": hash, "inputs": hash, "figures": Figures}


class Measure(NamedTuple):
    """One row of the gate: what is compared (gold), what is read (inputs), and how the figures come about."""

    name: str
    gold: Path
    inputs: Path
    figures: Callable[[Path, Path, Path], Figures]


def run(*command: str | Path) -> str:
    """Standard output of a command of this Python; its error output is shown when it fails."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}")
    return done.stdout


def claims(gold: Path, articles: Path, work: Path) -> Figures:
    """F1 of detected, core and full, as ``kabar extract`` gives the claims of a folder."""
    run("-m", "kabar", "extract", articles, "-o", work / "out", "--workers", "1", "--quiet")
    report = json.loads(run(SHARED / "tools/score_claims.py", gold, work / "out/claims.jsonl", "--json"))["all"]
    return {level: report[level]["f1"] for level in ("detected", "core", "full")}


def blind(gold: Path, articles: Path, work: Path) -> Figures:
    """F1 of detected, core and full on articles that nobody reads: the figure that counts."""
    report = json.loads(run(SHARED / "tools/blind.py", "--json"))["all"]
    return {level: report[level]["f1"] for level in ("detected", "core", "full")}


def times(gold: Path, texts: Path, work: Path) -> Figures:
    """Relaxed and value F1 in TempEval conventions."""
    run("benchmarks/times.py", texts, work / "times.jsonl")
    report = json.loads(run(SHARED / "tools/score_timex.py", gold, work / "times.jsonl", "--json"))
    return {level: report[level]["F"] for level in ("relaxed", "value")}


def quantities(gold: Path, texts: Path, work: Path) -> Figures:
    """F1 of each metric that the gold file has, by the published (compatible) definition."""
    run("benchmarks/quantities.py", texts, work / "quantities.jsonl")
    report = json.loads(run(SHARED / "tools/score_quant.py", gold, work / "quantities.jsonl", "--json"))
    return {metric: figures["F1"] for metric, figures in report["metrics"].items()}


def measures() -> Iterator[Measure]:
    """All rows of the gate."""
    bundle = SHARED / "blind/bundle.bin"
    yield Measure("claims/blind", bundle, bundle, blind)
    for name in ("seeds", "dev"):
        yield Measure(f"claims/{name}", SHARED / f"gold/{name}.jsonl", SHARED / f"articles/{name}", claims)
    for language in ("en", "id"):
        texts = SHARED / f"benchmarks/times/{language}_dev.jsonl"
        yield Measure(f"times/{language}", texts, texts, times)
    for path in sorted((SHARED / "benchmarks/quantities").glob("*.json")):
        yield Measure(f"quantities/{path.stem}", path, path, quantities)


def fingerprint(path: Path) -> str:
    """SHA-256 (16 digits) of a file, or of names and bytes of the files of a folder."""
    digest = hashlib.sha256()
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def measure(row: Measure) -> Row:
    """Measure one row: hashes of gold and inputs, and the figures."""
    with tempfile.TemporaryDirectory() as work:
        figures = row.figures(row.gold, row.inputs, Path(work))
    return {"gold": fingerprint(row.gold), "inputs": fingerprint(row.inputs), "figures": figures}


def faults(name: str, now: Row, floor: Row | None) -> list[str]:
    """What is wrong with one row, in words; an empty list when all is well."""
    if floor is None:
        return [f"{name}: no floor, run `make gate-update`"]
    out = [
        f"{name}: the {key} hash is another than the floor's" for key in ("gold", "inputs") if now[key] != floor[key]
    ]
    for figure, least in floor["figures"].items():
        value = now["figures"].get(figure, 0.0)
        if value < least:
            out.append(f"{name}: {figure} {value} is below its floor {least}")
    return out


def raised(now: Row, floor: Row | None) -> Row:
    """The new floor of one row: never lower than the old one."""
    old: Figures = floor["figures"] if floor else {}
    return {**now, "figures": {k: max(v, old.get(k, 0.0)) for k, v in now["figures"].items()}}


def main(command: str) -> int:
    """Check or update; prints every figure with its floor."""
    if not SHARED.is_dir():
        raise SystemExit(f"the gate needs the gold files in {SHARED.name}/ beside the project's folder")
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    wrong: list[str] = []
    for row in measures():
        now, floor = measure(row), floors.get(row.name)
        wrong += faults(row.name, now, floor)
        least = floor["figures"] if floor else {}
        for figure, value in now["figures"].items():
            print(f"{row.name:30} {figure:24} {value:7.2f}   floor {least.get(figure, 0.0):7.2f}", flush=True)
        floors[row.name] = raised(now, floor)
    if command == "update":
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
        return 0
    print("\n".join(wrong) or "no figure is below its floor", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("check", "update"):
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
