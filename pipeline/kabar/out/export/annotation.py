"""W3C Web Annotation: one page of annotations, each of the sentence of a claim, by quote and by position.

Positions count code points, as the recommendation asks, which is how claims count them. The whole claim is a body, as
a JSON literal (JSON-LD 1.1), so that nothing is lost and no key of it is taken for a term of the vocabulary:
:func:`claim` gives it back.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from kabar.record import Claim

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
OURS: Final = {"@version": 1.1, "claim": {"@id": "urn:kabar:claim", "@type": "@json"}}


def lines(claims: Iterable[Claim]) -> Iterator[bytes]:
    """The page as one JSON-LD document, an annotation a line."""
    head = msgspec.json.encode({"@context": [CONTEXT, OURS], "type": "AnnotationPage", "items": []})
    return listed(head, map(annotation, claims))


def listed(head: bytes, items: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A document that ends with an empty list, with the items in the list, one a line."""
    glue = head.removesuffix(b"]}")
    for item in items:
        yield glue + msgspec.json.encode(item)
        glue = b","
    yield (glue if glue != b"," else b"") + b"]}"


def annotation(claim: Claim) -> dict[str, Any]:
    """One claim as an annotation."""
    evidence = claim.evidence
    quote = {"exact": evidence.text, "prefix": evidence.prefix, "suffix": evidence.suffix}
    made = claim.extractor
    return {
        "id": f"urn:kabar:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"{made.name} {made.version}"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": claim.predicate},
            {"type": "Dataset", "format": "application/json", "claim": msgspec.to_builtins(claim)},
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
    return msgspec.convert(plain["body"][1]["claim"], Claim)
