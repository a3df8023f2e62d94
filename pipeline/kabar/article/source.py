"""What is known of a document besides its bytes."""

from datetime import date
from typing import NamedTuple

from kabar.errors import UsageError


class Metadata(NamedTuple):
    """What a container, a sidecar or the head of a page says of a document, as written there.

    ``crawled`` is when it was fetched: never a publication date, but nothing is published after it.
    """

    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    crawled: str | None = None


class Source(NamedTuple):
    """What the user gave (it wins over all else), the path, the place in a container, and what was ``found`` there."""

    path: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    position: str | None = None
    found: Metadata = Metadata()

    def with_found(self, more: Metadata) -> "Source":
        """The same with what else was found; what is known already stays."""
        return self._replace(found=Metadata(*(old or new for old, new in zip(self.found, more, strict=True))))


def checked_day(said: object, where: str) -> str | None:
    """A day as the user gave it. Raises UsageError for anything but a day of the calendar in the form 2024-07-31."""
    if said is None:
        return None
    try:
        if isinstance(said, str) and date.fromisoformat(said).isoformat() == said:
            return said  # weeks and days without hyphens are ISO's as well, but no days here
    except ValueError:
        pass
    raise UsageError(f"{said!r} is not a day", where, "write it as 2024-07-31")
