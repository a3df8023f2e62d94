"""The vocabulary of names: ``models/<language>/entities.toml`` and its checks, and the lines of gazetteers."""

from itertools import chain
from pathlib import Path

import msgspec

from kabar.errors import ModelError
from kabar.lexing import words_of
from kabar.model import Table

TYPES = frozenset({"person", "organization", "product", "place", "media", "event", "topic", "other"})


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """One line of a gazetteer; see :mod:`kabar.find.entities.gazetteer`."""

    name: str
    type: str
    id: str | None = None
    kind: str | None = None
    of: str | None = None
    names: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    from_: int | None = None
    to: int | None = None


class Topic(Table, frozen=True, kw_only=True):
    """A salient thing without a proper name (a commodity, a currency, a disease).

    ``name`` is canonical in the language, ``forms`` are what the text writes, lower case; the key of the topic is
    its id, the same in all languages. ``type`` is ``event`` for what happens (a crash, an earthquake), ``kind`` is
    ``hazard`` for what people die or fall ill of, ``commodity`` for what is dealt in.
    """

    name: str
    forms: list[str]
    type: str = "topic"
    kind: str | None = None


class Anaphor(Table, frozen=True, kw_only=True):
    """Words that stand for an entity: pronouns (``pronoun``) and definite nouns (``noun``), for the given types.

    ``kinds`` narrows to entities of these kinds where the kind is known (``car``, ``aircraft`` ...). ``bare`` nouns
    need no article or demonstrative. ``gender`` is a key of the table's ``genders``: nobody of another is meant.
    ``side`` nouns mean whoever speaks in their own sentence: the house, else the person.
    """

    types: list[str]
    kinds: list[str] = []
    gender: str | None = None
    pronouns: list[str] = []
    nouns: list[str] = []
    bare: bool = False
    side: bool = False


class SubjectWords(Table, frozen=True, kw_only=True):
    """Words that the subject rules look at.

    ``of``: words inside a noun phrase that are no nouns (``of``, ``per``). ``relatives``: pronouns whose clause is
    about the noun to their left. ``demonstratives`` make a noun definite before it (``before``) or behind it
    (``after``). ``classifiers`` stand between a common noun and its name (``jenis``), ``appositives`` before a name
    that says the same again (``namely``). ``speakers`` are pronouns for who spoke before; ``relations`` are nouns for
    somebody else than their owner (``its parent``); ``respectively`` deals values out.
    """

    of: list[str]
    relatives: list[str]
    demonstratives_before: list[str] = []
    demonstratives_after: list[str] = []
    classifiers: list[str] = []
    appositives: list[str] = []
    speakers: list[str] = []
    relations: list[str] = []
    respectively: list[str] = []


class EntitiesTable(Table, frozen=True, kw_only=True):
    """``models/<language>/entities.toml``. All words are in lower case, as matching forms.

    ``particles`` join two capitalized words (``of``, ``de``, ``bin``); ``articles`` may follow them (``the``);
    ``conjunctions`` join only inside the name of an institution. ``heads`` are words that give a name its type, at
    its start or its end, those of ``trailing`` only at its end (``Valley Federal`` is no valley). ``titles`` announce
    a person; ``portfolios`` may stand between a title and the person; ``honorifics`` belong to no name.
    ``forms_before`` and ``forms_after`` are legal forms of companies. ``never`` are capitalized words that are no
    names (months, weekdays, religions' feasts); of these, ``adjectives`` belong to one before a head (``Eastern
    Airlines``). ``openers`` are words that begin a sentence without being a name; ``demonyms`` map an adjective of a
    country to the gazetteer id of the country. ``abbreviations`` go on behind their full stop (``St. Louis``). A
    capital behind a word of ``never_after`` is no name (``dollar AS``). ``given`` are common first names of persons;
    ``small_heads`` make a name with the place behind them though they are not capitalized (``bursa Sydney``).
    ``flights`` stand before the number of a flight. ``groups`` are nouns for people and bodies that have no name but
    do and own things (``investors``). ``saying`` are the commonest verbs of saying, ``locating`` the prepositions
    before a place; an unknown name behind one of ``within`` is a place. ``lone`` are capitalized words that are
    no name by themselves but may be part of one (``EV``); letters of ``money`` that are glued to digits are an amount.
    ``directions`` stand behind a known place and are part of its name.
    ``genders`` are first names and titles by
    the gender that they give to a person.
    """

    particles: list[str]
    articles: list[str] = []
    conjunctions: list[str] = []
    heads: dict[str, list[str]]
    trailing: list[str] = []
    titles: list[str]
    portfolios: list[str] = []
    honorifics: list[str] = []
    forms_before: list[str] = []
    forms_after: list[str] = []
    never: list[str]
    adjectives: list[str] = []
    openers: list[str]
    demonyms: dict[str, str] = {}
    abbreviations: list[str] = []
    never_after: list[str] = []
    given: list[str] = []
    small_heads: list[str] = []
    flights: list[str] = []
    saying: list[str]
    locating: list[str]
    within: list[str]
    lone: list[str] = []
    money: list[str] = []
    directions: list[str] = []
    topics: dict[str, Topic] = {}
    groups: list[str] = []
    genders: dict[str, list[str]] = {}
    anaphors: list[Anaphor] = []
    subjects: SubjectWords


def check(table: EntitiesTable, path: Path | None = None) -> EntitiesTable:
    """Find what can never work: empty lists, duplicates, unknown types. Raises ModelError with file and key."""
    where = str(path) if path else "entities.toml"
    for key in ("particles", "titles", "never", "openers", "saying", "locating", "within"):
        words: list[str] = getattr(table, key)
        if not words:
            raise ModelError(f"{key} is empty", where, "name at least one word")
        _words(words, key, where)
    for kind, words in table.heads.items():
        _type(kind, "heads", where)
        _words(words, f"heads.{kind}", where)
    for anaphor in table.anaphors:
        for kind in anaphor.types:
            _type(kind, "anaphors.types", where)
        _words(anaphor.pronouns + anaphor.nouns, "anaphors", where)
        if anaphor.gender is not None and anaphor.gender not in table.genders:
            raise ModelError(f"unknown gender {anaphor.gender!r}", where, "name it in genders")
    _words(list(chain.from_iterable(table.genders.values())), "genders", where)
    _words(list(chain.from_iterable(t.forms for t in table.topics.values())), "topics", where)
    return table


def _type(kind: str, key: str, where: str) -> None:
    if kind not in TYPES:
        raise ModelError(f"unknown type {kind!r} in {key}", where, f"use one of {', '.join(sorted(TYPES))}")


def _words(words: list[str], key: str, where: str) -> None:
    seen: set[str] = set()
    for word in words:
        if not words_of(word) or word != word.lower():
            raise ModelError(f"{word!r} in {key} can never match", where, "write it in lower case")
        if word in seen:
            raise ModelError(f"{word!r} stands twice in {key}", where, "remove one")
        seen.add(word)
