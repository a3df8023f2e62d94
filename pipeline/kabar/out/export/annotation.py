"""W3C Web Annotation: a claim as an annotation of its sentence, by quote and by position.

Positions count code points, as the recommendation asks, which is how claims count them. The whole claim is the body, so
that nothing is lost: :func:`claim` gives it back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kabar.record import Claim

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def lines(claims: Iterable[Claim]) -> Iterator[bytes]:
    """An annotation a line."""
    return (msgspec.json.encode(annotation(c)) for c in claims)


def annotation(claim: Claim) -> dict[str, Any]:
    """One claim as an annotation."""
    evidence = claim.evidence
    quote = {"exact": evidence.text, "prefix": evidence.prefix, "suffix": evidence.suffix}
    made = claim.extractor
    return {
        "@context": CONTEXT,
        "id": f"urn:kabar:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"{made.name} {made.version}", "models": made.models},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": claim.predicate},
            {"type": "Dataset", "format": "application/json", "value": msgspec.to_builtins(claim)},
        ],
        "target": {
            "source": source(claim),
            "selector": [
                {"type": "TextQuoteSelector", **quote},
                {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
            ],
        },
    }


def source(claim: Claim) -> str:
    """What the offsets count in: the text, by its hash. The address of the web page would be another text."""
    return f"urn:sha256:{claim.document.text_sha256}"


def claim(plain: dict[str, Any]) -> Claim:
    """The claim of an annotation that :func:`annotation` made."""
    return msgspec.convert(plain["body"][1]["value"], Claim)
