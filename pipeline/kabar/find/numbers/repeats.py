"""One text, one name: a number that ends a name at one place of a page ends it wherever the name stands."""

from collections.abc import Sequence

from kabar.find.mention import Number
from kabar.frozen import replace
from kabar.lexing import Tokens

_NAME = "name"


def settle(tokens: Tokens, tags: str, numbers: Sequence[Number]) -> list[Number]:
    """Refuse ``6`` in ``the Volt 6 costs``, which by itself looks counted, where ``the Volt 6 is`` was a name."""
    names = {_pair(tokens, number) for number in numbers if number.refused == _NAME and _can_end(tokens, tags, number)}
    if not names:
        return list(numbers)
    return [
        replace(number, refused=_NAME)
        if number.refused is None and _can_end(tokens, tags, number) and _pair(tokens, number) in names
        else number
        for number in numbers
    ]


def _can_end(tokens: Tokens, tags: str, number: Number) -> bool:
    """Whether plain digits stand behind a proper name, a blank between."""
    i = number.first
    return number.form == "digits" and i > 0 and tags[i - 1] == "P" and not tokens.glued(i)


def _pair(tokens: Tokens, number: Number) -> tuple[str, str]:
    return tokens.norm[number.first - 1], tokens.norm[number.first]
