"""The texts that speed is measured on: real articles of both languages where they are at hand, else our seeds."""

import json
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BATCH = 32  # articles that are given together, as many as a chunk of a run holds


class Text(NamedTuple):
    """One article; ``published`` is its day where the corpus says so."""

    language: str
    text: str
    published: str | None


def load(path: Path | None) -> tuple[list[Text], str]:
    """The corpus and a sentence that says what it is; lines of JSON with ``text``, ``lang`` and ``dct``.

    By default all whole articles that are shared, each once. The sentences of the shared benchmark of quantities do not
    say which article they are from, so no articles can be made of them.
    """
    if path:
        return _lines(path), f"{path.name}"
    texts = [text for file in sorted((SHARED / "benchmarks" / "times").glob("*.jsonl")) for text in _lines(file)]
    texts += _others(texts)
    if texts:
        return texts, f"{len(texts)} real articles, all that are shared"
    seeds = _seeds()
    return [
        varied(t, n) for n in range(10) for t in seeds
    ], f"{len(seeds)} seeds, each with ten variations of its digits"


def _lines(path: Path) -> list[Text]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [Text(row.get("lang", "en"), row["text"], row.get("dct")) for row in rows]


def _others(texts: list[Text]) -> list[Text]:
    """The shared articles that are not among these texts; a piece from the middle tells."""
    from kabar import model
    from kabar.article import Source, read

    known = "".join("".join(text.text.split()) for text in texts)
    found = []
    for path in sorted((SHARED / "articles").glob("*/*.txt")):
        data = path.read_bytes()
        text = data.decode()
        letters = "".join(text.split())
        if letters[len(letters) // 2 :][:100] not in known:
            found.append(Text(read(data, Source(path.name), model.default_root()).language, text, None))
    return found


def _seeds() -> list[Text]:
    return [
        Text(path.name[:2], path.read_text(encoding="utf-8"), None) for path in sorted((ROOT / "seeds").glob("*.txt"))
    ]


def varied(text: Text, round_: int) -> Text:
    """The same text with every digit behind the first of a number moved on by the round."""
    if not round_:
        return text
    return text._replace(text=re.sub(r"(?<=\d)\d", lambda m: str((int(m[0]) + round_) % 10), text.text))
