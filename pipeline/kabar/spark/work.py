"""What a Python worker of Spark does: record batches in, record batches out. Nothing here needs PySpark.

The documents of a task go to a process of their own, as those of ``kabar extract`` do: one that crashes, hangs or eats
memory costs its own line, never the task. The engine is built once a Python worker and shared with that process.
"""

import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

from kabar.article.formats import Item, Options, fields, form_of
from kabar.article.formats.extras import needs
from kabar.article.formats.item import source
from kabar.article.formats.tables import row_of
from kabar.run.chunks import unkeyed
from kabar.run.containers import Containers
from kabar.run.inputs import none_of_ours, shown
from kabar.run.pool import Pool
from kabar.run.work import Handle, Part
from kabar.spark.settings import Settings, check, reader

CLAIMS, DOCUMENTS = "claims", "documents"
LINES: Final = "record string, line string"
ITEMS: Final = "path string, position string, item binary"
_LOCAL = "file:"
_BYTES: Final = 8_000_000  # of a batch that leaves here, one long line aside
_ROWS: Final = 256


def rows(settings: Settings, batches: Iterable[Any], make: Callable[[Settings], Handle] = reader) -> Iterator[Any]:
    """Rows of articles to :data:`LINES`."""
    return _lines(settings, _items_of_rows(settings, batches), make)


def items(settings: Settings, batches: Iterable[Any], make: Callable[[Settings], Handle] = reader) -> Iterator[Any]:
    """:data:`ITEMS` to :data:`LINES`."""
    return _lines(settings, (pickle.loads(cell.as_py()) for b in batches for cell in b.column("item")), make)


def _lines(settings: Settings, items: Iterable[Item], make: Callable[[Settings], Handle]) -> Iterator[Any]:
    with Pool(partial(make, settings), 1, settings.limits) as pool:
        yield from _batches(row for _, part in pool.results(unkeyed(items)) for row in _rows(part))


def _rows(part: Part) -> Iterator[tuple[str, bytes]]:
    """The lines of a part, each with the file that it belongs to."""
    for record, lines in ((CLAIMS, part.claims), (DOCUMENTS, part.documents)):
        yield from ((record, line) for line in lines.split(b"\n") if line)


def _batches(rows: Iterable[tuple[str, bytes]]) -> Iterator[Any]:
    """Batches of :data:`LINES`, each of bounded size."""
    pa = needs("pyarrow", "spark")
    held, size = list[tuple[str, bytes]](), 0
    for row in rows:
        held.append(row)
        size += len(row[1])
        if size >= _BYTES or len(held) >= _ROWS:
            yield _batch(pa, held)
            held, size = [], 0
    if held:
        yield _batch(pa, held)


def _batch(pa: Any, held: list[tuple[str, bytes]]) -> Any:
    columns = [
        pa.array([record for record, _ in held], pa.string()),
        pa.array([x.decode() for _, x in held], pa.string()),
    ]
    return pa.RecordBatch.from_arrays(columns, ["record", "line"])


def _items_of_rows(settings: Settings, batches: Iterable[Any]) -> Iterator[Item]:
    """One item a row; the columns that say where it is from are no part of the record."""
    options, names = settings.options, fields.load(settings.options.fields)
    for batch in batches:
        places = [_cells(batch, settings.path), _cells(batch, settings.position)]
        record = batch.select([n for n in batch.schema.names if n not in (settings.path, settings.position)])
        for row in range(batch.num_rows):
            path, position = (None if cells is None or cells[row] is None else str(cells[row]) for cells in places)
            place = source("", options, position)._replace(path=None if path is None else shown(path))
            where = " ".join(filter(None, (path, position))) or "a row"
            yield row_of(place, record, row, names, options.max_bytes, where)


def _cells(batch: Any, name: str | None) -> list[Any] | None:
    return None if name is None else batch.column(name).to_pylist()


def read(settings: Settings, batches: Iterable[Any]) -> Iterator[Any]:
    """Files (``path``, and ``content`` where a worker cannot open it by that) to :data:`ITEMS`.

    One that was not ``named``, and whose head says that it is no news, is passed over as ``kabar extract`` does. A
    file that a worker can open is read as a stream, in a process of its own; others come whole.
    """
    pa = needs("pyarrow", "spark")
    if settings.models is None:
        check(settings)
    held, size = list[Item](), 0
    with Containers(settings.options, settings.limits) as containers:
        for item in _documents(batches, containers, settings.options):
            held.append(item)
            size += len(item.data)
            if size >= _BYTES or len(held) >= _ROWS:
                yield _packed(pa, held)
                held, size = [], 0
    if held:
        yield _packed(pa, held)


def _documents(batches: Iterable[Any], containers: Containers, options: Options) -> Iterator[Item]:
    for batch in batches:
        far = "content" in batch.schema.names
        for row in range(batch.num_rows):
            uri, named = batch.column("path")[row].as_py(), batch.column("named")[row].as_py()
            if not far:
                path = uri.removeprefix(_LOCAL)
                yield from _opened(containers, path, shown(path), named, options)
                continue
            with tempfile.NamedTemporaryFile(prefix="kabar-") as file:
                file.write(memoryview(batch.column("content")[row].as_buffer()))
                file.flush()
                yield from _opened(containers, file.name, shown(uri), named, options)


def _opened(containers: Containers, path: str, name: str, named: bool, options: Options) -> Iterator[Item]:
    """The documents of a file that can be opened."""
    try:
        status: os.stat_result | OSError = os.stat(path)
    except OSError as error:
        status = error
    if named or not none_of_ours(path, form_of(name, options), status):
        yield from containers.documents(path, name)


def _packed(pa: Any, held: list[Item]) -> Any:
    places = [(item.source.path, item.source.position) for item in held]
    columns = [
        pa.array([path for path, _ in places], pa.string()),
        pa.array([position for _, position in places], pa.string()),
        pa.array([pickle.dumps(item) for item in held], pa.binary()),
    ]
    return pa.RecordBatch.from_arrays(columns, ["path", "position", "item"])
