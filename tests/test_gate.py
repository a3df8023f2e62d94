"""The quality gate holds, and it can fail."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import gate  # noqa: E402

shared = pytest.mark.skipif(not gate.SHARED.is_dir(), reason="the gold files (../shared) are not here")
FLOOR = {"gold": "a", "inputs": "b", "figures": {"value": 80.0}}


@shared
@pytest.mark.parametrize("row", list(gate.measures()), ids=lambda row: row.name)
def test_no_figure_is_below_its_floor(row):

    assert gate.faults(row.name, gate.measure(row), json.loads(gate.FLOORS.read_text()).get(row.name)) == []


@pytest.mark.parametrize(
    ("now", "fault"),
    [
        ({**FLOOR, "figures": {"value": 79.9}}, "below its floor"),
        ({**FLOOR, "gold": "c"}, "the gold hash"),
        ({**FLOOR, "inputs": "c"}, "the inputs hash"),
    ],
)
def test_the_gate_can_fail(now, fault):
    assert fault in gate.faults("row", now, FLOOR)[0]


def test_a_row_without_floor_is_a_fault():
    assert gate.faults("row", FLOOR, None)


def test_floors_rise_and_never_sink():
    assert gate.raised({**FLOOR, "figures": {"value": 79.0}}, FLOOR)["figures"] == {"value": 80.0}
    assert gate.raised({**FLOOR, "figures": {"value": 81.0}}, FLOOR)["figures"] == {"value": 81.0}
