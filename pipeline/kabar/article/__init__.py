"""Bytes in, Article out: formats, decoding, layout, dateline."""

from kabar.article.read import Source, read

__all__ = ["Source", "read"]
