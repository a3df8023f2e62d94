"""Articles of no sense out of the vocabulary of the models: what no newspaper writes meets every rule."""

import json
import random
import tomllib

from kabar.model import default_root

MARKS = [
    ",",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "[",
    "]",
    '"',
    "'",
    "-",
    "/",
    "%",
    "$",
    "Rp",
    "US$",
    "...",
    "\n",
    "\n\n",
    "!",
]
NUMBERS = ["5", "12", "31", "2024", "1998", "3,5", "7.25", "1.250.000", "17.10.2023", "13.45", "0", "2/3", "90", "1900"]
NAMES = ["Sagara", "Marlin Motors", "PT Sagara", "QX9", "mBayar", "eToko", "Tirta", "KBN", "Tbk", "O'Dell", "St."]


def articles(language, count, sentences=25):
    """So many lines of JSON, the same each time: sentences of forms, numbers, marks and names that follow by chance."""
    forms = vocabulary(language)
    chance = random.Random(f"{language} {count}")
    for number in range(count):
        chosen = [chance.choice(forms) for _ in range(120)]  # few words, often: what is named again is known by then
        pool = chosen * 4 + MARKS * 3 + NUMBERS * 4 + NAMES * 3
        text = "\n".join(sentence(chance, pool) for _ in range(sentences))
        row = {"text": text, "language": language, "published": "2024-05-06", "url": f"https://example.org/{number}"}
        yield json.dumps(row) + "\n"


def sentence(chance, pool):
    """Words by chance, the first with a capital."""
    words = [chance.choice(pool) for _ in range(chance.randint(3, 24))]
    words = [word.title() if chance.random() < 0.1 else word for word in words]
    text = "".join(word + chance.choice(["", " ", " ", " ", " ", " "]) for word in words)
    return text[:1].upper() + text[1:] + chance.choice([".", ".", "", "?", "."])


def vocabulary(language):
    """All forms of the tables of a language and of those that languages share."""
    found = set()
    for folder in (language, "shared"):
        for path in sorted((default_root() / folder).glob("*.toml")):
            found.update(strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    return sorted(form for form in found if 0 < len(form) < 40 and "\\" not in form)


def strings(value):
    """Keys and strings of a table, alternatives apart."""
    if isinstance(value, str):
        yield from value.split("|")
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
