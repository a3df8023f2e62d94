"""``kabar schema``: the JSON Schema of the claim record."""

import sys


def command() -> None:
    """Print the JSON Schema of a line of claims.jsonl."""
    from kabar.record import schema

    sys.stdout.buffer.write(schema())
