"""How sure a record is: small judgements over the shares of the choices, learned where those were made by folds."""

from kabar.claim.choice.judge import SURE, Judge
from kabar.claim.choice.weights import Feature
from kabar.frozen import Frozen
from kabar.record import Claim, Confidence, Value

_STEPS = 20  # of a share
_PERCENT = 100
SLOTS = ("claim", "subject", "predicate", "value", "time", "status", "attribution")
_DECISIONS = {slot: f"sure_{slot}" for slot in SLOTS}


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
    said = {slot: judge.sure(name, anchor, claim, [rows[slot]]) for slot, name in _DECISIONS.items()}
    whole = judge.sure("sure_all", anchor, claim, [*rows.values(), *_whole(claim, shares)])
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


def _rows(claim: Claim, s: Shares) -> dict[str, Feature]:
    """The features of each slot."""
    value, subject, time = claim.value, claim.subject, claim.time
    how, kind = _how(claim), _kind(claim)
    said = "null" if claim.attribution is None else str(claim.attribution.type)
    timed = None if time is None else time.anchored_on
    rule = claim.extractor.rules[0]
    return {
        "claim": (_claim, _step(s.claim), kind, claim.predicate, claim.evidence.section),
        "subject": (
            _subject,
            _step(s.subject),
            _fifth(s.subject),
            how,
            kind,
            None if subject is None else subject.type,
            claim.predicate,
        ),
        "predicate": (
            _predicate,
            _step(s.predicate),
            claim.predicate,
            kind,
            rule.split(".")[0],
            int(claim.trigger is not None),
        ),
        "value": (_event,) if value is None else _written(value, claim.predicate, rule),
        "time": (
            _time,
            _step(s.time),
            kind,
            _shape(claim),
            timed,
            int(claim.duration is not None),
            claim.document.language,
            int(time is not None),
        ),
        "status": (_status, _step(s.status), claim.status, int(claim.negated), kind),
        "attribution": (_attribution, _step(s.attribution), _fifth(s.attribution), said),
    }


def _whole(claim: Claim, s: Shares) -> list[str]:
    """The features of the whole record beside those of its slots: all shares together."""
    together = SURE
    for share in (s.claim, s.subject, s.predicate, s.time, s.status, s.attribution):
        together = together * share // SURE
    return ["all", f"all together={_step(together)}"]


def _claim(step: int, kind: str, predicate: str, section: str) -> list[str]:
    return ["claim", f"claim {step}", f"claim k={kind}", f"claim p={predicate}", f"claim {section}"]


def _subject(step: int, fifth: int, how: str, kind: str, t: str | None, predicate: str) -> list[str]:
    return [
        "subject",
        f"subject {step}",
        f"subject how={how}",
        f"subject how={how} {fifth}",
        f"subject k={kind}",
        f"subject type={t}",
        f"subject p={predicate}",
    ]


def _predicate(step: int, predicate: str, kind: str, rule: str, trigger: int) -> list[str]:
    return [
        "predicate",
        f"predicate {step}",
        f"predicate p={predicate}",
        f"predicate k={kind}",
        f"predicate rule={rule}",
        f"predicate trig={trigger}",
    ]


def _time(step: int, kind: str, shape: str, anchored: str | None, lasts: int, language: str, dated: int) -> list[str]:
    return [
        "time",
        f"time {step}",
        f"time k={kind}",
        f"time is={shape}",
        f"time on={anchored}",
        f"time lasts={lasts}",
        f"time lang={language} {dated}",
    ]


def _status(step: int, status: str, negated: int, kind: str) -> list[str]:
    return ["status", f"status {step}", f"status is={status} neg={negated}", f"status is={status} k={kind}"]


def _attribution(step: int, fifth: int, said: str) -> list[str]:
    return ["attribution", f"attribution {step}", f"attribution {said}", f"attribution {said} {fifth}"]


def _event() -> list[str]:
    return ["value", "value event"]


def _written(v: Value, predicate: str, rule: str) -> Feature:
    """How sure a value is: how it is written, and what is counted."""
    words = min(4, v.text.count(" "))
    return (_value, v.unit_kind, v.comparison, v.unit, v.per, v.change, predicate, rule, words)


def _value(
    kind: str | None,
    comparison: str,
    unit: str | None,
    per: str | None,
    change: str | None,
    predicate: str,
    rule: str,
    words: int,
) -> list[str]:
    return [
        "value",
        f"value k={kind} {comparison}",
        f"value cmp={comparison}",
        f"value k={kind} unit={int(unit is not None)}",
        f"value u={unit}",
        f"value per={per}",
        f"value ch={change} k={kind}",
        f"value p={predicate}",
        f"value rule={rule}",
        f"value words={words}",
    ]


def _how(claim: Claim) -> str:
    return "null" if claim.subject is None else claim.subject.how


def _kind(claim: Claim) -> str:
    return "event" if claim.value is None else str(claim.value.unit_kind)


def _shape(claim: Claim) -> str:
    """Which form a time has."""
    t = claim.time
    return "none" if t is None else "open" if t.value is None else "X" if "X" in t.value else str(len(t.value))


def _step(share: int) -> int:
    return share * _STEPS // (SURE + 1)


def _fifth(share: int) -> int:
    return share * 5 // (SURE + 1)
