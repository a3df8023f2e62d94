"""What two claim files differ in: claims gained, lost and changed.

A claim is the same when document, kind, predicate and anchoring span are the same; what is left over is paired by
document and span, then by document and content (the claim has moved), then by path, place and content (the document
has changed). Versions and rules of the extractor are no difference.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from kabar.errors import printable
from kabar.record import Claim

IGNORED = frozenset({"schema_version", "id", "key", "extractor"})  # they follow from the rest, or are no content

_PROVENANCE = re.compile(r"^document\.|\.(start|end|prefix|suffix)$")


class Changed(NamedTuple):
    """A claim that both files have, with the fields that are not alike: path, old and new value."""

    old: Claim
    new: Claim
    fields: tuple[tuple[str, Any, Any], ...]


class Diff(NamedTuple):
    """The outcome: claims in the order of their file, and how many are alike."""

    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    changed: tuple[Changed, ...]
    same: int

    @property
    def differs(self) -> bool:
        """True when anything was gained, lost or changed."""
        return bool(self.gained or self.lost or self.changed)


def anchor(claim: Claim) -> tuple[int, int]:
    """The span that finds a claim: its value, else its trigger, else its sentence."""
    at = claim.value or claim.trigger or claim.evidence
    return at.start, at.end


def _same(c: Claim) -> Hashable:
    return c.document.path, c.document.position, c.document.sha256, c.kind, c.predicate, anchor(c)


def _place(c: Claim) -> Hashable:
    return c.document.path, c.document.position, c.document.sha256, c.kind, anchor(c)


def _moved(c: Claim) -> Hashable:
    return c.document.path, c.document.position, c.document.sha256, c.key


def _rewritten(c: Claim) -> Hashable:
    return c.document.path, c.document.position, c.key


def _renamed(c: Claim) -> Hashable:
    return c.document.sha256, c.kind, c.predicate, anchor(c)


PASSES: tuple[Callable[[Claim], Hashable], ...] = (_same, _place, _moved, _rewritten, _renamed)


def diff(old: Iterable[Claim], new: Iterable[Claim]) -> Diff:
    """Compare two sets of claims; each claim is paired with at most one other."""
    before, after = list(old), list(new)
    partner = _pairs(before, after)
    paired = set(partner.values())
    changed = tuple(_changed(before[partner[j]], c) for j, c in enumerate(after) if j in partner)
    return Diff(
        tuple(c for j, c in enumerate(after) if j not in partner),
        tuple(c for i, c in enumerate(before) if i not in paired),
        tuple(c for c in changed if c.fields),
        sum(not c.fields for c in changed),
    )


def _pairs(before: list[Claim], after: list[Claim]) -> dict[int, int]:
    """Number of a new claim to that of the old claim that it is."""
    partner: dict[int, int] = {}
    left, right = list(range(len(before))), list(range(len(after)))
    for key in PASSES:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for i in left:
            waiting[key(before[i])].append(i)
        for j in right:
            if waiting.get(key(after[j])):
                partner[j] = waiting[key(after[j])].popleft()
        left = sorted(i for queue in waiting.values() for i in queue)
        right = [j for j in right if j not in partner]
    return partner


def _changed(old: Claim, new: Claim) -> Changed:
    moved = old.document.sha256 != new.document.sha256
    one, other = (_plain(c, moved) for c in (old, new))
    fields = ((f, one.get(f), other.get(f)) for f in {**one, **other} if one.get(f) != other.get(f))
    return Changed(old, new, tuple(fields))


def _plain(claim: Claim, moved: bool) -> dict[str, Any]:
    """Field paths to values; of a document that has changed itself, offsets and provenance do not count."""
    leaves = _leaves(msgspec.to_builtins(claim), "")
    return {path: value for path, value in leaves if not (moved and _PROVENANCE.search(path))}


def _leaves(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if at or key not in IGNORED:
                yield from _leaves(inner, f"{at}.{key}".lstrip("."))
    else:
        yield at, value


def text(found: Diff) -> Iterator[str]:
    """The difference in lines: ``+`` gained, ``-`` lost, ``~`` changed with each field, and a line that counts."""
    for claim in found.lost:
        yield f"- {words(claim)}"
    for claim in found.gained:
        yield f"+ {words(claim)}"
    for change in found.changed:
        yield f"~ {words(change.new)}"
        for field, old, new in change.fields:
            yield f"    {field}: {_json(old)} -> {_json(new)}"
    counts = len(found.gained), len(found.lost), len(found.changed), found.same
    yield "{} gained, {} lost, {} changed, {} alike".format(*counts)


def words(claim: Claim) -> str:
    """A claim in a line: where, who, what, how much or when, and how it is said; no control character in it."""
    what = claim.value or claim.time
    who = claim.subject.name if claim.subject else "?"
    place = ":".join(p for p in (claim.document.path, claim.document.position) if p) or claim.document.sha256[:12]
    line = f"{place}:{anchor(claim)[0]} {who} {claim.predicate} {what.text if what else claim.evidence.text[:60]}"
    return printable(f"{line} [{claim.status}] {claim.id}")


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def as_json(found: Diff) -> bytes:
    """The difference as one JSON object."""
    plain = {
        "gained": found.gained,
        "lost": found.lost,
        "changed": [
            {"old": c.old.id, "new": c.new.id, "fields": [{"field": f, "old": o, "new": n} for f, o, n in c.fields]}
            for c in found.changed
        ],
        "same": found.same,
    }
    return msgspec.json.encode(plain)
