"""How a candidate for the subject stands to its value or event: small values, most of them without language, for the
groups of features that :mod:`kabar.claim.choice.subject_groups` writes."""

from collections.abc import Container

from kabar.claim.choice.judge import Judge
from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.subject_groups import (
    along,
    away,
    beside,
    between,
    entity,
    entity_asked,
    entity_unit,
    going_on,
    governed,
    none_asked,
    none_placed,
    noun_asked,
    noun_beside,
    noun_end,
    noun_head,
    noun_like,
    noun_shape,
    of_item,
    opens,
    sort_of,
    stands,
    trigger_path,
    verb_word,
    wide,
)
from kabar.claim.choice.subject_words import around, beside_value, told
from kabar.claim.choice.subjects import Candidate, Focus
from kabar.claim.choice.weights import Feature
from kabar.claim.subject.references import References
from kabar.claim.subject.salience import Standing
from kabar.frozen import Frozen

_SHAPE = 6  # classes of a phrase
_ENDING = 3  # letters of a word


class _Spot(Frozen, frozen=True, gc=False):
    """Where a candidate stands: its side of the value, and the classes and words beside it."""

    kind: str
    side: str
    left: str
    right: str
    before: str


class Known(Frozen, frozen=True, gc=False):
    """The values of features with many that any weight is about: paths, words of verbs, heads, endings
    and classes of nouns."""

    paths: Container[str]
    verbs: Container[str]
    heads: Container[str]
    endings: Container[str]
    likes: Container[str]


def known_by(judge: Judge) -> Known:
    """What the weights of a judge are about."""
    return Known(*[judge.known("subject", key) for key in ("path", "vbw", "head", "end", "like")])


def first(ground: Ground, c: Candidate, focus: Focus, standing: Standing | None, known: Known) -> list[Feature]:
    """The features that tell most for the least: who stands how in the article, and where beside the value."""
    if c.kind == "none":
        said = int(bool(focus.source))
        return [(none_asked, focus.predicate, focus.kind, int(focus.noun is not None), focus.unit, said)]
    k, e = c.kind, c.entity
    out: list[Feature] = [(sort_of, k, c.variant)]
    if e is not None:
        said = int(e.name == focus.source)
        out += [(entity, k, e.type, e.rule, said), (entity_asked, k, e.type, e.kind, said, focus.predicate)]
    if standing is not None:
        out.append(_standing(k, standing, "" if e is None else e.type))
    if k == "else":
        return out
    out += _placed(ground, c, focus)
    if k == "noun":
        counted = int(focus.noun is not None and focus.noun[0] <= c.head < focus.noun[1])
        trigger = int(focus.trigger <= c.head < focus.trigger_stop)
        out.append((noun_asked, c.variant, trigger, counted, focus.predicate, _side(c, focus)))
        for like in ground.like(c.head):
            if like in known.likes:
                out.append((noun_like, like, focus.predicate))
    return out


def more(ground: Ground, c: Candidate, focus: Focus, references: References, known: Known) -> list[Feature]:
    """All other features of a candidate that may be meant."""
    if c.kind == "none":
        return _nobody(ground, focus)
    k, e = c.kind, c.entity
    out: list[Feature] = [_as_before(ground, focus, k, c)]
    if e is not None:
        out += entity_unit(k, e.type, focus.kind, focus.unit)
    if k == "else":
        return out + beside_value(ground, k, "", focus)
    left, right = ground.class_at(c.first - 1), ground.class_at(c.stop)
    spot = _Spot(k, _side(c, focus), left, right, ground.worded(c.first - 1))
    out += beside_value(ground, k, spot.side, focus)
    out += around(ground, c, spot.side, spot.before)
    out += _on_way(ground, c, focus, spot, known.paths)
    out += _to_trigger(ground, c, focus, spot, known.paths)
    out += _to_verb(ground, c, focus, spot, known.verbs)
    out.append((governed, k, spot.side, int(references.oblique(c.first)), focus.predicate, focus.kind))
    if k == "noun":
        out += _phrase(ground, c, focus, spot, known)
        out.append(told(ground, c, spot.side, references.repeats))
    elif k == "wide":
        out += wide(c.variant, _shape(ground, c), ground.language, left, right)
    return out


def _side(c: Candidate, focus: Focus) -> str:
    """The side of the value on which a candidate stands."""
    return "L" if c.stop <= focus.anchor else "R"


def _nobody(ground: Ground, focus: Focus) -> list[Feature]:
    """What speaks for nobody."""
    return [
        _as_before(ground, focus, "none", None),
        (
            none_placed,
            min(4, ground.names(ground.first, ground.stop)),
            ground.sentence.section,
            ground.verbs(ground.first, focus.anchor),
            ground.path(max(ground.first, focus.trigger), focus.anchor),
        ),
    ]


def _as_before(ground: Ground, focus: Focus, kind: str, c: Candidate | None) -> Feature:
    """Whether a candidate, or nobody, is the subject of the claim before."""
    b = focus.before
    if b is None:
        return (opens, kind)
    alike = "p" if b.predicate == focus.predicate else "u" if b.unit == focus.unit else "-"
    same = not b.name if c is None else b.name == _name(ground, c)
    return (going_on, kind, int(same), int(b.sentence == ground.first), alike, int(not b.name))


def _name(ground: Ground, c: Candidate) -> str:
    """The name of a candidate; its words, where it has none of its own."""
    if c.entity is not None and c.kind != "wide":
        return c.entity.name
    return ground.page.tokens.slice(c.first, c.stop)


def _standing(k: str, s: Standing, t: str) -> Feature:
    """How an entity stands in the article."""
    title, center, opening, subject = int(s.title), int(s.center), int(s.opening), int(s.subject)
    return (stands, k, t, min(s.count, 6), near(s.age), title, center, opening, subject)


def _placed(ground: Ground, c: Candidate, focus: Focus) -> list[Feature]:
    """Where a candidate stands beside the value, and what stands beside it and between them."""
    k, side = c.kind, _side(c, focus)
    low, high = _gap(c, focus)
    gap, names = near(max(0, high - low)), ground.names(low, high)
    listed = -1 if focus.orders <= 1 else int(focus.order > 0)
    cross, start = ground.crossed(c.first, focus.anchor), int(c.first == ground.first)
    return [
        (away, k, side, gap, names, listed),
        (between, k, side, ground.verbs(low, high), ground.commas(low, high), cross, start),
        (beside, k, side, ground.class_at(c.first - 1), ground.class_at(c.stop)),
    ]


def _gap(c: Candidate, focus: Focus) -> tuple[int, int]:
    """The tokens between a candidate and the value."""
    return (c.stop, focus.anchor) if c.stop <= focus.anchor else (focus.stop, c.first)


def _on_way(ground: Ground, c: Candidate, focus: Focus, spot: _Spot, paths: Container[str]) -> list[Feature]:
    """The classes on the way to the value, and its item of a list."""
    k, side = spot.kind, spot.side
    out: list[Feature] = []
    path = ground.path(*_gap(c, focus))
    if path in paths:
        out += along(k, side, spot.left, spot.right, path)
    if focus.item is not None:
        out.append(_listed(ground, c, focus.item))
    return out


def _listed(ground: Ground, c: Candidate, item: tuple[int, int, str]) -> Feature:
    """How a candidate stands to the item of a list that the value belongs to."""
    a, b, rule = item
    fit = "in" if a <= c.first < b else "wider" if c.first <= a < c.stop else "off"
    fit = "same" if (c.first, c.stop) == (a, b) else fit
    return (of_item, c.kind, fit, rule, ground.language)


def _to_trigger(ground: Ground, c: Candidate, focus: Focus, spot: _Spot, paths: Container[str]) -> list[Feature]:
    """How a candidate stands to the words that say what is measured or happens."""
    if focus.trigger < 0:
        return []
    side = "L" if c.stop <= focus.trigger else "R" if c.first >= focus.trigger_stop else "in"
    low, high = (c.stop, focus.trigger) if side == "L" else (focus.trigger_stop, c.first)
    path = ground.path(low, high) if side != "in" else "in"
    if path not in paths:
        return []
    return [*trigger_path(spot.kind, side + ground.class_at(focus.trigger), path, spot.before, focus.predicate)]


def _to_verb(ground: Ground, c: Candidate, focus: Focus, spot: _Spot, verbs: Container[str]) -> list[Feature]:
    """The verb that governs the value, as far as any weight is about it."""
    word = ground.word(focus.verb) if focus.verb >= 0 else ""
    if not word or word not in verbs:
        return []
    side = "L" if c.stop <= focus.verb else "R"
    return [*verb_word(spot.kind, side, word, int(ground.verbs(ground.first, c.first) == 0))]


def _phrase(ground: Ground, c: Candidate, focus: Focus, spot: _Spot, known: Known) -> list[Feature]:
    """What a noun phrase is made of."""
    lang, v = ground.language, c.variant
    names, size = ground.names(c.first, c.stop), min(6, c.stop - c.first)
    out: list[Feature] = [
        (noun_shape, v, _shape(ground, c), size, names, lang),
        (noun_beside, v, spot.side, spot.left, spot.right, lang),
    ]
    head, end = ground.word(c.head), ground.norm[c.stop - 1][-_ENDING:]
    if head in known.heads:
        out += noun_head(head, focus.predicate, focus.unit)
    if end in known.endings:
        out += noun_end(end, lang)
    return out


def _shape(ground: Ground, c: Candidate) -> str:
    """The first classes of a phrase."""
    return ground.classes[c.first - ground.first : c.stop - ground.first][:_SHAPE]
