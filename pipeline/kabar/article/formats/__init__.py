"""Forms of input: one file or stream in, documents out, as a stream."""

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from kabar.article.source import Source
from kabar.errors import DocumentError, TooLarge, Unreadable

FORMATS: Final = ("text",)


class Options(NamedTuple):
    """All that the user says about the input."""

    format: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    max_bytes: int = 50_000_000


class Item(NamedTuple):
    """One document, or the reason why there is none."""

    source: Source
    data: bytes
    text: str | None = None
    encoding: str | None = None
    flags: tuple[str, ...] = ()
    error: DocumentError | None = None


def format_of(name: str) -> str | None:
    """The form of a file by its name."""
    return "text" if name.lower().endswith((".txt", ".text")) else None


def is_container(name: str, options: Options) -> bool:
    """Whether a file of this name may hold many documents."""
    return False


def documents(path: str, file: BinaryIO | None, options: Options) -> Iterator[Item]:
    """The documents of one file, in its order."""
    source = Source(path, options.published, options.publisher, language=options.language)
    try:
        if file is None:
            with open(path, "rb") as own:
                data = own.read(options.max_bytes + 1)
        else:
            data = file.read(options.max_bytes + 1)
    except OSError as error:
        yield Item(source, b"", error=Unreadable((error.strerror or "cannot be read").lower(), path))
        return
    if len(data) > options.max_bytes:
        yield Item(source, b"", error=TooLarge(f"more than {options.max_bytes} bytes", path))
        return
    yield Item(source, data)
