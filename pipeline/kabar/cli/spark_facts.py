"""``kabar spark-facts``: claims in, facts out, on a Spark cluster."""

import sys
from typing import Annotated

import typer

from kabar.cli import _project, _spark
from kabar.cli._options import Models
from kabar.facts import SURE

NAME = "spark-facts"


def command(
    claims: Annotated[list[str], typer.Argument(help="Folders of kabar spark or kabar extract, and claims files.",
                                                show_default=False)],
    output: Annotated[str, typer.Option("-o", "--output", help="Folder for the lines of facts.jsonl.",
                                        show_default=False)],
    sure: Annotated[float, typer.Option(help="Confidence of claims below which they contradict nothing.", min=0.0,
                                        max=1.0)] = SURE,
    models: Models = None,
    master: _spark.Master = None,
    conf: _spark.Conf = None,
    restart: _spark.Restart = False,
) -> None:  # fmt: skip
    """Set claims beside each other on a Spark cluster: the lines of `kabar facts`, in no order.

    The folder appears when all of it is there. Needs the extras `spark` and `facts`, and kabar on the workers;
    docs/scale.md shows how.
    """
    from kabar.spark.questions import run

    session = _spark.session(master, conf)
    try:
        count = run(session, claims, output, sure, _project.models(models), restart)
    finally:
        session.stop()
    print(f"{count:,} facts; {output}", file=sys.stderr)
