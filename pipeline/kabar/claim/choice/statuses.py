"""How a claim is meant: what rules answer, the cues of the sentence, tense and time speak for each status."""

from collections.abc import Sequence

from kabar.claim.choice.place import Ground, near
from kabar.find.mention import Cue
from kabar.frozen import Frozen

STATUSES = ("actual", "target", "planned", "expected", "possible")
_AROUND = 3  # words looked at on each side


class Told(Frozen, frozen=True, gc=False):
    """What is known of a claim: its token, its verb or measure, what rules answer, whether its time lies ahead."""

    anchor: int
    trigger: int
    ruled: str
    ahead: bool
    dated: bool
    modifier: str
    predicate: str
    kind: str


def context(ground: Ground, told: Told, cues: Sequence[Cue]) -> list[str]:
    """What is said of a claim whatever its status; ``cues`` are those of status of its sentence."""
    lang, norm = ground.language, ground.norm
    verb = ground.verb(told.anchor, told.trigger if told.trigger >= 0 else None)
    tense = ground.class_at(verb) if verb >= 0 else "-"
    before = ground.class_at(verb - 1) if verb >= 0 else "-"
    out = [
        "",
        f"ruled={told.ruled}",
        f"ruled={told.ruled} lang={lang} ev={int(told.kind == 'event')}",
        f"ruled={told.ruled} ahead={int(told.ahead)} dated={int(told.dated)}",
        f"ruled={told.ruled} mod={told.modifier}",
        f"ruled={told.ruled} p={told.predicate}",
        f"ruled={told.ruled} tense={before}{tense} lang={lang}",
        f"ruled={told.ruled} sec={ground.sentence.section}",
        f"ahead={int(told.ahead)} tense={before}{tense} lang={lang}",
        f"ahead={int(told.ahead)} k={told.kind}",
        f"p={told.predicate}",
        f"verb={lang}.{norm[verb] if verb >= 0 else ''}",
        f"cues={min(3, len(cues))} ruled={told.ruled}",
    ]
    for cue in cues:
        side = "L" if cue.first < told.anchor else "R"
        low, high = (cue.stop, told.anchor) if side == "L" else (told.anchor, cue.first)
        cross = ground.crossed(cue.first, told.anchor)
        word = " ".join(norm[cue.first : cue.stop])
        out += [
            f"cue={cue.value} {side} cross={cross}",
            f"cue={cue.value} {side} d={near(max(0, high - low))}",
            f"cue={lang}.{word} {side}",
            f"cue={lang}.{word} ruled={told.ruled}",
            f"cue={cue.rule} {side} commas={ground.commas(low, high)} verbs={ground.verbs(low, high)}",
        ]
    for i in range(1, _AROUND + 1):
        if told.anchor - i >= ground.first:
            out.append(f"wl={lang}.{norm[told.anchor - i]}")
        if verb - i >= ground.first:
            out.append(f"vl={lang}.{norm[verb - i]}")
    return out
