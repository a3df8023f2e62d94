"""The learner of weights: what it learns, and that it learns the same each time."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
np = pytest.importorskip("numpy", reason="weights are learned with numpy, an extra")
sys.path.insert(0, str(ROOT / "scripts"))
from learn.logit import Decision, Features, Problem, Way  # noqa: E402

PLAIN = Way(least=2, pull=1.0, epochs=4, dropped=0.0)
DROPPING = PLAIN._replace(dropped=0.5)


def problem(way: Way, unknown: str | None = None) -> Problem:
    """Twenty choices between two candidates: the right one is `good`, half of them are `often`, and one is `rare`."""
    features, rows = Features(), []
    for n in range(20):
        right = ["good", "often", *(["rare"] if n == 0 else [])] if n % 2 else ["good"]
        left = ["often", "prev bad"]
        rows.append(Decision(str(n), [features.numbers(right), features.numbers(left)], [True, False]))
    return Problem(rows, features, way, unknown)


@pytest.mark.parametrize("way", [PLAIN, DROPPING], ids=["plain", "dropout"])
def test_what_is_right_gains_and_what_is_wrong_loses(way: Way) -> None:
    own = problem(way)
    weights = dict(zip(own.names, own.learn(range(20)), strict=True))
    assert weights["good"] > 0 > weights["prev bad"]


@pytest.mark.parametrize("way", [PLAIN, DROPPING], ids=["plain", "dropout"])
def test_the_same_choices_give_the_same_weights(way: Way) -> None:
    own = problem(way)
    assert own.learn(range(20)).tobytes() == problem(way).learn(range(20)).tobytes()


def test_dropout_spreads_a_choice_over_more_features() -> None:
    def share(way: Way) -> float:
        own = problem(way)
        weights = np.abs(own.learn(range(20)))
        return float(weights.max() / weights.sum())

    assert share(DROPPING) < share(PLAIN)


def test_rare_features_and_unknown_ones_are_left_out() -> None:
    assert problem(PLAIN).names == ["good", "often", "prev bad"]
    assert problem(PLAIN, "prev").names == ["good", "often"]
    assert problem(PLAIN._replace(least=15)).names == ["good", "often", "prev bad"]
    assert problem(PLAIN._replace(least=21)).names == []


def test_choices_without_a_right_candidate_teach_nothing() -> None:
    features = Features()
    rows = [Decision(str(n), [features.numbers(["a"]), features.numbers(["b"])], [False, False]) for n in range(5)]
    assert not Problem(rows, features, PLAIN).learn(range(5)).any()
