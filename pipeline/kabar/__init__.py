"""kabar: news in, checkable claims out. ``extract`` gives claim records; ``load`` a spaCy ``Language``."""

from kabar.__about__ import __version__

__all__ = ["__version__"]
