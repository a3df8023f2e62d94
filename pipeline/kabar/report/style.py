"""Symbols, colours and words for what claims are: the same on the page, in ``explain`` and on the terminal.

A colour is never the only sign: each status has a symbol and a word, each slot a word. Colours of the page hold a
contrast of at least 4.5 to their background, which a test computes; terminal colours are names that ``rich`` knows.
"""

from typing import Final, NamedTuple

from kabar.record import Status

PAPER: Final = "#fdfcfa"  # background of articles and tables, light
NIGHT: Final = "#17191d"  # the same, dark


class Style(NamedTuple):
    """How a thing looks: symbol, word, colour on light and on dark ground, colour on a terminal."""

    symbol: str
    word: str
    light: str
    dark: str
    terminal: str


STATUS: Final[dict[Status, Style]] = {
    "actual": Style("●", "actual", "#1c5fb0", "#7db4f5", "blue"),
    "target": Style("◎", "target", "#a3247f", "#ee92cf", "magenta"),
    "planned": Style("▶", "planned", "#0b6e5f", "#5fcab8", "cyan"),
    "expected": Style("◇", "expected", "#96500a", "#eeae5f", "yellow"),
    "possible": Style("○", "possible", "#5d616b", "#aeb4c0", "bright_black"),
}

SLOTS: Final[dict[str, Style]] = {
    "subject": Style("S", "subject", "#5a3fb0", "#b9a5f5", "bright_magenta"),
    "trigger": Style("P", "predicate", "#4d6115", "#b5cf6b", "green"),
    "value": Style("V", "value", "#b02a1c", "#ff9c8d", "red"),
    "time": Style("T", "time", "#14679c", "#74c3f0", "bright_blue"),
    "duration": Style("D", "duration", "#14679c", "#74c3f0", "bright_blue"),
    "place": Style("L", "place", "#0f6e43", "#68cf9a", "bright_green"),
    "attribution": Style("A", "said by", "#7b4b1c", "#deb07f", "bright_yellow"),
}

NEGATED: Final = Style("✕", "denied", "#b02a1c", "#ff9c8d", "red")
CHANGE: Final = {"increase": "▲", "decrease": "▼"}
COMPARISON: Final = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "range": ""}
MODIFIER: Final = {
    "BEFORE": "before",
    "AFTER": "after",
    "ON_OR_BEFORE": "by",
    "ON_OR_AFTER": "since",
    "START": "early",
    "MID": "mid",
    "END": "end of",
    "APPROX": "about",
}
REFERENCE: Final = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in future"}  # TIMEX3 without a date


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2: 4.5 is enough for text)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def css() -> str:
    """The colours as CSS variables: light, dark by the system's wish, and either by choice."""
    light, dark = (_variables(index) for index in (2, 3))
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
    )


def _variables(index: int) -> str:
    named: dict[str, Style] = {str(name): style for name, style in STATUS.items()}
    named |= {f"slot-{name}": style for name, style in SLOTS.items()} | {"negated": NEGATED}
    ground = PAPER if index == 2 else NIGHT
    return f"--paper:{ground};" + "".join(f"--{name}:{style[index]};" for name, style in named.items())


def words() -> dict[str, object]:
    """What the page needs of all this, as plain values."""
    return {
        "status": {name: {"symbol": s.symbol, "word": s.word} for name, s in STATUS.items()},
        "slots": {name: s.word for name, s in SLOTS.items()},
        "negated": {"symbol": NEGATED.symbol, "word": NEGATED.word},
        "change": CHANGE,
        "comparison": COMPARISON,
        "modifier": MODIFIER,
        "reference": REFERENCE,
    }
