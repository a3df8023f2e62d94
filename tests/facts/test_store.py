"""What goes into the database, and what lies beside it."""

from array import array

import pytest
from made import goal, story

from kabar.facts import build, identity, store, table, voices
from kabar.facts.members import Link, Member
from kabar.facts.statement import bare, statement

pytest.importorskip("duckdb", reason="facts need the extra `facts`")
pytest.importorskip("datasketch", reason="facts need the extra `facts`")

DAYS = [*[None] * 3000, 735_000]  # one that is there, after more rows than the database looks at to guess a type


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("VARCHAR", ["Rantai Biru", None, ""]),
        ("VARCHAR", [None, None, None]),
        ("VARCHAR", [*[None] * 3000, "Si Roda"]),
        ("DOUBLE", [1.5, None, -1e300]),
        ("DOUBLE", [None, None, None]),
        ("INTEGER", DAYS),
        ("BIGINT", [(1 << 60) + 1, 0, -7]),
        ("BIGINT", array("q", [(1 << 60) + 1, 0, -7])),
        ("BOOLEAN", [True, False, True]),
        ("BOOLEAN", array("q", [1, 0, 1])),
    ],
)
def test_what_goes_into_the_database_comes_out(kind, values):
    with store.opened("100MB") as database:
        database.execute(f"CREATE TABLE one (n BIGINT, v {kind})")
        store.append(database, "one", {"n": list(range(len(values))), "v": values})
        found = [value for (value,) in database.execute("SELECT v FROM one ORDER BY n").fetchall()]
    assert found == [bool(value) if kind == "BOOLEAN" else value for value in values]


def test_the_database_has_few_threads_on_any_machine(monkeypatch):
    monkeypatch.setattr(store.os, "cpu_count", lambda: 64)
    with store.opened("100MB") as database:
        assert database.execute("SELECT current_setting('threads')").fetchone() == (store.THREADS,)


def test_sketches_lie_in_a_file_whatever_articles_have_none():
    one = voices.sketch(" ".join(f"sepeda{n}" for n in range(40)))
    near = voices.sketch(" ".join(f"sepeda{n}" for n in range(39)))
    far = voices.sketch(" ".join(f"perahu{n}" for n in range(40)))
    sketches = voices.Sketches()
    for number, sketch in ((0, one), (5, near), (70, far)):
        sketches.put(number, sketch)
    assert sketches.alike(0, 5)
    assert not sketches.alike(0, 70)
    assert not sketches.alike(5, 70)
    sketches.close()


def test_a_fact_is_written_without_what_only_a_comparison_looks_at():
    claims = [*story(), goal(90_000, "2031-02-02", "Harian Empat")]
    names, known = identity.names(), table.known()
    says = {n: statement(c, identity.key(c.subject, names), known) for n, c in enumerate(claims)}
    members = [
        Member(0, n, n, c.id, n, n, None, c.document.published, "en", None, "Si Roda", None, None, 0.9, "", "", "", n)
        for n, c in enumerate(claims)
    ]
    links = [Link(0, 0, n, 0.9, "compatible", True, False) for n in range(1, len(claims))]
    (full,) = build.of_question(members, links, says, 0.2)
    assert len(full.answers) == 3
    assert list(build.of_question(members, links, {n: bare(s) for n, s in says.items()}, 0.2)) == [full]
