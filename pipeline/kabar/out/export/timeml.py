"""TimeML 1.2.1: the text of a document with its times as TIMEX3 and its claims as events, linked to their times.

Elements neither nest nor cross: where spans overlap the one that begins first (then the longer one) stands. Without
its tags the ``TEXT`` element is the document, character by character; characters that XML cannot hold are U+FFFD.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kabar.out.diff import anchor
from kabar.page import Article
from kabar.record import Claim, Document

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = {"\r": "&#13;"}  # a bare one would be read as a line feed
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT")


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    attributes: tuple[tuple[str, str], ...]


def files(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """Name and content of one file a document whose text is at hand."""
    of: dict[str, list[Claim]] = {}
    for claim in claims:
        of.setdefault(claim.document.text_sha256, []).append(claim)
    for digest, group in of.items():
        if digest in articles:
            yield f"{digest[:32]}.tml", document(group, articles[digest].text)


def document(claims: Sequence[Claim], text: str) -> str:
    """One document as TimeML."""
    tags = list(_apart(_timexes(claims) + _events(claims)))
    timex = {(t.start, t.end): dict(t.attributes)["tid"] for t in tags if t.name == "TIMEX3"}
    event = {(t.start, t.end): dict(t.attributes)["eid"] for t in tags if t.name == "EVENT"}
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n',
        f"<DOCID>{_text(claims[0].document.text_sha256)}</DOCID>\n",
        _creation(claims[0].document),
        f"<TEXT>{''.join(_inline(text, tags))}</TEXT>\n",
        *_instances(claims, event, timex),
        "</TimeML>\n",
    ]
    return "".join(parts)


def _creation(found: Document) -> str:
    if found.published is None:
        return ""
    value = (("tid", "t0"), ("type", "DATE"), ("value", found.published), ("functionInDocument", "CREATION_TIME"))
    return f"<DCT>{_open('TIMEX3', value)}{_text(found.published)}</TIMEX3></DCT>\n"


def _timexes(claims: Iterable[Claim]) -> list[_Tag]:
    """The times and durations with a value, each span once."""
    found: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {}
    for claim in claims:
        time, lasting = claim.time, claim.duration
        if time and time.value:
            kind = "TIME" if _CLOCK.match(time.value) else "DURATION" if re.match(r"P\d", time.value) else "DATE"
            rest = (("mod", time.modifier),) if time.modifier else ()
            found.setdefault((time.start, time.end), (("type", kind), ("value", time.value), *rest))
        if lasting:
            found.setdefault((lasting.start, lasting.end), (("type", "DURATION"), ("value", lasting.value)))
    return [_Tag(*span, "TIMEX3", (("tid", f"t{n}"), *found[span])) for n, span in enumerate(sorted(found), 1)]


def _events(claims: Iterable[Claim]) -> list[_Tag]:
    spans = sorted({_span(claim) for claim in claims})
    return [_Tag(*span, "EVENT", (("eid", f"e{n}"), ("class", "OCCURRENCE"))) for n, span in enumerate(spans, 1)]


def _span(claim: Claim) -> tuple[int, int]:
    """What is marked as the event: the words that say it, else the value."""
    return (claim.trigger.start, claim.trigger.end) if claim.trigger else anchor(claim)


def _apart(tags: list[_Tag]) -> Iterator[_Tag]:
    free = 0
    for tag in sorted(tags, key=lambda t: (t.start, -t.end, t.name == "EVENT")):
        if tag.start >= free and tag.end > tag.start:
            free = tag.end
            yield tag


def _inline(text: str, tags: Iterable[_Tag]) -> Iterator[str]:
    at = 0
    for tag in tags:
        yield _text(text[at : tag.start])
        yield f"{_open(tag.name, tag.attributes)}{_text(text[tag.start : tag.end])}</{tag.name}>"
        at = tag.end
    yield _text(text[at:])


def _instances(
    claims: Iterable[Claim], event: Mapping[tuple[int, int], str], timex: Mapping[tuple[int, int], str]
) -> Iterator[str]:
    """An instance of its event for each claim, and the link to its time."""
    for number, claim in enumerate(claims, 1):
        eid = event.get(_span(claim))
        if eid is None:
            continue
        polarity = "NEG" if claim.negated else "POS"
        modality = () if claim.status == "actual" else (("modality", claim.status),)
        what = (("eiid", f"ei{number}"), ("eventID", eid), ("tense", "NONE"), ("aspect", "NONE"))
        yield _open("MAKEINSTANCE", (*what, ("polarity", polarity), *modality), "/") + "\n"
        tid = timex.get((claim.time.start, claim.time.end)) if claim.time else None
        if tid:
            link = (("lid", f"l{number}"), ("relType", "IS_INCLUDED"), ("eventInstanceID", f"ei{number}"))
            yield _open("TLINK", (*link, ("relatedToTime", tid)), "/") + "\n"


def _open(name: str, attributes: Iterable[tuple[str, str]], end: str = "") -> str:
    inside = "".join(f" {key}={quoteattr(_NOT_XML.sub(chr(0xFFFD), value))}" for key, value in attributes)
    return f"<{name}{inside}{end}>"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), _ENTITIES)
