"""The shapes of ``language.toml``, ``sentences.toml`` and ``classes.toml``; those of the finders lie beside them."""

from kabar.model import Table


class LanguageTable(Table, frozen=True):
    """``function``: words that every text has; ``common``: further frequent words, for texts of few words. ``codes``:
    how others name the language. ``extends``: the language that this one builds on; what is said there of function
    and common words holds here too. ``own``: words that tell the language from its relatives (one with a capital only
    so); ``rivals``: words of close relatives without models, by language id, that the language itself does not use.
    """

    name: str
    function: list[str]
    extends: str | None = None
    codes: list[str] = []
    common: list[str] = []
    own: list[str] = []
    rivals: dict[str, list[str]] = {}


class SentencesTable(Table, frozen=True):
    """Words whose full stop does not end a sentence, without the stop, lower case.

    ``abbreviations`` never end one; ``closing`` do before one of ``starters``, the words that begin sentences.
    ``decimal_before`` stand behind a decimal whose point has a blank behind it (``6. 1 percent``).
    """

    abbreviations: list[str] = []
    closing: list[str] = []
    decimal_before: list[str] = []
    starters: list[str] = []


class ClassesTable(Table, frozen=True):
    """Words that stand in like surroundings: texts with spaces between the words, each a class; ``coarse`` classes are
    few and wide, ``fine`` ones many and narrow. Weights know a class by its place in the list.
    """

    coarse: list[str]
    fine: list[str]
