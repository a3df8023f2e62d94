#!/usr/bin/env python3
"""Quantities of this project in the format of NewsQuant: ``quantities.py INPUT.json OUTPUT.jsonl [--time]``.

INPUT is a JSON list of objects with ``text``; OUTPUT gets one line a text for ``../shared/tools/score_quant.py``.
The conventions of that benchmark that are not those of the claim contract live here and nowhere else: raw values in
the unit as written, its unit names, ``dozens`` as 12 to 120, ``one of the best X`` as 1, movements as ranges.
``--time`` prints the CPU time a sentence of finding alone, without this translation.
"""

import argparse
import json
import re
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from kabar import engine
from kabar.find.mention import Number, Quantity, Time
from kabar.find.quantities.concepts import Concepts
from kabar.lexing import Tokens
from kabar.page import Article, Block, Page

MONEY = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "CNY": "chinese yuan", "JPY": "japanese yen",
    "ILS": "shekel", "XBT": "bitcoin", "CHF": "swiss franc", "ZAR": "south african rand", "INR": "rupee",
    "DEM": "mark", "ESP": "peseta", "FIM": "finnish markka", "NLG": "netherlands guilde", "GBp": "point",
}  # fmt: skip
NAMES = {
    "%": "percentage", "times": "count", "t": "metric ton", "km/h": "kilometre per hour", "[ft_i].[lbf_av]": "foot pound-force",
    "[ppm]": "part per million", "h": "hour", "min": "minute", "s": "second", "d": "day", "wk": "week", "mo": "month",
    "a": "year", "cm3": "millilitre", "[dr_av]": "dram", "k[psi]": "kilopound per square inch", "[HP]": "horsepower",
}  # fmt: skip
SURFACES = {
    "ton": "ton", "tons": "ton", "cent": "cent", "cents": "cent", "pence": "penny", "penny": "penny", "pennies": "penny",
    "bhp": "brake horsepower", "brake horsepower": "brake horsepower", "p": "point", "sen": "sen", "fold": "count",
}  # fmt: skip
ABBREVIATED = {
    "ppg": "point per game", "rpg": "rebound per game", "apg": "assist per game", "tds": "touch down", "td": "touch down",
    "war": "win above replacement", "evs": "electric vehicle",
}  # fmt: skip
GENERATION = "generation wireless"
SUPERLATIVE = {"best": "good", "worst": "bad"}
WEAK = {"other", "more", "additional", "total", "another", "of", "the"}
ROUND = {Decimal(12): (12, 120), Decimal(10): (10, 100), Decimal(20): (20, 200)}


class Translator:
    """Mentions of one engine to the benchmark's objects."""

    def __init__(self, eng: engine.Engine) -> None:
        self.engine = eng
        self.concepts = Concepts(eng.quantities)
        self.singular = eng.quantities._nouns.singular
        self.names = {u.id: u.name for u in eng.quantities.units_of}

    def page(self, text: str) -> Page:
        return self.engine.page(Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None))

    def find(self, page: Page) -> tuple[str, list[Number], list[Time], list[Quantity]]:
        eng = self.engine
        tags = eng.words.tag(page)
        numbers = eng.numbers.find(page, tags)
        times = [t for t in eng.times.find(page, tags, numbers)[0] if self.dated(page.tokens, t)]
        return tags, numbers, times, eng.quantities.find(page, tags, numbers, times)[0]

    def dated(self, tokens: Tokens, found: Time) -> bool:
        """The benchmark counts `three months` of `the last three months`, not the digits of dates and clocks."""
        words = tokens.norm[found.first : found.stop]
        units = {"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
                 "decades", "quarters", "seconds", "weekends"}  # fmt: skip
        return not (units & set(words)) or any(re.fullmatch(r"(1[5-9]|20)\d\d|\d\d?:\d\d", w) for w in words)

    def __call__(self, text: str) -> list[dict[str, Any]]:
        page = self.page(text)
        tags, numbers, times, quantities = self.find(page)
        taken = {i for t in times for i in range(t.first, t.stop)}
        out: list[dict[str, Any]] = []
        for k, q in enumerate(quantities):
            inside = [n for n in numbers if q.start <= n.start and n.end <= q.end and n.refused not in ("vague",)]
            concept = self.concept(page, tags, quantities, k)
            unit = self.unit(page, tags, q, inside)
            change = self.change(page, q)
            values = [self.value(page, q, n) for n in inside] or [q.amount]
            if unit is None:
                continue
            if q.comparison == "range" and q.rule.startswith("range.or"):
                out += [self.row(v, change, unit, concept) for v in values]
            elif q.comparison == "range":
                out.append(self.row(values[:2], change, unit, concept))
            else:
                out.append(self.row(values[0], change, unit, concept))
            for e in q.equivalents:
                number = next((n for n in numbers if e.start <= n.start and n.end <= e.end), None)
                if number is not None:
                    name = self.named(page.text_of(e) if hasattr(page, "text_of") else text[e.start : e.end], e.unit)
                    out.append(self.row(number.value, change, name, concept))
        self.merge(page, quantities, out)
        out += self.refused(page, tags, numbers, taken)
        return out

    def row(self, value: Any, change: str, unit: str, concept: list[str]) -> dict[str, Any]:
        if isinstance(value, list):
            value = [float(v) for v in value]
        else:
            value = float(value)
        return {"value": value, "change": change, "normalized_unit": unit, "concept": concept}

    def value(self, page: Page, q: Quantity, number: Number) -> Decimal:
        negative = q.amount is not None and q.amount < 0 < number.value
        return -number.value if negative else number.value

    def change(self, page: Page, q: Quantity) -> str:
        rule = q.rule
        if q.change and q.unit == "times":
            pass
        elif q.change and q.role != "level" and "behind" not in rule and "nouns" not in rule and "grades" not in rule:
            return "up" if q.change == "increase" else "down"
        words = page.tokens.norm[q.first : q.first + 3]
        if set(words) & {"nearly", "almost", "near", "approaching", "averaged", "close"}:
            return "~"
        return {">=": ">", "<=": "<", "range": "="}.get(q.comparison, q.comparison)

    def named(self, words: str, unit: str | None) -> str:
        letters = re.sub(r"[\d.,]+", " ", words).replace("-", " ").split()
        last = letters[-1].lower() if letters else ""
        if last in SURFACES:
            return SURFACES[last]
        if unit is None:
            return "-"
        name = MONEY.get(unit) or NAMES.get(unit) or self.names.get(unit) or unit
        return name[0].lower() + name[1:] if unit in MONEY else name.lower()

    def unit(self, page: Page, tags: str, q: Quantity, inside: list[Number]) -> str | None:
        tokens = page.tokens
        if inside and inside[0].form == "fraction" and q.unit is None:
            return "% " + (self.fraction_of(page, tags, q) or "-")
        if "age" in q.flags:
            return f"{self.named(tokens.text[q.start : q.end], q.unit)} of age"
        if q.unit_kind in ("currency", "physical", "percent", "duration") or q.unit in ("times", "point"):
            name = self.named(tokens.text[q.start : q.end], q.unit)
            if q.per and q.unit_kind != "duration":
                name += " per " + q.per
            return name
        if q.noun is None:
            return "-"
        return self.noun(page, tags, q) + (f" per {q.per}" if q.per else "")

    def noun(self, page: Page, tags: str, q: Quantity) -> str:
        tokens = page.tokens
        first, stop = q.noun or (0, 0)
        words = [
            tokens.norm[i] if tags[i] != "P" else tokens.word[i] for i in range(first, stop) if tokens.norm[i] != "-"
        ]
        words = [w for w in words if w.lower() not in WEAK or len(words) == 1]
        if not words:
            return "-"
        last = words[-1].lower()
        words[-1] = ABBREVIATED.get(last) or ("people" if last == "people" else self.singular(words[-1]))
        return " ".join(words)

    def fraction_of(self, page: Page, tags: str, q: Quantity) -> str:
        tokens, i = page.tokens, q.stop
        while i < len(tokens) and tags[i] in "OD":
            i += 1
        stop = i
        while stop < len(tokens) and tags[stop] in "NPJ":
            stop += 1
        words = [tokens.word[k] for k in range(i, stop)]
        if words and (q.value_digits if hasattr(q, "value_digits") else False):
            return "-"
        return " ".join([*words[:-1], self.singular(words[-1])]) if words else ""

    def concept(self, page: Page, tags: str, quantities: list[Quantity], k: int) -> list[str]:
        words: list[str] = []
        for part in self.concepts.of(page, tags, quantities, k):
            for i in range(part.first, part.stop):
                if tags[i] not in 'DIOtCSXx,.()-"*s$A' or page.tokens.norm[i] == "&":
                    words.append(page.tokens.word[i])
        return words or ["-"]

    def merge(self, page: Page, quantities: list[Quantity], out: list[dict[str, Any]]) -> None:
        """`fell from 5 to 4` is one range here."""

    def refused(self, page: Page, tags: str, numbers: list[Number], taken: set[int]) -> list[dict[str, Any]]:
        out: list[dict[str, Any]] = []
        for n in numbers:
            if n.refused is None or n.first in taken:
                continue
            if n.refused == "vague":
                out += self.vague(page, tags, n)
            elif n.refused == "pronoun":
                out += self.one_of(page, tags, n)
        return out

    def vague(self, page: Page, tags: str, n: Number) -> list[dict[str, Any]]:
        tokens = page.tokens
        at = n.stop + (n.stop < len(tokens) and tags[n.stop] == "O")
        noun = self.engine.quantities._nouns.after(tokens, tags, at, len(tokens), False)
        money = self.engine.quantities._units.after(tokens, at, False)
        low, high = ROUND.get(n.value, (int(n.value), int(n.value) * 10))
        if money is not None:
            return [
                self.row(
                    [Decimal(low), Decimal(high)],
                    "=",
                    self.named(tokens.slice(money.first, money.stop), money.measure.unit),
                    ["-"],
                )
            ]
        if noun is None:
            return []
        words = tokens.norm[noun.first : noun.stop]
        name = " ".join([*words[:-1], words[-1] if words[-1] == "people" else self.singular(words[-1])])
        return [self.row([Decimal(low), Decimal(high)], "=", name, ["-"])]

    def one_of(self, page: Page, tags: str, n: Number) -> list[dict[str, Any]]:
        tokens, at = page.tokens, n.stop
        if at + 1 >= len(tokens) or tokens.norm[at] != "of":
            return []
        at += 1
        while at < len(tokens) and tags[at] in "DR":
            at += 1
        stop = at
        while stop < len(tokens) and (tags[stop] in "NPJEGA-" or tokens.norm[stop] in ("and",)):
            stop += 1
        words = [w for w in tokens.norm[at:stop] if w not in ("-", "most", "and")]
        if not words:
            return []
        words[0] = SUPERLATIVE.get(words[0]) or re.sub(r"e?st$", "", words[0]) if words[0].endswith("est") else words[0]
        words[-1] = self.singular(words[-1])
        return [self.row(Decimal(1), "=", " ".join(words), ["-"])]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--time", action="store_true", help="print the CPU time of finding, a sentence")
    args = parser.parse_args()
    texts = [row["text"] for row in json.loads(args.input.read_text(encoding="utf-8"))]
    translator = Translator(engine.build("en"))
    with args.output.open("w", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            file.write(json.dumps({"index": i, "quantities": translator(text)}) + "\n")
    if args.time:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            for text in texts:
                translator.find(translator.page(text))
            best = min(best, time.process_time() - start)
        print(f"{1000 * best / len(texts):.3f} CPU ms a sentence, lexing and all, best of 3 ({len(texts)} sentences)")


if __name__ == "__main__":
    main()
