"""What the commands on Spark have in common: their options, and the session."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kabar.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PANEL = "Spark"
Master = Annotated[
    str | None,
    typer.Option(
        help="Address of the cluster; that of spark-submit, or all cores here, if not given.", rich_help_panel=PANEL
    ),
]
Conf = Annotated[
    list[str] | None,
    typer.Option(help="Setting of Spark (repeatable).", metavar="NAME=VALUE", rich_help_panel=PANEL),
]
Restart = Annotated[bool, typer.Option("--restart", help="Replace what is there.", rich_help_panel=PANEL)]


def session(master: str | None, conf: list[str] | None) -> "SparkSession":
    """The session of spark-submit, or one of our own. Raises MissingExtra, UsageError, ClusterError."""
    import os
    import shutil
    import warnings

    from kabar.spark.job import told_error

    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra("pyspark is not installed", None, 'install it with: pip install "kabar[spark]"') from None
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise MissingExtra("there is no Java runtime", None, "install one: openjdk-17-jre-headless on Debian")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers here run what this process runs
    builder = SparkSession.builder.appName("kabar").config("spark.ui.showConsoleProgress", "false")
    if master is not None:
        builder = builder.master(master)
    for name, value in map(_pair, conf or ()):
        builder = builder.config(name, value)
    warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)  # pandas is not used here
    try:
        made = builder.getOrCreate()
    except Exception as error:  # of Java or of PySpark: a master that is none or is not there, a wrong setting
        raise told_error(error) from error
    made.sparkContext.setLogLevel("ERROR")
    return made


def _pair(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    if not (name and equals):
        raise UsageError(f"{said!r} is not NAME=VALUE", "--conf", "say for instance --conf spark.executor.memory=4g")
    return name, value
