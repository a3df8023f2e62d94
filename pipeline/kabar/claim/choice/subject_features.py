"""How a candidate for the subject stands to its value or event: readable features, most of them without language.

Each begins with the kind of the candidate, so that names, nouns, pronouns and what is elsewhere have weights apart;
``p`` is the predicate, ``k`` the kind of unit, ``u`` the unit, ``t`` the type of the entity, ``tr`` the words that say
what is measured or happens, ``vb`` the verb, ``l``/``r`` the classes beside, ``lw``/``rw`` the words.
"""

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.subjects import Candidate, Focus
from kabar.claim.subject.anaphors import Reference
from kabar.claim.subject.references import References
from kabar.claim.subject.salience import Standing
from kabar.find.mention import Entity
from kabar.find.words import VERBS
from kabar.frozen import Frozen

_BEFORE = 3  # words before the value that tell that nobody is meant
_SHAPE = 6  # classes of a phrase
_ENDING = 3  # letters of a word


class _Spot(Frozen, frozen=True, gc=False):
    """Where a candidate stands: its side of the value, and the classes and words beside it."""

    kind: str
    side: str
    left: str
    right: str
    before: str


def features(
    ground: Ground, c: Candidate, focus: Focus, references: References, standing: Standing | None
) -> list[str]:
    """The features of one candidate."""
    if c.kind == "none":
        return _nobody(ground, focus)
    k, e = c.kind, c.entity
    name = e.name if e is not None and k != "wide" else ground.page.tokens.slice(c.first, c.stop)
    out = [k, f"{k} v={c.variant}", *_as_before(ground, focus, k, name)]
    if e is not None:
        out += _known(k, e, focus)
    if standing is not None:
        out += _standing(k, standing, e, focus)
    if k == "else":
        return [
            *out,
            f"else n={min(3, ground.names(ground.first, ground.stop))}",
            f"else sec={ground.sentence.section}",
        ]
    left, right = ground.class_at(c.first - 1), ground.class_at(c.stop)
    spot = _Spot(k, "L" if c.stop <= focus.anchor else "R", left, right, ground.worded(c.first - 1))
    out += _placed(ground, c, focus, spot)
    out += _to_trigger(ground, c, focus, spot)
    out += _to_verb(ground, c, focus, spot)
    out += _in_syntax(c, focus, spot, references)
    if k == "noun":
        out += _phrase(ground, c, focus, spot)
    elif k == "wide":
        out += [f"wide {c.variant} shape={_shape(ground, c)} lang={ground.language}"]
        out += [f"wide {c.variant} l={left} r={right}"]
    elif k == "pronoun":
        out += [f"pronoun w={ground.language}.{ground.norm[c.first]}"]
        out += [f"pronoun theirs={int(references.is_theirs(c.first))}"]
    return out


def _nobody(ground: Ground, focus: Focus) -> list[str]:
    """What speaks for nobody."""
    out = [
        *_as_before(ground, focus, "none", ""),
        "none",
        f"none p={focus.predicate}",
        f"none k={focus.kind}",
        f"none n={min(4, ground.names(ground.first, ground.stop))}",
        f"none s={ground.sentence.section}",
        f"none nv={ground.verbs(ground.first, focus.anchor)}",
        f"none path={ground.path(max(ground.first, focus.trigger), focus.anchor)}",
        f"none counted={int(focus.noun is not None)} {focus.kind}",
        f"none u={focus.unit}",
        f"none said={int(bool(focus.source))} p={focus.predicate}",
        f"none vbw={_verb(ground, focus)}",
    ]
    words = range(max(ground.first, focus.anchor - _BEFORE), focus.anchor)
    return out + [f"none w{focus.anchor - i}={ground.language}.{ground.norm[i]}" for i in words]


def _as_before(ground: Ground, focus: Focus, kind: str, name: str) -> list[str]:
    """Whether a candidate is the subject of the claim before: a story goes on with the same."""
    b = focus.before
    if b is None:
        return [f"prev {kind} first"]
    same, here = int(b.name == name), int(b.sentence == ground.first)
    alike = "p" if b.predicate == focus.predicate else "u" if b.unit == focus.unit else "-"
    return [
        f"prev {same} here={here}",
        f"prev {kind} {same} here={here}",
        f"prev {kind} {same} here={here} {alike}",
        f"prev {kind} {same} nobody={int(not b.name)}",
    ]


def _known(k: str, e: Entity, focus: Focus) -> list[str]:
    """What is known of an entity, and whether it is who says so."""
    said = int(e.name == focus.source)
    return [
        f"{k} t={e.type}",
        f"{k} t={e.type} p={focus.predicate}",
        f"{k} t={e.type} k={focus.kind}",
        f"{k} kind={e.kind} p={focus.predicate}",
        f"{k} rule={e.rule}",
        f"{k} t={e.type} u={focus.unit}",
        f"{k} said={said} t={e.type}",
        f"{k} said={said} p={focus.predicate}",
    ]


def _standing(k: str, s: Standing, e: Entity | None, focus: Focus) -> list[str]:
    """How an entity stands in the article."""
    title, center, age = int(s.title), int(s.center), near(s.age)
    return [
        f"{k} count={min(s.count, 6)}",
        f"{k} age={age}",
        f"{k} title={title}",
        f"{k} title={title} t={e.type if e else ''}",
        f"{k} opening={int(s.opening)}",
        f"{k} center={center}",
        f"{k} subj={int(s.subject)}",
        f"{k} center={center} p={focus.predicate}",
        f"{k} title={title} center={center} count={min(s.count, 3)} age={age}",
    ]


def _placed(ground: Ground, c: Candidate, focus: Focus, spot: _Spot) -> list[str]:
    """How a candidate stands to the value."""
    k, side, left, right = spot.kind, spot.side, spot.left, spot.right
    low, high = (c.stop, focus.anchor) if side == "L" else (focus.stop, c.first)
    gap, path, names = near(max(0, high - low)), ground.path(low, high), ground.names(low, high)
    out = [
        f"{k} {side} d={gap}",
        f"{k} {side} verbs={ground.verbs(low, high)}",
        f"{k} {side} commas={ground.commas(low, high)}",
        f"{k} {side} names={names}",
        f"{k} {side} l={left}",
        f"{k} {side} r={right}",
        f"{k} {side} l={left} r={right}",
        f"{k} {side} lw={spot.before}",
        f"{k} {side} rw={ground.worded(c.stop)}",
        f"{k} {side} path={path}",
        f"{side} path={path}",
        f"{side} l={left} r={right} path={path}",
        f"{k} {side} cross={ground.crossed(c.first, focus.anchor)}",
        f"{k} {side} start={int(c.first == ground.first)}",
        f"{k} {side} p={focus.predicate}",
        f"{k} {side} k={focus.kind}",
    ]
    if focus.orders > 1:
        out.append(f"{k} {side} list={int(focus.order > 0)} d={gap} names={names}")
    if focus.item is not None:
        out += _listed(ground, c, focus.item)
    return out


def _listed(ground: Ground, c: Candidate, item: tuple[int, int, str]) -> list[str]:
    """How a candidate stands to the item of a list that the value belongs to."""
    a, b, rule = item
    fit = "in" if a <= c.first < b else "wider" if c.first <= a < c.stop else "off"
    fit = "same" if (c.first, c.stop) == (a, b) else fit
    return [f"{c.kind} item={fit} {rule}", f"item={fit} {rule}", f"item={fit} {rule} lang={ground.language}"]


def _to_trigger(ground: Ground, c: Candidate, focus: Focus, spot: _Spot) -> list[str]:
    """How a candidate stands to the words that say what is measured or happens."""
    if focus.trigger < 0:
        return []
    k, e = spot.kind, c.entity
    side = "L" if c.stop <= focus.trigger else "R" if c.first >= focus.trigger_stop else "in"
    low, high = (c.stop, focus.trigger) if side == "L" else (focus.trigger_stop, c.first)
    at = side + ground.class_at(focus.trigger)
    path = ground.path(low, high) if side != "in" else "in"
    out = [
        f"{k} tr {at} path={path}",
        f"tr {at} path={path} lw={spot.before}",
        f"{k} tr {at} d={near(max(0, high - low))}",
        f"{k} tr {at} p={focus.predicate}",
        f"{k} tr {at} lw={spot.before}",
        f"{k} tr {at} p={focus.predicate} path={path}",
    ]
    return out if e is None else [*out, f"{k} tr {at} t={e.type} p={focus.predicate}"]


def _to_verb(ground: Ground, c: Candidate, focus: Focus, spot: _Spot) -> list[str]:
    """How a candidate stands to the verb that governs the value."""
    if focus.verb < 0:
        return []
    k, word = spot.kind, _verb(ground, focus)
    side = "L" if c.stop <= focus.verb else "R"
    path = ground.path(c.stop, focus.verb) if side == "L" else ground.path(focus.verb + 1, c.first)
    return [
        f"{k} vb {side} path={path}",
        f"{k} vb {side} l={spot.left} p={focus.predicate}",
        f"{k} vbw={word} {side}",
        f"{k} vbw={word} {side} first={int(ground.verbs(ground.first, c.first) == 0)}",
    ]


def _in_syntax(c: Candidate, focus: Focus, spot: _Spot, references: References) -> list[str]:
    """What the grammar of its sentence says of a candidate."""
    k, e = spot.kind, c.entity
    oblique = int(references.oblique(c.first))
    out = [f"{k} obl={oblique} {spot.side}", f"{k} obl={oblique} {spot.side} p={focus.predicate}"]
    if e is not None:
        ref = Reference(c.first, c.stop, e, "named")
        out += [
            f"{k} says={int(references.speaks(ref))} t={e.type}",
            f"{k} relates={int(references.relates(ref))} r={spot.right}",
            f"{k} locates={int(references.locates(ref))}",
        ]
    return out


def _phrase(ground: Ground, c: Candidate, focus: Focus, spot: _Spot) -> list[str]:
    """What a noun phrase is made of, and whether it is what is counted or measured."""
    lang, norm, v, shape = ground.language, ground.norm, c.variant, _shape(ground, c)
    head = f"{lang}.{norm[c.head]}"
    counted = int(focus.noun is not None and focus.noun[0] <= c.head < focus.noun[1])
    trigger = int(focus.trigger <= c.head < focus.trigger_stop)
    return [
        f"noun head={head}",
        f"noun head={head} p={focus.predicate}",
        f"noun head={head} u={focus.unit}",
        *[f for like in ground.like(c.head) for f in _alike(like, focus)],
        f"noun v={v} lw={spot.before}",
        f"noun shape={shape}",
        f"noun v={v} shape={shape}",
        f"noun v={v} r={spot.right} lang={lang}",
        f"noun len={min(6, c.stop - c.first)} lang={lang}",
        f"noun tr={trigger}",
        f"noun tr={trigger} p={focus.predicate} v={v}",
        f"noun counted={counted} v={v}",
        f"noun counted={counted} p={focus.predicate}",
        f"noun counted={counted} {spot.side}",
        f"noun verb={int(spot.right in VERBS)} {spot.side}",
        f"noun v={v} {spot.side} l={spot.left}",
        f"noun names={ground.names(c.first, c.stop)} v={v}",
        f"noun end={norm[c.stop - 1][-_ENDING:]} lang={lang}",
        f"noun v={v} l={spot.left} lang={lang}",
    ]


def _alike(like: str, focus: Focus) -> list[str]:
    """What is said of a noun by those of like surroundings."""
    return [f"noun like={like}", f"noun like={like} p={focus.predicate}", f"noun like={like} u={focus.unit}"]


def _shape(ground: Ground, c: Candidate) -> str:
    """The first classes of a phrase."""
    return ground.classes[c.first - ground.first : c.stop - ground.first][:_SHAPE]


def _verb(ground: Ground, focus: Focus) -> str:
    """The word of the verb that governs the value."""
    return f"{ground.language}.{ground.norm[focus.verb]}" if focus.verb >= 0 else ""
