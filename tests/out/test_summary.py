"""`kabar table` without a file: what was found, in words, symbols and (on a terminal) colours."""

import io

import msgspec
import pytest
from rich.console import Console
from samples import claim, document, evidence, hostile, place, raw, write_jsonl
from typer.testing import CliRunner

from kabar import model
from kabar.cli import build
from kabar.find.quantities import SharedUnits
from kabar.out import summary
from kabar.out import words as words_of
from kabar.record import Value

VALUE = raw()["value"]


def shown(claims, width=100, limit=12, **options):
    stream = io.StringIO()
    summary.show(claims, Console(file=stream, width=width, highlight=False, **options), limit)
    return stream.getvalue()


def test_counts_and_rows():
    out = shown([claim(), claim(status="target", negated=True)])
    assert out.startswith("2 claims in 1 article (1 id)\n● 1 actual  ◎ 1 target\n2 sales\n")
    assert "◎✕  Rantai Biru" in out
    assert "1,200 bicycle" in out
    assert " 61%" in out


def test_no_claims():
    assert shown([]) == "0 claims in 0 articles\n"


def test_the_rest_is_counted():
    assert "and 3 more" in shown([claim()] * 5, limit=2)


def test_articles_cannot_steer_the_terminal():
    out = shown(hostile(), limit=100, force_terminal=True)
    assert "\x1b[31mred" not in out
    assert "\x07" not in out
    assert "\x1b[" in out  # our own colours


@pytest.mark.parametrize("width", [20, 40, 200])
def test_fits_any_width(width):
    assert max(len(line) for line in shown([claim()], width=width).splitlines()) <= width


LONG = "Perusahaan Umum Sarana Angkutan Rakyat Nusantara"


def test_names_are_cut_and_what_was_claimed_never():
    """The mark, predicate, value, time and confidence stand whole on 80 columns, whatever the names are."""
    named = {"name": LONG, "id": None, "type": None, "text": "R", "start": 0, "end": 1}
    bound = raw()["time"] | {"value": "2031-03/2031-04", "modifier": "ON_OR_BEFORE"}
    value = VALUE | {"amount": 215_900.0, "unit": "[bbl_us]", "unit_kind": "physical", "per": "day"}
    made = claim(
        subject=named | {"how": "named"}, attribution=named, predicate="production_capacity", value=value, time=bound
    )
    lines = shown([made, claim(status="target")], width=80).splitlines()
    (row,) = (line for line in lines if "Perusahaan" in line)
    assert "…" in row
    flat = " ".join(" ".join(line.split()) for line in lines)
    for word in ("production", "capacity", "215,900", "barrels", "day", "2031-03/2031-04", "61%", "●"):
        assert word in flat.split(), word
    assert max(map(len, lines)) <= 80


def value(**changes):
    return Value(**{**VALUE, "equivalents": (), **changes})


WORDS = [
    (value(), "1,200 bicycles"),
    (value(amount=1.0), "1 bicycle"),
    (value(amount=33.0, unit="a", unit_kind="duration"), "33 years"),
    (value(amount=37.0, unit="country"), "37 countries"),
    (value(amount=8.0, unit="GW.h", unit_kind="physical", per="year"), "8 GWh / year"),
    (value(amount=4.0, unit="service centre"), "4 service centres"),
    (value(amount=3.0, unit="person"), "3 people"),
    (value(amount=2.0, unit="[ft_i]", unit_kind="physical"), "2 feet"),
    (value(amount=2.0, unit="times"), "2 times"),
    (value(comparison="range", amount=None, min=2.0, max=3.0, unit="mo", unit_kind="duration"), "2 – 3 months"),
    (value(comparison=">=", unit="CNY", unit_kind="currency", amount=10e9), "≥ CNY 10 billion"),
    (value(comparison="~", unit="%", unit_kind="percent", amount=56.7, change="increase"), "▲ ≈ 56.7 %"),
    (value(comparison="range", amount=None, min=65.0, max=75.5, unit="USD", unit_kind="currency"), "USD 65 – 75.5"),
    (value(amount=1_234_567.0, per="year"), "1,234,567 bicycles / year"),
    (value(amount=1_240_000_000_000.0, unit=None), "1.24 trillion"),
    (value(amount=0.5, unit=None), "0.5"),
    (value(amount=1e18, unit=None), "1.0000e+18"),
]


@pytest.mark.parametrize(("made", "words"), WORDS)
def test_values_in_words(made, words):
    assert words_of.value_words(made) == words


def test_a_noun_that_is_not_english_has_no_plural_here():
    assert words_of.value_words(value(amount=2.0, unit="selang"), "id") == "2 selang"
    assert words_of.value_words(value(amount=2.0, unit="country"), "id") == "2 countries"


def test_every_unit_has_a_name_that_people_read():
    units = model.read_table(model.default_root() / "shared" / "units.toml", SharedUnits).units
    for unit in units:
        one, many = words_of.unit_words(unit.id)
        if unit.kind in ("physical", "duration", "percent"):
            assert not set("[]{}") & set(one + many), unit.id
        if unit.kind == "duration":
            assert one != many, unit.id


PARTICLES = [
    ("They will stand down on Friday.", "stand", "en", "stand down"),
    ("They will stand for office.", "stand", "en", "stand"),
    ("Prices rise up to 500.", "rise", "en", "rise"),
    ("Staff were laid off.", "laid", "en", "laid off"),
    ("It broke\nup.", "broke", "en", "broke"),
    ("Pabrik dibuka up 5.", "dibuka", "id", "dibuka"),
    ("They stand", "stand", "en", "stand"),
]


@pytest.mark.parametrize(("text", "trigger", "language", "words"), PARTICLES)
def test_verbs_keep_their_particle(text, trigger, language, words):
    made = event(text, trigger, document=document(text, language=language), object="factory")
    assert words_of.event_words(made) == words


def event(text, trigger, **changes):
    held = {"trigger": place(text, trigger), "evidence": evidence(text, 0, len(text))}
    return claim(text, kind="event", value=None, predicate="event", **held | changes)


def test_no_word_stands_twice():
    made = event("Its bankruptcy was told.", "bankruptcy", object="airline")
    assert words_of.event_words(msgspec.structs.replace(made, predicate="bankruptcy")) == "airline"
    assert words_of.event_words(msgspec.structs.replace(made, predicate="bankruptcy", object=None)) == ""
    assert words_of.event_words(msgspec.structs.replace(made, predicate="closure")) == "bankruptcy"


@pytest.mark.parametrize(("value", "words"), [("PRESENT_REF", "now"), ("2031-03", "2031-03"), (None, "Maret 2031")])
def test_times_without_codes(value, words):
    made = claim(time=raw()["time"] | {"value": value})
    assert words_of.time_words(made.time) == words


def test_command(tmp_path):
    found = CliRunner().invoke(build(), ["table", write_jsonl(tmp_path / "c.jsonl", [claim()])])
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "1 claim in 1 article (1 id)")
