"""kabar inside spaCy: a tokenizer and three components, registered as factories, for pipelines of any language.

``kabar_reader`` lays out and dates the text and sets the sentence starts, ``kabar_finders`` fills ``doc.spans``
(``times``, ``quantities``, ``entities``) and ``doc.ents``, ``kabar_claims`` leaves the claim records in
``doc.user_data["claims"]``. All of them work on ``doc.text`` and map characters to tokens, so that they can be added
to a pipeline with another tokenizer. What is known of a document goes into ``doc.user_data["source"]``, a
:class:`kabar.article.read.Source`. The batch engine does not pass through here: it needs no ``Doc``.
"""

from pathlib import Path

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import get_words_and_spaces, registry
from spacy.vocab import Vocab

from kabar import engine, model
from kabar.article import Source, read
from kabar.errors import DocumentError
from kabar.extractor import provenance
from kabar.find.mention import Mentions
from kabar.lexing import lex

COMPONENTS = ("kabar_reader", "kabar_finders", "kabar_claims")
_CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "kabar.Tokenizer.v1"}}}


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

    def __init__(self, language: str | None, models: str | None) -> None:
        self.root = Path(models) if models else model.default_root()
        self.engine = engine.build(language or "", self.root)

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to save: rules are files of the package."""

    def from_disk(self, *_: object, **__: object) -> "Component":
        """Nothing to restore."""
        return self


class Reader(Component):
    """Layout, dateline and sentences. A text that cannot be used leaves its error code in ``user_data["code"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence starts; keep the page for the next components."""
        source = doc.user_data.get("source", Source())._replace(language=self.engine.language)
        try:
            reading = read(doc.text.encode("utf-8", "surrogatepass"), source, self.root)
        except DocumentError as error:
            doc.user_data["code"] = error.code
            return doc
        page = self.engine.page(reading.article)
        starts = {sentence.start for sentence in page.sentences}
        for token in doc:
            token.is_sent_start = token.idx in starts
        doc.user_data["reading"], doc.user_data["page"] = reading, page
        return doc


class Finders(Component):
    """Times, quantities and entities as span groups, entities as ``doc.ents`` as well."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans`` and ``doc.ents``; keep the mentions for the next component."""
        page = doc.user_data.get("page")
        if page is None:
            return doc
        [tags], [mentions] = self.engine.find([page])
        doc.user_data["mentions"] = tags, mentions
        for name, spans in _spans(doc, mentions).items():
            doc.spans[name] = spans
        doc.set_ents(_disjoint(list(doc.spans["entities"])))
        return doc


class Claims(Component):
    """Claim records in ``doc.user_data["claims"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Assemble the claims of what the finders left."""
        found = doc.user_data.get("mentions")
        doc.user_data["claims"] = []
        if found is None:
            return doc
        tags, mentions = found
        document = provenance(doc.user_data["reading"], doc.user_data.get("source", Source()))
        models = model.models_hash(self.root)
        page = doc.user_data["page"]
        [doc.user_data["claims"]] = self.engine.claimer.claims([page], [tags], [mentions], [document], models)
        return doc


def _spans(doc: Doc, mentions: Mentions) -> dict[str, list[Span]]:
    """Mentions as spaCy spans, widened to whole tokens where the tokenizer cuts otherwise."""

    def span(start: int, end: int, label: str, kb_id: str = "") -> Span:
        found = doc.char_span(start, end, label=label, kb_id=kb_id, alignment_mode="expand")
        assert found is not None  # expanding always finds tokens
        return found

    return {
        "times": [span(t.start, t.end, t.type, t.value or "") for t in mentions.times],
        "quantities": [span(q.start, q.end, q.unit_kind or "count", q.unit or "") for q in mentions.quantities],
        "entities": [span(e.start, e.end, e.type, e.id or "") for e in mentions.entities],
    }


def _disjoint(spans: list[Span]) -> list[Span]:
    """The spans in order without those that overlap an earlier one."""
    out: list[Span] = []
    for span in spans:
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


@Language.factory("kabar_reader", default_config={"models": None})
def make_reader(nlp: Language, name: str, models: str | None) -> Reader:
    """Factory of :class:`Reader`."""
    return Reader(nlp.lang, models)


@Language.factory("kabar_finders", default_config={"models": None})
def make_finders(nlp: Language, name: str, models: str | None) -> Finders:
    """Factory of :class:`Finders`."""
    return Finders(nlp.lang, models)


@Language.factory("kabar_claims", default_config={"models": None})
def make_claims(nlp: Language, name: str, models: str | None) -> Claims:
    """Factory of :class:`Claims`."""
    return Claims(nlp.lang, models)


def load(language: str) -> Language:
    """A blank spaCy pipeline with our tokenizer and components. Raises UsageError for an unknown language."""
    engine.check(language, model.default_root())
    nlp = blank(language, config=_CONFIG)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp
