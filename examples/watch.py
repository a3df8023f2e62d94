"""Watch the judge: every choice about one number or time of an article, with its candidates and what spoke for them.

usage: python examples/watch.py ARTICLE LANGUAGE WORDS
"""

import sys
from pathlib import Path

from kabar import engine, model
from kabar.article.read import read
from kabar.article.source import Source
from kabar.claim.choice.judge import Watching, load
from kabar.claim.explain import called
from kabar.extractor import provenance


class Notes(Watching):
    """The judge, with a note of every choice: decision, place, candidates, the features of each, and the choice."""

    def __init__(self, tables):
        super().__init__(tables)
        self.tables, self.seen = tables, []

    def watch(self, decision, anchor, candidates, rows, choice):
        """Keep a choice as it is."""
        self.seen.append((decision, anchor, candidates, rows, choice))
        return choice


def told(tables, page, decision, candidates, features, choice):
    """The three best candidates, and the five heaviest features of the one that won."""
    weights = tables[decision]
    sums = [sum(weights.get(f, 0) for f in own) for own in features]
    yield f"{decision}:"
    for n in sorted(range(len(sums)), key=lambda n: (-sums[n], n))[:3]:
        yield f"  {sums[n]:5}  {choice.odds[n] / 10:5.1f} %  {called(page, candidates[n])}"
    heavy = sorted({f for f in features[choice.index] if f in weights}, key=lambda f: (-abs(weights[f]), f))
    yield from (f"         {weights[f]:+4}  {' · '.join(f.split(chr(9)))}" for f in heavy[:5])


def main(path, language, words):
    """Read the article as `kabar extract` does, with a judge that is watched."""
    root = model.default_root()
    judge = Notes(load(model.files(root, "weights/*.tsv")))
    stages = engine.build(language, root, judge=judge)
    data = Path(path).read_bytes()
    reading = read(data, Source(path=path, language=language), root)
    page = stages.page(reading.article)
    stages.claims([page], [provenance(reading, Source(path=path))], "")
    start = reading.article.text.index(words)
    for decision, anchor, candidates, features, choice in judge.seen:
        if start <= anchor < start + len(words):
            print("\n".join(told(judge.tables, page, decision, candidates, features, choice)))


if __name__ == "__main__":
    main(*sys.argv[1:])
