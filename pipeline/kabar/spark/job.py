"""One job on a cluster from files to claims, finished as a whole or not at all.

Files are cut into documents as ``kabar extract`` cuts them; the documents are dealt out by a hash of their place, so
that neither a large file nor an unlucky partition keeps one worker busy while others wait. Their lines are the first
step, the result in the form that was asked for the second, each in a folder of this attempt below ``OUT.partial`` that
is renamed when it is whole: what a killed driver leaves behind, or still writes while the next one is at work, is never
part of anything. Who finds ``OUT`` finds all of it. What an executor loses is done again by Spark.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from kabar.article.formats.extras import needs
from kabar.errors import ClusterError, KabarError, MissingExtra, UsageError
from kabar.extractor import DocumentLine
from kabar.out.schema import spark_columns
from kabar.out.shape import Field, claim_fields, fields_of
from kabar.run.manifest import versions
from kabar.spark import work
from kabar.spark.files import Files
from kabar.spark.listing import Listing, found_in, listing_of
from kabar.spark.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FORMS: Final = ("parquet", "jsonl")
RUN: Final = "run.json"
_LINES, _MADE_OF = "lines", "made_of.json"
_SHARE: Final = 16 << 20  # bytes of input a partition: some thousand articles, seconds of work
_MOST_PARTITIONS: Final = 20_000
_CONF: Final = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",  # documents of some megabytes fit into a batch
    "spark.sql.maxConcurrentOutputFileWriters": "2",  # claims and documents are written without being sorted
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
}
_CALL: Final = "An error occurred while calling "  # what was called, by the bridge to Java; what happened stands below
_OURS = re.compile(r"kabar\.errors\.(\w+): ([^\n]+)")


class Job(NamedTuple):
    """All that a user asks for. ``partition_by`` are fields of the claim by their path (``document.language``);
    ``partitions`` 0 means as many as the size of the input asks for.
    """

    inputs: tuple[str, ...]
    output: str
    settings: Settings
    form: str = "parquet"
    partition_by: tuple[str, ...] = ()
    partitions: int = 0
    restart: bool = False


class Counts(msgspec.Struct, frozen=True):
    """What came out: ``codes`` counts the failures by their code, ``empty`` is none."""

    documents: int
    claims: int
    codes: dict[str, int]

    @property
    def failures(self) -> int:
        """Documents that could not be used."""
        return sum(count for code, count in self.codes.items() if code != "empty")


def run(session: "SparkSession", job: Job, notice: Callable[[str], None] = lambda _: None) -> Counts:
    """Do a job, or what is left of it. Raises FatalError: UsageError before any work, ClusterError in the middle."""
    columns = _partition_columns(job)
    for name, value in _CONF.items():
        session.conf.set(name, value)
    files = Files(session)
    try:
        return _run(session, job, columns, files, notice)
    except KabarError:
        raise
    except Exception as error:
        raise told_error(error) from error


def _run(
    session: "SparkSession", job: Job, columns: Mapping[str, str], files: Files, notice: Callable[[str], None]
) -> Counts:
    output = files.absolute(job.output)
    partial_ = f"{output}.partial"
    found = found_in(session, job.inputs, job.settings.options.format, files, (output, partial_))
    listing = listing_of(found)
    if listing.passed:
        notice(f"{listing.passed:,} files of no form that kabar reads are passed over")
    told = _made_of(job, listing)
    done = files.read(f"{output}/{RUN}")
    if done is not None and not job.restart and _same(done, told):
        notice(f"{output} is finished: --restart makes it again")
        return msgspec.json.decode(done, type=_Run).counts
    if not job.restart and files.exists(output):
        raise UsageError("is there, and holds something else", output, "choose another folder, or say --restart")
    lines = _lines(session, job, files, found, listing, told, partial_)
    counts = _counts(session, lines)
    made = lines
    if job.form != "jsonl" or columns:
        made = f"{partial_}/{uuid.uuid4()}"
        _result(session, job, lines, made, work.CLAIMS, claim_fields(), columns)
        _result(session, job, lines, made, work.DOCUMENTS, fields_of(DocumentLine), {})
    files.write(f"{made}/{RUN}", _run_file(told, counts))
    files.delete(output)
    files.rename(made, output)
    files.delete(partial_)
    return counts


# --- the steps ---


def _lines(
    session: "SparkSession", job: Job, files: Files, found: "DataFrame", listing: Listing, told: bytes, folder: str
) -> str:
    """The folder with the lines of all documents, made where an earlier attempt has not."""
    made, attempt = f"{folder}/{_LINES}", f"{folder}/{uuid.uuid4()}"
    if files.read(f"{folder}/{_MADE_OF}") == told and files.exists(made):
        return made
    files.delete(folder)
    files.write(f"{folder}/{_MADE_OF}", told)
    near = all(files.is_local(path) for path in job.inputs)
    wanted = found.where("read").select("path", "named", *([] if near else ["content"]))
    shares = job.partitions or _partitions(session, listing)
    cut = wanted.mapInArrow(partial(work.read, job.settings), work.ITEMS)
    dealt = cut.repartition(shares, "path", "position").select("item")
    lines = dealt.mapInArrow(partial(work.items, job.settings), work.LINES)
    lines.write.partitionBy("record").text(attempt, lineSep="\n")
    for record in (work.CLAIMS, work.DOCUMENTS):
        if files.exists(f"{attempt}/record={record}"):
            files.rename(f"{attempt}/record={record}", f"{attempt}/{record}")
        else:
            files.make(f"{attempt}/{record}")
    files.rename(attempt, made)
    return made


def _partitions(session: "SparkSession", listing: Listing) -> int:
    least = 2 * int(session.sparkContext.defaultParallelism)
    return min(_MOST_PARTITIONS, max(least, listing.bytes // _SHARE + 1))


def _counts(session: "SparkSession", lines: str) -> Counts:
    documents = _read(session, f"{lines}/{work.DOCUMENTS}", fields_of(DocumentLine))
    rows = documents.groupBy("code").agg({"*": "count", "claims": "sum"}).collect()
    codes = {row["code"]: row["count(1)"] for row in rows}
    claims = sum(row["sum(claims)"] or 0 for row in rows)
    return Counts(sum(codes.values()), claims, {code: codes[code] for code in sorted(filter(None, codes))})


def _result(
    session: "SparkSession", job: Job, lines: str, made: str, record: str, fields: tuple[Field, ...],
    columns: Mapping[str, str],
) -> None:  # fmt: skip
    """The lines of one record in the form that was asked for."""
    f = needs("pyspark.sql.functions", "spark")
    source, target = f"{lines}/{record}", f"{made}/{record}"
    if job.form == "jsonl":
        text = session.read.text(source, lineSep="\n")
        frame = text.select("value", *(f.get_json_object("value", f"$.{path}").alias(n) for n, path in columns.items()))
    else:
        frame = _read(session, source, fields)
        for name, path in columns.items():
            frame = frame.withColumn(name, f.col(path))
    writer = frame.write.partitionBy(*columns) if columns else frame.write
    if job.form == "jsonl":
        writer.text(target, lineSep="\n")
    else:
        writer.option("compression", "zstd").parquet(target)


def _read(session: "SparkSession", lines: str, fields: tuple[Field, ...]) -> "DataFrame":
    """Lines as typed rows."""
    columns = spark_columns(fields)
    return session.read.schema(columns).option("mode", "FAILFAST").json(lines, lineSep="\n")


# --- what is written down ---


class _Run(msgspec.Struct):
    """What is wanted of ``run.json``."""

    made_of: msgspec.Raw
    counts: Counts


def _made_of(job: Job, listing: Listing) -> bytes:
    """All that the result depends on; how many partitions do it is no part of that."""
    import hashlib

    told = job.settings
    gazetteers = {str(n): hashlib.sha256(content).hexdigest() for n, content in enumerate(told.gazetteers)}
    return msgspec.json.encode(
        {
            "versions": versions(told.hash, gazetteers),
            "options": told.options._asdict(),
            "inputs": job.inputs,
            "listing": listing._asdict(),
            "form": job.form,
            "partition_by": job.partition_by,
        }
    )


def _run_file(told: bytes, counts: Counts) -> bytes:
    return msgspec.json.encode({"made_of": msgspec.Raw(told), "counts": counts}) + b"\n"


def _same(done: bytes, told: bytes) -> bool:
    try:
        return bytes(msgspec.json.decode(done, type=_Run).made_of) == told
    except msgspec.DecodeError:
        return False


def _partition_columns(job: Job) -> dict[str, str]:
    """Names of columns to partition by, with their paths in the claim. Raises UsageError."""
    if job.form not in FORMS:
        raise UsageError(f"unknown form {job.form!r}", "--to", f"one of {', '.join(FORMS)}")
    known = frozenset(_scalars(claim_fields(), ""))
    for path in job.partition_by:
        if path not in known:
            raise UsageError(f"the claim has no field {path!r}", "--partition-by", "say for instance document.language")
    return {f"by_{path.replace('.', '_')}": path for path in job.partition_by}


def _scalars(fields: tuple[Field, ...], before: str) -> Iterator[str]:
    """Paths of the fields that hold one value."""
    for field in fields:
        path = f"{before}{field.name}"
        if field.kind == "struct":
            yield from _scalars(field.fields, f"{path}.")
        elif field.kind != "list":
            yield path


def told_error(error: Exception) -> KabarError:
    """The error of ours that a worker raised, or what Spark says in a line."""
    text = str(error)
    ours = _OURS.search(text)
    kinds: dict[str, type[KabarError]] = {"UsageError": UsageError, "MissingExtra": MissingExtra}
    if ours and ours[1] in kinds:
        return kinds[ours[1]](ours[2])
    said = [line.removeprefix(": ") for line in text.splitlines() if line.strip() and not line.startswith(_CALL)]
    first = next(iter(said), type(error).__name__)
    return ClusterError(first[:500], "Spark", "mend what it names, then run the same command again: it goes on")
