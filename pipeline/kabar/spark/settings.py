"""What travels from the driver to the Python workers: small values, and the files of the user as bytes."""

import io
import os
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kabar import engine, model
from kabar.__about__ import __version__
from kabar.article.formats import Options
from kabar.errors import UsageError
from kabar.run.work import Limits, Reader


class Settings(NamedTuple):
    """All that the claims of a row depend on. ``path`` and ``position`` are columns that say where a row is from.

    ``models`` are the user's folder as a ZIP archive, ``gazetteers`` the content of the user's files; ``version`` and
    ``hash`` (of the models) are those of the driver, which a worker must have as well.
    """

    options: Options = Options()
    limits: Limits = Limits()
    models: bytes | None = None
    gazetteers: tuple[bytes, ...] = ()
    lenient: bool = False
    path: str | None = None
    position: str | None = None
    version: str = __version__
    hash: str = ""


def settings(
    options: Options,
    limits: Limits,
    models: Path | None,
    entities: tuple[Path, ...],
    lenient: bool = False,
    path: str | None = None,
    position: str | None = None,
) -> Settings:
    """Read and check what the user names, before any work. Raises UsageError, ModelError."""
    root = models or model.default_root()
    if options.language is not None:
        engine.check(options.language, root)
    from kabar.find.entities.gazetteer import read

    contents = []
    for gazetteer in entities:
        read(gazetteer, lenient)
        contents.append(gazetteer.read_bytes())
    packed = None if models is None else _packed(models)
    return Settings(
        options, limits, packed, tuple(contents), lenient, path, position, __version__, model.models_hash(root)
    )


def _packed(folder: Path) -> bytes:
    """A folder as an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return file.getvalue()


class _Shipped(Reader):
    """A reader whose models came along: their folder stays as long as it does, for some are read late."""

    folder: tempfile.TemporaryDirectory[str] | None = None


@lru_cache(maxsize=1)
def reader(settings: Settings) -> Reader:
    """What extracts, built once a Python worker. Raises UsageError where the worker is not like the driver."""
    place = os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0]  # of this application, and gone with it
    kept = tempfile.TemporaryDirectory(prefix="kabar-", dir=place if os.path.isdir(place) else None)
    folder = Path(kept.name)
    root = None
    if settings.models is not None:
        root = folder / "models"
        zipfile.ZipFile(io.BytesIO(settings.models)).extractall(root)
    check(settings, root)
    paths = tuple(folder / f"{number}.jsonl" for number in range(len(settings.gazetteers)))
    for path, content in zip(paths, settings.gazetteers, strict=True):
        path.write_bytes(content)
    made = _Shipped(settings.options, root, paths, settings.lenient)
    made.folder = kept
    return made


def check(settings: Settings, root: Path | None = None) -> None:
    """Raise UsageError where the worker has another version of the program or of the models than the driver."""
    here = (__version__, model.models_hash(root or model.default_root()))
    if here != (settings.version, settings.hash):
        what = f"kabar {here[0]} with models {here[1]}, but the driver has {settings.version} with {settings.hash}"
        raise UsageError(what, "Python worker", "give the workers the environment of the driver, see docs/scale.md")
