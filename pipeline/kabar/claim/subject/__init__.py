"""Whose property a value is: references and what they stand for, how near grammar puts them, what a thing can have."""
