"""Pages as sites lay them out: what is title, caption and body, what is furniture, and what the head says."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from kabar import model
from kabar.article import Source, read

CORPUS = Path(__file__).parents[1] / "corpus"
PAGES = [
    pytest.param(page, path.parent.name, id=f"{path.parent.name}: {page['name']}")
    for path in sorted(CORPUS.glob("*/layout.toml"))
    for page in tomllib.loads(path.read_text("utf-8"))["page"]
]


def reading(page):
    return read(page["text"].strip("\n").encode(), Source(), model.default_root())


def inside(article):
    return [article.text[b.start : b.end] for b in article.blocks]


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_body_is_kept(page, language):
    blocks = inside(reading(page).article)
    assert [line for line in page["kept"] if not any(line in block for block in blocks)] == []


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_furniture_is_in_no_block(page, language):
    blocks = inside(reading(page).article)
    assert [line for line in page["absent"] if any(line in block for block in blocks)] == []


@pytest.mark.parametrize(("page", "language"), PAGES)
@pytest.mark.parametrize("slot", ["title", "published", "publisher", "author"])
def test_head(page, language, slot):
    assert getattr(reading(page).article, slot) == page.get(slot)


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_language_origin_and_doubts(page, language):
    found = reading(page)
    assert found.language == language
    assert found.article.published_from == page.get("published_from", found.article.published_from)
    assert [flag for flag in found.flags if flag.startswith("published")] == page.get("flags", [])


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_blocks_are_in_order_and_apart(page, language):
    blocks = reading(page).article.blocks
    assert all(a.end <= b.start for a, b in pairwise(blocks))
