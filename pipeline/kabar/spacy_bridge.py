"""kabar inside spaCy: a tokenizer and three components, registered as factories, for pipelines of any language.

``kabar_reader`` lays out and dates the text and sets the sentence starts, ``kabar_finders`` fills ``doc.spans``
(``times``, ``quantities``, ``entities``) and ``doc.ents``, ``kabar_claims`` leaves the claims in ``doc._.claims``: a
list of plain dictionaries with the fields of ``schema/README.md``, so that documents can be sent to other processes and
stored (spaCy gives back tuples for lists where it has done so). A span of ``times`` has ``span._.time``, one of
``quantities`` has ``span._.value``, with the fields of a claim.

All of them work on ``doc.text`` and map characters to tokens, so that they can be added to a pipeline with another
tokenizer; each needs the one before it, and says so where it is missing. What is known of a document goes into
``doc._.source``, a dictionary of any of ``published``, ``publisher``, ``title``, ``author``, ``url``, ``path``. Why
a text could not be used stands in ``doc._.kabar_error``, its stable code. The batch engine does not pass through here:
it needs no ``Doc``.
"""

from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import msgspec
from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import get_words_and_spaces, registry
from spacy.vocab import Vocab

from kabar import engine, model
from kabar.article import Source, read
from kabar.article.read import Reading
from kabar.errors import DocumentError, UsageError
from kabar.extractor import provenance
from kabar.find.mention import Mentions, Quantity, Time
from kabar.lexing import lex
from kabar.page import Page

COMPONENTS = ("kabar_reader", "kabar_finders", "kabar_claims")
KNOWN = ("published", "publisher", "title", "author", "url", "path")  # keys of doc._.source
_CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "kabar.Tokenizer.v1"}}}
_VALUE = ("amount", "min", "max", "comparison", "unit", "unit_kind", "per", "change")
_TIME = ("type", "value", "modifier", "edtf", "anchored_on")


class Found(NamedTuple):
    """What the stages of one document hand on: beside the ``Doc``, as none of it can be stored with it."""

    reading: Reading
    page: Page
    tags: str | None = None
    mentions: Mentions | None = None


_found: WeakKeyDictionary[Doc, Found | None] = WeakKeyDictionary()  # None: the text cannot be used


def register() -> None:
    """Make the attributes known to spaCy; those that the program has made itself under these names stay."""
    for kind, name, default in (
        (Doc, "claims", []),
        (Doc, "source", {}),
        (Doc, "kabar_error", None),
        (Span, "time", None),
        (Span, "value", None),
    ):
        if not kind.has_extension(name):
            kind.set_extension(name, default=default)


register()


class Tokenizer:
    """Our lexing as a spaCy tokenizer: the same pieces for all languages, linear in the length of the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc whose text is exactly ``text``."""
        words, spaces = get_words_and_spaces(lex(text).word, text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save: the tokenizer has no state."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "Tokenizer":
        """Nothing to restore."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to save."""

    def from_disk(self, *_: object, **__: object) -> "Tokenizer":
        """Nothing to restore."""
        return self


@registry.tokenizers("kabar.Tokenizer.v1")
def make_tokenizer():  # type: ignore[no-untyped-def]
    """Factory that spaCy's config system calls with the ``Language``."""
    return lambda nlp: Tokenizer(nlp.vocab)


class Component:
    """A stage of the engine as a spaCy component; ``models`` is the folder of rules, the shipped one by default."""

    def __init__(self, name: str, language: str | None, models: str | None) -> None:
        self.name = name
        self.root = Path(models) if models else model.default_root()
        self.engine = engine.build(language or "", self.root)

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to save: rules are files of the package."""

    def from_disk(self, *_: object, **__: object) -> "Component":
        """Nothing to restore."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "Component":
        """Nothing to restore."""
        return self

    def before(self, doc: Doc, needed: str) -> Found | None:
        """What the component before this one left; None of a text that cannot be used. Raises UsageError without it."""
        try:
            found = _found[doc]
        except KeyError:
            raise self._missing(needed) from None
        if found is not None and needed == "kabar_finders" and found.mentions is None:
            raise self._missing(needed)
        return found

    def _missing(self, needed: str) -> UsageError:
        what = f"{needed} has not seen this document"
        return UsageError(what, self.name, f'add it before: nlp.add_pipe("{needed}", before="{self.name}")')


class Reader(Component):
    """Layout, dateline and sentences. A text that cannot be used leaves its error code in ``doc._.kabar_error``."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence starts; keep the page for the next components."""
        _found[doc] = None
        doc._.kabar_error = None
        try:
            reading = read(doc.text.encode("utf-8", "surrogatepass"), _source(doc, self.engine.language), self.root)
        except DocumentError as error:
            doc._.kabar_error = error.code
            return doc
        page = self.engine.page(reading.article)
        starts = {sentence.start for sentence in page.sentences}
        for token in doc:
            token.is_sent_start = token.idx in starts
        _found[doc] = Found(reading, page)
        return doc


class Finders(Component):
    """Times, quantities and entities as span groups, entities as ``doc.ents`` as well."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans`` and ``doc.ents``; keep the mentions for the next component."""
        found = self.before(doc, "kabar_reader")
        if found is None:
            return doc
        [tags], [mentions] = self.engine.find([found.page])
        _found[doc] = found._replace(tags=tags, mentions=mentions)
        for name, spans in _spans(doc, mentions).items():
            doc.spans[name] = spans
        doc.set_ents(_disjoint(list(doc.spans["entities"])))
        return doc


class Claims(Component):
    """Claims as plain dictionaries in ``doc._.claims``."""

    def __call__(self, doc: Doc) -> Doc:
        """Assemble the claims of what the finders left."""
        found = self.before(doc, "kabar_finders")
        doc._.claims = []
        if found is None:
            return doc
        assert found.tags is not None and found.mentions is not None  # noqa: PT018 (before() has seen to it)
        document = provenance(found.reading, _source(doc, self.engine.language))
        models = model.models_hash(self.root)
        [claims] = self.engine.claimer.claims([found.page], [found.tags], [found.mentions], [document], models)
        doc._.claims = msgspec.json.decode(msgspec.json.encode(claims))  # lists and dictionaries, nothing else
        return doc


def _source(doc: Doc, language: str) -> Source:
    """What the program knows of the document. Raises UsageError for a key that means nothing."""
    known: dict[str, Any] = doc._.source
    for key, value in known.items():
        if key not in KNOWN or not (value is None or isinstance(value, str)):
            raise UsageError(
                f"{key}={value!r} says nothing of a document", "doc._.source", f"texts of {', '.join(KNOWN)}"
            )
    return Source(language=language, **known)


def _spans(doc: Doc, mentions: Mentions) -> dict[str, list[Span]]:
    """Mentions as spaCy spans, widened to whole tokens where the tokenizer cuts otherwise."""

    def span(start: int, end: int, label: str, kb_id: str = "") -> Span:
        found = doc.char_span(start, end, label=label, kb_id=kb_id, alignment_mode="expand")
        assert found is not None  # expanding always finds tokens
        return found

    def time(t: Time) -> Span:
        found = span(t.start, t.end, t.type, t.value or "")
        found._.time = {name: getattr(t, name) for name in _TIME} | {"from": t.from_, "to": t.to}
        return found

    def quantity(q: Quantity) -> Span:
        found = span(q.start, q.end, q.unit_kind or "count", q.unit or "")
        numbers = {name: None if getattr(q, name) is None else float(getattr(q, name)) for name in _VALUE[:3]}
        found._.value = numbers | {name: getattr(q, name) for name in _VALUE[3:]}
        return found

    return {
        "times": list(map(time, mentions.times)),
        "quantities": list(map(quantity, mentions.quantities)),
        "entities": [span(e.start, e.end, e.type, e.id or "") for e in mentions.entities],
    }


def _disjoint(spans: list[Span]) -> list[Span]:
    """The spans in order without those that overlap an earlier one."""
    out: list[Span] = []
    for span in spans:
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


@Language.factory(
    "kabar_reader",
    default_config={"models": None},
    assigns=["token.is_sent_start", "doc.sents", "doc._.kabar_error"],
)
def make_reader(nlp: Language, name: str, models: str | None) -> Reader:
    """Factory of :class:`Reader`."""
    return Reader(name, nlp.lang, models)


@Language.factory(
    "kabar_finders",
    default_config={"models": None},
    requires=["doc._.kabar_error"],
    assigns=["doc.spans", "doc.ents", "span._.time", "span._.value"],
)
def make_finders(nlp: Language, name: str, models: str | None) -> Finders:
    """Factory of :class:`Finders`."""
    return Finders(name, nlp.lang, models)


@Language.factory(
    "kabar_claims",
    default_config={"models": None},
    requires=["doc._.kabar_error", "span._.value"],
    assigns=["doc._.claims"],
)
def make_claims(nlp: Language, name: str, models: str | None) -> Claims:
    """Factory of :class:`Claims`."""
    return Claims(name, nlp.lang, models)


def load(language: str) -> Language:
    """A blank spaCy pipeline with our tokenizer and components. Raises UsageError for an unknown language."""
    engine.check(language, model.default_root())
    nlp = blank(language, config=_CONFIG)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp
