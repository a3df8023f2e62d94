"""Whether a value is a claim at all: the rules that know what is none speak, the judge decides."""

from kabar.claim.choice.place import Ground
from kabar.claim.inventory import kind_of
from kabar.claim.sentence.frames import Frame
from kabar.find.mention import Quantity

YES, NO = 0, 1  # the candidates
_LARGE = 13  # digits of an amount that are told apart


def features(
    ground: Ground, q: Quantity, anchor: int, frame: Frame, reason: str, values: int, held: bool
) -> list[list[str]]:
    """The features of yes and no; ``reason``: why a rule would refuse the value, ``held``: another claim lasts it."""
    lang, norm, kind = ground.language, ground.norm, kind_of(q)
    role = frame.rule.split(".")[0]
    size = q.amount if q.amount is not None else q.min if q.min is not None else q.max
    digits = -1 if size is None else min(_LARGE, len(str(int(abs(size)))))
    noun = "none" if q.noun is None else f"{lang}.{norm[q.noun[1] - 1]}"
    left, right = ground.class_at(anchor - 1), ground.class_at(q.stop)
    yes = [
        "yes",
        f"reason={reason}",
        f"reason={reason} k={kind}",
        f"reason={reason} p={frame.predicate}",
        f"reason={reason} lang={lang}",
        f"k={kind} p={frame.predicate}",
        f"k={kind} role={role}",
        f"k={kind} sure={frame.sure // 200}",
        f"p={frame.predicate} role={role}",
        f"k={kind} sec={ground.sentence.section}",
        f"u={q.unit}",
        f"k={kind} digits={digits}",
        f"k={kind} noun={int(q.noun is not None)} digits={digits}",
        f"k={kind} cmp={q.comparison}",
        f"k={kind} ch={q.change}",
        f"k={kind} per={int(q.per is not None)}",
        f"rule={q.rule}",
        f"k={kind} l={left}",
        f"k={kind} r={right}",
        f"k={kind} l={left} r={right}",
        f"k={kind} lw={ground.worded(anchor - 1)}",
        f"l1={lang}.{norm[anchor - 1] if anchor > ground.first else ''}",
        f"r1={lang}.{norm[q.stop] if q.stop < ground.stop else ''}",
        f"noun={noun}",
        f"k={kind} vals={min(4, values)}",
        f"k={kind} held={int(held)}",
        f"k={kind} verbs={ground.verbs(ground.first, ground.stop)}",
        f"k={kind} start={int(q.first == ground.first)} end={int(q.stop >= ground.stop - 1)}",
        f"k={kind} short={int(ground.stop - ground.first < 6)}",
        *[f"flag={flag}" for flag in q.flags],
    ]
    if q.amount is not None and abs(q.amount) <= 2:
        yes += [f"small={q.amount} k={kind}", f"small={q.amount} k={kind} r={right}", f"small={q.amount} l={left}"]
    return [yes, []]
