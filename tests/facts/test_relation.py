"""What holds between two claims that answer one question: values, periods, statuses, days of publication."""

import pytest
from made import told

from kabar.facts import identity, statement, table
from kabar.facts.places import places
from kabar.facts.relation import relation
from kabar.facts.statement import COUNT, FAR

KNOWN, NAMES = table.known(), identity.names()


def says(text="Rantai Biru sold 1,200 bicycles.", **changes):
    given = {"number": "1,200", "amount": 1200.0} | changes
    claim = told(text, **given)
    return statement.statement(claim, identity.key(claim.subject, NAMES), KNOWN)


def holds(one, other):
    found = relation(one, other, KNOWN)
    return found and found.name


def length(amount, unit, sign="="):
    return says(amount=amount, unit=unit, unit_kind="physical", comparison=sign, predicate="distance")


def share(amount, sign):
    return says(amount=amount, unit="%", unit_kind="percent", comparison=sign, predicate="share")


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (says(), says(), "same"),
        (says(), says(comparison=">"), "compatible"),
        (says(), says(amount=1198.0, comparison="~"), "compatible"),
        (says(amount=111_800.0), says(amount=112_000.0), "compatible"),  # rounded
        (says(amount=1370.0), says(amount=1300.0), "compatible"),  # cut
        (says(amount=1200.0), says(amount=1300.0), "conflict"),
        (says(amount=19.0), says(amount=20.0), "conflict"),
        (says(amount=1000.0, comparison=">"), says(amount=50.0, comparison=">"), None),  # bounds that say nothing
        (length(5.0, "km"), length(3.1, "[mi_i]"), "compatible"),
        (length(5.0, "km"), length(5000.0, "m"), "compatible"),
        (length(5.0, "km"), length(3.9, "[mi_i]"), "conflict"),
        (length(30.0, "Cel"), length(86.0, "[degF]"), "compatible"),
        (length(5.0, "km"), length(5.0, "kg"), None),
        (says(time="2030"), says(time="2030-05"), "compatible"),
        (says(time="2030"), says(time="2029"), None),
        (says(time="2030"), says(time="2030", amount=1300.0), "conflict"),
        (says(time="2030-05"), says(time="2030", amount=1300.0), None),  # a month is no year
        (says(negated=True, trigger="sold"), says(trigger="sold"), "conflict"),
        (says(per="day"), says(amount=1300.0), None),
        (says(per="day"), says(amount=1198.0, comparison="~"), "compatible"),
        (share(20.0, "<="), share(20.0, ">"), "conflict"),
        (share(20.0, "<="), share(20.0, ">="), "compatible"),  # both can be 20
        (share(20.0, "<"), share(20.0, "<="), "compatible"),
        (says(unit=None), says(amount=1300.0), "conflict"),  # bicycles, or whatever the other leaves out
        (says(unit="bicycle"), says(amount=1300.0, unit="wheel"), None),
    ],
)
def test_of_two_facts(one, other, name):
    assert holds(one, other) == name
    assert holds(other, one) == name


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (("range", "person", 35.0, 50.0), ("=", "case", 35.0, 35.0), None),  # 35 to 50 people, 35 cases
        (("range", "orang", 35.0, 50.0), ("=", "kasus", 35.0, 35.0), None),
        ((">=", "earthquake", 20.0, None), ("=", "mile", 26.0, 26.0), None),
        ((">=", "gempa", 20.0, None), ("=", "rumah", 26.0, 26.0), None),
        (("~", "teacher", 100.0, 100.0), ("=", "school", 98.0, 98.0), None),
        (("range", "person", 35.0, 50.0), ("=", "person", 35.0, 35.0), "compatible"),
        (("range", "orang", 35.0, 50.0), ("=", "orang", 40.0, 40.0), "compatible"),
        ((">", "vessel", 20.0, None), (">=", "warship", 15.0, None), "compatible"),
        ((">", "piece", 24.0, None), ("=", "unit", 31.0, 31.0), "compatible"),
        (("~", "orang", 100.0, 100.0), ("=", None, 98.0, 98.0), "compatible"),  # of whatever the other leaves out
        ((">", "person", 30.0, None), ("=", "fighter", 30.0, 30.0), "compatible"),  # one number: two words for them
    ],
)
def test_bounds_of_two_things_that_are_counted(one, other, name):
    def counted(sign, unit, low, high):
        amount = None if sign == "range" else low
        made = says(amount=amount, unit=unit, unit_kind="count", comparison=sign, predicate="quantity")
        return statement.msgspec.structs.replace(made, least=low, most=high, measures=((COUNT, low, high or FAR),))

    a, b = counted(*one), statement.msgspec.structs.replace(counted(*other), article=7)
    assert holds(a, b) == holds(b, a) == name


def sold(words, number, object_, **changes):
    given = {"number": number, "amount": float(number.replace(",", "").replace(".", "")), "unit": "vehicle"}
    given |= {"unit_kind": "count", "trigger": "sold" if "sold" in words else "menjual", "time": "2030"}
    return says(words, object=object_, **(given | changes))


WHOLE = sold("Rantai Biru sold 90,000 cars in 2030.", "90,000", "cars")
SEMUA = sold("Rantai Biru menjual 90.000 mobil pada 2030.", "90.000", "mobil")


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (WHOLE, sold("Rantai Biru sold 12,000 electric cars in 2030.", "12,000", "electric cars"), None),
        (SEMUA, sold("Rantai Biru menjual 12.000 mobil listrik pada 2030.", "12.000", "mobil listrik"), None),
        (SEMUA, sold("Rantai Biru menjual 7.000 mobil bekas pada 2030.", "7.000", "mobil bekas"), None),
        (WHOLE, sold("Rantai Biru sold 7,000 used cars in 2030.", "7,000", "used cars"), None),
        (WHOLE, sold("Rantai Biru sold 84,000 cars in 2030.", "84,000", "cars"), "conflict"),
        (SEMUA, sold("Rantai Biru menjual 84.000 mobil pada 2030.", "84.000", "mobil"), "conflict"),
        (SEMUA, sold("Rantai Biru menjual 84.000 unit mobil pada 2030.", "84.000", "unit mobil"), "conflict"),
        (SEMUA, sold("Rantai Biru menjual 84.000 mobil pada 2030.", "84.000", "menjual mobil"), "conflict"),
        (WHOLE, sold("Rantai Biru sold 95,000 electric cars in 2030.", "95,000", "electric cars"), "conflict"),
        (SEMUA, sold("Rantai Biru menjual 95.000 mobil listrik pada 2030.", "95.000", "mobil listrik"), "conflict"),
    ],
)
def test_a_kind_is_a_part_of_the_whole(one, other, name):
    assert holds(one, other) == holds(other, one) == name


def test_what_is_aimed_at_for_a_kind_is_no_goal_of_the_whole():
    aim = {"status": "target", "day": "2030-02-01"}
    kind = sold("Rantai Biru sold 12,000 electric cars in 2030.", "12,000", "electric cars", day="2031-02-01")
    assert holds(sold("Rantai Biru sold 90,000 cars in 2030.", "90,000", "cars", **aim), kind) is None
    aim_kind = sold("Rantai Biru sold 12,000 electric cars in 2030.", "12,000", "electric cars", **aim)
    assert holds(aim_kind, sold("Rantai Biru sold 90,000 cars in 2030.", "90,000", "cars", day="2031-02-01")) is None
    later = sold("Rantai Biru sold 95,000 cars in 2030.", "95,000", "cars", **aim | {"day": "2030-08-01"})
    assert holds(aim_kind, later) is None
    assert holds(sold("Rantai Biru sold 90,000 cars in 2030.", "90,000", "cars", **aim), later) == "update"


@pytest.mark.parametrize(
    ("plan", "fact", "name"),
    [
        ({"comparison": "range"}, {}, "outcome"),  # joined by one or two; the day after, two
        ({"comparison": "range", "language": "id"}, {"language": "id"}, "outcome"),
        ({"comparison": "range"}, {"day": "2031-04-02"}, "compatible"),  # on one day
        ({"comparison": "range", "language": "id"}, {"day": "2031-04-02"}, "compatible"),
        ({"comparison": "range", "status": "expected"}, {}, "compatible"),  # an estimate
        ({"comparison": "~"}, {}, "compatible"),
        ({}, {}, "same"),  # told as plan and as done
        ({"comparison": "range"}, {"comparison": "~"}, "compatible"),
        ({"comparison": "range"}, {"day": "2031-04-01"}, "compatible"),  # the plan is told later
        ({"comparison": "range"}, {"amount": 40.0}, None),  # not of the plan
    ],
)
def test_a_plan_that_left_the_number_open(plan, fact, name):
    text = "Rantai Biru bikes go with 24 or more riders."
    given = {"number": "24", "predicate": "quantity", "unit": "person", "unit_kind": "count"}
    open_ = says(text, amount=24.0, **({"status": "planned", "day": "2031-04-02"} | given | plan))
    if open_.comparison == "range":
        replaced = {"amount": None, "least": 20.0, "most": 30.0, "measures": ((COUNT, 20.0, 30.0),)}
        open_ = statement.msgspec.structs.replace(open_, **replaced)
    done = says(text, **({"amount": 24.0, "day": "2031-04-03"} | given | fact))
    done = statement.msgspec.structs.replace(done, article=7)
    assert holds(open_, done) == holds(done, open_) == name


def test_half_and_fifty_percent():
    half = says(amount=0.5, unit=None, unit_kind=None, predicate="share")
    assert holds(half, says(amount=50.0, unit="%", unit_kind="percent", predicate="share")) == "compatible"
    assert holds(half, says(amount=80.0, unit="%", unit_kind="percent", predicate="share")) == "conflict"


def test_a_conversion_in_brackets():
    dollars = {"text": "$80", "start": 0, "end": 1, "amount": 80.0, "unit": "USD"}
    rupiah = says(amount=1_300_000.0, unit="IDR", unit_kind="currency", equivalents=[dollars], predicate="price")
    assert holds(rupiah, says(amount=80.0, unit="USD", unit_kind="currency", predicate="price")) == "compatible"
    assert holds(rupiah, says(amount=95.0, unit="USD", unit_kind="currency", predicate="price")) == "conflict"


def goal(**changes):
    return says(**{"status": "target", "time": "2031", "day": "2031-02-01"} | changes)


def test_a_target_that_was_changed_has_a_direction():
    later = goal(amount=1500.0, day="2031-08-01")
    found = relation(goal(), later, KNOWN)
    assert (found.name, found.forward) == ("update", True)
    found = relation(later, goal(), KNOWN)
    assert (found.name, found.forward) == ("update", False)
    assert holds(goal(), goal(amount=1500.0)) == "conflict"  # on one day
    assert holds(goal(), goal(amount=1500.0, time="2032", day="2031-08-01")) is None  # of another year
    assert (
        holds(goal(), goal(amount=1500.0, status="expected", day="2031-08-01")) is None
    )  # a forecast changes no target


def test_what_became_of_a_target():
    made = says(time="2031", amount=1100.0, day="2032-01-10")
    found = relation(goal(), made, KNOWN)
    assert (found.name, found.forward) == ("outcome", True)
    assert relation(made, goal(), KNOWN).forward is False
    assert holds(goal(), says(time="2031-03", amount=90.0, day="2031-04-10")) is None  # a part of the year
    assert holds(goal(), says(time="2031-11", amount=1200.0, day="2031-12-01")) == "outcome"  # reached before its end
    assert holds(goal(), says(time="2030", amount=1100.0)) is None
    assert holds(goal(day="2031-09-01"), says(time="2031", amount=1100.0, day="2031-02-01")) is None  # told before


def test_two_targets_of_one_week_are_told_differently_and_were_not_changed():
    assert holds(goal(), goal(amount=1500.0, day="2031-02-03")) == "conflict"
    listed = statement.msgspec.structs.replace(goal(amount=1500.0, day="2031-02-03"), beside=(1000.0, 1200.0))
    assert holds(goal(), listed) == "update"  # `1,500 instead of 1,200`


def test_what_was_aimed_at_does_not_change_when_its_period_is_over():
    assert holds(goal(day="2032-01-10"), goal(amount=1500.0, day="2032-02-20")) == "conflict"
    assert holds(goal(), goal(amount=1500.0, day="2032-02-20")) == "update"


def test_a_plan_and_a_forecast_that_differ():
    plan, forecast = says(status="planned"), says(status="expected", amount=900.0, day="2031-04-03")
    assert holds(plan, forecast) == "conflict"  # both say what will be
    assert holds(says(status="target"), forecast) is None  # a target can be out of reach
    assert holds(plan, says(status="expected", amount=900.0, day="2031-06-03")) is None  # nor is it a new plan


def test_a_target_and_a_fact_of_one_number_that_are_no_outcome():
    assert holds(says(status="target"), says(amount=1198.0, comparison="~")) == "compatible"
    assert holds(says(status="target"), says(amount=900.0)) is None
    assert holds(says(status="target"), says(amount=1239.0)) is None  # not cut to its digits either


def test_a_plan_whose_day_came():
    plan = event(time="2031-06-04", day="2031-06-03")
    assert holds(plan, event(time="2031-06-04", status="actual", day="2031-06-04")) == "outcome"
    assert holds(plan, event(time="2031-06-04", status="actual", day="2031-06-03")) == "same"  # nothing came yet
    vague = {"predicate": "event", "time": "2031-06-04", "status": "actual", "day": "2031-06-04"}
    assert holds(event(predicate="event", time="2031-06-04", day="2031-06-03"), event(**vague)) == "outcome"
    other = event(**vague, trigger="shop")
    assert holds(event(predicate="event", time="2031-06-04", day="2031-06-03"), other) == "compatible"  # another word


def test_what_is_told_of_two_names_is_no_conflict():
    assert holds(says(), says(who="Kapal Hijau", amount=1300.0)) is None
    assert holds(says(), says(who="Pabrik Rantai Biru", amount=1300.0)) == "conflict"  # a longer form of the name
    assert holds(says(), says(who="Kapal Hijau")) == "same"  # one number, told of a maker and of what it makes
    assert holds(says(), says(who="Kapal Hijau", comparison=">")) == "compatible"
    assert holds(says(comparison=">"), says(who="Kapal Hijau", amount=1300.0)) is None


def test_moments_of_articles_without_a_day():
    crew = {"predicate": "employees", "unit": "person", "day": None}
    assert holds(says(**crew), says(**crew, amount=1300.0)) is None
    assert holds(says(**crew), says(**crew)) == "same"
    assert holds(says(day=None), says(day=None, amount=1300.0)) == "conflict"


def test_a_plan_and_the_fact_told_together_are_one():
    assert holds(says(status="planned"), says()) == "same"
    assert holds(says(status="planned", day="2031-01-02"), says(day="2031-03-01")) == "outcome"


def test_a_toll_that_mounts_contradicts_nothing():
    toll = {"predicate": "deaths", "unit": "person"}
    first, later = says(**toll, amount=18.0), says(**toll, amount=20.0, day="2031-04-04")
    assert holds(first, later) is None
    assert holds(first, says(**toll, amount=20.0)) == "conflict"
    assert holds(later, says(**toll, amount=22.0, day="2031-04-02")) == "conflict"  # it cannot fall


def test_undated_values_of_other_weeks_contradict_nothing():
    assert holds(says(), says(amount=1300.0, day="2031-05-20")) is None


def test_an_undated_price_is_of_the_days_of_its_article():
    price = {"predicate": "price", "unit": "IDR", "unit_kind": "currency"}
    assert holds(says(**price), says(**price, day="2031-04-03")) == "same"
    assert holds(says(**price), says(**price, day="2031-06-03")) is None
    assert holds(says(**price, time="2031-04-02"), says(**price, time="2031-04-02", day="2031-06-03")) == "same"


def test_values_of_one_list_are_of_different_things():
    one, other = says(), says(amount=1300.0)
    assert holds(one, other) == "conflict"
    listed = statement.msgspec.structs.replace(one, beside=(1300.0,))
    assert holds(listed, other) is None


def event(**changes):
    text = "Rantai Biru will open a shop in Kota Baru."
    given = {"kind": "event", "predicate": "opening", "trigger": "open", "status": "planned"} | changes
    claim = told(text, **given)
    return statement.statement(claim, identity.key(claim.subject, NAMES), KNOWN)


def test_events():
    assert holds(event(time="2031-06-01"), event(time="2031-06-01")) == "same"
    assert holds(event(time="2031-06-01"), event(time="2031-06")) == "compatible"
    moved = relation(event(time="2031-06"), event(time="2031-09", day="2031-06-20"), KNOWN)
    assert (moved.name, moved.forward) == ("update", True)
    assert holds(event(time="2031-06-01", status="actual"), event(time="2031-06-08", status="actual")) == "conflict"
    assert holds(event(time="2031-06"), event(time="2031-06-08", status="actual", day="2031-06-09")) == "outcome"
    assert holds(event(time="2031-06"), event()) is None


def test_happenings_of_times_that_cannot_be_compared_are_not_one():
    friday = {"time": "XXXX-WXX-5", "status": "actual"}
    assert holds(event(**friday), event(**friday)) == "same"
    assert holds(event(**friday), event(**friday | {"time": "XXXX-WXX-5TMO"})) == "compatible"
    assert holds(event(**friday), event(**friday | {"time": "1987"})) is None
    assert holds(event(**friday), event(**friday | {"time": "XXXX-WXX-6"})) is None


def test_happenings_of_a_year_or_of_a_part_of_a_period_have_a_word_in_common():
    year = {"time": "2030", "status": "actual"}
    assert holds(event(**year), event(**year)) == "same"
    assert holds(event(**year), event(**year, predicate="event", trigger="shop")) is None
    day = event(time="2030-05-02", status="actual", predicate="event", trigger="shop")
    assert holds(event(**year | {"time": "2030-05"}), day) is None
    assert holds(event(**year), event(**year, trigger="shop")) == "same"  # one name, one kind


def test_what_one_article_tells_twice_is_one_number():
    """Ranges and bounds of two articles can speak of one number; an article has two for two things."""
    more = says(comparison=">")
    other = says(amount=1300.0)  # of the same text
    assert holds(more, other) is None
    assert holds(more, statement.msgspec.structs.replace(other, article=1)) == "compatible"
    assert holds(more, says()) == "compatible"
    assert holds(says(), says(amount=1198.0, comparison="~")) == "compatible"


def test_days_with_unknown_digits():
    assert places(says(time="XXXX-WXX-5"), says(time="XXXX-WXX-6")) == "apart"
    assert places(says(time="XXXX-WXX-5TMO"), says(time="XXXX-WXX-5")) == "inside"
    assert places(says(time="XXXX-11-13"), says(time="2031-11")) == "inside"
    assert places(says(time="2031-11"), says(time="XXXX-11-13")) == "around"
    assert places(says(time="XXXX-10"), says(time="2031-11")) == "apart"
    assert places(says(time="XXXX-WXX-5"), says(time="2031-11")) == "unknown"
    assert places(says(), says()) == "unknown"


def test_an_undated_goal_and_an_undated_fact_of_one_day_are_no_outcome():
    undated = {"status": "target", "time": None, "day": "2031-04-02"}
    assert holds(goal(**undated), says(amount=1100.0)) is None
    assert holds(goal(**undated | {"day": "2031-03-02"}), says(amount=1100.0)) == "outcome"
    listed = statement.msgspec.structs.replace(goal(**undated), beside=(1100.0,))
    assert holds(listed, says(amount=1100.0)) == "outcome"  # `made 1,100 of the 1,200 that it aimed at`


def test_what_is_denied_of_a_vague_number_is_not_known():
    assert holds(says(negated=True, trigger="sold", predicate="quantity"), says(trigger="sold")) is None


def test_what_a_vague_measure_tells_beside_its_target():
    """`came to 1,100 of the 1,200 aimed at`: one is called a revenue, of the other nothing is said."""
    aim = statement.msgspec.structs.replace(goal(time=None, predicate="revenue"), beside=(1100.0,))
    made = says(amount=1100.0, predicate="quantity")
    assert holds(aim, statement.msgspec.structs.replace(made, beside=(1200.0,))) == "outcome"
    assert holds(goal(time=None, predicate="revenue"), made) is None


def test_a_goal_that_the_sentence_of_the_fact_tells_was_there_before():
    later = goal(time=None, day="2031-04-09")  # printed a week after the fact
    made = statement.msgspec.structs.replace(says(amount=1100.0), beside=(1200.0,))
    assert holds(later, made) == "outcome"
    assert holds(later, says(amount=1100.0)) is None


def jobs(amount, unit, **changes):
    return says(amount=amount, unit=unit, unit_kind="count", predicate="job_cuts", **changes)


def test_one_thing_that_is_counted_by_two_nouns():
    assert holds(jobs(1200.0, "person"), jobs(1200.0, "job")) == "same"
    assert holds(jobs(1200.0, "person"), jobs(900.0, "job")) == "conflict"
    assert holds(jobs(1200.0, "person"), jobs(900.0, "village")) is None
    vague = {"predicate": "quantity", "unit_kind": "count"}
    assert holds(says(**vague, unit="person"), says(**vague, unit="job", amount=900.0)) is None  # of what is not said


def test_what_is_cut_is_no_fall_of_a_level():
    assert holds(jobs(26.0, "%", change="decrease"), jobs(26.0, "%", comparison="~")) == "compatible"
    fall = {"amount": 26.0, "unit": "%", "unit_kind": "percent", "predicate": "market_share"}
    assert holds(says(**fall, change="decrease"), says(**fall, comparison="~")) is None


def test_points_of_percent():
    bare = says(amount=0.4, unit="point", unit_kind="count", predicate="quantity")
    full = says(amount=0.4, unit="percentage point", unit_kind="percent", predicate="inflation")
    assert holds(bare, full) == "same"
    points = says(amount=0.4, unit="point", unit_kind="count", predicate="inflation")
    assert holds(points, says(amount=0.4, unit="%", unit_kind="percent", predicate="inflation")) == "compatible"


def between(low, high, sign="range"):
    found = says(amount=None, unit="times", comparison=sign, predicate="quantity")
    return statement.msgspec.structs.replace(found, least=low, most=high, measures=(("1", low, high),), article=2)


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (between(4.0, 12.0), says(amount=12.0, unit="times", comparison=">", predicate="quantity"), "conflict"),
        (between(4.0, 12.0), says(amount=12.0, unit="times", comparison=">=", predicate="quantity"), "compatible"),
        (between(4.0, 12.0), says(amount=12.0, unit="times", predicate="quantity"), "compatible"),
        (between(4.0, 12.0), says(amount=11.0, unit="times", comparison=">", predicate="quantity"), "compatible"),
        (between(12.0, 15.0), says(amount=12.0, unit="times", comparison="<", predicate="quantity"), "conflict"),
    ],
)
def test_a_range_and_a_bound_that_leaves_out_its_end(one, other, name):
    assert holds(one, other) == name
    assert holds(other, one) == name


def moved(amount, day, sign=">", modifier="ON_OR_BEFORE", **changes):
    """People who were brought away by a day."""
    found = says(amount=amount, comparison=sign, time=day, predicate="victims", unit="person", **changes)
    return statement.msgspec.structs.replace(found, modifier=modifier, article=int(amount))


@pytest.mark.parametrize(
    ("other", "name"),
    [
        (moved(41_400.0, "2031-04-02"), "compatible"),
        (moved(41_400.0, "2031-04-02", modifier=None), None),  # on that day, not until it
        (moved(39_000.0, "2031-04-02"), None),  # it cannot fall
        (moved(90_000.0, "2031-04-02"), None),  # who knows whether these are the same people
        (moved(41_400.0, "2031-04-02", "="), "compatible"),
        (moved(41_400.0, "2031-04-02", status="planned"), None),
        (moved(41_400.0, "2031-04-02", negated=True), None),
    ],
)
def test_bounds_of_a_count_that_is_kept_up_by_two_days(other, name):
    one = moved(40_000.0, "2031-04-01")
    assert holds(one, other) == name
    assert holds(other, one) == name


def whale(amount, beside=(240.0,), **changes):
    given = {"unit": "m", "unit_kind": "physical", "predicate": "length", "trigger": "long", "who": None}
    text = f"The whale is {amount} m long and weighs 240 kg.\n"
    found = says(text, number=str(amount), amount=amount, **(given | changes))
    return statement.msgspec.structs.replace(found, beside=beside)


@pytest.mark.parametrize(
    ("other", "name"),
    [
        (whale(3.0, status="expected"), "conflict"),  # `is thought to be 3 m long`
        (whale(2.0, status="expected"), "same"),
        (whale(3.0, status="target"), None),
        (whale(3.0, status="expected", beside=(310.0,)), None),  # nothing says that it is this whale
        (whale(3.0, status="expected", beside=(240.0, 2.0)), None),  # told beside it: another one
        (whale(3.0, status="expected", day="2031-05-02"), None),
        (whale(3.0, status="expected", predicate="price"), None),  # it changes
        (whale(3.0, status="expected", predicate="sales"), None),  # so many so far
        (whale(3.0, status="expected", predicate="quantity"), None),
        (whale(3.0, status="expected", trigger="weighs"), None),
    ],
)
def test_what_is_told_as_done_here_and_as_coming_there(other, name):
    same = {"predicate": other.predicate} if other.predicate != "quantity" else {}
    one = statement.msgspec.structs.replace(whale(2.0), **same)
    assert holds(one, other) == name
    assert holds(other, one) == name


def test_one_number_in_common_that_many_things_have_makes_no_conflict():
    assert holds(whale(2.0, beside=(4.0,)), whale(3.0, beside=(4.0,), status="expected")) is None
