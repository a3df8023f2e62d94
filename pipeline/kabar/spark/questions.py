"""One job on a cluster from claims to facts, there as a whole or not at all."""

import uuid
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from kabar.errors import KabarError, UsageError
from kabar.out.load import CLAIMS_NAME
from kabar.out.schema import spark_columns
from kabar.out.shape import claim_fields
from kabar.spark.facts import facts
from kabar.spark.files import Files
from kabar.spark.job import RUN, told_error
from kabar.spark.work import CLAIMS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PARQUET: Final = "parquet"


class _MadeOf(msgspec.Struct):
    form: str


class _Run(msgspec.Struct):
    """What is wanted of the ``run.json`` of ``kabar spark``."""

    made_of: _MadeOf


def run(
    session: "SparkSession", claims: Sequence[str], output: str, sure: float, models: Path | None, restart: bool
) -> int:
    """Write the facts of claims into a folder; how many. ``restart`` replaces what is there.

    The lines go into a folder of this attempt below ``OUT.partial`` that is renamed when it is whole. Raises UsageError
    and ModelError before any work, ClusterError in the middle.
    """
    files = Files(session)
    try:
        target = files.absolute(output)
        if files.exists(target) and not restart:
            raise UsageError("is there already", output, "choose another folder, or say --restart")
        frames = [_read(session, files, path) for path in claims]
        attempt = f"{target}.partial/{uuid.uuid4()}"
        found = facts(reduce(lambda one, other: one.unionByName(other), frames), sure, models)
        found.write.text(attempt, lineSep="\n")
        count = int(session.read.text(attempt, lineSep="\n").count())
        files.delete(target)
        files.rename(attempt, target)
        files.delete(f"{target}.partial")
        return count
    except KabarError:
        raise
    except Exception as error:
        raise told_error(error) from error


def _read(session: "SparkSession", files: Files, path: str) -> "DataFrame":
    """The claims of a folder of ``kabar spark`` or ``kabar extract``, or of a file."""
    form, place = _place(files, path)
    reader = session.read.schema(spark_columns(claim_fields()))
    if form == _PARQUET:
        return reader.parquet(place)
    return reader.option("mode", "FAILFAST").json(place, lineSep="\n")


def _place(files: Files, path: str) -> tuple[str, str]:
    """In which form claims lie where."""
    if files.is_file(path):
        return (_PARQUET if path.endswith(f".{_PARQUET}") else "jsonl"), path
    if files.exists(f"{path}/{CLAIMS_NAME}"):
        return "jsonl", f"{path}/{CLAIMS_NAME}"
    run = files.read(f"{path}/{RUN}") if files.exists(f"{path}/{CLAIMS}") else None
    if run is None:
        raise UsageError("holds no claims", path, "name the folder of a run of kabar spark or kabar extract, or a file")
    try:
        return msgspec.json.decode(run, type=_Run).made_of.form, f"{path}/{CLAIMS}"
    except msgspec.MsgspecError:
        raise UsageError(
            "is no run.json of kabar spark", f"{path}/{RUN}", "name the folder of a finished run"
        ) from None
