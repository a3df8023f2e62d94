"""Facts from claims to lines: identity, voices, confidence, order, and the files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from made import apart, goal, introduced, sold, story, tax_list, told, toll
from samples import hostile, write_jsonl

import kabar
from kabar.errors import ClaimsError

pytest.importorskip("duckdb", reason="facts need the extra `facts`")
pytest.importorskip("datasketch", reason="facts need the extra `facts`")
ROOT = Path(__file__).resolve().parents[2]
TWO = "Demand is strong: now 120,000 bicycles shall leave the works of Si Roda in 2031 (Berita Dua).\n"
SHARED = ROOT.parent / "shared"


def only(claims, **options):
    """The facts that hold two claims or more."""
    return [f for f in kabar.facts(claims, **options) if f.voices.claims > 1]


def relations(fact):
    return [(r.relation, fact.answers[r.a].value.amount, fact.answers[r.b].value.amount) for r in fact.relations]


def test_a_story_of_three_papers():
    (fact,) = only(story())
    assert (fact.subject.name, fact.predicate, fact.period.value, fact.period.dated) == (
        "Rantai Biru",
        "deliveries",
        "2031",
        True,
    )
    assert ("update", 90_000.0, 120_000.0) in relations(fact)
    outcome = next(r for r in fact.relations if fact.answers[r.a].value.amount == 120_000.0 and r.relation == "outcome")
    assert (outcome.reached, outcome.difference, outcome.ratio) == (True, 1500.0, 1.0125)
    assert [a.published_first for a in fact.answers] == ["2031-02-01", "2031-08-10", "2032-01-09"]
    assert fact.voices == msgspec.convert(
        {"claims": 3, "articles": 3, "publishers": 3, "independent": 3}, type(fact.voices)
    )


def test_the_order_of_claims_changes_no_fact():
    claims = list(story())
    one, other = list(kabar.facts(claims)), list(kabar.facts(claims[::-1]))
    assert {f.key for f in one} == {f.key for f in other}
    assert sorted(map(msgspec.json.encode, one)) == sorted(map(msgspec.json.encode, other))


def test_a_claim_that_is_there_twice_is_one():
    claims = list(story())
    assert list(kabar.facts(claims + claims)) == list(kabar.facts(claims))


def conflicts(claims, **options):
    return [relations(f) for f in kabar.facts(claims, **options) if any(r.relation == "conflict" for r in f.relations)]


def test_a_target_beside_its_fact_in_one_sentence():
    """A common noun, two measures, no other article: only the sentence brings them together."""
    made, aim = tax_list()
    (fact,) = only([made, aim])
    (outcome,) = fact.relations
    assert (outcome.relation, outcome.difference, outcome.reached) == ("outcome", -88.0, None)
    other = msgspec.structs.replace(aim, status="actual")
    assert not only([made, other])  # nobody aimed at it


def test_low_confidence_makes_no_conflict():
    papers = [toll(41, "a", who="Kapal Biru", words="ferry"), toll(57, "b", 0.2, who="Kapal Biru", words="ferry")]
    assert conflicts(papers, sure=0.0)
    assert not conflicts(papers, sure=0.3)


def test_copies_are_one_voice():
    """Five papers print one agency's text, with another head; one paper has its own words."""
    copies = [toll(41, f"paper {n}") for n in range(5)]
    own = told(
        "Off Kota Baru 41 people lost their lives when the ferry went down near Pulau Hijau, Suara Sari writes.\n",
        who=None,
        number="41",
        amount=41.0,
        predicate="deaths",
        unit="person",
        time="2031-04-04",
        day="2031-04-05",
        path="own",
    )
    (fact,) = only([*copies, own])
    assert (fact.voices.articles, fact.voices.independent) == (6, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [("General Motors", "GM"), ("Perserikatan Bangsa-Bangsa", "United Nations"), ("Rantai Biru", "RANTAI BIRU")],
)
def test_names_of_one_thing(one, other):
    (fact,) = only([sold(one, "a"), sold(other, "b")])
    assert len(fact.answers) == 1
    assert set(fact.subject.names) == {one, other}


def test_a_short_form_counts_for_all_papers_where_one_article_introduces_it():
    claims = [introduced("Serikat Sepeda Nusantara", "SSN", "a"), sold("SSN", "b", n=55_100)]
    from kabar.facts import bodies, identity, store, table

    with store.opened("200MB") as database:
        store.fill(database, bodies.Bodies(), claims, identity.names(), table.known())
        keys = [who for (who,) in database.execute("SELECT who FROM statement").fetchall()]
        assert set(keys) == {"serikat sepeda nusantara"}
    claims.append(introduced("Sekolah Sepeda Negeri", "SSN", "c"))
    with store.opened("200MB") as database:
        store.fill(database, bodies.Bodies(), claims, identity.names(), table.known())
        keys = {who for (who,) in database.execute("SELECT who FROM statement").fetchall()}
        assert keys == {"serikat sepeda nusantara", "sekolah sepeda negeri", "ssn"}  # two names claim it


def test_names_of_an_article_make_more_blocks_than_words_of_a_sentence():
    from kabar.facts import bodies, identity, store, table

    names = "Arum, Banyu, Cakra, Dewi, Endah and Fajar"
    claims = [
        told(
            f"In {path}, {names} saw 41,250 old bicycles leave the harbour.\n",
            number="41,250",
            amount=41_250.0,
            path=path,
        )
        for path in ("Lama", "Muda")
    ]
    with store.opened("200MB") as database:
        store.fill(database, bodies.Bodies(), claims, identity.names(), table.known())
        most = database.execute(
            "SELECT near, max(c) FROM (SELECT n, near, count(*) AS c FROM rare GROUP BY ALL) GROUP BY near"
        )
        assert dict(most.fetchall()) == {True: store.RARE, False: store.SCENES}


def test_common_nouns_are_nobodys_name():
    from kabar.facts import identity

    noun = sold("pemerintah", "a", how="noun")
    assert identity.key(noun.subject, identity.names()) is None


def test_what_is_undated_is_set_beside_its_day_and_marked():
    (fact,) = only([sold("Rantai Biru", "a", time=None), sold("Rantai Biru", "b", time=None, day="2031-04-03")])
    assert (fact.period.dated, fact.period.from_, fact.period.to) == (False, "2031-04-02", "2031-04-03")


def test_hostile_claims_are_facts():
    claims = hostile()
    found = list(kabar.facts(claims))
    assert sorted(i for f in found for a in f.answers for i in a.claims) == sorted(c.id for c in claims)


def test_nothing_gives_nothing():
    assert list(kabar.facts([])) == []


def test_models_of_the_user(tmp_path):
    """Weights by which nothing is one question, and a name that the shipped models do not know."""
    claims = [sold("Rantai Biru", "a", time=None), sold("Rantai Biru", "b", time=None)]
    assert len(list(kabar.facts(claims))) == 1
    assert len(list(kabar.facts(claims, models=apart(tmp_path / "apart")))) == 2
    (tmp_path / "names" / "entities").mkdir(parents=True)
    line = {"name": "Rantai Biru", "type": "organization", "kind": "maker", "aliases": {"*": ["Si Roda"]}}
    (tmp_path / "names" / "entities" / "own.jsonl").write_text(json.dumps(line) + "\n")
    plans = [goal(90_000, "2031-02-01", "a"), goal(120_000, "2031-08-10", "b", who="Si Roda", text=TWO)]
    assert not only(plans)
    (fact,) = only(plans, models=tmp_path / "names")
    assert ("update", 90_000.0, 120_000.0) in relations(fact)


# --- files and the command ---


def run(*arguments, **options):
    env = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "kabar", "facts", *map(str, arguments)]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False, **options)


def test_the_command_writes_and_shows(tmp_path):
    one = write_jsonl(tmp_path / "one.jsonl", list(story())[:2])
    (tmp_path / "run").mkdir()
    write_jsonl(tmp_path / "run" / "claims.jsonl", list(story())[2:])
    done = run(one, tmp_path / "run", "-o", tmp_path / "out", "--revised", "--subject", "rantai biru")
    assert done.returncode == 0, done.stderr
    assert "update: 90,000 bicycles, 2031 → 120,000 bicycles, 2031 (+30,000, +33.3%)" in done.stdout
    assert "reached (+1,500, +1.2%)" in done.stdout
    first = (tmp_path / "out/facts.jsonl").read_bytes()
    assert [json.loads(line)["voices"]["claims"] for line in first.splitlines()] == [3]
    run(one, tmp_path / "run", "-o", tmp_path / "out")
    assert (tmp_path / "out/facts.jsonl").read_bytes() == first
    assert "0 claims" in run(one, "--conflicts").stdout
    assert "0 claims" in run(one, "--subject", "Rantai Merah").stdout


def test_the_command_takes_models(tmp_path):
    papers = [sold("Rantai Biru", "a", time=None), sold("Rantai Biru", "b", time=None)]
    path = write_jsonl(tmp_path / "c.jsonl", papers)
    assert "2 claims answer 1 questions" in run(path).stdout
    assert "2 claims answer 2 questions" in run(path, "--models", apart(tmp_path / "models")).stdout
    (tmp_path / "kabar.toml").write_text('models = "models"')
    assert "2 claims answer 2 questions" in run(path, cwd=tmp_path).stdout
    assert run(path, "--models", tmp_path / "none").returncode == 3


def test_conflicts_show_both_sentences(tmp_path):
    papers = [toll(41, "a", who="Kapal Biru", words="ferry"), toll(57, "b", who="Kapal Biru", words="ferry")]
    out = run(write_jsonl(tmp_path / "c.jsonl", papers), "--conflicts").stdout
    assert "conflict: 41 people" in out
    assert "“A ferry sank off Kota Baru and 41" in out
    assert "“A ferry sank off Kota Baru and 57" in out


def test_a_broken_line_is_named_and_the_old_facts_stay(tmp_path):
    good = tmp_path / "claims.jsonl"
    write_jsonl(good, story())
    run(good, "-o", tmp_path)
    old = (tmp_path / "facts.jsonl").read_bytes()
    good.write_bytes(good.read_bytes() + b'{"broken"')
    done = run(good, "-o", tmp_path)
    assert done.returncode == 65
    assert f"{good}:4" in done.stderr
    assert (tmp_path / "facts.jsonl").read_bytes() == old
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.jsonl", "facts.jsonl"]
    with pytest.raises(ClaimsError):
        list(kabar.facts(str(tmp_path / "none.jsonl")))


def test_standard_input(tmp_path):
    path = Path(write_jsonl(tmp_path / "c.jsonl", story()))
    with path.open("rb") as stream:
        done = run("-", stdin=stream)
    assert "3 claims answer 1 questions" in done.stdout


def test_a_reader_that_goes_away(tmp_path):
    """Many lines, and nobody reads on after the first: the status of a broken pipe, and no traceback."""
    path = write_jsonl(tmp_path / "c.jsonl", [sold(f"Rantai {n}", f"paper {n}", 1_000 * n) for n in range(1, 400)])
    env = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline")}
    command = [sys.executable, "-m", "kabar", "facts", str(path), "--limit", "400"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=120) == 141


def test_a_killed_run_leaves_the_old_facts(tmp_path):
    """Killed while it writes, at the first line: the file is still the old one."""
    path = write_jsonl(tmp_path / "c.jsonl", [sold(f"Rantai {n}", f"paper {n}", 1_000 * n) for n in range(1, 40)])
    (tmp_path / "facts.jsonl").write_text("old\n")
    code = """
import os, signal, sys
from kabar.facts import build
made = build.facts
def killed(*arguments):
    for number, fact in enumerate(made(*arguments)):
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        yield fact
build.facts = killed
from kabar.cli import main
sys.argv = ["kabar", "facts", sys.argv[1], "-o", sys.argv[2]]
main()
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    done = subprocess.run([sys.executable, "-c", code, path, str(tmp_path)], env=env, capture_output=True, check=False)
    assert done.returncode == -9
    assert (tmp_path / "facts.jsonl").read_text() == "old\n"
    assert list(tmp_path.glob(".facts.jsonl.*"))  # what it left goes away at the next run
    assert list((tmp_path / "tmp").iterdir())
    command = [sys.executable, "-m", "kabar", "facts", path, "-o", str(tmp_path)]
    subprocess.run(command, env=env, capture_output=True, check=True)
    assert not list(tmp_path.glob(".facts.jsonl.*"))
    assert not list((tmp_path / "tmp").iterdir())
    assert (tmp_path / "facts.jsonl").read_text() != "old\n"


# --- real articles ---


def test_the_readme_tells_the_story_of_the_seeds(tmp_path, request):
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    block = text.split("## Facts")[1].split("```text\n")[1].split("```")[0]
    command, _, shown = block.partition("\n")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "COLUMNS": "100", "NO_COLOR": "1"}
    program = [sys.executable, "-m", "kabar"]
    extract = [*program, "extract", str(ROOT / "seeds"), "-o", "output", "--quiet"]
    subprocess.run(extract, env=env, cwd=tmp_path, check=True)
    words = command.removeprefix("$ kabar ").split()
    done = subprocess.run([*program, *words], env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    fresh = "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())
    if request.config.getoption("--golden"):
        readme.write_text(text.replace(shown, fresh), "utf-8")
        shown = fresh
    assert fresh == shown, "run `make golden` and read the diff"
    for part in ("update: 100,000 vehicles, 2024 → ", "130,000 vehicles, 2024", "outcome: ", "XXXX-11-13"):
        assert part in shown


@pytest.mark.skipif(not SHARED.is_dir(), reason="the articles of ../shared are not here")
def test_the_five_seeds_tell_one_story(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline")}
    extract = [sys.executable, "-m", "kabar", "extract", str(SHARED / "articles/seeds"), "-o", str(tmp_path), "-q"]
    subprocess.run(extract, env=env, check=True)
    fact = max(kabar.facts(str(tmp_path)), key=lambda f: f.voices.articles)
    told = {(a.value.amount, a.status) for a in fact.answers if a.value}
    assert {(100_000.0, "target"), (100_000.0, "actual")} <= told
    assert fact.voices.articles >= 4
    made = next(r for r in fact.relations if r.relation == "outcome" and r.reached)
    assert fact.answers[made.a].status == "target"


# --- the published schema ---


def test_facts_are_what_the_schema_says(tmp_path):
    import duckdb
    import jsonschema

    from kabar.out import schema

    found = [*kabar.facts([*story(), *hostile()]), *kabar.facts([toll(41, "a"), toll(41, "b")])]
    validator = jsonschema.Draft202012Validator(schema.fact_schema())
    for fact in found:
        validator.validate(json.loads(msgspec.json.encode(fact)))
    assert not validator.is_valid(json.loads(msgspec.json.encode(found[0])) | {"colour": "red"})
    path = write_jsonl(tmp_path / "facts.jsonl", found)
    database = duckdb.connect()
    database.execute(schema.files()["facts.duckdb.sql"])
    rows = database.execute(
        "SELECT subject.name, len(answers), relations[1].relation FROM facts_of(?) WHERE predicate = 'deliveries'",
        [path],
    ).fetchall()
    assert rows == [("Rantai Biru", 3, "update")]
