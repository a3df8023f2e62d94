"""What is measured side by side: each contender is a function of some texts, prepared before the clock starts."""

import functools
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from corpus import Text

Contender = Callable[[Sequence[Text]], object]


def stock(*languages: str) -> Contender:
    """Stock spaCy: the blank tokenizer of the language and the sentencizer."""
    import spacy

    pipes = {language: spacy.blank(language) for language in languages or ("en", "id")}
    for pipe in pipes.values():
        pipe.add_pipe("sentencizer")
    return lambda texts: [[sentence.start for sentence in pipes[t.language](t.text).sents] for t in texts]


def whole(forced: bool = False) -> Contender:
    """This pipeline from bytes to encoded lines; ``forced`` to the language of the text, which need not be one."""
    import msgspec

    from kabar.article.formats import Item
    from kabar.article.read import Source
    from kabar.extractor import Extractor

    extractor, encode = Extractor(), msgspec.json.Encoder().encode

    def item(text: Text) -> Item:
        return Item(Source("a.txt", text.published, language=text.language if forced else None), text.text.encode())

    def work(texts: Sequence[Text]) -> int:
        outcomes = extractor.items(map(item, texts))
        return sum(len(encode(record)) for outcome in outcomes for record in (*outcome.claims, outcome.line))

    return work


class Stages:
    """The same way with a clock at every stage: ``spent`` holds CPU seconds by name."""

    def __init__(self) -> None:
        import msgspec

        from kabar.extractor import Extractor

        self.spent: dict[str, float] = defaultdict(float)
        self._extractor = Extractor()
        self._encode = msgspec.json.Encoder().encode
        self._engines = {name: self._timed_engine(engine) for name, engine in self._extractor.engines.items()}

    def _timed_engine(self, engine: Any) -> Any:
        names = ("words", "numbers", "times", "quantities", "entities", "cues", "claimer")
        return engine._replace(**{name: _Timed(name, getattr(engine, name), self.spent) for name in names})

    def __call__(self, texts: Sequence[Text]) -> int:
        """All stages of some articles of one language."""
        from kabar.article.read import Source, read
        from kabar.extractor import provenance

        clock, spent = time.process_time, self.spent
        sources = [Source("a.txt", text.published, language=text.language) for text in texts]
        begun = clock()
        readings = [read(t.text.encode(), s, self._extractor.root) for t, s in zip(texts, sources, strict=True)]
        documents = list(map(provenance, readings, sources))
        spent["read"] += clock() - begun
        engine = self._engines[texts[0].language]
        begun = clock()
        pages = [engine.page(reading.article) for reading in readings]
        spent["lex, sentences"] += clock() - begun
        found = engine.claims(pages, documents, self._extractor.models)
        begun = clock()
        size = sum(len(self._encode(claim)) for claims in found for claim in claims)
        spent["encode"] += clock() - begun
        return size


class _Timed:
    """Stands for a finder; its methods are timed."""

    def __init__(self, name: str, inner: Any, spent: dict[str, float]) -> None:
        self._name, self._inner, self._spent = name, inner, spent

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if not callable(method):
            return method

        @functools.wraps(method)
        def timed(*arguments: Any, **more: Any) -> Any:
            begun = time.process_time()
            try:
                return method(*arguments, **more)
            finally:
                self._spent[self._name] += time.process_time() - begun

        return timed


def search_dates() -> Contender:
    """dateparser's search over a whole text, language given."""
    from dateparser.search import search_dates as search

    return lambda texts: [search(text.text, languages=[text.language]) for text in texts]


def quantulum() -> Contender:
    """quantulum3, a sentence at a time (over a whole article it is quadratic)."""
    from quantulum3 import parser

    return lambda texts: [parser.parse(sentence) for text in texts for sentence in sentences(text.text)]


def naive() -> Contender:
    """The usual stack: langdetect, search_dates, quantulum3, spaCy."""
    import langdetect

    langdetect.DetectorFactory.seed = 0
    parts = (stock(), search_dates(), quantulum())
    return lambda texts: ([langdetect.detect(text.text) for text in texts], [part(texts) for part in parts])


def sentences(text: str) -> list[str]:
    """Sentences, roughly, none longer than 1,000 characters."""
    return [piece[:1000] for piece in re.split(r"(?<=[.!?])\s+|\n+", text) if piece]
