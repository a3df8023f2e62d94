"""Bytes in, Article out: formats, decoding, layout, dateline."""

from kabar.article.read import Reading, read
from kabar.article.source import Metadata, Source

__all__ = ["Metadata", "Reading", "Source", "read"]
