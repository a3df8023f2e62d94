"""Sentences of an article: token ranges inside its blocks.

A sentence ends at a full stop, question or exclamation mark (with the closing quotes and brackets behind it) before
a capital, a digit, an opening quote or the end of the block, unless the stop belongs to an abbreviation or initial;
line breaks end one too. The abbreviations are data (``models/<language>/sentences.toml``).
"""

from kabar.lexing import Tokens, lex
from kabar.model import Table
from kabar.page import Article, Page, Sentence

_STOPS = frozenset(".!?\u2026")
_BOUNDS = _STOPS | {"\n"}
_CLOSERS = frozenset("\"')]\u00bb")


class SentencesTable(Table, frozen=True):
    """``abbreviations``: words whose full stop does not end a sentence, without the stop, lower case."""

    abbreviations: list[str] = []


def split(article: Article, language: str, table: SentencesTable) -> Page:
    """Lex the blocks of an article and split them into sentences."""
    tokens = Tokens(article.text, [], [], [], [])
    sentences: list[Sentence] = []
    abbreviations = frozenset(table.abbreviations)
    for index, block in enumerate(article.blocks):
        part = lex(article.text, block.start, block.end)
        offset = len(tokens)
        tokens.start.extend(part.start)
        tokens.end.extend(part.end)
        tokens.word.extend(part.word)
        tokens.norm.extend(part.norm)
        for first, stop in _ranges(tokens, offset, len(tokens), abbreviations):
            start, end = tokens.span(first, stop)
            sentences.append(Sentence(first, stop, start, end, block.section, index))
    return Page(article, language, tokens, tuple(sentences))


def _ranges(tokens: Tokens, first: int, stop: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Token ranges of the sentences between ``first`` and ``stop``, without line breaks at their ends."""
    out: list[tuple[int, int]] = []
    norm, begin = tokens.norm, first
    for i in [i for i in range(first, stop) if norm[i] in _BOUNDS]:
        if i < begin:
            continue  # one of the marks that end the sentence before
        if norm[i] == "\n":
            if begin < i:
                out.append((begin, i))
            begin = i + 1
        elif not _inside(tokens, i, stop, abbreviations):
            after = i + 1
            while after < stop and _closes(tokens, after):
                after += 1
            out.append((begin, after))
            begin = after
    if begin < stop:
        out.append((begin, stop))
    return out


def _closes(tokens: Tokens, i: int) -> bool:
    """Whether the token goes on with the end of a sentence: a further mark, a quote or bracket without space."""
    return tokens.norm[i] in _STOPS or (tokens.norm[i] in _CLOSERS and tokens.glued(i))


def _inside(tokens: Tokens, i: int, stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the mark at ``i`` does not end its sentence."""
    if i + 1 >= stop or tokens.norm[i + 1] == "\n":
        return False
    if tokens.norm[i] == "." and tokens.glued(i):
        before = tokens.norm[i - 1]
        if before in abbreviations or (len(before) == 1 and before.isalpha() and tokens.word[i - 1].isupper()):
            return True
    after = tokens.word[i + 1]
    if tokens.glued(i + 1) and after not in "\"')]\u201d\u2019":
        return True
    return after[0].islower()
