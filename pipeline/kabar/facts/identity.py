"""Who a claim is about: one key for all names of one thing, as far as the gazetteer or an article itself says so.

A name that a gazetteer knows in any language or form has the key of its entry. A short form that an article introduces
(the words stand in its text, the name in its claims) counts for all papers, unless two names claim it
(:mod:`kabar.facts.store`). A common noun is nobody's name: ``pemerintah`` of two countries has no key, nor has a kind
of happening, an ``earthquake``: what two articles call so can be two.
"""

import re
from functools import lru_cache
from pathlib import Path

import msgspec

from kabar.facts.statement import _WORD, is_kind
from kabar.find.entities.gazetteer import read
from kabar.model import default_root, files
from kabar.record import Subject

_CAPITALS = re.compile(r"\b[^\W\d_a-z]\w*(?:[ -][^\W\d_a-z]\w*)*")  # words with a capital that stand together


class Names(msgspec.Struct, frozen=True):
    """``keys``: folded form of a name -> key of its entry. ``owners``: key -> key of maker or owner.

    ``ranks``: key of a place -> what kind of place it is (``country``, ``city``).
    """

    keys: dict[str, str]
    owners: dict[str, str]
    ranks: dict[str, str]


@lru_cache(maxsize=4)
def names(root: Path | None = None) -> Names:
    """All names of ``models/entities/``; a form that two entries share stands for neither. Raises ModelError."""
    keys: dict[str, str] = {}
    twice: set[str] = set()
    owners: dict[str, str] = {}
    ranks: dict[str, str] = {}
    for path in files(root or default_root(), "entities/*.jsonl"):
        for line in read(path):
            key = line.id or fold(line.name)
            if line.of:
                owners[key] = fold(line.of)
            if line.type == "place" and line.kind:
                ranks[key] = line.kind
            for form in {line.name, *line.names.values(), *(a for some in line.aliases.values() for a in some)}:
                if keys.setdefault(fold(form), key) != key:
                    twice.add(fold(form))
    known = {form: key for form, key in keys.items() if form not in twice}
    return Names(known, {key: known.get(owner, owner) for key, owner in owners.items()}, ranks)


def fold(name: str) -> str:
    """A name without capitals, punctuation and double spaces."""
    return " ".join(_WORD.findall(name.casefold()))


def key(subject: Subject | None, known: Names) -> str | None:
    """The key of a subject that has a name, ``None`` for all others."""
    if subject is None or subject.how == "noun" or is_kind(subject):
        return None
    form = fold(subject.name)
    return known.keys.get(form) or subject.id or form or None


def introduced(subject: Subject | None, known: Names) -> str | None:
    """The short form by which a clause calls a subject that the article names in full, folded."""
    if subject is None or subject.how != "named" or subject.text is None:
        return None
    form = fold(subject.text)
    return form if form and form != fold(subject.name) and form not in known.keys else None


def lands(text: str, known: Names) -> frozenset[str]:
    """The places of the gazetteer that a sentence names, each with its kind before it: ``country iso3166-1:ID``.

    A place in a longer name (``Bank Indonesia``) is none: only what stands alone between small words is one.
    """
    found: set[str] = set()
    for run in _CAPITALS.finditer(text):
        key = known.keys.get(fold(run[0]), "")
        if key in known.ranks:
            found.add(f"{known.ranks[key]} {key}")
    return frozenset(found)
