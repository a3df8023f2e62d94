"""`kabar score`: right is what the gold accepts, and the figures are those of the contract's scorer."""

import json
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from samples import TEXT, claim, document, evidence, place, raw, sealed, write_jsonl
from typer.testing import CliRunner

from kabar.cli import build
from kabar.out import judge, score
from kabar.out.gold import GoldClaim, GoldDocument

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SCORER = SHARED / "tools" / "score_claims.py"
DIGEST = document(TEXT)["sha256"]


def gold_plain(**changes):
    number = place(TEXT, "1.200") | {"amount": 1200, "min": 1200, "max": 1200, "comparison": "="}
    plain = {
        "kind": "quantity",
        "evidence": evidence(TEXT, 0, TEXT.index("\n")),
        "subject": ["Rantai Biru"],
        "predicate": ["sales"],
        "about": ["menjual", "sepeda"],
        "duration": [None],
        "place": [None],
        "status": ["actual"],
        "attribution": [None],
        "negated": False,
        "value": number | {"unit": ["bicycles", "unit"], "per": [None], "change": [None]},
        "anchor": [number["start"], number["end"]],
        "time": {"text": "Maret 2031", "value": ["2031-03"], "modifier": [None], "optional": False},
    }
    return plain | changes


def gold_claim(**changes):
    return msgspec.convert(gold_plain(**changes), GoldClaim)


def gold_document(*claims):
    return GoldDocument(
        id="a", language="id", published=None, publisher=None, author=None, title=None, sha256=DIGEST, claims=[*claims]
    )


def wrong_slots(gold, made):
    (pair,) = judge.match([gold], [made])
    return {slot for slot, right in pair.slots.items() if not right}


def test_the_right_claim_is_full():
    assert wrong_slots(gold_claim(), claim()) == set()


VALUE = raw()["value"]
TIME = raw()["time"]
SUBJECT = raw()["subject"]
WRONG = [
    ("predicate", {"predicate": "orders"}),
    ("subject", {"subject": None}),
    ("subject", {"subject": SUBJECT | {"name": "Other", "text": "Other"}}),
    ("value", {"value": VALUE | {"amount": 1201.0}}),
    ("value", {"value": VALUE | {"comparison": ">"}}),
    ("unit", {"value": VALUE | {"unit": "bus"}}),
    ("unit", {"value": VALUE | {"per": "year"}}),
    ("change", {"value": VALUE | {"change": "increase"}}),
    ("time", {"time": None}),
    ("time", {"time": TIME | {"modifier": "START"}}),
    ("duration", {"duration": {"text": "x", "start": 0, "end": 1, "value": "P1D"}}),
    ("status", {"status": "target"}),
    ("negated", {"negated": True}),
    ("attribution", {"attribution": {"name": "Rini", "id": None, "type": None, "text": "Rini", "start": 0, "end": 4}}),
    ("section", {"evidence": evidence(TEXT, 0, 10, "title")}),
]


@pytest.mark.parametrize(("slot", "change"), WRONG)
def test_each_slot_can_be_wrong_alone(slot, change):
    assert wrong_slots(gold_claim(), claim(**change)) == {slot}


def test_a_generic_predicate_needs_its_word():
    gold = gold_claim(predicate=["quantity"], about=["sepeda"])
    assert wrong_slots(gold, claim(predicate="quantity")) == set()
    assert wrong_slots(gold, claim(predicate="quantity", object="gerai")) == {"predicate"}


def test_a_name_matches_folded_or_as_written():
    assert wrong_slots(gold_claim(subject=["PABRIK  rantai-biru"]), claim()) == set()


def test_the_better_rival_wins():
    (pair,) = judge.match([gold_claim()], [claim(status="target"), claim()])
    assert pair.claim == 1


def test_a_claim_is_used_once():
    assert len(judge.match([gold_claim(), gold_claim()], [claim()])) == 1


def test_kinds_do_not_mix():
    assert judge.match([gold_claim(kind="event")], [claim()]) == []


def test_rows_count_what_was_found():
    other = claim(predicate="orders", value=VALUE | place(TEXT, "2031"))
    row = score.table(score.judged([gold_document(gold_claim())], [claim(), other]))["all"]
    assert (row.gold, row.pred, row.full) == (1, 2, score.Prf(50.0, 100.0, 66.7))


def test_rules_are_counted():
    found = score.rules(score.judged([gold_document(gold_claim())], [claim()]))
    assert found == {"count": score.RuleRow(1, 1, 1, 1), "sales": score.RuleRow(1, 1, 1, 1)}


def compared(old, new):
    documents = [gold_document(gold_claim())]
    (change,) = score.changes(score.judged(documents, old), score.judged(documents, new))
    return change.old, change.new, score.is_gain(change)


def test_gains_and_losses():
    wrong = claim(status="target")
    assert compared([], [wrong]) == (None, ("status",), True)
    assert compared([claim()], [wrong]) == ((), ("status",), False)


def run(*arguments):
    return CliRunner().invoke(build(), ["score", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def files(tmp_path):
    gold = write_jsonl(tmp_path / "gold.jsonl", [gold_document(gold_claim())])
    return gold, write_jsonl(tmp_path / "claims.jsonl", [claim(status="target")])


def test_command(files):
    out = run(*files, "--errors", "--rules").stdout
    assert "WRONG  a status: gold ['actual'] got 'target'" in out
    assert "all       gold    1 pred    1  detected P 100.0 R 100.0 F1 100.0" in out
    assert out.rstrip().endswith("sales                                          1         1     1     0")


def test_command_against(files, tmp_path):
    old = write_jsonl(tmp_path / "old.jsonl", [claim()])
    assert (
        "0 gains, 1 losses\n- a quantity sales '1.200': right -> wrong status" in run(*files, "--against", old).stdout
    )


# --- the same figures as the contract's scorer, on its own gold ---

REASON = "the founders' folder ../shared is not beside this checkout"
needs_shared = pytest.mark.skipif(not SCORER.exists(), reason=REASON)


def guess(document: dict, gold: dict, dice: random.Random) -> dict | None:
    """A claim that is near the gold: most slots right, some wrong, some claims left out."""

    def pick(options, *wrong):
        return dice.choice([*options] * 4 + [*wrong])

    if dice.random() < 0.15:
        return None
    at = {"start": gold["anchor"][0], "end": gold["anchor"][1], "text": "x"}
    name = lambda n: n and {"name": n, "id": None, "type": None, "text": "t", "start": 0, "end": 1}  # noqa: E731
    value, time = gold["value"], gold["time"]
    number = value and {k: value[k] for k in ("amount", "min", "max", "comparison")}
    rest = value and {k: pick(value[k], "increase" if k == "change" else "x") for k in ("unit", "per", "change")}
    when = time and pick([time], None)
    subject = name(pick(gold["subject"], None, "Nobody"))
    how_long = pick(gold["duration"], "P1D")
    return raw(
        kind=gold["kind"],
        predicate=pick(gold["predicate"], "quantity", "event"),
        subject=subject and subject | {"how": "named"},
        object=pick(gold["about"], None) if gold["about"] else None,
        trigger=at if gold["kind"] == "event" else None,
        value=value and at | number | rest | {"unit_kind": None, "equivalents": []},
        time=when
        and at
        | {"text": when["text"], "value": pick(when["value"], "1900"), "modifier": pick(when["modifier"], "MID")}
        | {"from": None, "to": None, "edtf": None, "anchored_on": None},
        duration=how_long and at | {"value": how_long},
        status=pick(gold["status"], "possible"),
        negated=pick([gold["negated"]], True),
        attribution=name(pick(gold["attribution"], None, "Somebody")),
        evidence=gold["evidence"]
        | {"prefix": "", "suffix": "", "section": pick([gold["evidence"]["section"]], "body")},
        document=raw()["document"] | {"sha256": document["sha256"]},
    )


@needs_shared
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_same_figures(name, seed, tmp_path):
    gold = SHARED / "gold" / f"{name}.jsonl"
    dice = random.Random(seed)
    documents = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    guesses = [guess(d, g, dice) for d in documents for g in d["claims"] * 2]
    claims = write_jsonl(tmp_path / "claims.jsonl", [sealed(g) for g in guesses if g])
    theirs = subprocess.run([sys.executable, SCORER, gold, claims, "--json"], capture_output=True, check=True)
    assert json.loads(run(gold, claims, "--json").stdout) == json.loads(theirs.stdout)
