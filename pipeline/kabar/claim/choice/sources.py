"""Who says so: the sources around a claim, the names of its sentence, and nobody."""

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.weights import Feature
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


def features(ground: Ground, v: Voice, scene: Scene) -> list[Feature]:
    """The features of one voice."""
    q, answered, section = int(scene.quoted), int(scene.answered), ground.sentence.section
    sources = min(3, scene.sources)
    if v.who is None:
        return [(_nobody, q, sources, answered, section, ground.language)]
    k, apart, cue, t = v.kind, max(-4, min(2, v.apart)), v.cue, v.who.type
    forward, backward = int(v.forward), int(v.backward)
    text = v.who.text
    out: list[Feature] = [
        (_who, k, apart, q, t, "" if cue is None else cue.rule),
        (_seen, k, apart, q, int(v.quoted), forward, backward, answered),
        (_named, k, sources, int(text[:1].isupper()), t, min(5, text.count(" ")), section),
    ]
    words = text.split() if t is None else [""]
    out.append((_ends, k, ground.language, words[0].lower(), words[-1].lower()))
    if cue is not None:
        word = " ".join(ground.norm[cue.first : cue.stop])
        out.append((_cue, k, ground.language, word, apart, cue.value, t))
    if v.apart == 0:
        out += _beside(ground, v, scene.anchor, q)
    return out


def _nobody(q: int, sources: int, answered: int, section: str, language: str) -> list[str]:
    return [
        "none",
        f"none q={q}",
        f"none n={sources} q={q}",
        f"none answered={answered} q={q}",
        f"none answered={answered} n={sources} sec={section}",
        f"none sec={section}",
        f"none lang={language}",
    ]


def _who(k: str, apart: int, q: int, t: str | None, rule: str) -> list[str]:
    return [
        k,
        f"{k} apart={apart} q={q}",
        f"{k} t={t}",
        f"{k} t={t} q={q} apart={apart}",
        f"{k} rule={rule}",
        f"{k} rule={rule} apart={apart}",
    ]


def _seen(k: str, apart: int, q: int, quoted: int, forward: int, backward: int, answered: int) -> list[str]:
    return [
        f"{k} vq={quoted} q={q} apart={apart}",
        f"{k} fw={forward} bw={backward} apart={apart}",
        f"{k} answered={answered} apart={apart} q={q}",
    ]


def _named(k: str, sources: int, upper: int, t: str | None, words: int, section: str) -> list[str]:
    return [f"{k} n={sources}", f"{k} upper={upper} t={t}", f"{k} words={words} t={t}", f"{k} sec={section}"]


def _ends(k: str, language: str, first: str, last: str) -> list[str]:
    return [f"{k} end={language}.{last}", f"{k} start={language}.{first}"]


def _cue(k: str, language: str, word: str, apart: int, value: str, t: str | None) -> list[str]:
    return [f"{k} cue={language}.{word}", f"{k} cue={language}.{word} apart={apart}", f"{k} cuev={value} t={t}"]


def _beside(ground: Ground, v: Voice, anchor: int, q: int) -> list[Feature]:
    """How a voice of the same sentence stands to the claim."""
    k, forward, backward = v.kind, int(v.forward), int(v.backward)
    side = "L" if v.first < anchor else "R"
    low, high = (v.first, anchor) if side == "L" else (anchor, v.first)
    before, starts = ground.worded(v.first - 1), int(v.first == ground.first)
    verbs, commas, cross = ground.verbs(low, high), ground.commas(low, high), ground.crossed(low, high)
    out: list[Feature] = [
        (_placed, k, side, near(high - low), verbs, commas, cross),
        (_turned, k, side, forward, backward, q, starts, before),
    ]
    if v.cue is not None:
        side = "L" if v.cue.first < anchor else "R"
        a, b = (v.cue.stop, anchor) if side == "L" else (anchor, v.cue.first)
        after, path = ground.worded(v.cue.stop), ground.path(a, b)
        out += _cue_placed(k, side, after, path, forward, backward, ground.crossed(a, b))
    return out


def _placed(k: str, side: str, gap: str, verbs: int, commas: int, cross: str) -> list[str]:
    return [f"{k} {side} d={gap}", f"{k} {side} verbs={verbs} commas={commas}", f"{k} {side} cross={cross}"]


def _turned(k: str, side: str, forward: int, backward: int, q: int, starts: int, before: str) -> list[str]:
    return [f"{k} {side} fw={forward} bw={backward} q={q}", f"{k} start={starts}", f"{k} {side} l={before}"]


def _cue_placed(k: str, side: str, after: str, path: str, forward: int, backward: int, cross: str) -> list[str]:
    return [
        f"{k} cue {side} r={after}",
        f"{k} cue {side} path={path}",
        f"{k} cue {side} fw={forward} bw={backward} cross={cross}",
    ]
