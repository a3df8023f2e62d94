"""Whether two claims answer one question: what decides by itself, and what is weighed."""

import pytest
from made import told

from kabar.facts import identity, statement, table
from kabar.facts.likeness import comparable, features
from kabar.facts.question import one_question, one_subject
from kabar.facts.store import rows

KNOWN, NAMES = table.known(), identity.names()


def says(text, beside=(), **changes):
    claim = told(text, **changes)
    return statement.statement(claim, identity.key(claim.subject, NAMES), KNOWN, beside)


def tax(number, aim, *, day="2031-04-02", who="parking tax of Kota Baru", start="Receipts", **changes):
    """A row of a list of receipts: the subject is a common noun of several words."""
    text = f"{start} from the {who} came to Rp {number} of the Rp {aim} that Kota Baru had aimed at.\n"
    given = {"predicate": "revenue", "unit": "IDR", "unit_kind": "currency", "trigger": "Receipts", "how": "noun"}
    shape = {"who": who, "number": f"Rp {number}", "amount": float(number), "day": day}
    return says(text, **(given | shape | changes))


def one(a, b):
    assert one_question(a, b, KNOWN) == one_question(b, a, KNOWN)
    return one_question(a, b, KNOWN)


def test_a_common_noun_of_many_words_is_as_good_as_a_name():
    assert "who.equal" in features(tax(812, 900), tax(815, 900), {}, KNOWN)
    assert "who.equal" not in features(tax(812, 900, who="tax"), tax(815, 900, who="tax"), {}, KNOWN)


def test_sentences_that_are_alike_and_have_no_period_are_of_one_question():
    assert one(tax(812, 900), tax(815, 900, day="2031-04-04"))
    assert not one(tax(812, 900), tax(815, 900, day="2031-05-04"))  # another month
    assert not one(tax(812, 900), tax(815, 900, who="hotel tax of Kota Baru"))
    assert not one(tax(812, 900), tax(815, 900, predicate="quantity"))
    assert one(tax(812, 900), tax(815, 900, predicate="cost"))  # the same word, taken for another measure
    assert not one(tax(812, 900), tax(815, 900, predicate="cost", trigger="tax"))
    assert not one(tax(812, 900, who="tax"), tax(815, 900, who="tax"))


@pytest.mark.parametrize(("number", "expected"), [(640.0, True), (615.0, False)])
def test_sentences_that_tell_another_number_in_common_are_of_one_question(number, expected):
    given = {"who": "riders of the night ferry", "how": "noun", "unit": "%", "unit_kind": "percent"}
    given |= {"predicate": "share"}
    text = "A survey says 60% of riders of the night ferry will come back.\n"
    a = says(text, (640.0,), number="60%", amount=60.0, **given)
    text = "Of 640 people asked, 80% of riders of the night ferry want to use it once more.\n"
    b = says(text, (number,), number="80%", amount=80.0, path="b", **given)
    assert one(a, b) is expected


def test_a_target_in_the_sentence_of_the_fact():
    aim, made = tax(900, 900, status="target"), tax(812, 900)
    told_together = statement.msgspec.structs.replace(made, beside=(900.0,))
    assert one(aim, told_together)
    assert not one(aim, made)  # the sentence of the fact tells no 900
    assert not one(tax(900, 900, status="target", who="hotel tax of Kota Baru"), told_together)


def test_a_kind_of_happening_is_nobodys_name():
    quake = told("The earthquake lasted 40 seconds.\n", who="earthquake", number="40", amount=40.0)
    kind = statement.msgspec.structs.replace(quake.subject, id="topic:earthquake", type="event")
    assert identity.key(kind, NAMES) is None
    assert identity.key(statement.msgspec.structs.replace(kind, type="topic"), NAMES) == "topic:earthquake"
    gempa = statement.msgspec.structs.replace(kind, name="gempa")
    nouns = {
        statement.statement(statement.msgspec.structs.replace(quake, subject=s), None, KNOWN).noun
        for s in (kind, gempa)
    }
    assert len(nouns) == 1  # one for all languages


def test_a_small_number_alone_makes_no_two_articles_tell_of_one_thing():
    text = "{who} closed {number} of the old mills on Monday, the town of {place} was told.\n"

    def mills(number, amount, **changes):
        given = {"who": "Si Roda", "place": "Teluk Sari", "how": "noun"} | changes
        words = text.format(number=number, who=given["who"], place=given.pop("place"))
        return says(words, number=number, amount=amount, predicate="closures", unit="mill", **given)

    other = "The council wants {n} new boats.\n"
    far = {"predicate": "quantity", "unit": "boat", "who": "council", "how": "noun", "path": "b", "day": "2031-09-02"}
    assert not comparable(mills("24", 24.0), says(other.format(n="24"), number="24", amount=24.0, **far))
    assert comparable(mills("2,417", 2417.0), says(other.format(n="2,417"), number="2,417", amount=2417.0, **far))
    assert comparable(mills("24", 24.0), mills("24", 24.0, path="b", day="2031-09-02"))  # one sentence, nearly


BILL = "The bill for the roof of Balai Warga came to {n}, the treasurer of Teluk Sari says.\n"
COST = "Atap Balai Warga menelan {n}, tulis sebuah blog dari Teluk Sari.\n"


@pytest.mark.parametrize(
    ("number", "amount", "day", "unit", "expected"),
    [
        ("$2,600", 2600.0, None, "USD", True),
        ("48,000", 48_000.0, None, "brick", True),
        ("48.000", 48_000.0, None, "bata", True),
        ("Rp 4,8 juta", 4_800_000.0, None, "IDR", True),
        ("12", 12.0, None, "person", False),  # what many articles tell
        ("12", 12.0, None, "orang", False),
        ("$26", 26.0, None, "USD", False),
        ("2,000", 2000.0, None, "brick", False),  # one digit and noughts
        ("26%", 26.0, None, "%", False),
        ("$2,600", 2600.0, "2031-04-02", "USD", False),  # half a year before the other
        ("Rp 4,8 juta", 4_800_000.0, "2031-04-02", "IDR", False),
    ],
)
def test_a_large_number_in_articles_without_a_day(number, amount, day, unit, expected):
    """Little is common to them but some names: a sum can be one, a dozen people cannot."""
    given = {"number": number, "amount": amount, "unit": unit, "predicate": "cost", "who": None}
    one, other = (
        says(text.format(n=number), day=one_day, path=path, language=language, **given)
        for text, one_day, path, language in ((BILL, day, "a", "en"), (COST, day and "2031-10-02", "b", "id"))
    )
    scenes = frozenset((1, 2, 3, 4, 5)), frozenset((1, 6, 7, 8, 9))
    one, other = (
        statement.msgspec.structs.replace(s, scene=scene, names=frozenset(), words=frozenset((n,)))
        for n, (s, scene) in enumerate(zip((one, other), scenes, strict=True))
    )
    assert comparable(one, other) is comparable(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Honda sold 41,250 cars in Indonesia.", "Honda sold 41,250 cars in Thailand.", False),
        ("Honda menjual 41.250 mobil di Indonesia.", "Honda menjual 41.250 mobil di Jepang.", False),
        ("Honda menjual 41.250 mobil di Jawa Barat.", "Honda menjual 41.250 mobil di Jawa Timur.", False),
        ("Honda sold 41,250 cars in Jakarta.", "Honda sold 41,250 cars in Surabaya.", False),
        ("Honda menjual 41.250 mobil di Jepang.", "Honda sold 41,250 cars in Japan.", True),
        ("Honda sold 41,250 cars in Indonesia.", "Honda sold 41,250 cars.", True),
        ("Honda sold 41,250 cars in Indonesia.", "Honda sold 41,250 cars in Jakarta.", True),  # it may be the capital's
        ("Honda menjual 41.250 mobil di Indonesia.", "Honda menjual 41.250 mobil di Jawa Barat.", True),
        ("Honda sold 41,250 cars in Japan and Thailand.", "Honda sold 41,250 cars in Thailand.", True),
        ("Honda sold 41,250 cars in Indonesia.", "Honda sold 41,250 cars of fine china.", True),  # no name
        ("Honda sold 41,250 cars, Bank Indonesia says.", "Honda sold 41,250 cars in Japan.", True),  # in another name
        ("Honda menjual 41.250 mobil, kata Bank Indonesia.", "Honda menjual 41.250 mobil di Jepang.", True),
    ],
)
def test_sentences_about_two_places(one, other, expected):
    def cars(text):
        number = "41,250" if "41,250" in text else "41.250"
        claim = told(text, who="Honda", number=number, amount=41_250.0, unit="vehicle")
        ((_, found),) = rows([claim], NAMES, KNOWN)
        return found

    assert comparable(cars(one), cars(other)) is comparable(cars(other), cars(one)) is expected


def test_what_happens_on_one_day_can_be_told_with_either_place():
    def visit(text, time):
        claim = told(text, who="Rini Wulan", kind="event", predicate="meeting", trigger="visit", time=time)
        ((_, found),) = rows([claim], NAMES, KNOWN)
        return found

    one = visit("Rini Wulan left Indonesia for a visit.", "2031-04-02")
    assert comparable(one, visit("Rini Wulan is on a visit to Qatar.", "2031-04-02"))
    assert not comparable(one, visit("Rini Wulan is on a visit to Qatar.", "2031-05-02"))


OPENS = "The {who} will open {what}on {day}, the mayor of Kota Baru said.\n"
DIBUKA = "{who} akan dibuka {what}pada {day}, kata wali kota Kota Baru.\n"


@pytest.mark.parametrize(
    ("text", "first", "second", "expected"),
    [
        (OPENS, {}, {}, True),
        (DIBUKA, {}, {}, True),
        (OPENS, {"what": "two lanes "}, {"what": "two lanes "}, True),
        (DIBUKA, {"what": "dua lajur "}, {"what": "dua lajur "}, True),
        (OPENS, {"what": "a shop "}, {"what": "a mill "}, False),  # who has a name opens many things
        (DIBUKA, {"what": "lajur timur "}, {"what": "lajur barat "}, False),
        (OPENS, {}, {"who": "Harbour of Teluk Sari"}, False),
        (DIBUKA, {}, {"who": "Pelabuhan Teluk Sari"}, False),
        (OPENS, {"status": "actual"}, {"status": "actual"}, False),  # it opened twice
        (DIBUKA, {}, {"predicate": "event"}, False),
        (OPENS, {}, {"path": "a.txt"}, False),  # one article tells of two openings
    ],
)
def test_a_plan_that_was_moved_to_another_day(text, first, second, expected):
    def plan(day, time, given):
        given = {"who": "Bridge of Kota Baru", "what": "", "path": f"{time}.txt"} | given
        what = given.pop("what")
        trigger = "open" if text is OPENS else "dibuka"
        shape = {"kind": "event", "predicate": "opening", "trigger": trigger, "status": "planned", "time": time}
        words = text.format(who=given["who"], what=what, day=day)
        shape["object"] = f"{what}{day}"
        claim = told(words, **(shape | given))
        at = words.index(day)
        time_ = statement.msgspec.structs.replace(claim.time, text=day, start=at, end=at + len(day))
        ((_, found),) = rows([statement.msgspec.structs.replace(claim, time=time_)], NAMES, KNOWN)
        return found

    one, other = plan("4 March 2031", "2031-03-04", first), plan("14 April 2031", "2031-04-14", second)
    if "path" in second:
        other = statement.msgspec.structs.replace(other, article=one.article)
    assert one_question(one, other, KNOWN) is one_question(other, one, KNOWN) is expected


def test_the_words_of_a_day_are_not_what_two_happenings_have_in_common():
    """Else all that was on a Friday would be alike."""
    text = "The old mill closed on Friday."
    claim = told(text, who=None, kind="event", predicate="closure", trigger="closed", time="2031-04-04")
    at = text.index("Friday")
    time = statement.msgspec.structs.replace(claim.time, text="Friday", start=at, end=at + 6)
    with_day, without = (
        statement.statement(statement.msgspec.structs.replace(claim, time=t), None, KNOWN) for t in (claim.time, time)
    )
    assert len(with_day.names) == len(without.names) + 1


def test_two_persons_are_told_apart():
    run = {"predicate": "quantity", "unit": "run", "number": "9", "amount": 9.0}
    one = says("Rini Wulan scored 9 runs.\n", who="Rini Wulan", **run)
    other = says("Sari Dewi scored 9 runs.\n", who="Sari Dewi", **run)
    assert "who.different" in features(one, other, {}, KNOWN)
    one, other = (statement.msgspec.structs.replace(s, person=True) for s in (one, other))
    assert "who.persons" in features(one, other, {}, KNOWN)


def test_a_number_that_a_sentence_tells_of_two_measures():
    """18 dead and 18 injured are two things, however near the measures; 18 dead elsewhere are the dead."""
    text = "A ferry sank off Kota Baru: 18 people died, and 18 others were injured.\n"
    given = {"who": None, "unit": "person", "number": "18", "amount": 18.0}
    dead = told(text, predicate="deaths", trigger="died", **given)
    hurt = told(text, predicate="injuries", trigger="injured", **given)
    one, two = (says for _, says in rows([dead, hurt], NAMES, KNOWN))
    text = "18 people were killed when the ferry sank.\n"
    other = says(text, predicate="deaths", trigger="killed", **given)
    assert comparable(one, other)
    assert not comparable(two, other)
    (alone,) = (says for _, says in rows([hurt], NAMES, KNOWN))
    assert comparable(alone, other)  # nothing says that they are two


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"day": "2032-02-01"}, False),  # told when the period was over
        ({"day": "2032-02-01", "time": "2031-09"}, True),
        ({"amount": 91.0}, False),
        ({"who": "Rantai Hijau"}, False),
        ({"predicate": "quantity"}, False),
        ({"status": "expected"}, False),
    ],
)
def test_a_target_of_a_period_and_its_number_as_a_fact_of_it_are_of_one_question(changes, expected):
    goal = says("Rantai Biru aims to sell 90 ships in 2031.\n", number="90", amount=90.0, status="target", time="2031")
    fact = {"number": "90", "amount": 90.0, "day": "2031-11-20", "path": "b.txt"} | changes
    assert one(goal, says("By now 90 ships have left the yards.\n", **fact)) is expected


PORT = "Pulau Hijau, Kota Baru, Teluk Sari, Rini Wulan and the ferry Si Roda"


def hurt(text, number, *, beside=(), scene=PORT, **changes):
    """A count in a sentence of an article whose names are those of ``scene``."""
    given = {"who": "others", "how": "noun", "unit": "person", "predicate": "injuries", "trigger": "injured"}
    given |= {"number": number, "amount": float(number)}
    names = frozenset(map(hash, scene.split()))
    found = says(text, beside, **(given | changes))
    return statement.msgspec.structs.replace(found, scene=names)


TOLL = "At least 44 others were injured, they said.\n"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (hurt(TOLL, "44"), True),
        (hurt(TOLL, "44", scene="Lima Bukit, Gunung Merah and the bus Kuda"), False),  # another story
        (hurt(TOLL, "44", day="2031-04-20"), False),
        (hurt(TOLL, "44", predicate="victims"), False),
        (hurt(TOLL, "44", predicate="price"), False),  # of another moment
        (hurt(TOLL, "44", who="dockers"), False),
        (hurt(TOLL, "44", who="Si Roda", how="named"), False),
        (hurt("44 others were injured in Lima Bukit.\n", "44"), False),  # a name that the other has not
        (hurt("Those 44 who came late got injured, among them cooks.\n", "44", who="cooks"), False),
    ],
)
def test_two_reports_of_one_story_that_say_it_in_the_same_words(other, expected):
    assert one(hurt("On Wednesday 18 others were injured, they said.\n", "18", path="b"), other) is expected


@pytest.mark.parametrize(
    ("beside", "words", "expected"),
    [
        ((240.0,), "long", True),
        ((250.0,), "long", False),  # another number
        ((4.0,), "long", False),  # a number that many sentences tell
        ((240.0,), "weighs", False),
    ],
)
def test_two_reports_that_tell_another_number_in_common(beside, words, expected):
    given = {"unit": "m", "predicate": "length"}
    a = hurt("The whale is 2 m long and weighs 240 kg.\n", "2", beside=beside, who="whale", trigger="long", **given)
    text = "They found the animal 3 m long; it weighs 240 kg.\n"
    b = hurt(text, "3", beside=(240.0, 4.0), who="animal", trigger=words, **given)
    assert one(a, b) is expected


@pytest.mark.parametrize(
    ("cut", "start", "expected"),
    [
        ("Baru", "Of the parking tax of Kota Baru", True),
        ("Baru", "Of the parking tax of Kota Hijau and Baru", True),
        ("Baru", "Of the hotel tax of Kota Baru", False),  # it does not stand whole there
        ("mayor", "Of the parking tax of Kota Baru", False),  # no part of it
    ],
)
def test_a_subject_that_one_claim_cuts_short(cut, start, expected):
    a = says(f"{start} the {cut} has Rp 812.\n", who=cut, number="Rp 812", amount=812.0)
    whole = tax(815, 900)
    assert one_subject(a, whole) is expected
    assert one_subject(whole, a) is expected
    assert not one_subject(a, tax(815, 900, how="named"))  # two names
