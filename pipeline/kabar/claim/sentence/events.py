"""Dated happenings: what a time expression dates that is not already the time of a value of the same verb."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from kabar.claim.inventory import Predicates
from kabar.claim.sentence.clauses import Clauses
from kabar.claim.sentence.frames import Hit
from kabar.claim.sentence.named import BEHIND, FALLBACK, REACH, Event, called, named, of_relative, verbal
from kabar.claim.sentence.usable import PRESENT, tells
from kabar.find.cues import NOBODY
from kabar.find.mention import Cue, Time
from kabar.find.words import VERBAL
from kabar.frozen import Frozen
from kabar.lexing import Tokens

_UNNAMED = 0.3  # a past verb without a name in the inventory, against one with a name
_ASPECT = 2.0  # `began`, `was held`: the event is a noun beside it
_UNSURE = 1.5  # ... and a form that may be no main verb
_PHRASE = frozenset("sJNPG-.")  # of the noun that a time belongs to
_QUOTED = frozenset(((",", '"'), (".", '"')))  # the end of what somebody said
_TELLING = ("V", "T", "E", "X")
_SUNK = frozenset("t,S")  # between a verb and its time: the time is of what follows
_RESOLVED = ("EtV", "TtV")
_VERB = re.compile("[VTEG]")
_TOLD = re.compile("[VTEGX]")


class Taken(Frozen, frozen=True, gc=False):
    """What the values of a sentence took: trigger tokens, and times (by their first token) with their values."""

    triggers: frozenset[int]
    times: frozenset[int]


def events_at(
    time: Time,
    hits: Sequence[Hit],
    clauses: Clauses,
    predicates: Predicates,
    tokens: Tokens,
    tags: str,
    cues: Sequence[Cue],
    taken: Taken,
    ahead: bool,
    told: Callable[[Event], bool],
) -> list[Event]:
    """The events that one time dates: none, one, or one for each of several coordinated verbs.

    ``ahead``: whether the time lies behind the publication; ``told``: whether an event is told as one, or only said
    of what is usual.
    """
    index = clauses.at(time.first)
    clause = clauses.clauses[index]
    idle = clause.kind == "comparison" and (index == 0 or not set(tags[clause.first : time.first]) & VERBAL)
    if tags[time.first - 1] == "O" and time.stop - time.first == 1 and tokens.word[time.first].islower():
        idle = True  # `the people of tomorrow`
    if idle or time.value == PRESENT or time.type not in ("DATE", "TIME"):
        return []
    saying = frozenset(
        [i for cue in cues if cue.kind == "attribution" and _says(cue, tags) for i in range(cue.first, cue.stop)]
    )
    attached = predicates.head_last and _attributive_time(time, tags)
    busy = time.first in taken.times
    if attached:
        end = time.stop + (tags[time.stop : time.stop + 1] == ",")
        while end < clauses.stop and tags[end] in _PHRASE:
            end += 1
        hits = [hit for hit in hits if time.stop <= hit.first and hit.stop <= end]
        busy = busy and tags[end : end + 1] in _TELLING  # `the May 3 blasts killed 20`: told by its verb
    blocked = saying | taken.triggers
    best = named(time, hits, clauses, tags, tokens.norm, predicates.aspect, blocked, busy, predicates.head_last)
    main = [] if busy or attached else _verbs(time, clauses, predicates, tokens, tags, blocked, ahead)
    if not (busy or attached) and clause.kind == "relative" and (best is None or best.first > time.first):
        head = of_relative(time, clause.first, hits, predicates, tokens.norm, tags, blocked)
        if head is not None:
            return [head]
    rivals = [best, *main] if best is not None else main
    for found in sorted(rivals, key=lambda e: e.cost):
        if told(found):
            break
        if tags[found.first] != "G" or (found.first < time.first and tags[found.first - 1] not in "TE"):
            return []  # `exploded Friday, killing dozens`: only a participle gives way
    else:
        return []
    rest = _coordinated(found, hits, clauses, tokens, tags, predicates, blocked)
    return [called(found, hits, clauses), *rest]


def _says(cue: Cue, tags: str) -> bool:
    """Whether a verb of saying is no event: `announced the plan` is one."""
    return not tells(cue) or cue.value == NOBODY or tags[cue.stop : cue.stop + 1] not in ("D", "J")


def _attributive_time(time: Time, tags: str) -> bool:
    """`the Feb. 23 accord`, `Thursday's ruling`: the time belongs to the noun behind it, not to a verb."""
    if tags[time.stop : time.stop + 1] == "s":
        return True
    behind = tags[time.stop : time.stop + 1]
    if behind == "," and "," in tags[time.first : time.stop] and "D" in tags[max(0, time.first - 1) : time.first + 1]:
        behind = tags[time.stop + 1 : time.stop + 2]  # `the Aug. 10, 1988, accord`
    if behind != "N" and (behind != "G" or "D" not in tags[max(0, time.first - 1) : time.first + 1]):
        return False
    return "-" in tags[time.first : time.stop] or "D" in tags[max(0, time.first - 1) : time.first + 1]


def stated(event: Event, governed: bool, title: bool, ahead: bool, predicates: Predicates, tags: str) -> bool:
    """Whether an event is told as one: no past of what lies ahead; no unnamed infinitive and, in a language with
    tenses, no unnamed present of what does not lie ahead, unless a status governs it (`ambitions to sell cars`)."""
    if ahead and tags[event.first] == "T":
        return False
    if event.predicate != FALLBACK or not event.rule.startswith("verb") or governed:
        return True
    if event.first and tags[event.first - 1] == "t":
        before = tags[max(0, event.first - 2)]
        due = ahead and before != "M" and event.first < event.time.first
        if due and not set(tags[event.first : event.time.first]) & _SUNK:
            return True  # `willing to leave tomorrow`
        return event.first > 1 and before in "TE"  # `managed to outsell`
    if tags[event.first] == "G" and event.first and tags[event.first - 1] in "TEX":
        return True  # `began notifying`, `have been marching`
    due = ahead and tags[event.first] == "V" and not set(tags[event.first : event.time.first]) & _SUNK
    return title or not predicates.tensed or tags[event.first] in "TE" or due


def _verbs(
    time: Time,
    clauses: Clauses,
    predicates: Predicates,
    tokens: Tokens,
    tags: str,
    blocked: frozenset[int],
    ahead: bool,
) -> list[Event]:
    """The verbs of the clause of the time, where no event has a name; else the noun that a verb of being dates."""
    index = clauses.at(time.first)
    clause = clauses.clauses[index]
    first, stative = clause.first, predicates.stative
    while index and clauses.clauses[index].kind == "shared" and not _TOLD.search(tags, first, clause.stop):
        index -= 1  # `clashed with police on Saturday`
        first = clauses.clauses[index].first
    held = range(time.first, time.stop)
    verbs = [
        i
        for i in [match.start() for match in _VERB.finditer(tags, first, clause.stop)]
        if i not in held and i not in blocked and _main(i, tokens, tags, stative)
        if not (tags[i - 1] == "S" and i + 1 == time.first and tokens.norm[i] in predicates.periods)
        if i < time.first or not _QUOTED & set(pairwise(tags[time.stop : i]))
    ]
    near = [(clauses.distance(i + 1, time.first), i) for i in verbs if i < time.first]
    near += [(clauses.distance(time.stop, i) + BEHIND, i) for i in verbs if i >= time.stop]
    if not near:
        noun = _copular(time, clause.first, tokens, tags, stative, predicates.periods)
        return [] if noun is None else [noun]
    aspect, out = predicates.aspect, list[Event]()
    for cost, i in near:
        if tags[i : i + 3] in _RESOLVED and ahead:
            i += 2  # `decided to admit them in March`: what lies ahead is what was decided
        past = tags[i] == "T" or (tags[i] == "E" and predicates.tensed)
        begun = tokens.norm[i] in aspect or " ".join(tokens.norm[i : i + 2]) in aspect
        cost += (_ASPECT if begun else 0.0) + (_UNNAMED if past else _UNSURE)
        out.append(Event(FALLBACK, i, i + 1, time, "verb.event", cost))
    return out


def _copular(
    time: Time, first: int, tokens: Tokens, tags: str, stative: frozenset[str], periods: frozenset[str]
) -> Event | None:
    """`Election Day is this Sunday`, `the accession was planned for March`: the subject is the event."""
    i = time.first - 1
    while i > first and tags[i] == "I":
        i -= 1
    if tokens.norm[i] in periods and tags[i - 1] not in "XAx":
        return None  # `the quarter ended July 2`
    if i <= first or not (tags[i] == "X" or (tags[i] in "EJ" and tokens.norm[i] in stative)):
        return None
    while i > first and (tags[i] in "XAx" or tokens.norm[i] in stative):
        i -= 1
    return Event(FALLBACK, i, i + 1, time, "noun.event", REACH) if tags[i] in "NP" else None


def _main(i: int, tokens: Tokens, tags: str, stative: frozenset[str]) -> bool:
    """Whether a verb may be the main one: not `Ford-branded`, not `the heated rhetoric`, not a verb of being."""
    if tags[i] == "V" and not verbal(i, tags):
        return False
    return tags[i - 1] != "-" and tokens.norm[i] not in stative and not _attributive(i, tags)


def _attributive(i: int, tags: str) -> bool:
    """`the heated rhetoric`, `convertible subordinated debentures`: a participle inside a noun phrase."""
    return (
        tags[i] in "EG"
        and i > 0
        and tags[i - 1] in ("DJMI*t" if tags[i] == "E" else "DJMI*")
        and i + 1 < len(tags)
        and tags[i + 1] in "NJ"
    )


def _coordinated(
    event: Event,
    hits: Sequence[Hit],
    clauses: Clauses,
    tokens: Tokens,
    tags: str,
    predicates: Predicates,
    blocked: frozenset[int],
) -> list[Event]:
    """`In April X obtained a prototype and published details`: the verbs of the clauses that share the time."""
    out: list[Event] = []
    if event.time.first > event.first:
        return out
    index = clauses.at(event.first)
    for clause in clauses.clauses[index + 1 :]:
        if clause.kind != "shared" or clause.first + 1 >= clause.stop or tags[clause.first] != "C":
            break
        place = next((i for i in range(clause.first + 1, clause.stop) if tags[i] not in "A"), clause.first)
        if tags[place] not in "VTE" or place in blocked or tokens.norm[place] in predicates.stative:
            break
        named = next((h for h in hits if h.first == place and h.entry.events), None)
        name = named.entry.events[0].predicate if named else FALLBACK
        out.append(Event(name, place, named.stop if named else place + 1, event.time, "verb.coordinated", REACH))
    return out
