"""How often the subject of the gold is the text of something that was found: the roof of any choice among mentions.

usage: PYTHONPATH=pipeline python benchmarks/mentions.py [--gold FILE] [--articles FOLDER] [--show KIND] [--lines N]

For each claim with a subject: whether a form of it is the text or the name of an entity, or the text of a noun phrase,
of its sentence or of the article up to it; how many phrases that takes; and which variants where no name is one. And of
the forms that stand in the sentence as written, with a capital (names, where the first form is one) or without (nouns):
whether a mention has just these words, others that overlap them, or none. Nothing is fitted to what is measured. --show
prints N sentences of a kind: `nothing`, `name cut`, `name lost`, `noun cut`, `noun lost`.
"""

import argparse
import json
import re
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kabar import engine, model
from kabar.article.read import Source, read
from kabar.find.mention import Entity, Phrase
from kabar.find.phrases import find_phrases, phrase_words
from kabar.page import Page, Sentence

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


class Found(NamedTuple):
    """The mentions of a sentence, and the names of the article up to its end."""

    text: str
    start: int
    names: list[Entity]
    before: list[Entity]
    phrases: list[Phrase]
    seconds: float


class Row(NamedTuple):
    """A claim that a kind of mention fails."""

    kind: str
    language: str
    wanted: list[str]
    found: list[str]
    text: str


def norm(name: object) -> str:
    """A name as the shared scorer compares it."""
    return re.sub(r"[^\w%]+", " ", str(name).casefold()).strip()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "train.jsonl")
    parser.add_argument("--articles", type=Path, default=SHARED / "articles" / "train")
    parser.add_argument("--show")
    parser.add_argument("--lines", type=int, default=60)
    args = parser.parse_args()
    if not args.gold.is_file():
        parser.error(f"{args.gold} is not there: name gold and articles with --gold and --articles")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    failures: list[Row] = []
    engines = {language: engine.build(language) for language in ("en", "id")}
    for line in args.gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        failures += _article(engines[row["language"]], row, args.articles / f"{row['id']}.txt", counts)
    for language, count in counts.items():
        _print(language, count)
    shown = [row for row in failures if row.kind == args.show]
    for row in shown[:: max(1, len(shown) // args.lines)]:
        print(row.language, row.wanted, "<>", row.found, "|", row.text)


def _article(found: engine.Engine, row: dict[str, Any], path: Path, counts: dict[str, Counter[str]]) -> Iterator[Row]:
    """Count the claims of one article; yields what was not found."""
    page = found.page(read(path.read_bytes(), Source(path=path.name), model.default_root()).article)
    (tags,), (mentions,) = found.find([page])
    starts = [s.start for s in page.sentences]
    memo: dict[int, Found] = {}
    count = counts[row["language"]]
    for claim in row["claims"]:
        n = bisect_right(starts, claim["anchor"][0]) - 1
        wanted = [form for form in claim["subject"] if form]
        if not wanted or n < 0:
            continue
        if n not in memo:
            memo[n] = _mentions(found, page, tags, mentions.entities, page.sentences[n])
            count["sentences"] += 1
            count["phrases"] += len(memo[n].phrases)
            count["microseconds"] += int(1e6 * memo[n].seconds)
        count["claims"] += 1
        for kind, texts in _claim(page, claim["subject"], wanted, memo[n], count):
            yield Row(kind, row["language"], wanted, texts, memo[n].text)


def _mentions(found: engine.Engine, page: Page, tags: str, entities: tuple[Entity, ...], sentence: Sentence) -> Found:
    own = [e for e in entities if sentence.first <= e.first < sentence.stop]
    before = [e for e in entities if e.first < sentence.stop]
    words = phrase_words(found.entities.table.subjects)
    begin = time.process_time()
    phrases = find_phrases(page.tokens, tags, sentence.first, sentence.stop, entities, words)
    seconds = time.process_time() - begin
    text = page.tokens.text[sentence.start : sentence.end]
    return Found(text, sentence.start, own, before, phrases, seconds)


def _claim(
    page: Page, subject: list[str | None], wanted: list[str], found: Found, count: Counter[str]
) -> Iterator[tuple[str, list[str]]]:
    """Count one claim; yields the kinds of mention that fail it, with the texts of those that there are."""
    forms, tokens = set(map(norm, wanted)), page.tokens
    named = {norm(t) for e in found.names for t in (tokens.slice(e.first, e.stop), e.name)}
    before = {norm(t) for e in found.before for t in (tokens.slice(e.first, e.stop), e.name)}
    common = {norm(tokens.slice(p.first, p.stop)): p.variant for p in reversed(found.phrases)}
    count["roof: a name of the sentence"] += bool(forms & named)
    count["roof: a name so far"] += bool(forms & before)
    count["roof: a phrase of the sentence"] += bool(forms & common.keys())
    count["roof: either of the sentence"] += bool(forms & (named | common.keys()))
    count["roof: either, or a name so far"] += bool(forms & (named | before | common.keys()))
    count["roof: either, or null is right"] += bool(forms & (named | common.keys()) or None in subject)
    for variant in {common[form] for form in forms & common.keys()} if not forms & named else ():
        count[f"phrase: {variant}"] += 1
    if not forms & (named | common.keys()):
        yield "nothing", [*named, *common]
    spans = [(e.start, e.end) for e in found.names]
    if not wanted[0][0].islower():
        yield from _written("name", [w for w in wanted if not w[0].islower()], spans, found, count)
    spans = [(tokens.start[p.first], tokens.end[p.stop - 1]) for p in found.phrases]
    yield from _written("noun", [w for w in wanted if w[0].islower()], spans, found, count)


def _written(
    kind: str, wanted: list[str], spans: Iterable[tuple[int, int]], found: Found, count: Counter[str]
) -> Iterator[tuple[str, list[str]]]:
    """Whether the forms that the sentence has as written are mentions, parts of others, or none."""
    places = [m.span() for w in wanted for m in re.finditer(rf"(?<!\w){re.escape(w)}(?!\w)", found.text)]
    if not places:
        return
    own = [(start - found.start, end - found.start) for start, end in spans]
    held = {norm(found.text[start:end]) for start, end in own}
    exact = any(norm(found.text[start:end]) in held for start, end in places)
    over = any(start < end_ and start_ < end for start, end in places for start_, end_ in own)
    result = "exact" if exact else "cut" if over else "lost"
    count[f"{kind} written"] += 1
    count[f"{kind} {result}"] += 1
    if not exact:
        yield f"{kind} {result}", [found.text[start:end] for start, end in own]


def _print(language: str, count: Counter[str]) -> None:
    total, sentences = count["claims"], max(1, count["sentences"])
    print(
        f"{language}: {total} claims with a subject; {count['phrases'] / sentences:.1f} phrases, "
        f"{count['microseconds'] / sentences:.0f} microseconds a sentence"
    )
    for key in sorted(count):
        if key not in ("claims", "phrases", "sentences", "microseconds"):
            base = count[f"{key.split()[0]} written"] if key[:4] in ("name", "noun") else total
            print(f"  {key:34} {100 * count[key] / base:5.1f} %  of {base}")


if __name__ == "__main__":
    main()
