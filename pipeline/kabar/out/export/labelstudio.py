"""Label Studio: a task for each article, its claims as predictions to correct; and the corrected tasks as gold.

Regions count UTF-16 code units, as the tool does in the browser. Some of its versions export code points: a region also
holds its words, and on the way back the counting that gives these words is the one that is taken; if neither does, the
region is refused. The labelling interface that the tasks need is :func:`config`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from kabar import model
from kabar.claim.table import Inventory
from kabar.errors import ClaimsError
from kabar.out import drafts, tasks
from kabar.out.drafts import CHOICES, FIELDS, SLOTS, Draft, Span
from kabar.out.gold import GoldDocument
from kabar.out.offsets import Convert, from_utf16, to_utf16
from kabar.page import Article
from kabar.record import Claim

KINDS = ("quantity", "event")


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Of a region: its span, and labels, choices or the words of a text field."""

    start: int | None = None
    end: int | None = None
    text: str | list[str] | None = None
    labels: list[str] = []
    choices: list[str] = []


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A region, a field of a region, or a relation between two."""

    type: str
    id: str | None = None
    from_name: str | None = None
    value: Value | None = None
    from_id: str | None = None
    to_id: str | None = None
    labels: list[str] = []


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """What one person (or the prediction) says of a task."""

    result: list[Result] = []
    was_cancelled: bool = False


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """The article of a task."""

    text: str
    about: tasks.About


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A task as the tool exports it (JSON).

    Its ``predictions`` are passed over: ids in what the server exports, the predictions themselves in a snapshot.
    """

    data: Data
    annotations: list[Annotation] = []


def config(own: Iterable[str] = (), root: Path | None = None) -> str:
    """The labelling interface: paste it into the project's settings.

    Its predicates are those of the models at ``root`` (the shipped by default) and the user's ``own``.
    """
    inventory = model.table(root or model.default_root(), "shared/predicates.toml", Inventory)
    predicates = sorted({*inventory.quantity, *inventory.events.ids, *KINDS, *own})
    labels = "".join(f"    <Label value={quoteattr(name)}/>\n" for name in (*KINDS, *SLOTS))
    relations = "".join(f"    <Relation value={quoteattr(name)}/>\n" for name in SLOTS)
    anchored = 'toName="text" perRegion="true" whenTagName="span" whenLabelValue="quantity,event"'
    choices = "".join(_choices(name, values, anchored) for name, values in {"predicate": predicates, **CHOICES}.items())
    fields = "".join(
        f'  <Header value="{name}" size="6"/>\n  <TextArea name="{name}" {anchored} editable="true"/>\n'
        for name in FIELDS
    )
    return (
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n"
        f'  <Labels name="span" toName="text">\n{labels}  </Labels>\n  <Relations>\n{relations}  </Relations>\n'
        f'  <Text name="text" value="$text" granularity="symbol"/>\n{choices}{fields}</View>\n'
    )


def _choices(name: str, values: Iterable[str], anchored: str) -> str:
    inside = "".join(f"    <Choice value={quoteattr(value)}/>\n" for value in values)
    many = "multiple" if name in ("predicate", "status") else "single"
    return f'  <Choices name="{name}" {anchored} choice="{many}" layout="select">\n{inside}  </Choices>\n'


def lines(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Iterator[bytes]:
    """The tasks as a JSON list, a task a line."""
    glue = b"["
    for task in tasks.tasks(claims, articles):
        yield glue + msgspec.json.encode(_task(task))
        glue = b","
    yield b"]" if glue == b"," else b"[]"


def _task(task: tasks.Task) -> dict[str, Any]:
    convert = to_utf16(task.text)
    results = [result for claim in task.claims for result in _results(drafts.draft(claim), task.text, convert)]
    made = task.claims[0].extractor
    prediction = {"model_version": f"{made.name} {made.version}", "result": results}
    return {"data": {"text": task.text, "about": task.about}, "predictions": [prediction]}


def _results(draft: Draft, text: str, convert: Convert) -> Iterator[dict[str, Any]]:
    at = _place(draft.anchor, convert)
    yield _region(draft.where, draft.kind, draft.anchor, text, convert)
    for name, answers in draft.fields.items():
        chosen = name == "predicate" or name in CHOICES
        kind, value = ("choices", {"choices": answers}) if chosen else ("textarea", {"text": answers})
        yield {"id": draft.where, "from_name": name, "to_name": "text", "type": kind, "value": at | value}
    for slot, span in draft.spans.items():
        yield _region(f"{draft.where}-{slot}", slot, span, text, convert)
        ends = {"from_id": draft.where, "to_id": f"{draft.where}-{slot}"}
        yield {**ends, "type": "relation", "direction": "right", "labels": [slot]}


def _region(name: str, label: str, span: Span, text: str, convert: Convert) -> dict[str, Any]:
    value = _place(span, convert) | {"text": text[slice(*span)], "labels": [label]}
    return {"id": name, "from_name": "span", "to_name": "text", "type": "labels", "value": value}


def _place(span: Span, convert: Convert) -> dict[str, Any]:
    return {"start": convert(span[0]), "end": convert(span[1])}


def gold(data: bytes, where: str) -> Iterator[GoldDocument | None]:
    """Gold of tasks as the tool exports them (JSON): the last annotation of each, None where nobody has finished one.

    Raises ClaimsError naming task and region.
    """
    try:
        found = msgspec.json.decode(data, type=list[Task])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise tasks.located(where, error) from None
    for number, task in enumerate(found, 1):
        finished = [a for a in task.annotations if not a.was_cancelled]
        yield _gold(task.data, finished[-1].result, f"{where}: task {number}") if finished else None


def _gold(data: Data, results: list[Result], where: str) -> GoldDocument:
    spans = {r.id: _span(r, data.text, where) for r in results if r.type == "labels" and r.id and r.value}
    kinds = {r.id: r.value.labels[0] for r in results if r.type == "labels" and r.id and r.value and r.value.labels}
    fields: dict[str, dict[str, list[str]]] = {name: {} for name in kinds}
    for r in results:
        if r.type in ("choices", "textarea") and r.value and r.id in fields and r.from_name:
            fields[r.id][r.from_name] = _answers(r.value)
    slots: dict[str, dict[str, Span]] = {name: {} for name in kinds}
    for r in results:
        if r.type == "relation" and r.from_id in slots and r.to_id in kinds:
            slots[r.from_id][kinds[r.to_id]] = spans[r.to_id]
    anchors = [name for name, kind in kinds.items() if kind in KINDS]
    found = (Draft(f"{where}, region {n}", kinds[n], spans[n], fields[n], slots[n]) for n in anchors)
    return tasks.gold(data.about, data.text, found)


def _answers(value: Value) -> list[str]:
    return [*value.choices] or ([value.text] if isinstance(value.text, str) else [*(value.text or ())])


def _span(result: Result, text: str, where: str) -> Span:
    """The span in code points, by whichever counting gives the words of the region."""
    value = result.value
    assert value is not None
    if value.start is not None and value.end is not None:
        for convert in _countings(text):
            span = _converted(convert, value.start, value.end)
            if span and (value.text is None or text[slice(*span)] == value.text):
                return span
    what = f"region {result.id}: {str(value.text)[:60]!r} does not stand at {value.start}..{value.end}"
    raise ClaimsError(what, where, "the text of the task has changed; make the tasks again")


def _countings(text: str) -> tuple[Callable[[int], int], ...]:
    return from_utf16(text), lambda at: at


def _converted(convert: Convert, start: int, end: int) -> Span | None:
    try:
        return convert(start), convert(end)
    except ValueError:
        return None
