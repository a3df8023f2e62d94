"""Articles that are copies of each other: one agency, one press release, one voice.

What is known of an article here are the sentences of its claims. Their runs of three words are sketched by MinHash
(Broder 1997; the library is datasketch), and sketches that agree in a band are compared (locality-sensitive hashing,
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3): 32 bands of 4 find nine in ten pairs of which
half is alike, and one in 300 of which a tenth is.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from kabar.errors import MissingExtra
from kabar.facts.groups import Groups
from kabar.facts.store import CHUNK, append

BANDS, ROWS = 32, 4
ALIKE = 0.5  # part of the runs of words from which two articles are copies
RUN = 3  # words
LEAST = 8  # runs of words below which nothing can be said
_WORD = re.compile(r"\w+")


def copies(database: Any) -> None:
    """Number the articles and give each its voice: tables ``article`` (d, doc, voice)."""
    database.execute(
        "CREATE TABLE document AS SELECT row_number() OVER (ORDER BY doc) - 1 AS d, doc "
        "FROM (SELECT DISTINCT doc FROM claim);"
        "CREATE TABLE band (h BIGINT, d BIGINT);"
    )
    ((count,),) = database.execute("SELECT count(*) FROM document").fetchall()
    rows: tuple[list[int], list[int]] = ([], [])
    with closing(Sketches()) as sketches:
        for number, text in _texts(database):
            values = sketch(text)
            if values is None:
                continue
            sketches.put(number, values)
            rows[0].extend(bands(values))
            rows[1].extend([number] * BANDS)
            if len(rows[0]) >= CHUNK:
                _flush(database, rows)
        _flush(database, rows)
        _write(database, count, _joined(database, count, sketches))


class Sketches:
    """Sketches in a file beside the database, by the numbers of their articles; :meth:`close` lets the file go."""

    _SIZE = BANDS * ROWS * 4  # bytes

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="kabar-facts-", buffering=0)  # noqa: SIM115 - close() is there

    def put(self, number: int, values: Any) -> None:
        """Keep the sketch of an article."""
        os.pwrite(self._file.fileno(), values.tobytes(), number * self._SIZE)

    def alike(self, one: int, other: int) -> bool:
        """Whether the sketches of two articles agree; both have been put."""
        import numpy as np  # of the extra

        read = (os.pread(self._file.fileno(), self._SIZE, number * self._SIZE) for number in (one, other))
        a, b = (np.frombuffer(bytes_, dtype="uint32") for bytes_ in read)
        return bool((a == b).mean() >= ALIKE)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def sketch(text: str) -> Any:
    """The sketch of a text, an array of 32-bit numbers; ``None`` where it has too little to say."""
    try:
        from datasketch import MinHash
    except ImportError:
        raise MissingExtra("facts need datasketch", None, "pip install 'kabar[facts]'") from None
    runs = _runs(text)
    if len(runs) < LEAST:
        return None
    made = MinHash(num_perm=BANDS * ROWS)
    made.update_batch(runs)
    return made.hashvalues.astype("uint32")


def bands(values: Any) -> list[int]:
    """A number for each band of a sketch."""
    return [hash((band, *map(int, values[band * ROWS : (band + 1) * ROWS]))) for band in range(BANDS)]


def _texts(database: Any) -> Iterator[tuple[int, str]]:
    """The different sentences of each article, one after the other."""
    cursor = database.cursor().execute(
        "SELECT d, sentence FROM claim JOIN document USING (doc) ORDER BY d, sentence"  # a sort can go to disk
    )
    article, sentences = -1, dict[str, None]()
    while found := cursor.fetchmany(CHUNK):
        for number, sentence in found:
            if number != article and sentences:
                yield article, "\n".join(sentences)
                sentences = {}
            article = number
            sentences[sentence] = None
    if sentences:
        yield article, "\n".join(sentences)


def _runs(text: str) -> list[bytes]:
    """The different runs of words; none goes over the end of a sentence."""
    runs: set[str] = set()
    for line in text.split("\n"):
        words = _WORD.findall(line.casefold())
        runs.update(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return [run.encode("utf-8", "surrogatepass") for run in sorted(runs)]


def _flush(database: Any, rows: tuple[list[int], list[int]]) -> None:
    if rows[0]:
        append(database, "band", {"h": rows[0], "d": rows[1]})
    rows[0].clear()
    rows[1].clear()


def _joined(database: Any, count: int, sketches: Sketches) -> Groups:
    """Articles that share a band and whose sketches agree; each is compared with the one before it in the band."""
    groups = Groups(count)
    cursor = database.cursor().execute(
        "SELECT DISTINCT before, d FROM (SELECT d, lag(d) OVER (PARTITION BY h ORDER BY d) AS before FROM band) "
        "WHERE before IS NOT NULL ORDER BY before, d"
    )
    while found := cursor.fetchmany(CHUNK):
        for one, other in found:
            if sketches.alike(one, other):
                groups.join(one, other)
    return groups


def _write(database: Any, count: int, groups: Groups) -> None:
    database.execute("CREATE TABLE voice (d BIGINT, voice BIGINT)")
    for start in range(0, count, CHUNK):
        numbers = range(start, min(count, start + CHUNK))
        append(database, "voice", {"d": list(numbers), "voice": [groups.find(n) for n in numbers]})
    database.execute(
        "CREATE TABLE article AS SELECT d, doc, voice FROM document JOIN voice USING (d);"
        "DROP TABLE document; DROP TABLE voice; DROP TABLE band;"
    )
