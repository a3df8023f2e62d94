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
    language="en",
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
        document=document(text, path=path, published=day, publisher=name, url=None, title=None, language=language),
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


def goal(n, day, path, status="target", time="2031", **changes):
    words = f"{n:,}"
    text = changes.pop("text", f"Rantai Biru plans {words} bicycles from Kota Baru for 2031, {path} reports.\n")
    given = {"number": words, "amount": float(n), "predicate": "deliveries", "unit": "bicycle"} | changes
    return told(text, status=status, time=time, day=day, path=path, **given)


def story():
    """A target, its change, and what came of it, in three papers."""
    yield goal(90_000, "2031-02-01", "Harian Satu")
    text = "Demand is strong: now 120,000 bicycles shall leave the works of Rantai Biru in 2031 (Berita Dua).\n"
    yield goal(120_000, "2031-08-10", "Berita Dua", text=text)
    text = "In all of 2031 Rantai Biru made 121,500 bicycles in Kota Baru, Kabar Tiga reports.\n"
    yield goal(121_500, "2032-01-09", "Kabar Tiga", "actual", text=text)


def toll(n, path, confidence=0.9, **changes):
    text = (
        f"A ferry sank off Kota Baru and {n} people died near Pulau Hijau on Friday, the harbour of Teluk Sari said.\n"
    )
    text += f"{path} has more.\n"
    given = {"who": None, "predicate": "deaths", "unit": "person", "time": "2031-04-04", "day": "2031-04-05"} | changes
    return told(text, number=str(n), amount=float(n), path=path, confidence=confidence, **given)


def sold(who, path, n=41_250, **changes):
    text = f"{who} sold {n:,} bicycles in 2031, {path} reports from Kota Baru.\n"
    given = {"time": "2031", "unit": "bicycle"} | changes
    return told(text, who=who, number=f"{n:,}", amount=float(n), path=path, **given)


def tax_list():
    """A sentence of a common noun that tells a target beside its fact, each by a predicate of its own."""
    text = "Parking tax of Kota Baru came to Rp 812 of the Rp 900 that it had aimed at, the mayor said.\n"
    given = {
        "who": "Parking tax of Kota Baru",
        "how": "noun",
        "unit": "IDR",
        "unit_kind": "currency",
        "trigger": "came",
    }
    yield told(text, number="Rp 812", amount=812.0, predicate="cost", **given)
    yield told(text, number="Rp 900", amount=900.0, predicate="price", status="target", **given)


def introduced(name, short, path):
    """An article that gives a name and its short form; the claim stands where the short form does."""
    text = f"{name} ({short}) sold 41,250 bicycles in 2031, {path} reports from Kota Baru.\n"
    return told(text, who=name, words=short, number="41,250", amount=41_250.0, time="2031", path=path, unit="bicycle")


def apart(folder):
    """A folder of models over the shipped ones, by whose weights nothing that is weighed is one question."""
    (folder / "weights").mkdir(parents=True)
    never = "bias = -9999\njoin = 0.5\nsame = 0.5\ncompatible = 0.5\nconflict = 0.5\n\n[weights]\n"
    (folder / "weights" / "facts.toml").write_text(never)
    return folder
