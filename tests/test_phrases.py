"""Noun phrases as mentions: runs, heads, extents, in both orders of noun and modifier."""

import pytest

from kabar.engine import build
from kabar.find.phrases import find_phrases, phrase_words
from kabar.page import Article, Block

ENGINES = {language: build(language) for language in ("en", "id")}
CASES = [  # sentence, phrases that must be among them, texts that must not
    ("en", "The old harbour cranes lifted 40 tonnes.", ["old harbour cranes", "harbour cranes", "cranes"], ["lifted"]),
    (
        "en",
        "Imports of frozen squid fell by 4 percent.",
        ["Imports", "Imports of frozen squid", "squid"],
        ["squid fell"],
    ),
    (
        "en",
        "Zubria's coffee growers lost 12 farms.",
        ["Zubria's coffee growers", "coffee growers", "growers"],
        ["lost"],
    ),
    ("en", "The sold houses were worth 3 million.", ["sold houses", "houses"], ["sold"]),
    ("en", "A five-storey car park closed in May.", ["car park"], ["park closed"]),
    ("en", "Workers who joined the strike lost 3 days.", ["Workers who joined the strike lost 3 days"], []),
    ("en", "Maize and sorghum fell by 3 percent.", ["Maize and sorghum", "sorghum"], []),
    ("id", "Harga cabai rawit merah naik 4 persen.", ["Harga cabai", "cabai rawit merah", "Harga"], ["naik"]),
    ("id", "Anak-anak desa memanen 3 ton jagung.", ["Anak-anak desa", "Anak-anak", "jagung"], ["Anak", "memanen"]),
    ("id", "Pedagang dari luar pulau menjual 40 ekor sapi.", ["Pedagang", "sapi"], ["Pedagang dari"]),
    ("id", "Jembatan gantung itu dibangun pada Mei.", ["Jembatan gantung", "Jembatan"], ["gantung itu"]),
    ("id", "Telur bebek dan ikan asin naik 3 persen.", ["Telur bebek", "Telur bebek dan ikan asin"], ["asin naik"]),
    ("id", "Petani yang menanam kopi merugi 3 juta.", ["Petani yang menanam kopi merugi 3 juta", "Petani"], []),
]


def phrases(language: str, text: str):
    engine = ENGINES[language]
    page = engine.page(Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None))
    tags = engine.words.tag(page)
    entities, words = engine.entities.find(page, tags), phrase_words(engine.entities.table.subjects)
    found = [p for s in page.sentences for p in find_phrases(page.tokens, tags, s.first, s.stop, entities, words)]
    return page.tokens, found


@pytest.mark.parametrize(("language", "text", "wanted", "unwanted"), CASES)
def test_extents(language: str, text: str, wanted: list[str], unwanted: list[str]) -> None:
    tokens, found = phrases(language, text)
    texts = [tokens.slice(p.first, p.stop) for p in found]
    assert [w for w in wanted if w not in texts] == []
    assert [u for u in unwanted if u in texts] == []


@pytest.mark.parametrize(
    ("language", "text", "head"),
    [
        ("en", "The steel bridge of the town is 40 metres long.", "bridge"),
        ("id", "Panjang jembatan baja itu 40 meter.", "Panjang"),
    ],
)
def test_head_of_the_first_phrase(language: str, text: str, head: str) -> None:
    tokens, found = phrases(language, text)
    assert tokens.word[found[0].head] == head
    assert all(p.first <= p.head < p.stop for p in found)


@pytest.mark.parametrize(
    "text", ["", "-", "5-", "a - b", "'s", "J-J-J", "the the", "5-star -", "x" * 50, "A " * 400, "1-2-3 a-b-c"]
)
def test_any_text(text: str) -> None:
    for language in ENGINES:
        tokens, found = phrases(language, text)
        assert all(0 <= p.first < p.stop <= len(tokens) for p in found)
        assert len(found) <= 16 * max(1, len(tokens))
        assert len({(p.first, p.stop) for p in found}) == len(found)
