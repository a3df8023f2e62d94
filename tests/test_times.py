"""Times: what anchors them, what holds for any text, cost that grows with the text only, faults of the tables."""

import sys
import time
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kabar import engine, model
from kabar.errors import ModelError
from kabar.find.mention import Time
from kabar.find.times import SharedTimes, TimeFinder, TimesTable
from kabar.find.times.possible import fault
from kabar.page import Article, Block

ENGINES = {language: engine.build(language) for language in ("en", "id")}


def find(text, published=None, source="given", language="en"):
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, published, published and source)
    return ENGINES[language].times.find(ENGINES[language].page(article), "", [])[0]


def values(text, published=None, language="en"):
    return [(t.value, t.modifier, t.anchored_on) for t in find(text, published, language=language)]


UNDATED = [
    ("en", "Sales rose in October.", [("XXXX-10", None, None)]),
    ("en", "The plant opened on October 5.", [("XXXX-10-05", None, None)]),
    ("en", "It will open next year.", [(None, None, None)]),
    ("en", "It will open by November.", [("XXXX-11", "ON_OR_BEFORE", None)]),
    ("en", "It opened on Monday.", [("XXXX-WXX-1", None, None)]),
    ("en", "Sales doubled in September. In October they fell, and this month they rose.",
     [("XXXX-09", None, None), ("XXXX-10", None, None), ("XXXX-10", None, "mention")]),
    ("en", "It opened on March 28, 2024. It closed in May.",
     [("2024-03-28", None, "explicit"), ("2024-05", None, "mention")]),
    ("en", "They sang on Monday (Nov. 18). It opened on May 3, 2020.",
     [("XXXX-11-18", None, None), ("2020-05-03", None, "explicit")]),
    ("id", "Penjualan naik pada Oktober.", [("XXXX-10", None, None)]),
    ("id", "Pabrik dibuka tahun depan.", [(None, None, None)]),
    ("id", "Pabrik dibuka 28 Maret 2024 dan ditutup pada Mei.",
     [("2024-03-28", None, "explicit"), ("2024-05", None, "mention")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "want"), UNDATED)
def test_without_publication_date_nothing_is_guessed(language, text, want):
    assert values(text, language=language) == want


ANCHORED = [
    ("en", "Sales fell in 2009. A year earlier they had risen.", [("2009", "explicit"), ("2008", "mention")]),
    ("en", "It opened on May 3, 2019. That day it rained.", [("2019-05-03", "explicit"), ("2019-05-03", "mention")]),
    ("en", "Net rose in the third quarter from $5 a year ago.", [("2024-Q3", "publication"), ("2023-Q3", "mention")]),
    ("en", "At 9:30 a.m. on Monday it rained.", [("2024-11-18T09:30", "publication")]),
    ("en", "In the quarter ended June 30 it lost $5.", [("2024-Q2", "publication")]),
    ("en", "For the quarter ended Sept. 30, 2023, it earned $5, up from $4 a year earlier.",
     [("2023-Q3", "explicit"), ("2022-Q3", "mention")]),
    ("en", "In the fiscal year ending June 30, 2026, it sees a loss.",
     [("2025-07-01/2026-06-30", "explicit")]),
    ("en", "It fell in the week of Oct. 9.", [("2024-W41", "publication")]),
    ("en", "It opened in 1998. Three years later it grew. The following year it closed.",
     [("1998", "explicit"), ("2001", "mention"), ("2002", "mention")]),
    ("en", "Two days later it closed.", [(None, None)]),
    ("en", "It is shut every Monday and Thursday.", [("XXXX-WXX-1", None), ("XXXX-WXX-4", None)]),
    ("en", "It is shut next Monday and Tuesday.", [("2024-11-25", "publication"), ("2024-11-26", "publication")]),
    ("id", "Pasar libur Senin dan Selasa pekan depan.", [("2024-11-25", "publication"), ("2024-11-26", "publication")]),
    ("id", "Rapat digelar setiap Senin dan Kamis.", [("XXXX-WXX-1", None), ("XXXX-WXX-4", None)]),
    ("en", "It began at 9 a.m. in Boston, Monday.", [("2024-11-18T09:00", "sentence"), ("2024-11-18", "publication")]),
    ("id", "Ia tiba pukul 14.00 waktu setempat, Selasa (12/11/2024).",
     [("2024-11-12T14:00", "sentence"), ("2024-11-12", "explicit")]),
    ("id", "Keesokan harinya ia pulang.", [(None, None)]),
    ("id", "Harga naik pada Maret 2012. Bulan berikutnya turun.", [("2012-03", "explicit"), ("2012-04", "mention")]),
    ("id", "Pada Juli 2019 terjual 5 unit; bulan tersebut sepi.", [("2019-07", "explicit"), ("2019-07", "mention")]),
    ("id", "Senin (18/11/2024) pukul 09.30 WIB hujan turun.",
     [("2024-11-18", "explicit"), ("2024-11-18T09:30", "sentence")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "want"), ANCHORED)
def test_every_time_says_what_it_was_anchored_on(language, text, want):
    assert [(t.value, t.anchored_on) for t in find(text, "2024-11-20", language=language)] == want


def test_a_date_of_comments_is_named_as_such():
    assert find("It opened yesterday.", "2024-11-20", "comments")[0].anchored_on == "comments"


BOUNDS = [
    ("by 2030", (None, "2030-12-31", "../2030")),
    ("before 2030", (None, "2029-12-31", "../2029-12-31")),
    ("since March 2024", ("2024-03-01", None, "2024-03/..")),
    ("after 2020", ("2021-01-01", None, "2021-01-01/..")),
    ("around 2010", ("2010-01-01", "2010-12-31", "2010~")),
    ("Q3 2024", ("2024-07-01", "2024-09-30", "2024-35")),
    ("the 1980s", ("1980-01-01", "1989-12-31", "198X")),
    ("June or July 2025", ("2025-06-01", "2025-07-31", "2025-06/2025-07")),
    ("last week", ("2024-11-11", "2024-11-17", "2024-11-11/2024-11-17")),
    ("now", ("2024-11-20", "2024-11-20", "2024-11-20")),
]


@pytest.mark.parametrize(("text", "want"), BOUNDS)
def test_first_and_last_day_and_edtf(text, want):
    (t,) = find(text, "2024-11-20")
    assert (t.from_, t.to, t.edtf) == want


SPANS = [
    ("It opened in early November.", "early November"),
    ("It opened on Monday.", "Monday"),
    ("It runs from October 28.", "October 28"),
    ("It has run since March 28, 2024.", "since March 28, 2024"),
    ("It ran between April and June.", "between April and June"),
    ("It ends by the end of this year.", "by the end of this year"),
]


@pytest.mark.parametrize(("text", "want"), SPANS)
def test_span_holds_what_changes_the_value(text, want):
    assert [text[t.start : t.end] for t in find(text, "2024-11-20")] == [want]


BESIDE = [
    ("en", "In 2019, on March 3, the pier fell.", ["2019", "2019-03-03"]),
    ("en", "In 2019, and on March 3, the pier fell.", ["2019", "2024-03-03"]),
    ("id", "Pada 2019, tepatnya 3 Maret, dermaga runtuh.", ["2019", "2019-03-03"]),
    ("id", "Pada tahun 2021, tanggal 15 Agustus, dermaga runtuh.", ["2021", "2021-08-15"]),
    ("en", "It rang at 11 a.m. (0400 GMT) on Monday.", ["2024-11-18T11:00", "2024-11-18T04:00", "2024-11-18"]),
    ("id", "Lonceng berbunyi pukul 19.30 WIB (12.30 GMT).", ["2024-11-20T19:30", "2024-11-20T12:30"]),
    ("id", "Dermaga ditutup hingga Minggu (24/11) pukul 06.00.", ["2024-11-24", "2024-11-24T06:00"]),
    ("en", "It is shut every Monday to Friday.", ["XXXX-WXX-1", "XXXX-WXX-5"]),
    ("id", "Dermaga buka setiap Senin hingga Jumat.", ["XXXX-WXX-1", "XXXX-WXX-5"]),
    ("en", "Shops shut on May 3, May 10 and May 17, 2019.", ["2019-05-03", "2019-05-10", "2019-05-17"]),
    ("en", "Shops shut on Dec. 20, Dec. 27 and Jan. 3, 2019.", ["2018-12-20", "2018-12-27", "2019-01-03"]),
    ("en", "Shops shut on Friday, May 3, and Monday, May 6, 2019.", ["2019-05-03", "2019-05-06"]),
    ("en", "Shops shut in May, June and July 2019.", ["2019-05", "2019-06/2019-07"]),
    ("en", "Shops shut in May, and June 2019 was worse.", ["2024-05", "2019-06"]),
    ("en", "After a slump in May, July 2019 was better.", ["2024-05", "2019-07"]),
    ("id", "Toko tutup pada Juli, Agustus, dan Oktober 2019.", ["2019-07", "2019-08", "2019-10"]),
    ("id", "Toko tutup pada Jumat, 3 Mei, dan Senin, 6 Mei 2019.", ["2019-05-03", "2019-05-06"]),
    ("id", "Toko tutup pada Jumat (3/5) dan Senin (6/5/2019).", ["2019-05-03", "2019-05-06"]),
    ("en", "Sales rose in the third quarter ended Oct. 31, 2018.", ["2018-Q3", "2018-10-31"]),
    ("en", "Sales rose in May 2021 from the same month in 2019.", ["2021-05", "2019-05"]),
    ("en", "Sales rose from the same month last year.", [None]),
    ("id", "Penjualan naik pada Mei 2021 dari bulan yang sama tahun 2019.", ["2021-05", "2019-05"]),
    ("en", "It shut on May 3, 2019 and reopened the next day.", ["2019-05-03", "2019-05-04"]),
    ("en", "It reopened the next day.", [None]),
    ("en", "Sales rose in the third quarter of 2023 from the prior-year quarter.", ["2023-Q3", "2022-Q3"]),
    ("id", "Laba naik pada 2022 dari periode yang sama tahun sebelumnya.", ["2022", "2021"]),
    ("en", "Sales rose in 2022 from the same period of the previous year.", ["2022", "2021"]),
    ("id", "Laba naik pada kuartal III-2023 dari periode yang sama tahun sebelumnya.", ["2023-Q3", "2022-Q3"]),
]


@pytest.mark.parametrize(("language", "text", "want"), BESIDE)
def test_what_stands_beside_says_the_year_or_the_day(language, text, want):
    assert [t.value for t in find(text, "2024-11-20", language=language)] == want


NOTES = [
    ("id", "Minyak untuk pengiriman Januari turun.", "contract"),
    ("en", "Oil for January delivery fell.", "contract"),
    ("id", "Harga turun pada Selasa waktu setempat (Rabu pagi WIB).", "gloss"),
    ("id", "Harga turun pada Januari.", None),
    ("en", "They met at the Motor Conference 2010.", "name"),
    ("en", "In 2010 they met.", None),
    ("id", "Defisit APBN 2014 melebar.", "name"),
]


@pytest.mark.parametrize(("language", "text", "want"), NOTES)
def test_what_is_not_the_time_of_its_sentence_is_noted(language, text, want):
    assert find(text, "2024-11-20", language=language)[-1].note == want


@pytest.mark.parametrize("language", ["en", "id"])
def test_examples_of_the_rules_are_found_whole(language):
    root = model.default_root()
    tables = (
        model.read_table(root / language / "times.toml", TimesTable),
        model.read_table(root / "shared" / "times.toml", SharedTimes),
    )
    examples = [example for table in tables for r in table.rules for example in r.examples]
    assert len(examples) > 30
    for example in examples:
        found = find(example, "2024-11-20", language=language)
        assert [(t.start, t.end) for t in found] == [(0, len(example))], example


WORDS = [
    "in",
    "on",
    "since",
    "by",
    "until",
    "between",
    "and",
    "or",
    "to",
    "from",
    "the",
    "last",
    "next",
    "this",
    "year",
    "month",
    "week",
    "day",
    "quarter",
    "first",
    "5",
    "12",
    "31",
    "2024",
    "1999",
    "98",
    "3.5",
    "13.57",
    "7:30",
    "March",
    "May",
    "Mei",
    "Minggu",
    "minggu",
    "lalu",
    "depan",
    "ini",
    "tahun",
    "bulan",
    "kuartal",
    "III",
    "I",
    "akhir",
    "awal",
    "pukul",
    "WIB",
    "p.m.",
    "Monday",
    "Senin",
    "(",
    ")",
    "/",
    "-",
    "–",
    ",",
    ".",
    "'s",
    "th",
    "$",
    "%",
    "early",
    "mid-",
    "late",
    "ago",
    "earlier",
    "every",
    "setiap",
    "Christmas",
    "Lebaran",
    "tadi",
    "malam",
    *"the a last next first second week day month year years quarter half of from to until".split(),  # noqa: SIM905
    *"after before ended ending every two three Thursday and or since now date".split(),  # noqa: SIM905
    *"'87 3/9/07 31/12/99 30/2/2024 FY23 1H24 2H 1Q 2017 0987 99 15th".split(),  # noqa: SIM905
    *"minggu kedua terakhir pertama tahun bulan hari lalu depan dari hingga sampai".split(),  # noqa: SIM905
    *"setelah sebelum sejak kini".split(),  # noqa: SIM905
]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.sampled_from(["en", "id"]), st.sampled_from([None, "2024-02-29", "0001-01-01", "9999-12-31"]))
def test_any_text_gives_sound_times(text, language, published):
    found = find(text, published, language=language)
    assert found == find(text, published, language=language)
    for a, b in pairwise(found):
        assert a.end <= b.start
    for t in found:
        assert text[t.start : t.end].strip() == text[t.start : t.end] != ""
        assert t.edtf is None or parse_edtf(t.edtf)
        assert t.from_ is None or t.to is None or t.from_ <= t.to
        assert fault(t) is None
        assert t.start <= t.inner < t.end
        assert not t.parts or (t.parts[0].start, t.parts[-1].end) == (t.inner, t.end)


IMPOSSIBLE = [
    ("en", "It was signed on 30/2/2024.", "no such day"),
    ("en", "It opened on February 30, 2024.", "no such day"),
    ("en", "It will open on Friday, June 31.", "no such day"),
    ("id", "Rapat digelar Kamis (31/6/2024).", "no such day"),
    ("en", "The 2017 quarter was weak.", "year"),
    ("en", "It took 2017 weeks.", "year"),
    ("id", "Ia menunggu 2018 bulan.", "year"),
    ("en", "He counted two thousand nineteen days.", "year"),
    ("id", "Ia mahasiswa semester 5.", "no such part of a year"),
    ("id", "Laba naik pada kuartal 7.", "no such part of a year"),
]


@pytest.mark.parametrize(("language", "text", "reason"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_with_the_reason(language, text, reason):
    page = ENGINES[language].page(_article(text))
    times, refusals = ENGINES[language].times.find(page, "", [])
    assert reason in [refusal.reason for refusal in refusals]
    assert [t.value for t in times] in ([], ["2017"])


@pytest.mark.parametrize(
    ("value", "days", "reason"),
    [
        ("0007-03-09", (None, None), "year below 1000"),
        ("7-03-09", (None, None), "year below 1000"),
        ("2025-05/2024-09", ("2025-05-01", "2024-09-30"), "ends before it begins"),
        ("2025-05/2024-09", (None, None), "ends before it begins"),
        ("2024-11-19T24:00/2024-11-19T06:00", ("2024-11-19", "2024-11-19"), "ends before it begins"),
        ("2024-11-19TMO/2024-11-19TAF", ("2024-11-19", "2024-11-19"), None),
        ("2024-02-30", (None, None), "no such day"),
        ("P2017M", (None, None), "year"),
        ("02XX", ("0200-01-01", "0299-12-31"), "year below 1000"),
        ("2024-05/2024-09", ("2024-05-01", "2024-09-30"), None),
        ("P2000D", (None, None), None),
        ("198", (None, None), None),
        ("XXXX-10-05", (None, None), None),
        (None, (None, None), None),
    ],
)
def test_every_mention_is_checked(value, days, reason):
    time = Time(0, 1, 0, 4, "DATE", value, None, *days, None, None, None, "x")
    assert fault(time) == reason


HOSTILE = [
    "1", "2024", "1 ", "5/", "12-", "1/2/3/", "1.", "1,", "-", "/", "March ", "May May ", "in March 5 ",
    "(", "((5/12/2024", "last ", "the ", "a year ", ". ",
    "20:", "10:10:10 ", "'80s ", "2009-2010-2011-", "Senin Senin ", "two two ",
    "one hundred and ", "dua ratus ribu ", "3-4 ", "Monday or ", "between 2009 and ", "January-February-",
    "kuartal I-II-", "early ", "tahun lalu ", "the quarter ended ", "was expected ", "years later ", "a couple of ",
    "the first week of ", "three weeks after ", "two years and ", "the year ended ", "May to ", "H-7 ", "1Q24 ",
    "his late ",
    "2x24 ", "at 5 Monday morning ", "in 2019, on ", "the final days of ", "every May 5 ", "5 a.m. (0500 GMT) ",
    "10 p.m. to ", "five-six ",
    "\n\n",
]  # fmt: skip
SIZES = [(2_000, 16_000), pytest.param((32_000, 256_000), marks=pytest.mark.slow)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_work_grows_with_the_text_only(unit, language, sizes):
    small, large = (calls(language, unit, size) for size in sizes)
    assert large < 1.5 * 8 * small + 5_000  # eight times the text; the square would be sixty-four


def calls(language, unit, size):
    """Calls that the finders of numbers and times make on one text: no clock, so the same on every machine."""
    page = ENGINES[language].page(_article(unit * (size // len(unit))))
    tags = ENGINES[language].words.tag(page)
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += 1

    former = sys.getprofile()
    sys.setprofile(profile)
    try:
        ENGINES[language].times.find(page, tags, ENGINES[language].numbers.find(page, tags))
    finally:
        sys.setprofile(former)
    return count


COSTS = [(8_000, 64_000), pytest.param((128_000, 1_024_000), marks=pytest.mark.slow)]


@pytest.mark.parametrize("sizes", COSTS, ids=str)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_cost_grows_with_the_text_only(unit, language, sizes):
    """What is done inside of one call (a regex, a slice) shows only in time: CPU time, the least of some rounds."""
    pages = [ENGINES[language].page(_article(unit * (size // len(unit)))) for size in sizes]
    for _ in range(3):  # a busy machine may spoil a round, not all of them
        small, large = (min(seconds(language, page) for _ in range(2)) for page in pages)
        if large < 3 * 8 * small + 0.05:
            return
    pytest.fail(f"{small:.3f} s, eight times as long {large:.3f} s")


def seconds(language, page):
    begun = time.process_time()
    ENGINES[language].times.find(page, "", [])
    return time.process_time() - begun


def _article(text):
    return Article(text, (Block(0, len(text), "body"),), None, None, None, None, "2024-11-20", "given")


FAULTS = [
    ('kind = "nonsense"\npattern = "Y4"', "unknown kind"),
    ('kind = "date"\npattern = "NOSUCH"', "unknown class or word"),
    ('kind = "date"\npattern = "(Y4"', "not closed"),
    ('kind = "date"\npattern = "Y4?"', "matches nothing at all"),
    ('kind = "date"\npattern = "wrong:Y4"', "unknown slot"),
    ('kind = "date"\npattern = "year:Y4"\nset = { flag = "wrong" }', "unknown flag"),
]


@pytest.mark.parametrize(("rule", "what"), FAULTS)
def test_faults_of_a_table_name_the_rule(rule, what, tmp_path):
    root = model.default_root()
    path = tmp_path / "times.toml"
    path.write_text((root / "en" / "times.toml").read_text("utf-8") + f'\n[[rules]]\nid = "bad"\n{rule}\n', "utf-8")
    table = model.read_table(path, TimesTable)
    with pytest.raises(ModelError, match=what) as error:
        TimeFinder(table, model.read_table(root / "shared" / "times.toml", SharedTimes))
    assert "bad" in str(error.value)
