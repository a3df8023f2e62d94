"""Whose property a value is, and who speaks, from tests/corpus/<language>/subjects.toml."""

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from kabar import engine
from kabar.claim.choice.judge import Judge
from kabar.claim.choice.place import Ground
from kabar.claim.choice.subjects import Focus
from kabar.claim.sentence.clauses import Clauses
from kabar.claim.subject.references import References
from kabar.claim.subject.repeats import Repeats
from kabar.claim.subject.speakers import Speakers
from kabar.claim.subject.subjects import Subjects
from kabar.page import Article, Block
from kabar.record import Document

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "id", "ms")
FLOORS = {"en": 55, "id": 55}  # percent, a little under what the weights reach


class Counting(Judge):
    """Counts what is weighed."""

    weighed = 0

    def select(self, decision, anchor, candidates, first, more):
        def counted(i):
            found = more(i)
            self.weighed += len(found)
            return found

        self.weighed += sum(map(len, first))
        return super().select(decision, anchor, candidates, first, counted)


def extracted(found, text):
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None)
    empty = dict.fromkeys(("path", "position", "title", "publisher", "author", "url", "published", "published_from"))
    return found.claims([found.page(article)], [Document(sha256="0", text_sha256="0", language="en", **empty)], "0")[0]


def cases(language):
    groups = tomllib.loads((CORPUS / language / "subjects.toml").read_text("utf-8")).values()
    return [case for group in groups for case in group["cases"]]


@pytest.fixture(scope="session")
def engines():
    return {language: engine.build(language) for language in LANGUAGES}


class Page(NamedTuple):
    """One text with what the claims stage makes of it."""

    page: object
    tags: str
    mentions: object
    references: References
    subjects: Subjects
    speakers: Speakers


def prepared(found, text, title=None):
    article = Article(text, (Block(0, len(text), "body"),), title, None, None, None, None, None)
    page = found.page(article)
    [tags], [mentions] = found.find([page])
    rules, judge = found.claimer.subjects, found.claimer.rules.judge
    references = References(rules.words, page, tags, mentions.entities)
    subjects = Subjects(rules, page, tags, mentions.entities, references, judge)
    return Page(page, tags, mentions, references, subjects, Speakers(rules, page, tags, references))


def last(page, word):
    """Token of the last place of a word."""
    return len(page.tokens.word) - 1 - page.tokens.word[::-1].index(word)


def ground_of(found, here, word):
    """The sentence of the last place of a word, and that place."""
    at = last(here.page, word)
    sentence = here.page.sentences[here.references.sentence_of(at)]
    shape = Clauses(sentence.first, sentence.stop, (), (), [], True, (), ())
    return Ground(here.page, here.tags, sentence, here.mentions.entities, shape, found.language, {}), at


def subject(found, case):
    """Whose the value or event at a word is, with its measure given."""
    here = prepared(found, case["text"], case.get("title"))
    ground, at = ground_of(found, here, case["at"])
    of = last(here.page, case["of"])
    value = next((q for q in here.mentions.quantities if q.first <= at < q.stop), None)
    first, stop, kind, noun = (at, at + 1, "event", None)
    if value is not None:
        first, stop, kind, noun = value.first, value.stop, value.unit_kind or "none", value.noun
    unit = "event" if value is None else value.unit or "none"
    verb = ground.verb(at, of)
    focus = Focus(at, first, stop, of, of + 1, verb, case["predicate"], kind, unit, "", None, noun, None, 0, 1)
    return here.subjects.subject(0, ground, focus)[0]


@pytest.mark.parametrize(("language", "least"), FLOORS.items())
def test_most_subjects_of_the_corpus_are_right(engines, language, least):
    """The judge learned from other articles: our own sentences say how well it chooses, all in all."""
    found = [(case, subject(engines[language], case)) for case in cases(language)]
    right = [(got.name if got else "-").lower() == case["subject"].lower() for case, got in found]
    assert 100 * sum(right) >= least * len(right), [
        c["text"] for (c, _), ok in zip(found, right, strict=True) if not ok
    ]


SPEAKERS = [
    ("en", "CEO Ann Roe left. Later Roe spoke.", "Roe", "Ann Roe"),
    ("en", "CEO Ann Roe left. She spoke.", "She", "Ann Roe"),
    ("en", "Mazda shut a plant. The company said so.", "company", "Mazda"),
    ("en", "Many bloggers said so.", "bloggers", "bloggers"),
    ("en", "Advanced Orvo Inc. spoke.", "Orvo", "Advanced Orvo"),
    ("id", 'Menteri Keuangan Laras Hutagalung hadir. "Baik," kata dia.', "dia", "Laras Hutagalung"),
    ("id", "Menurut analis, harga turun.", "analis", "analis"),
]


@pytest.mark.parametrize(("language", "text", "word", "name"), SPEAKERS)
def test_speaker(engines, language, text, word, name):
    here = prepared(engines[language], text)
    at = last(here.page, word)
    assert here.speakers.speaker(at, at + 1).name == name


PLACES = [
    ("en", "Kia sold 30 cars in Madrid.", "30", "Madrid"),
    ("en", "Kia sold 30 cars.", "30", None),
    ("en", "Ford shares fell 3% on Monday.", "3", None),
    ("id", "Kia menjual 30 mobil di Bandung.", "30", "Bandung"),
    ("id", "Bandung menjual 30 mobil.", "30", None),
    ("en", "Kia holds a 30 percent stake in Kalimo of Kalimo Foods Inc.", "30", None),
]


@pytest.mark.parametrize(("language", "text", "at", "name"), PLACES)
def test_place(engines, language, text, at, name):
    here = prepared(engines[language], text)
    place = here.speakers.place(last(here.page, at), 0, len(here.page.tokens))
    assert (place.name if place else None) == name


def test_an_edge_of_a_sentence_has_no_word(engines):
    ground, at = ground_of(engines["en"], prepared(engines["en"], "It opened. The mill shut."), "mill")
    assert [ground.edge(at - 2), ground.edge(at), ground.edge(at + 3)] == ["^", "en.mill", "$"]


def test_words_that_come_again_are_counted_up_to_a_place(engines):
    here = prepared(engines["en"], "The mill shut. A mill opens. No mine does.", title="Mill shut")
    at, repeats = last(here.page, "mill"), Repeats(here.page)
    assert [repeats.before("mill", at), repeats.before("mill", at + 1), repeats.before("mine", at)] == [1, 2, 0]
    assert [repeats.all("mill"), repeats.all("mine"), repeats.all("dam")] == [2, 1, 0]
    assert [repeats.titled("mill"), repeats.titled("mine")] == [True, False]


def test_the_work_grows_with_the_length(engines):
    """A subject looks at its sentence and at a bounded past: counted in candidates, not in seconds."""

    def weighed(times):
        text = "Kia and Audi sold 30 cars in Rome. It lost 5 million dollars. The company said so. " * times
        judge = Counting({})
        found = engine.build("en", judge=judge)
        extracted(found, text)
        return judge.weighed / times

    assert weighed(400) < 1.2 * weighed(100)
