"""The beginning of a new language that builds on another: a file a table, which says what is to be decided."""

from pathlib import Path

from babel import Locale, UnknownLocaleError

from kabar import layers, model
from kabar.errors import UsageError
from kabar.pack.listing import entries
from kabar.pack.tables import LANGUAGE, OPTIONAL

_MOST = 6  # keys of a table that the skeleton names
_HEAD = (
    "# {language} over {base}: {purpose}.\n"
    "# What you write here is added to {base}, and wins where both have it; take away by [without].\n"
)


def new(language: str, base: str, root: Path) -> list[Path]:
    """Write ``root/language``; the files. Raises UsageError where the language is there or the base is not."""
    known = model.languages(root if root.is_dir() else model.default_root())
    if language in known:
        raise UsageError(
            f"there is a language {language!r} already", str(root), "name another one, or write files over it"
        )
    if base not in known:
        raise UsageError(f"no language {base!r} to build on", "--from", f"one of {', '.join(known)}")
    if not (2 <= len(language) <= 3 and language.isascii() and language.isalpha() and language.islower()):
        raise UsageError(f"{language!r} is no id of a language", None, "two or three letters, as ISO 639 has them")
    folder = root / language
    folder.mkdir(parents=True)
    out: list[Path] = []
    for name, (_, purpose) in LANGUAGE.items():
        if name in OPTIONAL:
            continue
        path = folder / f"{name}.toml"
        path.write_text(
            _HEAD.format(language=language, base=base, purpose=purpose) + _body(name, language, base, root),
            encoding="utf-8",
        )
        out.append(path)
    return out


def _body(name: str, language: str, base: str, root: Path) -> str:
    """What is to be decided in a table."""
    if name == "language":
        return (
            f'name = "{_called(language)}"\nextends = "{base}"\n'
            f"codes = []  # how others name it\n"
            f"function = []  # words that every text has, beyond those of {base}\n"
            f"common = []  # further frequent words of news, beyond those of {base}\n"
            f"own = []  # words that {base} does not write: they tell the two apart; mend 'own' of {base} too\n"
        )
    below = layers.merged(model.sources(root, f"{base}/{name}.toml"))
    decided = {"numbers": ("decimal", "group"), "times": ("locale",), "layout": ("date_order",)}.get(name, ())
    lines = [f"# {key} = {_quoted(below[key])}  # decide\n" for key in decided if key in below]
    counted = sorted(((entries(value), key) for key, value in below.items() if key not in decided), reverse=True)
    lines += [f"# {key}: {count} entries in {base}\n" for count, key in counted[:_MOST]]
    if len(counted) > _MOST:
        lines.append(f"# and {len(counted) - _MOST} keys more: models/{base}/{name}.toml\n")
    return "".join(lines)


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _called(language: str) -> str:
    """The English name of a language, as CLDR has it."""
    try:
        return Locale(language).get_language_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language
