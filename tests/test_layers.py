"""Tables over each other: a language over the one that it extends, a folder of the user over the shipped models."""

import shutil
from pathlib import Path

import pytest

from kabar import layers, model
from kabar.errors import ModelError


@pytest.mark.parametrize(
    ("below", "above", "expected"),
    [
        ({"decimal": ","}, {"decimal": "."}, {"decimal": "."}),
        ({"words": ["a", "b"]}, {"words": ["c"]}, {"words": ["c", "a", "b"]}),
        ({"words": ["a", "b"]}, {"words": ["b"]}, {"words": ["b", "a"]}),
        ({"u": {"km": ["kilometer"]}}, {"u": {"m": ["meter"]}}, {"u": {"m": ["meter"], "km": ["kilometer"]}}),
        ({"u": {"km": ["kilometer"]}}, {"u": {"km": ["kilo"]}}, {"u": {"km": ["kilo", "kilometer"]}}),
        ({"r": [{"id": "a", "x": 1}]}, {"r": [{"id": "a", "x": 2}]}, {"r": [{"id": "a", "x": 2}]}),
        ({"r": [{"id": "a"}]}, {"r": [{"id": "b"}]}, {"r": [{"id": "b"}, {"id": "a"}]}),
        ({"e": [{"v": ["x"]}]}, {"e": [{"v": ["y"]}]}, {"e": [{"v": ["y"]}, {"v": ["x"]}]}),
        ({"words": ["a", "b"]}, {"without": {"words": ["a"]}}, {"words": ["b"]}),
        ({"w": {"a": 1, "b": 2}}, {"without": {"w": ["a"]}}, {"w": {"b": 2}}),
        ({"r": [{"id": "a"}, {"id": "b"}]}, {"without": {"r": ["a"]}}, {"r": [{"id": "b"}]}),
        ({"e": [{"v": ["x", "y"]}, {"v": ["x"]}]}, {"without": {"e": {"v": ["x"]}}}, {"e": [{"v": ["y"]}]}),
        ({"e": [{"v": ["x"], "n": ["z"]}]}, {"without": {"e": {"v": ["x"]}}}, {"e": [{"v": [], "n": ["z"]}]}),
        ({"words": ["a", "b"]}, {"instead": {"words": ["c"]}}, {"words": ["c"]}),
        ({"t": {"a": ["x"], "b": ["y"]}}, {"instead": {"t": {"a": ["z"]}}}, {"t": {"a": ["z"], "b": ["y"]}}),
        ({"words": ["a"]}, {"without": {"words": ["a"]}, "words": ["b"]}, {"words": ["b"]}),
    ],
)
def test_what_wins(below, above, expected):
    assert layers.over(below, above) == expected


def test_the_file_below_is_not_changed():
    below = {"words": ["a", "b"], "u": {"km": ["kilometer"]}}
    layers.over(below, {"words": ["c"], "u": {"km": ["kilo"]}, "without": {"words": ["a"]}})
    assert below == {"words": ["a", "b"], "u": {"km": ["kilometer"]}}


@pytest.mark.parametrize(
    ("above", "line", "what"),
    [
        ('x = 1\n[without]\nwords = ["nowhere"]\n', 3, "'nowhere' is not below"),
        ('[without]\nmissing = ["a"]\n', 2, "'missing' is not below"),
        ('\n[instead]\nmissing = ["a"]\n', 3, "nothing is replaced"),
        ('without = "a"\n', 1, "is no table"),
        ('[without]\ndecimal = ["a"]\n', 2, "no list or table is below"),
        ("[without]\nwords = 3\n", 2, "cannot take 3 away"),
    ],
)
def test_what_cannot_be_done_is_told_with_file_line_and_remedy(tmp_path, above, line, what):
    below, over = tmp_path / "below.toml", tmp_path / "over.toml"
    below.write_text('decimal = ","\nwords = ["a", "b"]\n')
    over.write_text(above)
    with pytest.raises(ModelError) as error:
        layers.merged([below, over])
    assert error.value.where == f"{over}:{line}"
    assert what in error.value.what
    assert error.value.remedy


def test_a_language_builds_on_another():
    root = model.default_root()
    assert model.lineage(root, "ms") == ("ms", "id")
    assert [p.parent.name for p in model.sources(root, "ms/units.toml")] == ["id", "ms"]
    assert [p.parent.name for p in model.sources(root, "ms/language.toml")] == ["ms"]


@pytest.mark.parametrize(
    ("tables", "what"),
    [
        ({"xa": 'name = "A"\nfunction = ["la"]\nextends = "xx"\n'}, "'xx', which is not there"),
        (
            {
                "xa": 'name = "A"\nfunction = ["la"]\nextends = "xb"\n',
                "xb": 'name = "B"\nfunction = ["lo"]\nextends = "xa"\n',
            },
            "extends itself: xa -> xb -> xa",
        ),
    ],
)
def test_a_base_that_is_none(tmp_path, tables, what):
    for name, text in tables.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "language.toml").write_text(text)
    with pytest.raises(ModelError, match=what):
        model.lineage(tmp_path, "xa")


def test_a_missing_table_is_told_with_a_remedy(tmp_path):
    (tmp_path / "xa").mkdir()
    (tmp_path / "xa" / "language.toml").write_text('name = "A"\nfunction = ["la"]\n')
    with pytest.raises(ModelError, match="is missing") as error:
        model.table(tmp_path, "xa/units.toml", model.Table)
    assert error.value.where == str(tmp_path / "xa/units.toml")
    assert error.value.remedy


def test_a_whole_folder_stands_alone_and_any_other_lies_over_ours(tmp_path):
    shipped = model.default_root()
    whole = shutil.copytree(shipped, tmp_path / "whole")
    assert model.folders(whole) == (whole,)
    assert model.folders(tmp_path) == (shipped, tmp_path)
    assert model.folders(shipped) == (shipped,)


def test_an_unknown_key_is_told_in_the_file_that_has_it(tmp_path):
    (tmp_path / "ms").mkdir()
    path: Path = tmp_path / "ms" / "sentences.toml"
    path.write_text('closing = ["sdn"]\n\nstartres = ["maka"]\n')
    from kabar.tables import SentencesTable

    with pytest.raises(ModelError, match="startres") as error:
        model.table(tmp_path, "ms/sentences.toml", SentencesTable)
    assert error.value.where == f"{path}:3"
