"""Whether a value is a claim at all: the rules that know what is none speak, the judge decides."""

from kabar.claim.choice import setting
from kabar.claim.choice.place import Ground
from kabar.claim.choice.weights import Feature
from kabar.claim.inventory import kind_of
from kabar.claim.sentence.frames import Frame
from kabar.find.mention import Quantity

YES, NO = 0, 1  # the candidates
_LARGE = 13  # digits of an amount that are told apart
_VALUES = 6  # of a sentence that are


def features(
    ground: Ground, q: Quantity, anchor: int, frame: Frame, reason: str, values: int, held: bool, again: bool
) -> list[list[Feature]]:
    """The features of yes and no; ``reason``: why a rule would refuse the value, ``held``: another claim lasts it,
    ``again``: the article has said it before."""
    lang, norm, kind = ground.language, ground.norm, kind_of(q)
    role, p = frame.rule.split(".")[0], frame.predicate
    size = q.amount if q.amount is not None else q.min if q.min is not None else q.max
    digits = -1 if size is None else min(_LARGE, len(str(int(abs(size)))))
    left, right, named = ground.class_at(anchor - 1), ground.class_at(q.stop), int(q.noun is not None)
    start, end = int(q.first == ground.first), int(q.stop >= ground.stop - 1)
    short, verbs = int(ground.stop - ground.first < 6), ground.verbs(ground.first, ground.stop)
    yes: list[Feature] = [
        (_refused, reason, kind, p, lang),
        (_framed, kind, p, role, frame.sure // 200),
        (_measured, kind, q.unit, digits, named, int(q.per is not None), q.change, q.comparison),
        (_beside, kind, left, right, ground.worded(anchor - 1)),
        (_placed, kind, ground.sentence.section, min(_VALUES, values), int(held), verbs, start, end, short),
        f"rule={q.rule}",
        f"l1={lang}.{norm[anchor - 1] if anchor > ground.first else ''}",
        f"r1={lang}.{norm[q.stop] if q.stop < ground.stop else ''}",
        "noun=none" if q.noun is None else f"noun={lang}.{norm[q.noun[1] - 1]}",
        *dict.fromkeys([f"flag={flag}" for flag in q.flags]),
        *([f"again k={kind}"] if again else []),
        *setting.features(ground, q.first, q.stop, anchor, kind, frame.first),
    ]
    if q.amount is not None and abs(q.amount) <= 2:
        yes.append((_small, str(q.amount), kind, left, right))
    if q.noun is not None:
        for group in ground.like(q.noun[1] - 1):
            yes += [f"like noun={group}", f"like noun={group} k={kind}"]
    return [yes, []]


def _refused(reason: str, kind: str, predicate: str, lang: str) -> list[str]:
    return [
        "yes",
        f"reason={reason}",
        f"reason={reason} k={kind}",
        f"reason={reason} p={predicate}",
        f"reason={reason} lang={lang}",
    ]


def _framed(kind: str, predicate: str, role: str, sure: int) -> list[str]:
    return [
        f"k={kind} p={predicate}",
        f"k={kind} role={role}",
        f"k={kind} sure={sure}",
        f"p={predicate} role={role}",
    ]


def _measured(
    kind: str, unit: str | None, digits: int, named: int, per: int, change: str | None, comparison: str
) -> list[str]:
    return [
        f"u={unit}",
        f"k={kind} digits={digits}",
        f"k={kind} noun={named} digits={digits}",
        f"k={kind} cmp={comparison}",
        f"k={kind} ch={change}",
        f"k={kind} per={per}",
    ]


def _beside(kind: str, left: str, right: str, before: str) -> list[str]:
    return [f"k={kind} l={left}", f"k={kind} r={right}", f"k={kind} l={left} r={right}", f"k={kind} lw={before}"]


def _placed(kind: str, section: str, values: int, held: int, verbs: int, start: int, end: int, short: int) -> list[str]:
    return [
        f"k={kind} sec={section}",
        f"k={kind} vals={values}",
        f"k={kind} held={held}",
        f"k={kind} verbs={verbs}",
        f"k={kind} start={start} end={end}",
        f"k={kind} short={short}",
    ]


def _small(amount: str, kind: str, left: str, right: str) -> list[str]:
    return [f"small={amount} k={kind}", f"small={amount} k={kind} r={right}", f"small={amount} l={left}"]
