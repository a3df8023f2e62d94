"""Claims for the tests of facts: sentences of our own, in which each number stands where its claim says."""

import datetime

from samples import claim, document, evidence, place, raw

WEEK = datetime.timedelta(days=7)


def told(
    text,
    *,
    who="Rantai Biru",
    number=None,
    amount=None,
    predicate="sales",
    status="actual",
    time=None,
    day="2031-04-02",
    path="a.txt",
    at=0,
    trigger=None,
    kind="quantity",
    confidence=0.9,
    **changes,
):
    """A claim on a sentence of an article: ``number`` is its words, ``time`` a TIMEX3 value."""
    stop = text.find("\n", at)
    sentence = evidence(text, at, len(text) if stop < 0 else stop)
    plain = raw(text)
    shape = {
        k: changes.pop(k) for k in ("unit", "comparison", "per", "change", "unit_kind", "equivalents") if k in changes
    }
    low = high = amount
    sign = shape.get("comparison", "=")
    value = None
    if kind == "quantity":
        value = raw()["value"] | place(text, number) | {"amount": amount, "min": low, "max": high} | shape
        value["min"] = None if sign in ("<", "<=") else amount
        value["max"] = None if sign in (">", ">=") else amount
    subject = None
    if who:
        words = changes.pop("words", who)
        subject = (place(text, words) if words in text else {"text": None, "start": None, "end": None}) | {
            "name": who,
            "id": None,
            "type": "company",
            "how": changes.pop("how", "named"),
        }
    name = changes.pop("publisher", path)
    sure = plain["confidence"] | {"all": confidence}
    return claim(
        text,
        kind=kind,
        subject=subject,
        predicate=predicate,
        trigger=place(text, trigger) if trigger else None,
        value=value,
        time=when(text, time),
        status=status,
        evidence=sentence,
        confidence=sure,
        document=document(text, path=path, published=day, publisher=name, url=None, title=None, language="en"),
        **changes,
    )


def when(text, value):
    """A time of the calendar: a year, a month or a day."""
    if value is None:
        return None
    first, last = days(value)
    span = {"text": text[:1], "start": 0, "end": 1}
    rest = {"value": value, "modifier": None, "from": first, "to": last, "edtf": None, "anchored_on": "explicit"}
    return span | rest


def days(value):
    if "X" in value:
        return None, None
    year, *rest = (int(part) for part in value.split("-"))
    if not rest:
        return f"{year}-01-01", f"{year}-12-31"
    if len(rest) == 1:
        first = datetime.date(year, rest[0], 1)
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        return first.isoformat(), last.isoformat()
    return value, value
