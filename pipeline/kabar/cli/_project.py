"""``kabar.toml`` of a project: what its commands are told without being told, read from the current folder."""

from pathlib import Path

FILE = "kabar.toml"
_KEYS = ("models",)


def models(given: Path | None) -> Path | None:
    """The folder of models: the one given, else that of ``kabar.toml``, else None. Raises UsageError."""
    import tomllib

    from kabar.errors import UsageError

    if given is not None:
        return given
    try:
        told = tomllib.loads(Path(FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", FILE, 'write for instance: models = "my"') from None
    unknown = sorted(set(told) - set(_KEYS))
    if unknown:
        raise UsageError(f"unknown key {unknown[0]!r}", FILE, f"known: {', '.join(_KEYS)}")
    folder = told.get("models")
    if folder is None:
        return None
    if not isinstance(folder, str) or not Path(folder).is_dir():
        raise UsageError(f"models = {folder!r} is no folder", FILE, "name a folder, from the one of this file")
    return Path(folder)
