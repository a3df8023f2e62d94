"""Mentions: spans with meaning, one module a dimension. Each finder is a pure function of a page."""
