"""schema.org ``Claim`` as JSON-LD: who is spoken of, the value, the time, who says so, and where it appeared.

All claims are one document. Keys without a value are left out, as JSON-LD has it. ``<`` is written as an escape, so
that the document can stand in a script element of a web page.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from kabar.out.export.annotation import listed
from kabar.record import Attribution, Claim, Document, Subject, Time, Value

CONTEXT: Final = "https://schema.org"
_TYPES = {"person": "Person", "organization": "Organization", "place": "Place", "product": "Product", "event": "Event"}
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def lines(claims: Iterable[Claim]) -> Iterator[bytes]:
    """One JSON-LD document, a claim a line."""
    head = msgspec.json.encode({"@context": CONTEXT, "@graph": []})
    return (line.replace(b"<", b"\\u003c") for line in listed(head, map(json_ld, claims)))


def json_ld(claim: Claim) -> dict[str, Any]:
    """One claim as a schema.org ``Claim``."""
    return _filled(
        {
            "@type": "Claim",
            "@id": f"urn:kabar:{claim.id}",
            "identifier": claim.key,
            "text": claim.evidence.text,
            "inLanguage": claim.document.language,
            "keywords": ", ".join([claim.predicate, claim.status, *(["denied"] if claim.negated else [])]),
            "about": _thing(claim.subject),
            "author": _thing(claim.attribution),
            "mainEntity": _value(claim.predicate, claim.value),
            "temporalCoverage": interval(claim.time),
            "spatialCoverage": claim.place and _filled({"@type": "Place", "name": claim.place.name}),
            "appearance": _article(claim.document),
        }
    )


def _thing(entity: Subject | Attribution | None) -> dict[str, Any] | None:
    if entity is None:
        return None
    wikidata = f"https://www.wikidata.org/entity/{entity.id}" if re.fullmatch(r"Q\d+", entity.id or "") else None
    other = {"identifier": None if wikidata else entity.id, "sameAs": wikidata}
    return _filled({"@type": _TYPES.get(entity.type or "", "Thing"), "name": entity.name, **other})


def _value(predicate: str, value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    exact = value.amount if value.comparison in ("=", "~") else None
    bounds = (None, None) if exact is not None else (value.min, value.max)
    per = f" per {value.per}" if value.per else ""
    return _filled(
        {
            "@type": "QuantitativeValue",
            "name": predicate,
            "description": value.text,
            "value": exact,
            "minValue": bounds[0],
            "maxValue": bounds[1],
            "unitText": (value.unit or "") + per or None,
        }
    )


def interval(time: Time | None) -> str | None:
    """ISO 8601 interval from the first to the last day, ``..`` where it is open."""
    if time is None or not (time.from_ or time.to):
        return None
    return f"{time.from_ or '..'}/{time.to or '..'}"


def _article(document: Document) -> dict[str, Any]:
    return _filled(
        {
            "@type": "NewsArticle",
            "identifier": f"urn:sha256:{document.sha256}",
            "headline": document.title,
            "url": document.url if _WEB.fullmatch(document.url or "") else None,
            "datePublished": document.published,
            "publisher": document.publisher and {"@type": "Organization", "name": document.publisher},
            "author": document.author and {"@type": "Person", "name": document.author},
        }
    )


def _filled(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value is not None}
