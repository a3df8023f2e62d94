"""Numbers that only their neighbours explain: scores, the rest of a label, votes, types of aircraft."""

from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from kabar.find.mention import Number
from kabar.frozen import replace
from kabar.lexing import Tokens

_CONTAGIOUS = frozenset(("label", "phone", "id"))  # KM 4-5, No 34-10401
_HIGHEST_SCORE = 200
_MODERN = 1900
_MODEL = 100  # from here on a number with a smaller one tied behind is a model (747-8)
_COUNTED = frozenset("NJPEM*")  # classes of what may be counted behind a range


VOTE = "number.vote"  # the rule of those that are votes
_NEAR = 4  # words before the two sides of a vote in which it is called one


def settle(
    tokens: Tokens,
    tags: str,
    numbers: list[Number],
    money: Container[str],
    votes: Sequence[frozenset[str]],
    types: Container[str],
    labels: Container[str],
    spans: Container[str],
    names: Mapping[str, Container[str]],
) -> list[Number]:
    """Refuse what hangs on a refused number, scores, and ``types`` directly behind a number (``44 737 MAX jets``);
    ``votes`` are words for them and between their sides, ``labels`` link labels, ``spans`` two years or amounts;
    ``names`` are pairs that are a name before some words (``the 9-11 attacks``)."""
    for k, (one, two) in enumerate(pairwise(numbers)):
        behind = two.first == one.stop and one.refused is None and two.stop == two.first + 1
        if behind and tokens.norm[two.first] in types:
            numbers[k + 1] = replace(two, refused="name")
    close = [k for k, (one, two) in enumerate(pairwise(numbers)) if two.first == one.stop + 1]
    for k in close:
        one, two = numbers[k], numbers[k + 1]
        counted = tags[two.stop : two.stop + 1] == "N" and tokens.norm[two.stop] not in votes[0]
        if tokens.norm[one.stop] in votes[1] and not counted and _is_vote(tokens, one, two, votes[0]):
            numbers[k], numbers[k + 1] = replace(one, rule=VOTE), replace(two, rule=VOTE)
            continue
        link = tokens.norm[one.stop]
        if link in labels and one.refused == "label" and two.refused is None and two.form == "digits":
            near = tags[two.stop] if two.stop < len(tags) else "."
            numbers[k + 1] = two if near in _COUNTED else replace(two, refused="label")
            continue
        if link in labels and link.isalpha() and _is_named(tokens, tags, one, two):
            numbers[k + 1] = replace(two, refused="name")
            continue
        if link in spans and "year" in (one.refused, two.refused):
            numbers[k], numbers[k + 1] = _years(tokens, tags, one, two)
            continue
        if link not in ("-", "/"):
            continue
        tight = tokens.glued(two.first) and tokens.glued(one.stop)
        named = names.get("".join(tokens.norm[one.first : two.stop])) if tight else None
        if named is not None and two.stop < len(tokens) and tokens.norm[two.stop] in named:
            numbers[k], numbers[k + 1] = replace(one, refused="name"), replace(two, refused="name")
        elif one.refused in _CONTAGIOUS or (one.refused == "name" and tight):
            numbers[k + 1] = replace(two, refused=two.refused or one.refused)
        elif tight and _is_score(tokens, tags, one, two, money):
            numbers[k], numbers[k + 1] = replace(one, refused="score"), replace(two, refused="score")
        elif tight and _is_model(tokens, tags, one, two, money):
            numbers[k], numbers[k + 1] = replace(one, refused="name"), replace(two, refused="name")
    return numbers


def _is_named(tokens: Tokens, tags: str, one: Number, two: Number) -> bool:
    """``the Volt 6 and | 7 are``: digits that end a name, and others of which nothing behind tells what they count."""
    if one.refused != "name" or two.refused is not None or not one.form == two.form == "digits":
        return False
    near = tags[two.stop] if two.stop < len(tags) else "."
    return tags[one.first - 1 : one.first] == "P" and not tokens.glued(one.first) and near not in _COUNTED


def _years(tokens: Tokens, tags: str, one: Number, two: Number) -> tuple[Number, Number]:
    """Two numbers of which one looks like a year: both are, or (``from 1000 to 2000 engineers``, ``2000 - 2500``)
    neither."""
    counted = two.stop < len(tags) and tags[two.stop] in "N*$" and tokens.word[two.stop].islower()
    late = two.refused is None and two.value > one.value
    early = one.value < _MODERN and counted and two.value > one.value
    if (late and counted) or early:
        return replace(one, refused=None), replace(two, refused=None)
    digits = one.form == two.form == "digits" and len(tokens.norm[one.first]) == 4
    if two.refused == "year" and one.refused is None and digits and tokens.norm[one.first].isdecimal():
        return replace(one, refused="year"), two  # 2649 to 2150 BC
    return one, two


def _is_vote(tokens: Tokens, one: Number, two: Number, words: frozenset[str]) -> bool:
    """``voted 61-37``, ``a 61-37 vote``, ``by a vote of 61 to 37``."""
    if one.refused or two.refused or one.value % 1 or two.value % 1:
        return False
    near = tokens.norm[max(0, one.first - _NEAR) : one.first] + tokens.norm[two.stop : two.stop + 1]
    return not words.isdisjoint(near)


def _is_model(tokens: Tokens, tags: str, one: Number, two: Number, money: Container[str]) -> bool:
    """``the 747-8 seats``: a large number, a smaller one tied to it, and nothing that is counted behind."""
    plain = one.refused is None and two.refused is None and one.form == two.form == "digits"
    if not plain or tokens.norm[one.stop] != "-" or not one.value >= _MODEL > two.value:
        return False
    follow = tags[two.stop] if two.stop < len(tags) else "."
    before = tokens.norm[one.first - 1] if one.first else "."
    return follow not in "NJM*$" and before not in money and tags[one.first - 1 : one.first] != "$"


def _is_score(tokens: Tokens, tags: str, one: Number, two: Number, money: Container[str]) -> bool:
    """Two small whole numbers with a hyphen and nothing that is counted behind (``won 2-0``)."""
    if one.refused or two.refused or one.form != "digits" or two.form != "digits" or tokens.norm[one.stop] != "-":
        return False
    if one.first and (tags[one.first - 1] == "$" or tokens.norm[one.first - 1] in money):
        return False
    if not (tokens.norm[one.first].isdecimal() and tokens.norm[two.first].isdecimal()):
        return False
    after = tokens.norm[two.stop] if two.stop < len(tags) else "."
    follow = tags[two.stop] if two.stop < len(tags) else "."
    small = max(one.value, two.value) < _HIGHEST_SCORE
    follow = "N" if follow == "I" and tags[two.stop + 1 : two.stop + 2] == "N" and one.value < two.value else follow
    return small and after != "%" and (follow not in _COUNTED or one.value >= two.value)
