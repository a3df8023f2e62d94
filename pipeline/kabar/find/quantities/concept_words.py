"""The table of words that decide what a quantity is about: ``concepts`` of ``units.toml``."""

import msgspec


class ConceptWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that decide what a quantity is about.

    ``loose`` prepositions open a phrase of the clause, not of the noun before (``5% of sales after the strike``);
    ``raising`` verbs have an object that is the subject of the infinitive (``expects sales to grow 5%``); ``saying``
    verbs have a subject that a pronoun behind them (and ``that``) repeats, ``plural`` ones a plural; ``with_`` opens
    a phrase with a subject of its own (``with shares trading at 5``); ``for_`` what a value is for, ``from_`` where
    it came from; ``particles`` belong to the verb before (``bring down the rate``); ``dimensions`` behind a measure
    (``37 m-long``); ``adding`` verbs have a goal (``adds 20 cents to the price``); ``participles`` of auxiliaries open
    no clause of their own (``having``); ``past`` and ``verbal``: nouns that are verbs where their clause has no other;
    ``calendar``: units of time that compare (``9% year on year``); ``degrees`` before a participle (``maximum
    sustained winds``).
    """

    loose: list[str] = []
    raising: list[str] = []
    saying: list[str] = []
    that: list[str] = []
    plural: list[str] = []
    with_: list[str] = []
    for_: list[str] = []
    from_: list[str] = []
    particles: list[str] = []
    dimensions: list[str] = []
    adding: list[str] = []
    participles: list[str] = []
    past: list[str] = []
    verbal: list[str] = []
    calendar: list[str] = []
    degrees: list[str] = []
