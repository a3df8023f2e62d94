"""What is measured side by side: each contender is a function of one text, prepared before the clock starts."""

import functools
import re
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from corpus import Text

Contender = Callable[[Text], object]


def stock(*languages: str) -> Contender:
    """Stock spaCy: the blank tokenizer of the language and the sentencizer."""
    import spacy

    pipes = {language: spacy.blank(language) for language in languages or ("en", "id")}
    for pipe in pipes.values():
        pipe.add_pipe("sentencizer")
    return lambda text: [sentence.start for sentence in pipes[text.language](text.text).sents]


def whole(forced: bool = False) -> Contender:
    """This pipeline from bytes to encoded lines; ``forced`` to the language of the text, which need not be one."""
    import msgspec

    from kabar.article.read import Source
    from kabar.extractor import Extractor

    extractor, encode = Extractor(), msgspec.json.Encoder().encode

    def work(text: Text) -> int:
        language = text.language if forced else None
        outcome = extractor.document(text.text.encode(), Source("a.txt", text.published, language=language))
        return sum(len(encode(record)) for record in (*outcome.claims, outcome.line))

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

    def __call__(self, text: Text) -> int:
        """All stages of one article."""
        from kabar.article.read import Source, read
        from kabar.extractor import provenance

        clock, spent = time.process_time, self.spent
        source = Source("a.txt", text.published)
        begun = clock()
        reading = read(text.text.encode(), source, self._extractor.root)
        document = provenance(reading, source)
        spent["read"] += clock() - begun
        engine = self._engines.get(reading.language)
        if engine is None:
            return 0
        begun = clock()
        page = engine.page(reading.article)
        spent["lex, sentences"] += clock() - begun
        claims = engine.claims(page, document, self._extractor.models)
        begun = clock()
        size = sum(len(self._encode(claim)) for claim in claims)
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

    return lambda text: search(text.text, languages=[text.language])


def quantulum() -> Contender:
    """quantulum3, a sentence at a time (over a whole article it is quadratic)."""
    from quantulum3 import parser

    return lambda text: [parser.parse(sentence) for sentence in sentences(text.text)]


def naive() -> Contender:
    """The usual stack: langdetect, search_dates, quantulum3, spaCy."""
    import langdetect

    langdetect.DetectorFactory.seed = 0
    parts = (stock(), search_dates(), quantulum())
    return lambda text: (langdetect.detect(text.text), [part(text) for part in parts])


def sentences(text: str) -> list[str]:
    """Sentences, roughly, none longer than 1,000 characters."""
    return [piece[:1000] for piece in re.split(r"(?<=[.!?])\s+|\n+", text) if piece]
