"""A coarse word class for every token, from closed word lists and shape: the cheap substitute for a tagger.

One character a token (``CLASSES``). Look-up is one dictionary access for a known word, at most four for an unknown
one, and only words that can be noun or verb (``plans``, ``report``) look at their neighbours.

| class | | class | |
| --- | --- | --- | --- |
| ``D`` | determiner, article, possessive | ``V`` | verb, base or present |
| ``I`` | preposition | ``T`` | verb, past tense only (``rose``) |
| ``O`` | the preposition of possession (``of``) | ``E`` | past or participle (``sold``), passive (``dijual``) |
| ``t`` | infinitive mark or direction (``to``) | ``G`` | participle in ``-ing`` |
| ``C`` | conjunction, coordinating | ``J`` | adjective |
| ``S`` | subordinator, relative (``which``, ``yang``) | ``A`` | adverb, particle |
| ``R`` | pronoun | ``P`` | proper name (capital that is no sentence start) |
| ``X`` | auxiliary, modal | ``N`` | noun or unknown word |
| ``x`` | negation | ``M`` | digits, number word |
| ``Q`` | quantifier (``several``) | ``s`` | clitic (``'s``) |
| ``,`` | comma, semicolon, colon | ``.`` | full stop, question mark, exclamation mark |
| ``(`` | opening bracket | ``)`` | closing bracket |
| ``-`` | dash, hyphen, slash | ``"`` | quotation mark |
| ``$`` | currency mark | ``*`` | any other mark, percent |
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import partial

from kabar.errors import ModelError
from kabar.find.tables import Affix, WordsTable
from kabar.lexing import Tokens
from kabar.memo import Known, Memo
from kabar.page import Page, Sentence

CLASSES = frozenset('DIOtCSRXxQVTEGJAPNMs,.()-"$*')
_MARKS = {
    **dict.fromkeys(",;:", ","),
    **dict.fromkeys(".?!\u2026", "."),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("-/", "-"),
    '"': '"',
}
_OPENING = frozenset("\"`_:([*'\u2022")  # behind these a capital says little
_EITHER = "v"  # a word that may be noun or verb, until it is decided
VERBS = frozenset("VTEX")  # what tells of a subject: verbs, pasts, participles, auxiliaries
VERBAL = frozenset("VTEG")  # verbs in any form, without auxiliaries
VERB_GROUP = frozenset("AXxtVTEG")  # what may stand in a verb group, to the left of its main verb


class WordTagger:
    """Tags the tokens of a page."""

    def __init__(self, table: WordsTable, common: str = "") -> None:
        """``common``: further words that are no names, with spaces between."""
        self._noun_verbs = frozenset(
            form for base in table.noun_verbs for form in (base, _inflect(base, table)[0]) if form
        )
        self._tags: dict[str, str] = {}
        for tag, words in table.closed.items():
            if tag not in CLASSES:
                raise ModelError(f"unknown word class {tag!r}", "words.toml: closed", "use a letter of find/words.py")
            for word in words:
                self._tags.setdefault(word, tag)
        for base, past, participle in table.irregular:
            present, _, ing = _inflect(base, table)
            once = past == participle
            self._learn(((base, "V"), (present, "V"), (ing, "G"), (past, "E" if once else "T"), (participle, "E")))
        for base in (*table.verbs, *table.doubling, *table.noun_verbs):
            present, past, ing = _inflect(base, table)
            self._learn(((base, "V"), (present, "V"), (past, "E"), (ing, "G")))
        self._learn((word, "N") for word in table.affix_exceptions)
        self._affixes = Memo(partial(_fitting, table.affixes))
        self._clitics = tuple(table.clitics)
        self._common = frozenset(common.split())
        self._derivations = tuple(map(tuple, table.derivations))
        self._strange = Memo(self._looks_strange)
        self._approximators = frozenset(table.approximators)
        undecided = {word: _EITHER for word, tag in self._tags.items() if tag == "V" and word in self._noun_verbs}
        self._classes = Known(self._tags | undecided, self._classify)

    def tag(self, page: Page) -> str:
        """One character a token; see the module's table of classes."""
        norms, words, capitals = page.tokens.norm, page.tokens.word, page.capitals
        tags = list(map(self._classes.__getitem__, norms))
        names: set[str] = set()
        starts: list[int] = []
        at = 0
        for sentence in page.sentences:
            below = bisect_left(capitals, sentence.stop, at)
            if below > at:
                starts.append(self._capitals(page.tokens, sentence, capitals[at:below], tags, names))
            at = below
        for i in starts:  # an unknown word that starts a sentence is a name if it is one elsewhere
            if tags[i] == "N" and words[i] in names:
                tags[i] = "P"
        return self._decided(norms, tags)

    def _classify(self, norm: str) -> str:
        """Class of a word (matching form) that is not in the vocabulary, by itself."""
        first = norm[0]
        if first.isalpha():
            return self._guess(norm) if norm.endswith(self._clitics) else self._affix(norm)
        if first.isdigit():
            return "M"
        if first == "'" and len(norm) > 1:
            return "s"
        return _MARKS.get(first) or ("$" if _is_currency(first) else "*")

    def is_open(self, norm: str) -> bool:
        """Whether nothing but the default makes the word (matching form) a noun: no list and no ending."""
        return norm not in self._tags and self._rule(norm) is None

    def is_strange(self, norm: str) -> bool:
        """Whether the word is neither common nor made of a common one."""
        return self._strange[norm]

    def _looks_strange(self, norm: str) -> bool:
        if norm in self._common or not self.is_open(norm):
            return False
        for ending, other in self._derivations:
            stem = norm[: -len(ending)] + other
            if len(stem) > 2 and norm.endswith(ending) and (stem in self._common or not self.is_open(stem)):
                return False
        return True

    def _learn(self, rows: Iterable[tuple[str, str]]) -> None:
        for form, tag in rows:
            if form:
                self._tags.setdefault(form, tag)

    def _guess(self, norm: str) -> str:
        for clitic in self._clitics:
            if norm.endswith(clitic) and len(norm) > len(clitic) + 2:
                stem = norm[: -len(clitic)]
                tag = self._tags.get(stem) or self._affix(stem)
                short = tag == "N" and len(clitic) < 3 and stem not in self._tags  # mengaku is no menga of mine
                return self._affix(norm) if short else tag
        return self._affix(norm)

    def _affix(self, norm: str) -> str:
        return self._rule(norm) or "N"

    def _rule(self, norm: str) -> str | None:
        """The class by the first rule of affixes that fits."""
        size = len(norm)
        for tag, prefix, suffix, length in self._affixes[norm[0] + norm[-1]]:
            if size >= length and norm.startswith(prefix) and norm.endswith(suffix):
                return tag
        return None

    def _capitals(
        self, tokens: Tokens, sentence: Sentence, capital: list[int], tags: list[str], names: set[str]
    ) -> int:
        """Proper names by capital letter; in a headline, where most words have one, vocabulary goes first.

        Adds the names to ``names``; returns the token that starts the sentence.
        """
        words = tokens.word
        start, stop = sentence.first, sentence.stop
        headline = False
        if len(capital) > 2 and len(capital) * 4 > stop - start:
            small = len([word for word in words[start:stop] if len(word) > 3 and word[0].islower()])
            headline = small * 3 < len(capital)
        while start < stop and tags[start] in '"(-,.*':
            start += 1
        for i in capital:
            tag = tags[i]
            if tag in "RD":
                if tag == "R" and len(words[i]) > 1 and words[i].isupper():
                    tags[i] = "P"  # US, IT
            elif i == start or tokens.norm[i - 1] in _OPENING:
                if tag == "N" and self._starts_name(tokens, i, stop):
                    tags[i] = "P"
            elif not headline:
                tags[i] = "P"
                names.add(words[i])
            elif tag == "N" and self.is_strange(tokens.norm[i]):
                tags[i] = "P"
        return start

    def _starts_name(self, tokens: Tokens, i: int, stop: int) -> bool:
        """Whether an unknown capitalized word that starts a sentence looks like a name."""
        word = tokens.word[i]
        if word[1:] != word[1:].lower() or word[-1].isdigit():
            return True
        if self.is_strange(tokens.norm[i]):
            return True
        after = i + 1
        return after < stop and (tokens.word[after][0].isupper() or tokens.norm[after][0] == "'")

    def _decided(self, norms: list[str], tags: list[str]) -> str:
        """The classes, with those words decided that are noun or verb, by what stands before and after."""
        classes = "".join(tags)
        if _EITHER not in classes:
            return classes
        last = len(tags) - 1
        for i in [m.start() for m in re.finditer(_EITHER, classes)]:
            before = tags[i - 1] if i else "."
            after = tags[i + 1] if i < last else "."
            if after in "IA" and i + 2 <= last and tags[i + 2] in "M$" and norms[i + 1] in self._approximators:
                after = tags[i + 2]  # costs about $40
            elif after in "It" and tags[i + 2 : i + 3] in (["M"], ["$"]) and (before == "C" or norms[i][-1] != "s"):
                after = tags[i + 2]  # and runs at 3 GHz, prices start at $5
            second = after == "t" and before in "NP" and any(t in "XVT" for t in tags[max(0, i - 12) : i])
            verb = not second and self._is_verb(norms[i], before, after, tags[i - 2] if i > 1 else ".", norms[i - 1])
            tags[i] = "V" if verb else "N"
        return "".join(tags)

    def _is_verb(self, norm: str, before: str, after: str, earlier: str, word: str) -> bool:
        """``before``, ``after``, ``earlier``: the classes beside it; ``word``: what stands before it."""
        if before in "XtRx":
            return True
        if (before == "," and after == "t") or (before == "M" and after == "$"):
            return True  # the maker, plans to; a bag of 10 costs $4
        if after in "M$" and ((before == "C" and norm[-1] == "s") or (before == "N" and word[-1] == "s")):
            return True  # and costs $5, stars spin 5 times
        if before in "NPSA" and norm[-1] == "s":
            return after in "DtMR$P" or (before in "PS" and after in "JSA" and earlier != "M")
        return before == "S" or (before == "N" and after in "DR")


def _fitting(affixes: list[Affix], ends: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], int]]:
    """Tag, prefixes, suffixes and length of the rules that may fit a word with this first and last letter."""
    rows = [(a.tag, tuple(a.prefix) or ("",), tuple(a.suffix) or ("",), a.length) for a in affixes]
    return [
        row
        for row in rows
        if any(p[:1] in ("", ends[0]) for p in row[1]) and any(s[-1:] in ("", ends[-1]) for s in row[2])
    ]


def _is_currency(mark: str) -> bool:
    return mark in "$\u00a2\u00a3\u00a4\u00a5" or "\u20a0" <= mark <= "\u20cf"


def _inflect(base: str, table: WordsTable) -> tuple[str, str, str]:
    """Present, past and participle of a regular base; empty strings where the language has no inflection."""
    if base in table.doubling:
        stem = base + base[-1]
        rule = next((r for r in table.inflection if not r.ends[0]), None)
        return (base + rule.present, stem + rule.past, stem + rule.participle) if rule else ("", "", "")
    for rule in table.inflection:
        if base.endswith(tuple(rule.ends)):
            stem = base[: len(base) - rule.cut]
            return stem + rule.present, stem + rule.past, stem + rule.participle
    return "", "", ""
