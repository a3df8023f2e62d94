"""Keep gold claims of articles that are not ours: hashes, labels, values and offsets, never the text.

usage: python scripts/gold.py pack FULL.jsonl ARTICLES [...] > tests/gold/NAME.jsonl
       python scripts/gold.py unpack tests/gold/NAME.jsonl ARTICLES [...] > full.jsonl

FULL is what ``../shared/tools/compact_gold.py`` prints and ``kabar score`` reads; ARTICLES are folders of ``*.txt``, and of
``*.jsonl.gz`` with an article a line, where an article is found by the hash of its bytes. Whatever an annotator quoted (evidence, number, time, and the names and words
that stand in the article as they are) is packed as ``[start, end]`` in code points of the article, and read back from
there. Names and words that do not stand there (``Hewlett-Packard`` for ``HP``), units, predicates and values stay labels.
Title, publisher and author are left out. Exit status: 0, or 1 with a message when an article is missing or altered.
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

NAMES = ("subject", "about", "place", "attribution")  # lists of names and words: whatever of them is a quote is a span
HEAD = ("id", "language", "published", "sha256")
EMPTY = {"publisher": None, "author": None, "title": None}
Row = dict[str, Any]


class Missing(LookupError):
    """An article that no folder holds with the bytes that were annotated."""


def sources(rows: Iterable[Row], folders: Iterable[Path]) -> dict[str, str]:
    """The texts of the articles of some rows, by hash.

    Raises:
        Missing: no folder holds the article, or its bytes are others.
    """
    wanted = {row["sha256"]: row["id"] for row in rows}
    names = set(wanted.values())
    texts = {}
    for folder in folders:
        for data in _articles(folder, names):
            texts[hashlib.sha256(data).hexdigest()] = data.decode("utf-8")
    for digest, name in wanted.items():
        if digest not in texts:
            raise Missing(f"{name}: no article of this name has the hash {digest}; give the folders that hold it")
    return texts


def _articles(folder: Path, names: set[str]) -> Iterator[bytes]:
    """The bytes of the articles of some names below a folder."""
    for path in sorted(folder.rglob("*.txt")):
        if path.stem in names:
            yield path.read_bytes()
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (row["text"].encode() for row in map(json.loads, lines) if row["id"] in names)


def span(quote: str, text: str, near: tuple[int, int]) -> list[int] | None:
    """Where a quote stands: in the sentence ``near`` if it stands there, else the first place; ``None``: nowhere."""
    at = text.find(quote, *near) if quote else -1
    at = at if at >= 0 or not quote else text.find(quote)
    return None if at < 0 else [at, at + len(quote)]


def packed_claim(claim: Row, text: str) -> Row:
    """A claim without the words of its article."""
    near = claim["evidence"]["start"], claim["evidence"]["end"]
    kept = claim | {"evidence": without_text(claim["evidence"])}
    for slot in NAMES:
        kept[slot] = [word if word is None else span(word, text, near) or word for word in claim[slot]]
    if value := claim["value"]:
        kept["value"] = without_text(value)
    if time := claim["time"]:
        kept["time"] = {"span": span(time["text"], text, near)} | without_text(time)
    return kept


def without_text(row: Row) -> Row:
    """A row without its quote."""
    return {key: item for key, item in row.items() if key != "text"}


def full_claim(claim: Row, text: str) -> Row:
    """A packed claim with the words of its article put back."""
    full = dict(claim)
    for part in ("evidence", "value"):
        if row := claim[part]:
            full[part] = {"text": text[row["start"] : row["end"]]} | row
    for slot in NAMES:
        full[slot] = [text[slice(*word)] if isinstance(word, list) else word for word in claim[slot]]
    if time := claim["time"]:
        rest = {key: item for key, item in time.items() if key != "span"}
        full["time"] = {"text": text[slice(*time["span"])]} | rest
    return full


def pack(rows: list[Row], folders: Iterable[Path]) -> Iterator[Row]:
    """Full gold as the project keeps it."""
    texts = sources(rows, folders)
    for row in rows:
        text = texts[row["sha256"]]
        yield {key: row[key] for key in HEAD} | {"claims": [packed_claim(claim, text) for claim in row["claims"]]}


def unpack(rows: list[Row], folders: Iterable[Path]) -> Iterator[Row]:
    """Packed gold as scorers and trainers read it."""
    texts = sources(rows, folders)
    yield from (full(row, texts[row["sha256"]]) for row in rows)


def full(row: Row, text: str) -> Row:
    """A packed row with the words of its article put back."""
    return row | EMPTY | {"claims": [full_claim(claim, text) for claim in row["claims"]]}


def read(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main(command: str, name: str, *folders: str) -> None:
    work = {"pack": pack, "unpack": unpack}[command]
    try:
        for row in work(read(Path(name)), [Path(folder) for folder in folders]):
            print(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    except Missing as error:
        sys.exit(str(error))


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in ("pack", "unpack"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
