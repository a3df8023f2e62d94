"""How often a language is told right: news of a folder whose language is known, whole and by its first paragraph.

usage: python benchmarks/languages.py FOLDER LANGUAGE [--at-least PERCENT]

Prints the share of the articles (``*.txt``) that are told to be in the language, and the names of the others; with
``--at-least`` the exit status is 1 below that share.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME / "pipeline"))

from kabar import model  # noqa: E402
from kabar.article.read import read  # noqa: E402
from kabar.article.source import Source  # noqa: E402
from kabar.errors import DocumentError  # noqa: E402


def told(data: bytes) -> str:
    """The language as the pipeline tells it, with its doubts; ``none`` where it refuses."""
    try:
        reading = read(data, Source(path=None), model.default_root())
    except DocumentError as error:
        return f"none ({error.code})"
    doubts = [flag for flag in reading.flags if flag.startswith("language_")]
    return " ".join([reading.language, *doubts])


def paragraph(data: bytes) -> bytes:
    """The first paragraph of some length: what a reader of a feed has."""
    parts = [part for part in data.decode("utf-8", "replace").splitlines() if len(part.split()) >= 25]
    return (parts[0] if parts else data.decode("utf-8", "replace")).encode()


def share(label: str, answers: dict[str, str], language: str) -> float:
    """Print the share of right answers and the wrong ones."""
    right = [name for name, answer in answers.items() if answer.split()[0] == language]
    percent = 100 * len(right) / max(1, len(answers))
    kinds = ", ".join(f"{count} {answer}" for answer, count in Counter(answers.values()).most_common())
    print(f"{label:16} {len(right)} of {len(answers)} are {language}: {percent:.1f}%  ({kinds})")
    for name in sorted(set(answers) - set(right)):
        print(f"  {answers[name]:28} {name}")
    return percent


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("language")
    ap.add_argument("--at-least", type=float, default=0.0)
    a = ap.parse_args()
    texts = {path.name: path.read_bytes() for path in sorted(a.folder.rglob("*.txt"))}
    whole = share("whole articles", {name: told(data) for name, data in texts.items()}, a.language)
    first = share("first paragraphs", {name: told(paragraph(data)) for name, data in texts.items()}, a.language)
    return int(min(whole, first) < a.at_least)


if __name__ == "__main__":
    sys.exit(main())
