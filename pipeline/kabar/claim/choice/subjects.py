"""Of whom or what a claim is: everything that could be meant, and how it stands to the value or event."""

from collections.abc import Sequence

from kabar.claim.choice.place import Ground, near
from kabar.claim.subject.anaphors import Reference
from kabar.claim.subject.references import References
from kabar.claim.subject.salience import Standing
from kabar.find.mention import Entity, Phrase
from kabar.find.words import VERBS
from kabar.frozen import Frozen

_WIDE = 3  # tokens that a name is stretched by on each side
_BEFORE = 3  # words before the value that tell that nobody is meant


class Candidate(Frozen, frozen=True, gc=False):
    """What may be the subject: tokens ``first`` to ``stop`` (both negative: not in the sentence), and who it is.

    ``kind``: ``name``, ``pronoun``, ``wide`` (a name with its neighbours), ``noun``, ``else`` (of another sentence),
    ``none``; ``variant``: how a name was widened, or the extent of a noun phrase.
    """

    first: int
    stop: int
    kind: str
    variant: str
    entity: Entity | None
    head: int = -1


class Before(Frozen, frozen=True, gc=False):
    """The claim before: the name of its subject (empty: nobody), its predicate and unit, first token of its sentence."""

    name: str
    predicate: str
    unit: str
    sentence: int


class Focus(Frozen, frozen=True, gc=False):
    """The value or event that a subject is wanted for, in tokens and words of the record."""

    anchor: int
    first: int
    stop: int
    trigger: int
    trigger_stop: int
    verb: int
    predicate: str
    kind: str  # unit kind of a value, `event` of an event
    unit: str
    source: str  # name of who says so, if anybody
    item: tuple[int, int, str] | None  # tokens of its item in a list, and the rule that found it
    noun: tuple[int, int] | None
    before: Before | None
    order: int  # how many values stand before it in the sentence
    orders: int  # how many values the sentence has


def candidates(
    ground: Ground, references: References, phrases: Sequence[Phrase], focus: Focus, earlier: Sequence[Entity]
) -> list[Candidate]:
    """All that could be meant, nearest sources first: the order decides ties."""
    out: list[Candidate] = []
    spans: set[tuple[int, int]] = set()
    here: set[str] = set()
    for r in references.between(ground.first, ground.stop):
        kind = "pronoun" if r.how == "pronoun" else "name"
        if (r.first, r.stop) not in spans and not (r.first <= focus.anchor < r.stop):
            spans.add((r.first, r.stop))
            here.add(r.entity.name)
            out.append(Candidate(r.first, r.stop, kind, kind, r.entity, r.first))
    for r in list(out):
        if r.kind == "name" and r.entity is not None and r.entity.type != "topic":
            for first, stop, how in _stretched(ground, r.first, r.stop):
                if (first, stop) not in spans and not first <= focus.anchor < stop:
                    spans.add((first, stop))
                    out.append(Candidate(first, stop, "wide", how, r.entity, r.head))
    for p in phrases:
        span = p.first, p.stop
        if span in spans or p.first <= focus.anchor < p.stop:
            continue
        spans.add(span)
        out.append(Candidate(p.first, p.stop, "noun", p.variant, None, p.head))
    out += [Candidate(-1, -1, "else", "else", e, -1) for e in earlier if e.name not in here]
    out.append(Candidate(-1, -1, "none", "none", None, -1))
    return out


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


def _verb(ground: Ground, focus: Focus) -> str:
    """The word of the verb that governs the value."""
    return f"{ground.language}.{ground.norm[focus.verb]}" if focus.verb >= 0 else ""


def _stretched(ground: Ground, first: int, stop: int) -> list[tuple[int, int, str]]:
    """The spans of a name with the names, numbers, nouns and adjectives beside it."""
    out = []
    for left, right, how in (("PM", "PM", "PM"), ("PNJM", "PNJM", "all"), ("NJP", "", "left"), ("", "MP", "right")):
        a, b = first, stop
        while left and first - a < _WIDE and ground.class_at(a - 1) in left:
            a -= 1
        while right and b - stop < _WIDE and ground.class_at(b) in right:
            b += 1
        if (a, b) != (first, stop):
            out.append((a, b, how))
    return out


def features(
    ground: Ground, c: Candidate, focus: Focus, references: References, standing: Standing | None
) -> list[str]:
    """The features of one candidate; each begins with the kind of the candidate, so that kinds have weights apart."""
    lang, norm = ground.language, ground.norm
    k = c.kind
    if k == "none":
        out = [
            *_as_before(ground, focus, k, ""),
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
        for i in range(1, _BEFORE + 1):
            if focus.anchor - i >= ground.first:
                out.append(f"none w{i}={lang}.{norm[focus.anchor - i]}")
        return out
    e = c.entity
    name = e.name if e is not None and k != "wide" else ground.page.tokens.slice(c.first, c.stop)
    out = [k, f"{k} v={c.variant}", *_as_before(ground, focus, k, name)]
    if e is not None:
        out += [
            f"{k} t={e.type}",
            f"{k} t={e.type} p={focus.predicate}",
            f"{k} t={e.type} k={focus.kind}",
            f"{k} kind={e.kind} p={focus.predicate}",
            f"{k} rule={e.rule}",
            f"{k} t={e.type} u={focus.unit}",
            f"{k} said={int(e.name == focus.source)} t={e.type}",
            f"{k} said={int(e.name == focus.source)} p={focus.predicate}",
        ]
    if standing is not None:
        s = standing
        out += [
            f"{k} count={min(s.count, 6)}",
            f"{k} age={near(s.age)}",
            f"{k} title={int(s.title)}",
            f"{k} title={int(s.title)} t={e.type if e else ''}",
            f"{k} opening={int(s.opening)}",
            f"{k} center={int(s.center)}",
            f"{k} subj={int(s.subject)}",
            f"{k} center={int(s.center)} p={focus.predicate}",
            f"{k} title={int(s.title)} center={int(s.center)} count={min(s.count, 3)} age={near(s.age)}",
        ]
    if k == "else":
        out += [f"else n={min(3, ground.names(ground.first, ground.stop))}", f"else sec={ground.sentence.section}"]
        return out
    first, stop = c.first, c.stop
    before = stop <= focus.anchor
    side = "L" if before else "R"
    low, high = (stop, focus.anchor) if before else (focus.stop, first)
    gap = max(0, high - low)
    left, right = ground.class_at(first - 1), ground.class_at(stop)
    lw, rw = ground.worded(first - 1), ground.worded(stop)
    a_path = ground.path(low, high)
    out += [
        f"{k} {side} d={near(gap)}",
        f"{k} {side} verbs={ground.verbs(low, high)}",
        f"{k} {side} commas={ground.commas(low, high)}",
        f"{k} {side} names={ground.names(low, high)}",
        f"{k} {side} l={left}",
        f"{k} {side} r={right}",
        f"{k} {side} l={left} r={right}",
        f"{k} {side} lw={lw}",
        f"{k} {side} rw={rw}",
        f"{k} {side} path={a_path}",
        f"{side} path={a_path}",
        f"{side} l={left} r={right} path={a_path}",
        f"{k} {side} cross={ground.crossed(first, focus.anchor)}",
        f"{k} {side} start={int(first == ground.first)}",
        f"{k} {side} p={focus.predicate}",
        f"{k} {side} k={focus.kind}",
    ]
    # to the words that say what is measured or happens
    if focus.trigger >= 0:
        t_side = "L" if stop <= focus.trigger else "R" if first >= focus.trigger_stop else "in"
        low, high = (stop, focus.trigger) if t_side == "L" else (focus.trigger_stop, first)
        t_class = ground.class_at(focus.trigger)
        t_path = ground.path(low, high) if t_side != "in" else "in"
        out += [
            f"{k} tr {t_side}{t_class} path={t_path}",
            f"tr {t_side}{t_class} path={t_path} lw={lw}",
            f"{k} tr {t_side}{t_class} d={near(max(0, high - low))}",
            f"{k} tr {t_side}{t_class} p={focus.predicate}",
            f"{k} tr {t_side}{t_class} lw={lw}",
            f"{k} tr {t_side}{t_class} p={focus.predicate} path={t_path}",
        ]
        if e is not None:
            out.append(f"{k} tr {t_side}{t_class} t={e.type} p={focus.predicate}")
    if focus.verb >= 0:
        v_side = "L" if stop <= focus.verb else "R"
        low, high = (stop, focus.verb) if v_side == "L" else (focus.verb + 1, first)
        v_path = ground.path(low, high)
        out += [f"{k} vb {v_side} path={v_path}", f"{k} vb {v_side} l={left} p={focus.predicate}"]
        word = _verb(ground, focus)
        out += [f"{k} vbw={word} {v_side}", f"{k} vbw={word} {v_side} first={int(ground.verbs(ground.first, first) == 0)}"]
    ref = Reference(first, stop, e, "named") if e is not None else None
    if ref is not None:
        out += [
            f"{k} says={int(references.speaks(ref))} t={e.type}",
            f"{k} relates={int(references.relates(ref))} r={right}",
            f"{k} locates={int(references.locates(ref))}",
        ]
    oblique = references.oblique(first)
    out += [f"{k} obl={int(oblique)} {side}", f"{k} obl={int(oblique)} {side} p={focus.predicate}"]
    if k == "pronoun":
        out += [f"pronoun w={lang}.{norm[first]}", f"pronoun theirs={int(references.is_theirs(first))}"]
    if focus.orders > 1:
        out.append(f"{k} {side} list={int(focus.order > 0)} d={near(gap)} names={ground.names(low, high)}")
    if focus.item is not None:
        a, b, rule = focus.item
        fit = "same" if (first, stop) == (a, b) else "in" if a <= first < b else "over" if first <= a < stop else "off"
        out += [f"{k} item={fit} {rule}", f"item={fit} {rule}", f"item={fit} {rule} lang={lang}"]
    if k == "noun":
        head = f"{lang}.{norm[c.head]}"
        counted = focus.noun is not None and focus.noun[0] <= c.head < focus.noun[1]
        trigger = focus.trigger <= c.head < focus.trigger_stop
        shape = ground.classes[first - ground.first : stop - ground.first]
        out += [
            f"noun head={head}",
            f"noun head={head} p={focus.predicate}",
            f"noun head={head} u={focus.unit}",
            f"noun v={c.variant} lw={lw}",
            f"noun shape={shape[:6]}",
            f"noun v={c.variant} shape={shape[:6]}",
            f"noun v={c.variant} r={right} lang={lang}",
            f"noun len={min(6, stop - first)} lang={lang}",
            f"noun tr={int(trigger)}",
            f"noun tr={int(trigger)} p={focus.predicate} v={c.variant}",
            f"noun counted={int(counted)} v={c.variant}",
            f"noun counted={int(counted)} p={focus.predicate}",
            f"noun counted={int(counted)} {side}",
            f"noun verb={int(right in VERBS)} {side}",
            f"noun v={c.variant} {side} l={left}",
            f"noun names={ground.names(first, stop)} v={c.variant}",
            f"noun end={norm[stop - 1][-3:]} lang={lang}",
            f"noun v={c.variant} l={left} lang={lang}",
        ]
    if k == "wide":
        shape = ground.classes[first - ground.first : stop - ground.first]
        out += [f"wide {c.variant} shape={shape[:6]} lang={lang}", f"wide {c.variant} l={left} r={right}"]
    return out
