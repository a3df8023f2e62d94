"""Write ``models/en/classes.toml`` and ``models/id/classes.toml``: words that stand in like surroundings, as classes.

usage: PYTHONPATH=pipeline python scripts/classes.py ../shared/articles

Counted from articles without labels (``more/`` and ``wild/``): for each word, which of the frequent words stand one and two
places before and behind it, as positive pointwise mutual information with smoothed contexts (Levy, Goldberg and Dagan
2015), its greatest singular vectors, and k-means over those, coarse and fine. The sums of another machine's linear algebra
may round otherwise: the tables are made once and kept, weights are learned with them.
"""

import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from kabar import engine, model
from kabar.article.read import read
from kabar.article.source import Source

COARSE, FINE = 64, 256
LEAST, CONTEXTS, DIMENSIONS = 4, 2000, 100  # chosen by folds over the choice of subjects
PLACES = (-2, -1, 1, 2)
SMOOTH = 0.75  # power of the frequency of a context
ROUNDS, SPARE = 25, 20
DIGITS = "0"  # one word for all numbers


def main(shared: Path) -> None:
    root = model.default_root()
    for language in ("en", "id"):
        words, counts, vectors = embedded([*documents(shared, language, root)])
        lines = ["# Made by scripts/classes.py; a class a line.\n"]
        for name, count in (("coarse", COARSE), ("fine", FINE)):
            own = clustered(vectors, counts, count)
            classes = [" ".join(sorted(w for w, c in zip(words, own, strict=True) if c == k)) for k in range(count)]
            lines += [f"{name} = [\n", *[f"    {msgspec.json.encode(c).decode()},\n" for c in classes], "]\n"]
        (root / language / "classes.toml").write_text("".join(lines), encoding="utf-8")


def documents(shared: Path, language: str, root: Path) -> Iterator[list[str]]:
    """The words of each article."""
    own = engine.build(language, root)
    for data in articles(shared, language):
        norm = own.page(read(data, Source(language=language), root).article).tokens.norm
        yield [DIGITS if word[:1].isdigit() else word for word in norm]


def articles(shared: Path, language: str) -> Iterator[bytes]:
    """Those without labels, in order."""
    with gzip.open(shared / "more" / f"{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield msgspec.json.decode(line)["text"].encode()
    for path in sorted((shared / "wild" / language).glob("*.txt")):
        yield path.read_bytes()


def embedded(docs: list[list[str]]) -> tuple[list[str], "np.ndarray", "np.ndarray"]:
    """The words that are frequent enough, how often they stand, and their vectors of length one."""
    counts = Counter(word for doc in docs for word in doc)
    order = sorted(counts, key=lambda word: (-counts[word], word))
    words = [word for word in order if counts[word] >= LEAST and word[0].isalpha()]
    row = {word: i for i, word in enumerate(words)}
    column = {word: i for i, word in enumerate(order[:CONTEXTS])}
    pairs = np.zeros((len(words), len(column) * len(PLACES)), np.float32)
    for doc in docs:
        rows, columns = [row.get(w, -1) for w in doc], [column.get(w, -1) for w in doc]
        for n, place in enumerate(PLACES):
            for i in range(max(0, -place), min(len(doc), len(doc) - place)):
                if rows[i] >= 0 and columns[i + place] >= 0:
                    pairs[rows[i], n * len(column) + columns[i + place]] += 1
    vectors = singular(information(pairs))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return words, np.array([counts[w] for w in words], float), vectors


def information(pairs: "np.ndarray") -> "np.ndarray":
    """Positive pointwise mutual information of words and contexts."""
    rows, columns = pairs.sum(1, keepdims=True), pairs.sum(0, keepdims=True) ** SMOOTH
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log(pairs * columns.sum() / (rows * columns))
    found[~np.isfinite(found)] = 0
    return np.maximum(found, 0)


def singular(matrix: "np.ndarray") -> "np.ndarray":
    """The rows in the space of the greatest singular vectors (Halko, Martinsson and Tropp 2011), by their roots."""
    y = matrix @ np.random.RandomState(0).randn(matrix.shape[1], DIMENSIONS + SPARE).astype(np.float32)
    for _ in range(3):
        y = matrix @ (matrix.T @ np.linalg.qr(y)[0])
    basis = np.linalg.qr(y)[0]
    left, values, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    return (basis @ left)[:, :DIMENSIONS] * np.sqrt(values[:DIMENSIONS])


def clustered(vectors: "np.ndarray", counts: "np.ndarray", k: int) -> "np.ndarray":
    """The class of each row by spherical k-means, frequent words weighing more."""
    weights = np.sqrt(counts)
    centers = vectors[np.random.RandomState(1).choice(len(vectors), k, replace=False, p=weights / weights.sum())].copy()
    for _ in range(ROUNDS):
        own = np.argmax(vectors @ centers.T, 1)
        for j in range(k):
            if (own == j).any():
                centers[j] = (vectors[own == j] * weights[own == j, None]).sum(0)
                centers[j] /= np.linalg.norm(centers[j]) + 1e-9
    return own


if __name__ == "__main__":
    main(Path(sys.argv[1]))
