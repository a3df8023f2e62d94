"""doccano: a line for each article with its claims as labelled spans and relations; and the corrected lines as gold.

An anchor's label is ``kind/predicate/status``; relations lead to its slots. Offsets are UTF-16 code units, which is how
the tool counts (in projects that do not count grapheme clusters). Labels are all that its spans can hold: normalized
values travel along in ``claims``, so spans can be removed, relabelled and unlinked there; a span that is new or moved
has no normalized value and is refused on the way back, with its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from kabar.errors import ClaimsError
from kabar.out import drafts, tasks
from kabar.out.drafts import NAMED, Draft, Span
from kabar.out.gold import GoldDocument
from kabar.out.offsets import Convert, from_utf16, to_utf16
from kabar.page import Article
from kabar.record import Claim

T = TypeVar("T")
OF_SLOT = {"time": ("time", "modifier"), "duration": ("duration",), **{name: (name,) for name in NAMED}}


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled span."""

    id: int
    label: str
    start_offset: int
    end_offset: int


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A slot of an anchor."""

    id: int
    from_id: int
    to_id: int
    type: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it was exported: spans in code points, fields as the annotator would write them."""

    kind: str
    anchor: Span
    fields: dict[str, list[str]]
    spans: dict[str, Span]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A record of what the tool writes; other keys that it adds are passed over.

    ``label`` is what it writes instead of entities where a project has no relations: there is nothing to link then.
    """

    text: str
    about: tasks.About
    claims: list[Known]
    entities: list[Entity] = []
    relations: list[Relation] = []
    label: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def lines(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Iterator[bytes]:
    """A line for each article whose text is at hand."""
    return (msgspec.json.encode(_line(task)) for task in tasks.tasks(claims, articles))


def _line(task: tasks.Task) -> Line:
    convert = to_utf16(task.text)
    entities: list[Entity] = []
    relations: list[Relation] = []

    def entity(label: str, span: Span) -> int:
        number = len(entities) + 1
        entities.append(Entity(id=number, label=label, start_offset=convert(span[0]), end_offset=convert(span[1])))
        return number

    found = [drafts.draft(claim) for claim in task.claims]
    for draft in found:
        start = entity(_label(draft), draft.anchor)
        for slot, span in draft.spans.items():
            relations.append(Relation(id=len(relations) + 1, from_id=start, to_id=entity(slot, span), type=slot))
    known = [Known(kind=d.kind, anchor=d.anchor, fields=dict(d.fields), spans=dict(d.spans)) for d in found]
    about = msgspec.convert(task.about, tasks.About)
    return Line(text=task.text, about=about, claims=known, entities=entities, relations=relations)


def _label(draft: Draft) -> str:
    return "/".join((draft.kind, draft.fields["predicate"][0], draft.fields["status"][0]))


def gold(data: bytes, where: str) -> Iterator[GoldDocument | None]:
    """Gold of what the tool exports, JSONL or JSON. Raises ClaimsError naming line and span."""
    if data.startswith(b"PK"):
        raise ClaimsError("a zip archive", where, "unpack it, and give the file in it")
    for place, found in _records(data, where):
        if found.label is not msgspec.UNSET:
            remedy = "make the project with relation labelling, and import what `kabar export` wrote there"
            raise ClaimsError("of a project without relations: no span is linked to its claim", place, remedy)
        yield tasks.gold(found.about, found.text, _drafts(found, place))


def _records(data: bytes, where: str) -> Iterator[tuple[str, Line]]:
    """The records with their places: those of one list, or of the lines."""
    if data.lstrip().startswith(b"["):
        for number, found in enumerate(_decoded(data, list[Line], where), 1):
            yield f"{where}: record {number}", found
        return
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            yield f"{where}:{number}", _decoded(line, Line, f"{where}:{number}")


def _decoded(data: bytes, kind: type[T], where: str) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise tasks.located(where, error) from None


def _drafts(line: Line, where: str) -> Iterator[Draft]:
    convert = from_utf16(line.text)
    entities = {e.id: e for e in line.entities}
    for entity in line.entities:
        if entity.label.count("/") == 2:
            kind, predicate, status = entity.label.split("/")
            span = _span(entity, convert, where)
            links = [r for r in line.relations if r.from_id == entity.id and r.to_id in entities]
            slots = {r.type: _span(entities[r.to_id], convert, where) for r in links}
            fields = _fields(_known(line, kind, span, slots, where), slots, line.text)
            yield Draft(where, kind, span, fields | {"predicate": [predicate], "status": [status]}, slots)


def _known(line: Line, kind: str, anchor: Span, slots: Mapping[str, Span], where: str) -> Known:
    """The exported claim of an anchor: the one that shares most of its slots."""
    rivals = [known for known in line.claims if known.kind == kind and known.anchor == anchor]
    if not rivals:
        words = line.text[slice(*anchor)][:60]
        what = f"{kind} {words!r} at {anchor[0]}..{anchor[1]} is new or moved: it has no normalized value"
        raise ClaimsError(what, where, "annotate new values in Label Studio, which has fields for them")
    return max(rivals, key=lambda known: len(known.spans.items() & slots.items()))


def _fields(known: Known, slots: Mapping[str, Span], text: str) -> dict[str, list[str]]:
    """The fields of the claim with those of slots taken away or given: a new name is the words themselves."""
    fields = dict(known.fields)
    for slot, names in OF_SLOT.items():
        if slots.get(slot) == known.spans.get(slot):
            continue
        for name in names:
            fields.pop(name, None)
        if slot in slots and slot in NAMED:
            fields[slot] = [text[slice(*slots[slot])]]
    return fields


def _span(entity: Entity, convert: Convert, where: str) -> Span:
    try:
        return convert(entity.start_offset), convert(entity.end_offset)
    except ValueError as error:
        raise tasks.located(f"{where}: span {entity.id}", error) from None
