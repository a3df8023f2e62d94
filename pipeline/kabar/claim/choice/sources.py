"""Who says so: the sources around a claim, the names of its sentence, and nobody."""

from kabar.claim.choice.place import Ground, near
from kabar.find.mention import Cue
from kabar.frozen import Frozen
from kabar.record import Attribution


class Voice(Frozen, frozen=True, gc=False):
    """Somebody who may say it: ``kind``: ``rule`` (what rules answer), ``source`` (beside words of saying), ``name``;
    ``apart``: sentences from the claim (negative: before); ``cue``: the words of saying; ``first``: its token."""

    who: Attribution | None
    kind: str
    apart: int
    cue: Cue | None
    first: int
    forward: bool
    backward: bool
    quoted: bool  # whether it stands inside a quotation


class Scene(Frozen, frozen=True, gc=False):
    """What is known of the claim: its token, whether it is quoted, sources of its sentence, what rules answer."""

    anchor: int
    quoted: bool
    sources: int
    answered: bool


def features(ground: Ground, v: Voice, scene: Scene) -> list[str]:
    """The features of one voice."""
    q = int(scene.quoted)
    if v.who is None:
        return [
            "none",
            f"none q={q}",
            f"none n={min(3, scene.sources)} q={q}",
            f"none answered={int(scene.answered)} q={q}",
            f"none answered={int(scene.answered)} n={min(3, scene.sources)} sec={ground.sentence.section}",
            f"none sec={ground.sentence.section}",
            f"none lang={ground.language}",
        ]
    k, lang, norm = v.kind, ground.language, ground.norm
    apart = max(-4, min(2, v.apart))
    rule = "" if v.cue is None else v.cue.rule
    t = v.who.type
    out = [
        k,
        f"{k} apart={apart} q={q}",
        f"{k} t={t}",
        f"{k} t={t} q={q} apart={apart}",
        f"{k} rule={rule}",
        f"{k} rule={rule} apart={apart}",
        f"{k} vq={int(v.quoted)} q={q} apart={apart}",
        f"{k} fw={int(v.forward)} bw={int(v.backward)} apart={apart}",
        f"{k} answered={int(scene.answered)} apart={apart} q={q}",
        f"{k} n={min(3, scene.sources)}",
        f"{k} upper={int(v.who.text[:1].isupper())} t={t}",
        f"{k} words={min(5, v.who.text.count(' '))} t={t}",
        f"{k} sec={ground.sentence.section}",
        f"{k} end={lang}.{v.who.text.split()[-1].lower() if t is None else ''}",
        f"{k} start={lang}.{v.who.text.split()[0].lower() if t is None else ''}",
    ]
    if v.cue is not None:
        word = " ".join(norm[v.cue.first : v.cue.stop])
        out += [f"{k} cue={lang}.{word}", f"{k} cue={lang}.{word} apart={apart}", f"{k} cuev={v.cue.value} t={t}"]
    if v.apart == 0:
        side = "L" if v.first < scene.anchor else "R"
        low, high = (v.first, scene.anchor) if side == "L" else (scene.anchor, v.first)
        out += [
            f"{k} {side} d={near(high - low)}",
            f"{k} {side} verbs={ground.verbs(low, high)} commas={ground.commas(low, high)}",
            f"{k} {side} fw={int(v.forward)} bw={int(v.backward)} q={q}",
            f"{k} {side} cross={ground.crossed(low, high)}",
            f"{k} start={int(v.first == ground.first)}",
            f"{k} {side} l={ground.worded(v.first - 1)}",
        ]
        if v.cue is not None:
            cue_side = "L" if v.cue.first < scene.anchor else "R"
            a, b = (v.cue.stop, scene.anchor) if cue_side == "L" else (scene.anchor, v.cue.first)
            out += [
                f"{k} cue {cue_side} r={ground.worded(v.cue.stop)}",
                f"{k} cue {cue_side} path={ground.path(a, b)}",
                f"{k} cue {cue_side} fw={int(v.forward)} bw={int(v.backward)} cross={ground.crossed(a, b)}",
            ]
    return out
