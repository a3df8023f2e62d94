"""What a job reads: the files below its inputs, on whatever file systems, as a DataFrame."""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kabar.article.formats import COMPRESSED, EXTENSIONS, check, format_of
from kabar.article.formats.extras import needs
from kabar.errors import ClusterError, UsageError
from kabar.run.inputs import SIDECAR
from kabar.spark.files import Files

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Listing(NamedTuple):
    """What there is to read: number, bytes, a hash over paths, sizes and times. ``passed`` are files of no form."""

    files: int
    bytes: int
    hash: str
    passed: int


def found_in(
    session: "SparkSession", inputs: tuple[str, ...], form: str | None, files: Files, own: tuple[str, ...]
) -> "DataFrame":
    """Files below the inputs, but for our own folders: path, length, time, content, and whether a form claims them."""
    f = needs("pyspark.sql.functions", "spark")
    frame = None
    for path in inputs:
        if not files.matches(path):
            raise UsageError("no such file or folder", path, "check the path and the file system that it names")
        named = files.is_file(path)
        one = _below(session, files.absolute(path) if named else path)
        if named:
            check(path, form or format_of(path))
            one = one.withColumn("read", f.lit(True)).withColumn("named", f.lit(True))
        else:
            known = form is not None
            one = one.withColumn("read", f.lit(True) if known else f.lower("path").rlike(_readable()))
            one = _without_metadata(one).withColumn("named", f.lit(False))
        for folder in own:
            one = one.where(~f.col("path").startswith(f"{folder}/"))
        frame = one if frame is None else frame.union(one)
    if frame is None:
        raise UsageError("nothing is named to be read", None, "name files and folders")
    return frame.dropDuplicates(["path"]) if len(inputs) > 1 else frame


def _without_metadata(frame: "DataFrame") -> "DataFrame":
    """Files but those that hold the metadata of a document beside them."""
    f = needs("pyspark.sql.functions", "spark")
    end = f.col("path").endswith(SIDECAR)
    others = frame.where(~end & f.col("read"))
    bare = f.regexp_replace("path", r"\.[^./]*$", "")
    beside = others.select(f.explode(f.array("path", bare)).alias("of")).select(
        f.concat("of", f.lit(SIDECAR)).alias("path")
    )
    metadata = frame.where(end).select("path").join(beside, "path", "left_semi").withColumn("metadata", f.lit(True))
    return frame.join(f.broadcast(metadata), "path", "left_anti")


def _below(session: "SparkSession", path: str) -> "DataFrame":
    """All files below a path. Spark passes over those without a byte, which are documents as well: they are added."""
    f = needs("pyspark.sql.functions", "spark")
    java: Any = session.sparkContext._jvm
    frame = session.read.format("binaryFile").option("recursiveFileLookup", True).load(path)
    found = frame.select("path", "length", "modificationTime", "content")
    names = java.org.apache.hadoop.util.StringUtils.join("\n", frame._jdf.inputFiles())  # in one call: they may be many
    missing = len(names.split()) - frame.select("path").count()
    if not missing:
        return found
    listed = session.createDataFrame([(names,)], "names string").select(f.explode(f.split("names", "\n")).alias("uri"))
    plain = f.url_decode(f.replace("uri", f.lit("+"), f.lit("%2B")))
    every = listed.select(f.regexp_replace(plain, "^file:/+", "file:/").alias("path"))
    empty = every.join(frame.select("path"), "path", "left_anti").select(
        "path",
        f.lit(0).cast("long").alias("length"),
        f.lit(0).cast("timestamp").alias("modificationTime"),
        f.lit(b"").alias("content"),
    )
    if empty.count() != missing:  # or files would be read twice
        raise ClusterError("names files in two ways", path, "leave out or fill the files in it that are empty")
    return found.union(empty)


def _readable() -> str:
    """The ends of names that a form claims, as a pattern of Java."""
    ends, packed = ("|".join(re.escape(end) for end in some) for some in (EXTENSIONS, COMPRESSED))
    return f"[^/](?:{ends})(?:{packed})*$"


def listing_of(found: "DataFrame") -> Listing:
    """What there is to read, counted on the cluster."""
    f = needs("pyspark.sql.functions", "spark")
    hashed = f.when(f.col("read"), f.xxhash64("path", "length", "modificationTime"))
    row = found.agg(
        f.count_if("read"), f.sum(f.when(f.col("read"), f.col("length"))), f.bit_xor(hashed), f.count_if(~f.col("read"))
    ).first()
    assert row is not None
    return Listing(row[0], row[1] or 0, str(row[2]), row[3])
