"""The texts that speed is measured on: real articles of both languages where they are at hand, else our seeds."""

import json
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "benchmarks" / "times"
SIZE = 300  # articles; half of each language


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
    texts = [text for file in files for text in _lines(file)] or _seeds()
    name = "articles of the shared benchmarks" if files else "seeds"
    chosen = [text for language in ("en", "id") for text in _fill([t for t in texts if t.language == language])]
    return chosen, f"{len(texts)} {name}, varied to {len(chosen)}, half of each language"


def _lines(path: Path) -> list[Text]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [Text(row.get("lang", "en"), row["text"], row.get("dct")) for row in rows]


def _seeds() -> list[Text]:
    return [
        Text(path.name[:2], path.read_text(encoding="utf-8"), None) for path in sorted((ROOT / "seeds").glob("*.txt"))
    ]


def _fill(texts: list[Text]) -> list[Text]:
    """As many as wanted: repeated with other digits, so that nothing can be remembered from the first time."""
    return [varied(texts[i % len(texts)], i // len(texts)) for i in range(SIZE // 2)] if texts else []


def varied(text: Text, round_: int) -> Text:
    """The same text with every digit behind the first of a number moved on by the round."""
    if not round_:
        return text
    return text._replace(text=re.sub(r"(?<=\d)\d", lambda m: str((int(m[0]) + round_) % 10), text.text))
