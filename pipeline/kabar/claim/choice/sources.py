"""Who says so: the sources around a claim, the names of its sentence, and nobody."""

from collections.abc import Sequence

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.weights import Feature
from kabar.find.mention import Cue
from kabar.frozen import Frozen
from kabar.record import Attribution


class Voice(Frozen, frozen=True, gc=False):
    """Somebody who may say it: ``kind``: ``rule`` (what rules answer), ``source`` (by words of saying), ``words`` (the
    phrase of one of these), ``last`` (who spoke before a quotation), ``name``; ``apart``: sentences from the claim
    (negative: before); ``cue``: the words of saying; ``first``, ``stop``: its tokens."""

    who: Attribution | None
    kind: str
    apart: int
    cue: Cue | None
    first: int
    stop: int
    forward: bool
    backward: bool
    quoted: bool  # whether it stands inside a quotation


class Scene(Frozen, frozen=True, gc=False):
    """What is known of the claim: its token, whether it is quoted, sources of its sentence, what rules answer, whether
    it is an event."""

    anchor: int
    quoted: bool
    sources: int
    answered: bool
    event: bool


class _Told(Frozen, frozen=True, gc=False):
    """The words of a claim that all voices share: the first of its sentence, behind a quotation mark, and the verb that
    governs it."""

    first: str
    verb: str


def rows(ground: Ground, voices: Sequence[Voice], scene: Scene) -> list[list[Feature]]:
    """The features of each voice."""
    verb = ground.verb(scene.anchor, None)
    opening = ground.edge(ground.first + (ground.classes[:1] == '"'))
    told = _Told(opening, ground.word(verb) if verb >= 0 else "-")
    return [_features(ground, voice, scene, told) for voice in voices]


def _features(ground: Ground, v: Voice, scene: Scene, told: _Told) -> list[Feature]:
    """The features of one voice."""
    q, answered, event = int(scene.quoted), int(scene.answered), int(scene.event)
    sources = min(3, scene.sources)
    if v.who is None:
        marks = int('"' in ground.classes)
        return [
            (_nobody, q, sources, answered, event, ground.classes[-1:], marks),
            *_around(ground, scene.anchor, told),
        ]
    k, apart, cue, t = v.kind, max(-4, min(2, v.apart)), v.cue, v.who.type
    forward, backward = int(v.forward), int(v.backward)
    text = v.who.text
    out: list[Feature] = [
        (_who, k, apart, q, t, "" if cue is None else cue.rule),
        (_seen, k, apart, q, int(v.quoted), forward, backward, answered),
        (_named, k, sources, int(text[:1].isupper()), t, min(5, text.count(" "))),
        (_between, k, apart, event, ground.tags[v.first - 1 : v.first], ground.tags[v.stop : v.stop + 2]),
    ]
    words = text.split() if t is None else [""]
    out.append((_ends, k, ground.language, words[0].lower(), words[-1].lower()))
    out += _neighbours(ground, v, k)
    out.append(f"{k} apart={apart} w1={told.first}")
    if cue is not None:
        word = " ".join(ground.norm[cue.first : cue.stop])
        out.append((_cue, k, ground.language, word, apart, cue.value, t))
        out.append(f"{k} apart={apart} cr={_word(ground, cue.stop)}")
    if t is None:
        out += [f"{k} head={c}" for c in ground.like(v.stop - 1)]
    if v.apart == 0:
        out.append(f"{k} ev={event} vb={told.verb}")
        out += _beside(ground, v, scene.anchor, q)
    return out


def _nobody(q: int, sources: int, answered: int, event: int, end: str, marks: int) -> list[str]:
    return [
        "none",
        f"none q={q}",
        f"none n={sources} q={q}",
        f"none answered={answered} q={q}",
        f"none ev={event}",
        f"none ev={event} answered={answered} q={q}",
        f"none end={end} q={q}",
        f"none marks={marks} q={q}",
    ]


def _around(ground: Ground, anchor: int, told: _Told) -> list[str]:
    """The words around a claim that the paper itself may say."""
    return [
        f"none w1={told.first}",
        f"none lw={ground.edge(anchor - 1)}",
        f"none rw={ground.edge(anchor + 1)}",
        f"none vb={told.verb}",
    ]


def _word(ground: Ground, i: int) -> str:
    """The word of a token of any sentence."""
    return ground.word(i) if 0 <= i < len(ground.norm) else "$"


def _neighbours(ground: Ground, v: Voice, k: str) -> list[str]:
    """The words before and behind a voice, and what words are like the one behind."""
    out = [f"{k} lw={_word(ground, v.first - 1)}", f"{k} rw={_word(ground, v.stop)}"]
    if v.stop < len(ground.norm):
        out += [f"{k} like={c}" for c in ground.like(v.stop)]
    return out


def _between(k: str, apart: int, event: int, before: str, behind: str) -> list[str]:
    return [
        f"{k} ev={event} apart={apart}",
        f"{k} lc={before} apart={apart}",
        f"{k} rc={behind[:1]} apart={apart}",
        f"{k} rc={behind}",
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


def _named(k: str, sources: int, upper: int, t: str | None, words: int) -> list[str]:
    return [f"{k} n={sources}", f"{k} upper={upper} t={t}", f"{k} words={words} t={t}"]


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
