"""An article in two languages with two claims, for what goes to annotators and comes back."""

from samples import claim, document, evidence, place, raw

from kabar.page import Article, Block

RIDE = (
    "🚲🚲 Rini said on 3 May: Rantai Biru aims to sell 900 to 1,100 bicycles 🚲 in Lembang by 2033, within 2 years.\n"
)
NOTE = "Dibuka kembali pada Juni 2031, kata Rini. 🚲\r\n"
BOTH = RIDE + NOTE


def words(text, found, **more):
    return place(text, found) | more


def named(text, name, **more):
    return words(text, name, name=name, id=None, type=None, **more)


def sold():
    """A quantity with every slot, after characters outside the basic plane."""
    value = words(BOTH, "900 to 1,100", amount=None, min=900.0, max=1100.0, comparison="range", unit="bicycle")
    time = {"value": "2033", "modifier": "ON_OR_BEFORE", "from": None, "to": "2033-12-31", "edtf": None}
    return claim(
        BOTH,
        subject=named(BOTH, "Rantai Biru", how="named"),
        trigger=words(BOTH, "sell"),
        value=value | {"unit_kind": "count", "per": None, "change": None, "equivalents": []},
        time=words(BOTH, "by 2033", anchored_on="explicit") | time,
        duration=words(BOTH, "2 years", value="P2Y"),
        place={k: v for k, v in named(BOTH, "Lembang").items() if k != "type"},
        attribution=named(BOTH, "Rini"),
        status="target",
        evidence=evidence(BOTH, 0, len(RIDE) - 1),
        document=document(BOTH),
    )


def opened():
    """An event, denied, without a subject."""
    return claim(
        BOTH,
        kind="event",
        value=None,
        subject=None,
        predicate="opening",
        object=None,
        trigger=words(BOTH, "Dibuka"),
        time=words(BOTH, "Juni 2031") | {k: v for k, v in raw()["time"].items() if k not in ("text", "start", "end")},
        negated=True,
        evidence=evidence(BOTH, len(RIDE), len(BOTH) - 2),
        document=document(BOTH),
    )


CLAIMS = [sold(), opened()]
ARTICLES = {
    CLAIMS[0].document.text_sha256: Article(BOTH, (Block(0, len(BOTH), "body"),), None, None, None, None, None, None)
}
