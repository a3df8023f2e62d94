"""The texts that speed is measured on: real articles of both languages where they are at hand, else our seeds."""

import json
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "benchmarks" / "times"


class Text(NamedTuple):
    """One article; ``published`` is its day where the corpus says so."""

    language: str
    text: str
    published: str | None


def load(path: Path | None) -> tuple[list[Text], str]:
    """The corpus and a sentence that says what it is; lines of JSON with ``text``, ``lang`` and ``dct``."""
    if path:
        return _lines(path), f"{path.name}"
    files = sorted(SHARED.glob("*.jsonl"))
    if files:
        texts = [text for file in files for text in _lines(file)]
        return texts, f"{len(texts)} articles of the shared benchmarks"
    seeds = _seeds()
    return [
        varied(t, n) for n in range(10) for t in seeds
    ], f"{len(seeds)} seeds, each with ten variations of its digits"


def _lines(path: Path) -> list[Text]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [Text(row.get("lang", "en"), row["text"], row.get("dct")) for row in rows]


def _seeds() -> list[Text]:
    return [
        Text(path.name[:2], path.read_text(encoding="utf-8"), None) for path in sorted((ROOT / "seeds").glob("*.txt"))
    ]


def varied(text: Text, round_: int) -> Text:
    """The same text with every digit behind the first of a number moved on by the round."""
    if not round_:
        return text
    return text._replace(text=re.sub(r"(?<=\d)\d", lambda m: str((int(m[0]) + round_) % 10), text.text))
