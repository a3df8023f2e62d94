"""Claims as ``kabar spark`` writes them: Parquet of nested columns in many files, or lines in many files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from kabar.article.formats.extras import needs
from kabar.errors import ClaimsError
from kabar.out import load
from kabar.out.load import CLAIMS_NAME
from kabar.record import Claim

_FOLDER: Final = "claims"  # of a run on Spark
_BY: Final = "by_"  # so begin the folders of a run that is partitioned
_WHOLE: Final = "by_document_"  # and so those that tear no article apart
_ROWS: Final = 2_000  # that are in memory at once
_QUERY: Final = "SELECT {columns} FROM read_parquet(?, hive_partitioning = false, union_by_name = true) {order}"
_TOGETHER: Final = "ORDER BY document.sha256, document.path, document.position, evidence.start, id"
_REMEDY: Final = "give the folder that `kabar spark` wrote, or its claims"


def claims(path: str, memory: str) -> Iterator[Claim]:
    """The claims of a file or of the folder of a run, whoever made it. Raises ClaimsError, MissingExtra."""
    found = _parts(Path(path))
    if found is None:
        yield from load.claims(path)
        return
    for lines in (part for part in found if part.suffix != ".parquet"):
        yield from load.claims(str(lines))
    tables = [str(part) for part in found if part.suffix == ".parquet"]
    if tables:
        yield from _rows(path, tables, memory)


def _parts(path: Path) -> list[Path] | None:
    """The files of a run on Spark, in the order of their names; ``None`` where it is none."""
    if path.suffix == ".parquet" and path.is_file():
        return [path]
    if not path.is_dir() or (path / CLAIMS_NAME).exists():
        return None
    folder = path / _FOLDER if (path / _FOLDER).is_dir() else path
    found = sorted((*folder.rglob("*.parquet"), *folder.rglob("part-*.txt")))
    return [part for part in found if part.is_file() and not part.name.startswith((".", "_"))] or None


def _rows(path: str, tables: list[str], memory: str) -> Iterator[Claim]:
    duckdb = needs("duckdb", "facts")
    folders = {name for table in tables for name in Path(table).parts if name.startswith(_BY) and "=" in name}
    torn = not all(name.startswith(_WHOLE) for name in folders)
    with duckdb.connect(config={"memory_limit": memory}) as database:
        try:
            columns = _columns(database, path, tables)
            query = _QUERY.format(columns=", ".join(f'"{name}"' for name in columns), order=_TOGETHER if torn else "")
            cursor = database.execute(query, [tables])
            number = 0
            while rows := cursor.fetchmany(_ROWS):
                for row in rows:
                    number += 1
                    yield _claim(path, number, dict(zip(columns, row, strict=True)))
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            what = str(error).partition("\n")[0]
            raise ClaimsError(f"not readable as Parquet: {what}", path, _REMEDY) from None


def _columns(database: Any, path: str, tables: list[str]) -> tuple[str, ...]:
    """The columns of a claim, all of which are there."""
    described = database.execute(f"DESCRIBE {_QUERY.format(columns='*', order='')}", [tables]).fetchall()
    there = {name for name, *_ in described}
    wanted = Claim.__struct_encode_fields__
    missing = [name for name in wanted if name not in there]
    if missing:
        raise ClaimsError(f"columns of a claim are missing: {', '.join(missing)}", path, _REMEDY)
    return wanted


def _claim(path: str, number: int, row: dict[str, Any]) -> Claim:
    try:
        claim = msgspec.convert(row, Claim)
    except msgspec.ValidationError as error:
        raise ClaimsError(f"not a claim of this version: {error}", f"{path}: row {number}", _REMEDY) from None
    fault = load.of_another_version(path, number, claim.schema_version)
    if fault is not None:
        raise fault.error()
    return claim
