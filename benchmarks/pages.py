"""What is read of real web pages beside what their collectors say of them: title, date, author, publisher, body.

usage: pages.py [FOLDER] [--errors]

FOLDER (default ``../shared/pages``) holds ``NAME.html`` with ``NAME.json``, which may say ``title``, ``published``,
``authors``, ``publisher``, ``body``. Titles and names are compared by their letters and digits. The body is scored by
the F1 of its words, beside that of trafilatura's own text; where only its beginning is given (it ends in ``...``) both
texts are cut to as many words. What is said of another article than the page holds (its title is nowhere there, and
next to nothing of its body) counts for nothing and is named. ``captions`` counts the captions of figures on all pages
that are read as such or as text.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import lxml.html
import trafilatura

from kabar import model
from kabar.article import Source, read
from kabar.article.formats import Item, resolve
from kabar.article.formats.item import Options
from kabar.errors import DocumentError
from kabar.page import Article

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "pages"
WORD = re.compile(r"\w+")


def article(path: Path) -> Article | None:
    """The article of one page as the command reads it, without what lies beside it."""
    item = resolve(Item(Source(path=path.name), path.read_bytes(), form="html"), Options())
    if item.error is not None:
        return None
    try:
        return read(item.data, item.source, model.default_root(), item.text, item.encoding, item.flags).article
    except DocumentError:
        return None


def key(text: str | None) -> str:
    return "".join(WORD.findall((text or "").lower()))


def f1(found: str, right: str) -> float:
    """F1 of the words of two texts, each as often as it stands there."""
    mine, theirs = WORD.findall(found.lower()), WORD.findall(right.lower())
    if right.rstrip().endswith(("...", "\u2026")):
        mine = mine[: len(theirs)]
    common = sum((Counter(mine) & Counter(theirs)).values())
    return 2 * common / (len(mine) + len(theirs)) if common else 0.0


def body(read_as: Article, sections: tuple[str, ...] = ("body",)) -> str:
    return "\n".join(read_as.text[b.start : b.end] for b in read_as.blocks if b.section in sections)


def judged(said: dict, found: Article) -> Iterator[tuple[str, bool, str]]:
    """For each field that is known: whether it is right, and what was found."""
    if said.get("title"):
        yield "title", key(found.title) == key(said["title"]), str(found.title)
    if said.get("published"):
        yield "published", (found.published or "")[:10] == said["published"][:10], str(found.published)
    if said.get("authors"):
        yield "author", all(key(name) in key(found.author) for name in said["authors"]), str(found.author)
    if said.get("publisher"):
        mine, right = key(found.publisher), key(said["publisher"])
        yield "publisher", bool(mine) and (mine in right or right in mine), str(found.publisher)


def captions(path: Path, found: Article) -> tuple[int, int]:
    """Captions of figures of the page, and how many of them are read."""
    tree = lxml.html.fromstring(path.read_bytes())
    told = {
        key(c.text_content()) for c in tree.iterfind(".//article//figure//figcaption") if not c.xpath("ancestor::a")
    }
    text = key(found.text)
    wanted = [c for c in told if len(c) > 25]
    return len(wanted), sum(c[:25] in text for c in wanted)


class Measured(NamedTuple):
    """What is right and what is known by field, F1 of the bodies (ours, trafilatura's), what is to tell."""

    right: Counter[str]
    known: Counter[str]
    scores: list[tuple[float, float]]
    told: list[str]


def measured(folder: Path) -> Measured:
    """All pages of a folder."""
    out = Measured(Counter(), Counter(), [], [])
    for path in sorted(folder.glob("*.html")):
        found = article(path)
        if found is None:
            out.told.append(f"not read: {path.name}")
            continue
        there, kept = captions(path, found)
        out.known["captions"] += there
        out.right["captions"] += kept
        if kept < there:
            out.told.append(f"captions {kept} of {there}  {path.name}")
        beside = path.with_suffix(".json")
        if beside.is_file():
            _beside(path, found, json.loads(beside.read_text("utf-8")), out)
    return out


def _beside(path: Path, found: Article, said: dict, out: Measured) -> None:
    """Count one page against what is said of it."""
    plain = trafilatura.extract(path.read_bytes(), include_comments=False) or ""
    title = key(said.get("title"))
    if title not in key(path.read_text("utf-8", "replace")) and f1(plain, said.get("body", "")) < 0.5:
        out.told.append(f"of another article: {path.with_suffix('.json').name}")
        return
    for field, good, mine in judged(said, found):
        out.known[field] += 1
        out.right[field] += good
        if not good:
            out.told.append(f"{field}: {mine!r} for {said.get(field, said.get('authors'))!r}  {path.name}")
    if said.get("body"):
        score = f1(body(found), said["body"]), f1(plain, said["body"])
        out.scores.append(score)
        if score[0] < score[1] - 0.005:
            out.told.append(f"body {score[0]:.3f}, trafilatura {score[1]:.3f}  {path.name}")


def mean(scores: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean F1 of each column."""
    return sum(a for a, _ in scores) / max(1, len(scores)), sum(b for _, b in scores) / max(1, len(scores))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    out = measured(args.folder)
    for line in out.told if args.errors else ():
        print(line)
    for field in ("title", "published", "author", "publisher", "captions"):
        print(f"{field:10}{out.right[field]:4} of {out.known[field]}")
    mine, theirs = mean(out.scores)
    print(f"body      F1 {100 * mine:.1f}, of trafilatura alone {100 * theirs:.1f}, {len(out.scores)} pages")


if __name__ == "__main__":
    main()
