"""Count the common words of a language in news without gold, into ``models/<language>/common.toml``.

usage: PYTHONPATH=pipeline python scripts/common.py [SHARED]

A word is common when it stands in lower case in two documents or more, and with a capital inside of a sentence at most
three times as often. Words that ``words.toml`` knows or tells by an ending are left out. SHARED is the folder with ``articles/more``
and ``articles/wild`` (beside the repository by default); nothing of its texts but single words is kept.
"""

import gzip
import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kabar import engine, model
from kabar.article.read import Source, read
from kabar.errors import DocumentError
from kabar.page import Page

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = 2  # in so many a word stands at least
MOST = 3  # times as often as in lower case it may have a capital
LETTERS = 3  # words so long at least
SHOUTED = 0.6  # share of capitalized words from which a sentence is a headline and tells nothing
HEAD = "# Common words that words.toml does not list: scripts/common.py counts them in news without gold.\n"


def main(shared: Path) -> None:
    """Write the files of all languages."""
    engines = {language: engine.build(language) for language in model.languages(model.default_root())}
    small: dict[str, Counter[str]] = {language: Counter() for language in engines}
    large: dict[str, Counter[str]] = {language: Counter() for language in engines}
    documents: dict[str, Counter[str]] = {language: Counter() for language in engines}
    for data in sorted(set(texts(shared / "articles"))):
        try:
            reading = read(data, Source(path=None), model.default_root())
        except DocumentError:
            continue
        found = engines[reading.language]
        low, high = counts(found.page(reading.article))
        small[reading.language] += low
        large[reading.language] += high
        documents[reading.language].update(low.keys())
    for language, found in engines.items():
        counted = documents[language].items()
        words = [w for w, n in counted if n >= DOCUMENTS and MOST * small[language][w] >= large[language][w]]
        words = sorted(w for w in words if len(w) >= LETTERS and w.isalpha() and found.words.is_open(w))
        lines = textwrap.wrap(" ".join(words), 118, break_long_words=False)
        text = f'{HEAD}words = ["""\n' + "\n".join(lines) + '\n"""]\n'
        (ROOT / "models" / language / "common.toml").write_text(text, encoding="utf-8")
        print(language, len(words), "words")


def texts(articles: Path) -> Iterator[bytes]:
    """The documents without gold."""
    for path in sorted((articles / "more").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"].encode() for line in lines)
    yield from (path.read_bytes() for path in sorted((articles / "wild").glob("*/*.txt")))


def counts(page: Page) -> tuple[Counter[str], Counter[str]]:
    """How often each word of a page stands in lower case, and with a capital inside of a sentence."""
    tokens, low, high = page.tokens, Counter[str](), Counter[str]()
    for sentence in page.sentences:
        words = [i for i in range(sentence.first, sentence.stop) if tokens.word[i][0].isalpha()]
        capital = {i for i in words if tokens.word[i][0].isupper()}
        if len(capital) > SHOUTED * len(words):
            continue
        low.update(tokens.norm[i] for i in words if i not in capital)
        high.update(tokens.norm[i] for i in words if i in capital and i > sentence.first)
    return low, high


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
