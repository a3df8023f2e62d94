"""The number words of a language by matching form, and what each does in a number."""

import unicodedata
from decimal import Decimal

from kabar.errors import ModelError
from kabar.find.numbers.digits import ratio
from kabar.find.numbers.table import Kind, NumbersTable
from kabar.frozen import Frozen
from kabar.lexing import words_of


class Word(Frozen, frozen=True, gc=False):
    """What a number word does in a number."""

    kind: Kind
    value: Decimal


def vocabulary(table: NumbersTable) -> dict[str, Word]:
    """All number words of the language by matching form. Raises ModelError where a word has two meanings."""
    out: dict[str, Word] = {c: Word("fraction", v) for c, v in _vulgar_fractions()}
    fused = _fused(table) if table.fused else {}
    groups: tuple[tuple[Kind, dict[str, Decimal]], ...] = (
        ("cardinal", {w: Decimal(v) for w, v in (fused | table.cardinals).items()}),
        ("scale", {w: Decimal(v) for w, v in table.scales.items()}),
        ("teen", dict.fromkeys(table.teens, Decimal(10))),
        ("denominator", {w: Decimal(v) for w, v in table.denominators.items()}),
        ("fraction", {w: _exact(v) for w, v in table.fractions.items()}),
        ("factor", {w: _exact(v) for w, v in table.factors.items()}),
        ("collective", {w: Decimal(v) for w, v in table.collectives.items()}),
        ("vague", {w: Decimal(v) for w, v in {**table.vague, **table.rounds}.items()}),
        ("ordinal", dict.fromkeys(table.ordinals, Decimal(0))),
    )
    for kind, words in groups:
        for word, value in words.items():
            if len(words_of(word)) != 1:
                raise ModelError(f"{word!r} is not one word", f"numbers.toml: {kind}", "split it or remove it")
            if word in out and out[word].kind != kind and "ordinal" not in (kind, out[word].kind):
                raise ModelError(f"{word!r} is {out[word].kind} and {kind}", "numbers.toml", "keep one of them")
            out.setdefault(word, Word(kind, value))
    return out


def _fused(table: NumbersTable) -> dict[str, int]:
    """Cardinals from two to nine in one word with what adds ten or multiplies them: ``duabelas``, ``limapuluh``."""
    small = {w: v for w, v in table.cardinals.items() if 2 <= v <= 9}
    teens = {w + teen: v + 10 for w, v in small.items() for teen in table.teens}
    return teens | {w + scale: v * factor for w, v in small.items() for scale, factor in table.scales.items()}


def _exact(text: str) -> Decimal:
    """A decimal or a fraction such as ``1/3`` (17 digits)."""
    top, _, bottom = text.partition("/")
    return ratio(Decimal(top), Decimal(bottom)) if bottom else Decimal(top)


def _vulgar_fractions() -> list[tuple[str, Decimal]]:
    """The single-character fractions of Unicode (``\u00bd``), with their values."""
    chars = "\u00bc\u00bd\u00be" + "".join(map(chr, range(0x2150, 0x215F)))
    return [(c, _exact(unicodedata.normalize("NFKC", c).replace("\u2044", "/"))) for c in chars]
