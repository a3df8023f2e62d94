"""What parts no word from its number: brackets with another name, full stops of abbreviations."""

from kabar.lexing import Tokens

_ASIDE = 5  # tokens of a bracket that only gives another name


def aside_before(tags: str, first: int, i: int) -> tuple[int, int] | None:
    """The tokens of a short bracket without numbers before token ``i``: the other name of what stands before it, which
    parts no verb from its number (``raised transfers to regions (TKD) by 5``)."""
    stop = tags.rfind(")", first, i) + 1
    opened = tags.rfind("(", max(0, stop - _ASIDE), stop) if stop else -1
    if opened < 0 or any(tag in "M$*.,n" for tag in tags[opened:stop]):
        return None
    return opened, stop


def abbreviates(tokens: Tokens, i: int) -> bool:
    """Whether the full stop at token ``i`` only ends a letter: ``a cut in U.S. output``."""
    return i > 0 and tokens.norm[i] == "." and tokens.glued(i) and len(tokens.norm[i - 1]) == 1
