"""How a claim is meant: what rules answer, the cues of the sentence, tense and time speak for each status."""

from collections.abc import Sequence

from kabar.claim.choice import setting
from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.weights import Feature
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


def context(ground: Ground, told: Told, cues: Sequence[Cue]) -> list[Feature]:
    """What is said of a claim whatever its status; ``cues`` are those of status of its sentence."""
    verb = ground.verb(told.anchor, told.trigger if told.trigger >= 0 else None)
    tense = ground.class_at(verb - 1) + ground.class_at(verb) if verb >= 0 else "--"
    ahead, dated = int(told.ahead), int(told.dated)
    lang, section, ruled = ground.language, ground.sentence.section, told.ruled
    out: list[Feature] = [
        (_ruled, ruled, lang, int(told.kind == "event"), ahead, dated, told.modifier, section, min(3, len(cues))),
        (_asked, ruled, told.predicate, told.kind, ahead),
        (_tensed, ruled, tense, lang, ahead),
        f"verb={lang}.{ground.norm[verb] if verb >= 0 else ''}",
    ]
    for cue in cues:
        side = "L" if cue.first < told.anchor else "R"
        low, high = (cue.stop, told.anchor) if side == "L" else (told.anchor, cue.first)
        cross, gap = ground.crossed(cue.first, told.anchor), near(max(0, high - low))
        word = " ".join(ground.norm[cue.first : cue.stop])
        out += [
            f"cue={cue.value} {side} cross={cross}",
            f"cue={cue.value} {side} d={gap}",
            f"cue={lang}.{word} {side}",
            f"cue={lang}.{word} ruled={ruled}",
            f"cue={cue.rule} {side} commas={ground.commas(low, high)} verbs={ground.verbs(low, high)}",
        ]
    for i in range(1, _AROUND + 1):
        if told.anchor - i >= ground.first:
            out.append(f"wl={ground.word(told.anchor - i)}")
        if verb - i >= ground.first:
            out.append(f"vl={ground.word(verb - i)}")
    trigger = told.trigger if told.trigger >= 0 else None
    return out + setting.features(ground, told.anchor, told.anchor + 1, told.anchor, told.kind, trigger)


def _ruled(
    ruled: str, lang: str, event: int, ahead: int, dated: int, modifier: str, section: str, cues: int
) -> list[str]:
    return [
        "",
        f"ruled={ruled}",
        f"ruled={ruled} lang={lang} ev={event}",
        f"ruled={ruled} ahead={ahead} dated={dated}",
        f"ruled={ruled} mod={modifier}",
        f"ruled={ruled} sec={section}",
        f"cues={cues} ruled={ruled}",
    ]


def _asked(ruled: str, predicate: str, kind: str, ahead: int) -> list[str]:
    return [f"ruled={ruled} p={predicate}", f"p={predicate}", f"ahead={ahead} k={kind}"]


def _tensed(ruled: str, tense: str, lang: str, ahead: int) -> list[str]:
    return [f"ruled={ruled} tense={tense} lang={lang}", f"ahead={ahead} tense={tense} lang={lang}"]


def own(ruled: str) -> dict[str, list[Feature]]:
    """The feature of the status that rules answer, beside the context."""
    return {ruled: ["same"]}
