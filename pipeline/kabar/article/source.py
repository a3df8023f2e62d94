"""What is known of a document besides its bytes."""

from typing import NamedTuple


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
