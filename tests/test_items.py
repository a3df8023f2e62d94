"""List items: which member of a list a value belongs to."""

import pytest

from kabar.engine import build
from kabar.find.items import items
from kabar.find.phrases import phrase_words
from kabar.page import Article, Block

ENGINES = {language: build(language) for language in ("en", "id")}
CASES = [  # sentence, the items of its values in order, with their rule
    ("en", "Vorland and Tremara sold 300 and 400 boats, respectively.", ["Vorland dealt", "Tremara dealt"]),
    (
        "en",
        "Maize fell 3 percent, sorghum 4 percent and millet 5 percent.",
        ["Maize listed", "sorghum listed", "millet listed"],
    ),
    ("en", "The mill made 300 tonnes of flour in June.", ["-"]),
    ("en", "Vorland sold 300 boats in June and said 40 workers would go.", ["-", "-"]),
    ("en", "Smoked eel: $14", ["Smoked eel line"]),
    (
        "id",
        "Cabai hijau naik 3 persen, telur bebek 4 persen, dan ikan asin 5 persen.",
        ["Cabai hijau listed", "telur bebek listed", "ikan asin listed"],
    ),
    (
        "id",
        "Penjualan jagung, kopi, dan lada masing-masing naik 3 persen, 4 persen, dan 5 persen.",
        ["Penjualan jagung dealt", "kopi dealt", "lada dealt"],
    ),
    ("id", "Diikuti Vorlan sebanyak 512 unit dan Tremar sebanyak 288 unit.", ["Vorlan listed", "Tremar listed"]),
    ("id", "Hadiahnya Rp 900 juta (emas), Rp 400 juta (perak).", ["emas listed", "perak listed"]),
    ("id", "Pabrik itu membuat 300 ton tepung pada Juni.", ["-"]),
]


def found(language: str, text: str) -> list[str]:
    engine = ENGINES[language]
    page = engine.page(Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None))
    (tags,), (mentions,) = engine.find([page])
    table = engine.entities.table.subjects
    out: list[str] = []
    for s in page.sentences:
        own = [q for q in mentions.quantities if s.first <= q.first < s.stop]
        by_value = items(
            page.tokens,
            tags,
            s.first,
            s.stop,
            mentions.entities,
            own,
            phrase_words(table),
            frozenset(table.respectively),
        )
        for q in own:
            item = by_value.get(q.first)
            out.append(f"{page.tokens.slice(item.first, item.stop)} {item.rule}" if item else "-")
    return out


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_items(language: str, text: str, wanted: list[str]) -> None:
    assert found(language, text) == wanted


@pytest.mark.parametrize(
    "text", ["", "5", "(5", "5, 6, 7 respectively", "5 (", "A: 5", "5, 6 dan 7 masing-masing", "A (5) B (6"]
)
def test_any_text(text: str) -> None:
    for language in ENGINES:
        found(language, text)


WORDS = [
    "British", "5", "%", "Rp540", "Toyota", "Note", "12", "Pro", "-", "&", "(", ")", ",", ".", "Half", "Ing", "wen",
    "B", "Direktur", "dan", "PT", "Tbk", "and", "respectively", "masing",
]  # fmt: skip


def test_no_order_of_words_is_an_accident() -> None:
    for seed in range(300):
        at, words = seed, []
        for _ in range(1 + seed % 12):  # a fixed walk over the words
            at = (at * 1103515245 + 12345) % 2**31
            words.append(WORDS[(at >> 16) % len(WORDS)])
        for language in ENGINES:
            found(language, " ".join(words))
