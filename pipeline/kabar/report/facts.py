"""The facts that lie beside the claims of a report, in a compact form: claims by their number on the page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from kabar.facts import FACTS_NAME
from kabar.facts.record import Answer, Fact
from kabar.out.load import records
from kabar.record import Claim

MOST = 5_000  # facts on a page


def pack(path: str, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """The facts of ``facts.jsonl`` in the folder of a run that two claims or more answer, the best told first.

    None where there is no such file. Claims that the page does not have are left out. Raises ClaimsError.
    """
    beside = Path(path) / FACTS_NAME
    if path == "-" or not beside.is_file():
        return []
    number = {claim.id: index for index, claim in enumerate(claims)}
    found = [fact for _, fact in records(str(beside), Fact) if fact.voices.claims > 1]
    found.sort(key=lambda fact: (-fact.voices.independent, -len(fact.relations), fact.id))
    packed = (_fact(fact, number) for fact in found)
    return [fact for fact in packed if any(answer["claims"] for answer in fact["answers"])][:MOST]


def _fact(fact: Fact, number: dict[str, int]) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(fact)
    keep = ("id", "kind", "subject", "predicate", "unit", "per", "period", "voices", "relations")
    return {name: plain[name] for name in keep} | {"answers": [_answer(a, number) for a in fact.answers]}


def _answer(answer: Answer, number: dict[str, int]) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(answer)
    del plain["quote"]  # the page has the sentence of every claim
    return plain | {"claims": [number[claim] for claim in answer.claims if claim in number]}
