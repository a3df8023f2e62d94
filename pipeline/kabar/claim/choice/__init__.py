"""Choosing among candidates by readable features and integer weights."""
