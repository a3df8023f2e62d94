"""Hostile text is normal text: twice as long takes at most a little more than twice the time (faults 7, 8)."""

import math
import time
from functools import lru_cache

import pytest

from kabar.article.read import Source
from kabar.extractor import Extractor

PIECES = {
    "digits": "1234567890",
    "ones": "1 ",
    "ones and commas": "1,",
    "ones and points": "1.",
    "percent": "5% ",
    "money": "$5 ",
    "brackets": "(",
    "nested brackets": "([{",
    "closing brackets": ")",
    "quotes": '"',
    "quoted words": '"so" he said. ',
    "apostrophes": "'a ",
    "capitals": "A",
    "capital words": "Abc Def ",
    "model names": "SU7 ",
    "initials": "A. ",
    "abbreviations": "Mr. ",
    "one endless sentence": "word and 5 percent of cars in 2024 by March ",
    "sentences": "Marlin sold 5 cars in March 2024. ",
    "no spaces": "abcdef",
    "combining marks": "a\u0301",
    "hyphens": "-",
    "hyphenated": "a-",
    "dollars": "$ ",
    "of the": "of the ",
    "said": "said that ",
    "pronouns": "it he she they ",
    "month names": "May ",
    "dates": "1 May 2024, ",
    "number words": "one hundred and ",
    "line breaks": "\n",
    "short lines": "a\n",
    "lines": "Marlin sold cars\n",
    "stops": ". ",
    "ellipses": "...",
    "slashes": "1/",
    "colons": "1:",
    "emoji": "\U0001f697 ",
    "full-width digits": "\uff15",
    "other digits": "\u0665",
}
ROUNDS, SIZE, TIMES = 6, 6_000, 4


@lru_cache(1)
def extractor():
    return Extractor()


def seconds(language, piece, size):
    """CPU time of one text."""
    data = ("Report. " + piece * (size // len(piece))).encode()
    begun = time.process_time()
    extractor().document(data, Source("a.txt", "2024-05-06", language=language))
    return time.process_time() - begun


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", PIECES)
def test_hostile_text_is_linear(language, name):
    """Best times count, and a machine that is busy gets more rounds; what is not linear fails in all of them."""
    short = long = math.inf
    for _ in range(ROUNDS):
        short = min(short, seconds(language, PIECES[name], SIZE))
        long = min(long, seconds(language, PIECES[name], TIMES * SIZE))
        if long < 0.05 or (math.log(long / short) / math.log(TIMES) < 1.3 and long < 2):  # below, it is all noise
            return
    pytest.fail(f"{short:.3f} s, {TIMES} times as long {long:.3f} s")
