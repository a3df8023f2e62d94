"""Digits with separators to exact decimals: the language's convention, and tokens that identify themselves."""

from decimal import Context, Decimal

CONTEXT = Context(prec=60)  # exact for all that passes LONGEST, and independent of the caller's context
_RATIO = Context(prec=17)
LARGEST = Decimal(10**27)  # no figure of the news comes near; all below it have a remainder in any decimal context
LONGEST = 24  # digits; longer runs are ids, never amounts


def parse(text: str, decimal: str, group: str) -> Decimal | None:
    """The value of digits with inner separators, or None when they are no number.

    ``17.257,40`` and ``1,234.56`` say themselves which mark is which; a single mark is the language's group mark
    only when three digits follow and no zero leads (``0.345``); every other single mark is a decimal mark, which also
    reads the decimals of the other convention (``57.81`` in Indonesian).
    """
    if len(text) > LONGEST:
        return None
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return Decimal(text)
    if dots and commas:
        mark = "." if text.rfind(".") > text.rfind(",") else ","
        other = "," if mark == "." else "."
        head, _, tail = text.rpartition(mark)
        if mark in head or not _grouped(head, other):
            return None
        return Decimal(head.replace(other, "") + "." + tail)
    mark = "." if dots else ","
    if dots + commas > 1:
        return Decimal(text.replace(mark, "")) if _grouped(text, mark) else None
    head, _, tail = text.partition(mark)
    if mark == group and len(tail) == 3 and len(head) <= 3 and head[0] != "0":
        return Decimal(head + tail)
    if mark == group and mark == "," and len(tail) > 3:
        return None  # 2010,2011
    return Decimal(head + "." + tail)


def _grouped(text: str, mark: str) -> bool:
    """Whether digits are grouped by threes, or by twos and a last three as in India."""
    parts = text.split(mark)
    return 1 <= len(parts[0]) <= 3 and len(parts[-1]) == 3 and all(2 <= len(p) <= 3 for p in parts[1:])


def times(value: Decimal, factor: Decimal | int) -> Decimal:
    """Exact product, without trailing zeros behind the point."""
    return tidy(CONTEXT.multiply(value, Decimal(factor)))


def ratio(top: Decimal, bottom: Decimal) -> Decimal:
    """A fraction to 17 digits, as many as a double keeps."""
    return _RATIO.divide(top, bottom)


def tidy(value: Decimal) -> Decimal:
    """The same value, whole numbers without exponent or decimals."""
    whole = value.to_integral_value()
    return whole if whole == value else value
