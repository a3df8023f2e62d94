"""Which item of a list a value belongs to: dealt out one by one, or each beside its own.

A candidate and a feature for the choice of subjects, not a decision. Three kinds, by word classes alone: **dealt**
(``Audi and Fiat sold 300 and 400 cars, respectively``), **listed** (``beras 3 ton, jagung 4 ton dan kopi 5 ton``;
``3 (emas), 4 (perak)``) and **line** (``Beras medium II: Rp 15.000``). Linear in the length of the sentence.
"""

from collections.abc import Container, Sequence
from itertools import pairwise

from kabar.find.mention import Entity, Item, Quantity
from kabar.find.phrases import PhraseWords, runs_of
from kabar.lexing import Tokens

_PARTING = frozenset(",C")  # classes between the members of a list
_HELD = frozenset("IO")  # a run behind one of these is no item of its own (``with a share of``)
_TITLE = frozenset(",-")  # classes between the name and the value of a line

_REST = 4  # tokens behind the value of a line

Run = tuple[int, int]


def items(
    tokens: Tokens,
    tags: str,
    first: int,
    stop: int,
    entities: Sequence[Entity],
    quantities: Sequence[Quantity],
    words: PhraseWords,
    respectively: Container[str],
) -> dict[int, Item]:
    """First token of a value -> its own item, for the values that have one.

    ``first`` to ``stop`` is the sentence, ``entities`` are those of the page, ``quantities`` those of the sentence, in
    order; ``respectively`` are the words that deal values out.
    """
    if not quantities or (len(quantities) == 1 and stop - quantities[0].stop > _REST):
        return {}  # a value alone has an item only on a line of its own
    runs = [(begin + first, end + first) for begin, end in runs_of(tokens, tags, first, stop, entities, words)]
    outer = [run for run in runs if not _in_brackets(tokens, first, run[0])]
    if any(tokens.norm[i] in respectively for i in range(first, stop)):
        dealt = _dealt(tokens, tags, outer, quantities)
        if dealt:
            return dealt
    return (
        _listed(tags, first, outer, quantities)
        or _glossed(tags, runs, quantities)
        or _line(tags, stop, outer, quantities)
    )


def _in_brackets(tokens: Tokens, first: int, at: int) -> bool:
    """Whether the token stands behind an opening bracket that no other closes."""
    for i in range(at - 1, max(first, at - 6) - 1, -1):
        if tokens.norm[i] in "([":
            return True
        if tokens.norm[i] in ")]":
            return False
    return False


def _dealt(tokens: Tokens, tags: str, runs: Sequence[Run], quantities: Sequence[Quantity]) -> dict[int, Item]:
    """As many items as values, in the same order: the last such coordination before the values."""
    values: list[Quantity] = []
    for q in quantities:  # the longest row of values with nothing but commas and conjunctions between
        joined = values and _PARTING.issuperset(tags[values[-1].stop : q.first]) and values[-1].stop < q.first
        row = [*values, q] if joined else [q]
        if len(row) > 1 or len(values) < 2:
            values = row
    if len(values) < 2:
        return {}
    before = [run for run in runs if run[1] <= values[0].first]
    lists: list[list[Run]] = []
    for run in before:
        if lists and _joined(tags, lists[-1][-1][1], run[0]):
            lists[-1].append(run)
        else:
            lists.append([run])
    for members in reversed(lists):
        if len(members) == len(values):
            return {q.first: Item(*run, "dealt") for q, run in zip(values, members, strict=True)}
    return {}


def _joined(tags: str, stop: int, first: int) -> bool:
    """Whether nothing but commas, conjunctions, determiners and brackets with what they hold stands between."""
    between = tags[stop:first]
    while "(" in between and ")" in between[between.index("(") :]:
        at = between.index("(")
        between = between[:at] + between[between.index(")", at) + 1 :]
    return bool(between) and between.replace("D", "") != "" and _PARTING.issuperset(between.replace("D", ""))


def _listed(tags: str, first: int, runs: Sequence[Run], quantities: Sequence[Quantity]) -> dict[int, Item]:
    """Neighbouring values that are parted by a comma or conjunction, behind which each has a noun of its own."""
    out: dict[int, Item] = {}
    for left, right in pairwise(quantities):
        begin = left.stop + (tags[left.stop : left.stop + 1] == ")")
        if tags[begin : begin + 1] not in _PARTING or begin >= right.first:
            continue
        own = _free(tags, runs, begin, right.first)
        low = max([first, *(q.stop for q in quantities if q.stop <= left.first)])
        former = _free(tags, runs, low, left.first)
        if own and (former or left.first in out):
            out[right.first] = Item(*own[0], "listed")
            if left.first not in out:
                out[left.first] = Item(*former[-1], "listed")
    return out


def _free(tags: str, runs: Sequence[Run], begin: int, end: int) -> list[Run]:
    """The runs between two tokens that hang on no preposition."""
    return [run for run in runs if begin <= run[0] and run[1] <= end and (not run[0] or tags[run[0] - 1] not in _HELD)]


def _glossed(tags: str, runs: Sequence[Run], quantities: Sequence[Quantity]) -> dict[int, Item]:
    """Values with their items in brackets behind them, two at least."""
    behind = {run[0] - 1: run for run in runs if tags[run[0] - 1 : run[0]] == "(" and tags[run[1] : run[1] + 1] == ")"}
    out = {q.first: Item(*behind[q.stop], "listed") for q in quantities if q.stop in behind}
    return out if len(out) > 1 else {}


def _line(tags: str, stop: int, runs: Sequence[Run], quantities: Sequence[Quantity]) -> dict[int, Item]:
    """A name and its value with nothing but a mark between, and hardly anything else on the line."""
    value = quantities[0]
    before = _free(tags, runs, 0, value.first)
    if len(before) != 1 or len(quantities) > 1 or stop - value.stop > _REST:
        return {}
    run = before[0]
    return {value.first: Item(*run, "line")} if _TITLE.issuperset(tags[run[1] : value.first]) else {}
