"""How sure a record is: small judgements over the shares of the choices, learned where those were made by folds."""

from kabar.claim.choice.judge import SURE, Judge
from kabar.frozen import Frozen
from kabar.record import Claim, Confidence

_STEPS = 20  # of a share
_PERCENT = 100
SLOTS = ("claim", "subject", "predicate", "value", "time", "status", "attribution")


class Shares(Frozen, frozen=True, gc=False):
    """The shares of the winners of all choices of a claim, of :data:`~kabar.claim.choice.judge.SURE`."""

    claim: int
    subject: int
    predicate: int
    time: int
    status: int
    attribution: int


def confidence(judge: Judge, anchor: int, claim: Claim, shares: Shares) -> Confidence:
    """The confidence of a claim by the shares of its choices; ``claim`` is the record without it."""
    rows = _rows(claim, shares)
    said = {slot: judge.pick(f"sure_{slot}", anchor, (claim, None), [rows[slot], []]).odds[0] for slot in SLOTS}
    both = ["all", *[rows[slot][1] for slot in SLOTS], rows["subject"][2], *rows["value"], _together(shares)]
    whole = judge.pick("sure_all", anchor, (claim, None), [both, []]).odds[0]
    value = None if claim.value is None else _share(said["value"])
    return Confidence(
        claim=_share(said["claim"]),
        subject=_share(said["subject"]),
        predicate=_share(said["predicate"]),
        value=value,
        time=_share(said["time"]),
        status=_share(said["status"]),
        attribution=_share(said["attribution"]),
        all=_share(whole),
    )


def _share(odds: int) -> float:
    """A share as a number from 0 to 1, in hundredths."""
    return (odds * _PERCENT // SURE) / _PERCENT


def _together(s: Shares) -> str:
    """The product of all shares, in steps."""
    product = SURE
    for share in (s.claim, s.subject, s.predicate, s.time, s.status, s.attribution):
        product = product * share // SURE
    return f"all together={_step(product)}"


def _rows(claim: Claim, s: Shares) -> dict[str, list[str]]:
    """The features of each slot."""
    how = "null" if claim.subject is None else claim.subject.how
    kind = "event" if claim.value is None else str(claim.value.unit_kind)
    lang, section = claim.document.language, claim.evidence.section
    said = "null" if claim.attribution is None else str(claim.attribution.type)
    return {
        "claim": [
            "claim",
            f"claim {_step(s.claim)}",
            f"claim k={kind}",
            f"claim p={claim.predicate}",
            f"claim {section}",
        ],
        "subject": [
            "subject",
            f"subject {_step(s.subject)}",
            f"subject how={how}",
            f"subject how={how} {s.subject * 5 // (SURE + 1)}",
            f"subject k={kind}",
            f"subject type={None if claim.subject is None else claim.subject.type}",
            f"subject p={claim.predicate}",
        ],
        "predicate": [
            "predicate",
            f"predicate {_step(s.predicate)}",
            f"predicate p={claim.predicate}",
            f"predicate k={kind}",
            f"predicate rule={claim.extractor.rules[0].split('.')[0]}",
            f"predicate trig={int(claim.trigger is not None)}",
        ],
        "value": _value(claim),
        "time": [
            "time",
            f"time {_step(s.time)}",
            f"time k={kind}",
            f"time is={_shape(claim)}",
            f"time on={None if claim.time is None else claim.time.anchored_on}",
            f"time lasts={int(claim.duration is not None)}",
            f"time lang={lang} {int(claim.time is not None)}",
        ],
        "status": [
            "status",
            f"status {_step(s.status)}",
            f"status is={claim.status} neg={int(claim.negated)}",
            f"status is={claim.status} k={kind}",
        ],
        "attribution": [
            "attribution",
            f"attribution {_step(s.attribution)}",
            f"attribution {said}",
            f"attribution {said} {s.attribution * 5 // (SURE + 1)}",
        ],
    }


def _value(claim: Claim) -> list[str]:
    """The features of how sure a value is: how it is written, and what is counted."""
    v = claim.value
    if v is None:
        return ["value", "value event"]
    return [
        "value",
        f"value k={v.unit_kind} {v.comparison}",
        f"value cmp={v.comparison}",
        f"value k={v.unit_kind} unit={int(v.unit is not None)}",
        f"value u={v.unit}",
        f"value per={v.per}",
        f"value ch={v.change} k={v.unit_kind}",
        f"value p={claim.predicate}",
        f"value rule={claim.extractor.rules[0]}",
        f"value words={min(4, v.text.count(' '))}",
    ]


def _shape(claim: Claim) -> str:
    """Which form a time has."""
    t = claim.time
    return "none" if t is None else "open" if t.value is None else "X" if "X" in t.value else str(len(t.value))


def _step(share: int) -> str:
    return str(share * _STEPS // (SURE + 1))
