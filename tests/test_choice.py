"""What the judge sums quickly, by groups of features that it remembers, is the sum of the features one by one."""

from functools import cache
from itertools import chain
from pathlib import Path
from typing import get_type_hints

import pytest

from kabar import engine, model
from kabar.article.read import read
from kabar.article.source import Source
from kabar.claim.choice.judge import Judge, Watching, chosen, load
from kabar.claim.choice.weights import FAR, NEVER, Weights, spelled
from kabar.extractor import provenance

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*-*.txt"))
SHARED = ROOT.parent / "shared" / "articles"
TABLES = load(model.files(model.default_root(), "weights/*.tsv"))
hints = cache(get_type_hints)


def added(decision, row):
    """The weights of features, one by one."""
    table = TABLES.get(decision, {})
    return sum(table.get(feature, 0) for feature in set(row))


class Adding(Watching):
    """A judge that takes what the weights of all features add up to, one by one, and checks its choice against it."""

    chosen = passed = 0
    far = frozenset()

    def select(self, decision, anchor, candidates, first, more):
        """Note who falls far behind by the first features."""
        sums = [added(decision, spelled(own)) for own in first]
        self.far = {i for i, n in enumerate(sums) if n < max(sums) - FAR}
        self.passed += len(self.far)
        choice = super().select(decision, anchor, candidates, first, more)
        self.far = frozenset()
        return choice

    def watch(self, decision, anchor, candidates, rows, choice):
        """Add the weights of each candidate."""
        plain = chosen([NEVER if i in self.far else added(decision, row) for i, row in enumerate(rows)])
        assert (plain.index, plain.odds) == (choice.index, choice.odds), (decision, anchor)
        self.chosen += 1
        return plain


class Typed(Judge):
    """A judge that checks the values of groups by their annotations: the compiled engine takes no others."""

    def pick(self, decision, anchor, candidates, features):
        """Check the groups of all candidates."""
        assert all(map(is_typed, chain.from_iterable(features)))
        return super().pick(decision, anchor, candidates, features)

    def sure(self, decision, anchor, claim, features):
        """Check the groups of what is right."""
        assert all(map(is_typed, features))
        return super().sure(decision, anchor, claim, features)

    def select(self, decision, anchor, candidates, first, more):
        """Check the groups of all candidates, also of those that fall behind."""
        assert all(map(is_typed, chain(*first, *map(more, range(len(first))))))
        return super().select(decision, anchor, candidates, first, more)

    def name(self, decision, anchor, names, context, own):
        """Check the groups of the context and of all names."""
        assert all(map(is_typed, chain(context, *own.values())))
        return super().name(decision, anchor, names, context, own)


def is_typed(feature):
    """Whether the values of a group are what its function says they are."""
    if isinstance(feature, str):
        return True
    function, *values = feature
    kinds = [kind for name, kind in hints(function).items() if name != "return"]
    if len(kinds) == 1:
        kinds *= len(values)  # it may take any number
    return not kinds or all(map(isinstance, values, kinds))


def compared(files):
    """Both judges on some files; how many choices there were."""
    quick, slow = Typed(TABLES), Adding(TABLES)
    engines = {name: [engine.build(name, judge=judge) for judge in (quick, slow)] for name in ("en", "id")}
    for file in files:
        source = Source(path=file.name, published="2024-05-01")
        reading = read(file.read_bytes(), source, model.default_root())
        if reading.language in engines:
            fast, watched = (
                stages.claims([stages.page(reading.article)], [provenance(reading, source)], "")
                for stages in engines[reading.language]
            )
            assert fast == watched, file.name
    assert slow.passed > 0  # some candidates for a subject fell far behind
    return slow.chosen


def test_groups_add_up_on_the_seeds():
    assert compared(SEEDS) > 500


@pytest.mark.skipif(not SHARED.is_dir(), reason="the articles (../shared) are not here")
def test_groups_add_up_on_real_articles():
    assert compared(sorted(SHARED.glob("*/*.txt"))[::25] + sorted(SHARED.glob("wild/*/*.txt"))[::25]) > 3000


def sized(size):
    """Features of one value."""
    return [f"size={size}", f"size={size}", f"large={size > 2}"]


def test_a_feature_that_a_group_writes_twice_counts_once_and_what_is_unknown_nothing():
    weights = Weights({"size=3": 5, "large=True": 7, "own": 11, "size=3\tcar": 2, "own\tcar": 3, "own\tsale": -1})
    assert [weights.score([(sized, n), "own", "other"]) for n in (1, 3, 3)] == [11, 23, 23]
    assert weights.names(["sale", "car", "price"], [(sized, 3), "own", "own"], {}) == [-1, 5, 0]
    assert weights.names(["sale", "car", "price"], ["own"], {"price": ["own", "other"]}) == [-1, 3, 11]


def test_how_sure_one_thing_is_beside_nothing():
    for weight in (-1000, -90, 0, 1, 33, 1000):
        assert Weights({"right": weight}).share(["right"]) == chosen([weight, 0]).odds[0]


def test_who_is_far_behind_is_not_looked_at():
    weights, asked = Weights({"good": FAR, "bad": -1, "late": 1000}), []

    def more(i):
        asked.append(i)
        return ["late"] if i == 2 else []

    assert weights.scores([["good"], [], ["bad"]], more) == [FAR, 0, NEVER]
    assert asked == [0, 1]


def test_values_that_a_weight_is_about_are_known():
    weights = Weights({"name L path=VN": 1, "vb path=N~P lw=en.of": 1, "mypath=X": 1, "path=T\tcar": 1})
    assert all(path in weights.known("path") for path in ("VN", "N~P", "T"))
    assert "X" not in weights.known("path")
    assert "en.of" in weights.known("lw")


def test_memory_stays_bounded():
    weights = Weights({"size=3": 5, "size=90": 6}, most=8)
    assert [n for n in range(100) if weights.score([(sized, n)])] == [3, 90]
    assert len(weights._sums) <= 8
