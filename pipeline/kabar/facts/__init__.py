"""Facts across papers: what agrees, what was revised, what was reached, what contradicts.

``statement`` makes a claim comparable, ``relation`` says what holds between two, ``likeness`` how likely they answer
one question; ``store`` and ``join`` do it for any number of claims on an embedded database, ``voices`` finds copies,
``build`` writes down the facts.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kabar.facts.record import Fact
    from kabar.record import Claim

FACTS_NAME = "facts.jsonl"  # what is written into a folder
SURE = 0.2  # confidence of a claim below which it makes no conflict; so unsure is a fifth of the claims of news


def facts(
    claims: "str | Path | Iterable[str | Path | Claim]",
    *,
    sure: float = SURE,
    memory: str = "800MB",
    models: str | Path | None = None,
    weights: str | Path | None = None,
) -> "Iterator[Fact]":
    """Set claims beside each other: one fact for each question that they answer.

    ``claims`` are claim records, or files of claims and folders of runs (of ``kabar spark``, too), one or many.
    ``sure`` is the confidence below which a claim makes no conflict of its own; ``memory`` what the database takes
    before it goes to disk; ``models`` a folder of models over the shipped ones (names, words, weights), ``weights``
    another file of weights. Facts come in the order of their first claim, each once; the same input gives the same
    facts. Needs the extra ``facts``.

    Raises MissingExtra, ModelError, ClaimsError for a broken file.
    """
    from kabar.facts import bodies, build, identity, join, store, table, voices

    root = Path(models) if models else None
    known, names = table.known(root), identity.names(root)
    weighed = table.read_weights(Path(weights)) if weights else table.weights(root)
    inputs = [claims] if isinstance(claims, str | Path) else claims
    with store.opened(memory) as database, closing(bodies.Bodies()) as told:
        store.fill(database, told, _claims(inputs, memory), names, known)
        voices.copies(database)
        join.links(database, told, names.owners, known, weighed)
        join.questions(database)
        yield from build.facts(database, told, sure)


def _claims(inputs: "Iterable[str | Path | Claim]", memory: str) -> "Iterator[Claim]":
    from kabar.facts import parquet

    for one in inputs:
        if isinstance(one, str | Path):
            yield from parquet.claims(str(one), memory)
        else:
            yield one
