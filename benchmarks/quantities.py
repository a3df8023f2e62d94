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
from kabar.frozen import replace
from kabar.lexing import Tokens
from kabar.page import Article, Block, Page

MONEY = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "CNY": "chinese yuan", "JPY": "japanese yen",
    "ILS": "shekel", "XBT": "bitcoin", "CHF": "swiss franc", "ZAR": "south african rand", "INR": "rupee",
    "DEM": "mark", "ESP": "peseta", "FIM": "finnish markka", "NLG": "netherlands guilde", "GBp": "point",
}  # fmt: skip
NAMES = {
    "%": "percentage", "times": "count", "t": "metric ton", "km/h": "kilometre per hour",
    "[ft_i].[lbf_av]": "foot pound-force",
    "[ppm]": "part per million", "h": "hour", "min": "minute", "s": "second", "d": "day", "wk": "week", "mo": "month",
    "a": "year", "cm3": "millilitre", "[dr_av]": "dram", "k[psi]": "kilopound per square inch", "[HP]": "horsepower",
    "kW.h": "kilowatt hour",
}  # fmt: skip
SURFACES = {
    "ton": "ton", "tons": "ton", "cent": "cent", "cents": "cent", "pence": "penny", "penny": "penny",
    "pennies": "penny",
    "bhp": "brake horsepower", "brake horsepower": "brake horsepower", "p": "point", "sen": "sen", "fold": "count",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
}  # fmt: skip
ABBREVIATED = {
    "ppg": "point per game", "rpg": "rebound per game", "apg": "assist per game", "tds": "touch down",
    "td": "touch down", "fps": "frame per second",
    "war": "win above replacement", "evs": "electric vehicle",
}  # fmt: skip
GENERATION = "generation wireless"
SUPERLATIVE = {"best": "good", "worst": "bad"}
WEAK = {"other", "more", "additional", "total", "another", "of", "the"}
AS_WRITTEN = {  # coins and long times: there they are units of their own
    "cent", "cents", "pence", "penny", "pennies", "p", "sen", "\u00a2", "c", "decade", "decades", "century",
    "centuries",
}  # fmt: skip
LED = {"record", "top", "previous"}
COMPARED = {"smaller", "larger", "bigger", "higher", "lower", "older", "younger", "newer", "smarter", "stronger",
            "longer",
            "shorter", "faster", "slower", "greener", "cheaper", "richer", "poorer"}  # fmt: skip
NOT_COMPARED = {"interest", "forest", "west", "midwest", "protest", "guest", "contest", "harvest", "request", "rest"}
COUNTED = {*map(str, range(1, 60)), "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"}
ROUND = {Decimal(12): (12, 120), Decimal(10): (10, 100), Decimal(20): (20, 200)}


class Translator:
    """Mentions of one engine to the benchmark's objects."""

    def __init__(self, eng: engine.Engine) -> None:
        self.engine = eng
        self.concepts = Concepts(eng.quantities.concept_words)
        self.times: list[Time] = []
        self.named_numbers: set[int] = set()
        self.singular = eng.quantities._nouns.singular
        self.names = {u.id: u.name for u in eng.quantities.units_of}

    def page(self, text: str) -> Page:
        if text == text.lower():  # tokenized newswire: `$ 70 - a - share`, `12 - door`, `10, 000`
            text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
            text = re.sub(r"(?<=\d), (?=\d{3}\b)", ",", text)
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
        units = {"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute",
                 "minutes",
                 "decades", "quarters", "seconds", "weekends"}  # fmt: skip
        counted = any(w in units and words[k - 1] in COUNTED for k, w in enumerate(words) if k)
        return (
            not (units & set(words)) or any(re.fullmatch(r"(1[5-9]|20)\d\d|\d\d?:\d\d", w) for w in words)
        ) and not counted

    def __call__(self, text: str) -> list[dict[str, Any]]:
        page = self.page(text)
        tags, numbers, times, quantities = self.find(page)
        quantities = [self.abbreviated(page, q) for q in self.merge(page, quantities)]
        self.named_numbers = {n.first for n in numbers if n.refused in ("name", "label")}
        taken = {i for t in times for i in range(t.first, t.stop)}
        every = self.engine.times.find(page, tags, numbers)[0]
        self.times = every
        apart = {i for t in every for i in range(t.first, t.stop)}
        for q in quantities:
            if "age" in q.flags:
                apart |= set(range(q.first, q.stop))
            if not q.noun:
                apart |= {i for i in range(q.first, q.stop) if page.tokens.start[i] < q.end}
        out: list[dict[str, Any]] = []
        for k, q in enumerate(quantities):
            inside = [n for n in numbers if q.start <= n.start and n.end <= q.end and n.refused not in ("vague",)]
            fraction = bool(inside) and inside[0].form == "fraction" and q.unit is None and inside[0].value < 1
            concept = ["-"] if fraction else self.concept(page, tags, quantities, k)
            unit = self.unit(page, tags, q, inside)
            change = self.change(page, q)
            if self.skipped(page, q, inside):
                continue
            parts = self.parts(page, q, inside)
            if parts:
                out += [self.row(value, change, name, concept) for value, name in parts]
                continue
            values = self.values(page, q, inside)
            if q.comparison == "range" and q.rule.startswith("range.or"):
                out += [self.row(v, change, unit, concept) for v in values]
            elif q.comparison == "range":
                out.append(self.row(values[:2], change, unit, concept))
            else:
                out.append(self.row(values[0], change, unit, concept))
            for e in q.equivalents:
                number = next((n for n in numbers if e.start <= n.start and n.end <= e.end), None)
                if number is not None:
                    name = self.named(e.text, e.unit)
                    out.append(self.row(number.value, change, name, concept))
        out += self.refused(page, tags, numbers, taken, apart)
        for row in out:
            if row["normalized_unit"] == "barrel of oil" and row["concept"][:1] == ["oil"]:
                row["concept"] = row["concept"][1:] or ["-"]
        return out

    def row(self, value: Any, change: str, unit: str, concept: list[str]) -> dict[str, Any]:
        value = [float(v) for v in value] if isinstance(value, list) else float(value)
        return {"value": value, "change": change, "normalized_unit": unit, "concept": concept}

    def abbreviated(self, page: Page, q: Quantity) -> Quantity:
        """`15.3 ppg`: the letters are the unit."""
        known = q.unit is None and page.tokens.norm[q.stop : q.stop + 1] and page.tokens.norm[q.stop] in ABBREVIATED
        return replace(q, stop=q.stop + 1, end=page.tokens.end[q.stop], noun=None) if known else q

    def parts(self, page: Page, q: Quantity, inside: list[Number]) -> list[tuple[Any, str]]:
        """`24 hours, 39 minutes` and `12 ft 2 in` are a value for each unit there."""
        if len(inside) < 2 or q.comparison == "range" or q.unit_kind not in ("duration", "physical"):
            return []
        units, marks = self.engine.quantities._units, self.engine.quantities._sums._marks
        out: list[tuple[Any, str]] = []
        for n in inside:
            found = units.after(page.tokens, n.stop, True)
            mark = marks.get((q.unit or "", page.tokens.norm[n.stop]))
            code = found.measure.unit if found is not None else mark.small if mark is not None else None
            if code is None:
                return []
            out.append((n.value, self.named(page.tokens.text[n.start : page.tokens.end[n.stop]], code)))
        return out

    def values(self, page: Page, q: Quantity, inside: list[Number]) -> list[Any]:
        """Values as written: cents stay cents, decades decades, descending ranges stay descending."""
        words = page.tokens.text[q.start : q.end].lower().split()
        own = bool(words) and re.sub(r"[\d.,-]", "", words[-1]) in AS_WRITTEN
        if q.comparison == "range":
            ends = [float(q.min or 0), float(q.max or 0)]
            falls = len(inside) > 1 and inside[0].value > inside[-1].value >= 1000
            falls = falls or (
                len(inside) > 1 and inside[0].value > inside[-1].value and ends[0] == float(inside[-1].value)
            )
            return [float(n.value) for n in inside[:2]] if own else ends[::-1] if falls else ends
        if own and len(inside) == 1:
            return [inside[0].value]
        return [q.amount]

    def skipped(self, page: Page, q: Quantity, inside: list[Number]) -> bool:
        """`doubled` is no quantity there, nor is an age band."""
        folded = page.tokens.text[q.start : q.end].lower()
        verbal = q.unit == "times" and bool(inside) and inside[0].form == "factor" and "fold" not in folded
        return verbal or ("age" in q.flags and q.comparison == "range" and "old" not in page.tokens.norm[q.stop - 1])

    def change(self, page: Page, q: Quantity) -> str:
        rule = q.rule
        if q.comparison in (">", ">="):
            return ">"
        if q.change and q.unit == "times":
            pass
        elif q.change and q.role != "level" and "behind" not in rule and "nouns" not in rule and "grades" not in rule:
            return "up" if q.change == "increase" else "down"
        led = page.tokens.norm[max(0, q.first - 2) : q.first]
        number = next((i for i in range(q.first, q.stop) if page.tokens.start[i] >= q.start), q.first)
        if number > q.first and page.tokens.norm[number - 1] in ("roughly", "about", "around", "approximately"):
            return "~"  # as high as roughly 5
        if q.comparison == "=" and led[-1:] == ["over"]:
            return ">"
        if led in (["sub", "-"], ["up", "to"]):  # `went back up to 5`: there a bound, by the contract a level
            return "<"
        words = page.tokens.norm[q.first : q.first + 3] + led[-1:]
        if set(words) & {"nearly", "almost", "near", "approaching", "averaged", "averaging", "close"} or words[0] in (
            "~",
            "about",
            "around",
        ):
            return "~"
        return {">=": ">", "<=": "<", "range": "="}.get(q.comparison, q.comparison)

    def named(self, words: str, unit: str | None) -> str:
        letters = re.sub(r"[\d.,]+", " ", words).replace("-", " ").split()
        last = letters[-1].lower() if letters else ""
        if last in SURFACES and unit != "%" and not (unit == "t" and "metric" in words):
            return SURFACES[last]
        if unit is None:
            return "-"
        if unit == "INR" and not last.startswith("rupee"):
            return "indian rupee"
        if unit not in self.names and "/" in unit:
            return " per ".join(self.names.get(part, part).lower() for part in unit.split("/"))
        name = MONEY.get(unit) or NAMES.get(unit) or self.names.get(unit) or unit
        return name[0].lower() + name[1:] if unit in MONEY else name.lower()

    def unit(self, page: Page, tags: str, q: Quantity, inside: list[Number]) -> str | None:
        tokens = page.tokens
        if inside and inside[0].form == "fraction" and q.unit is None and inside[0].value < 1:
            return "% " + (self.fraction_of(page, tags, q) or "-")
        if "age" in q.flags:
            return f"{self.named(tokens.text[q.start : q.end], q.unit)} of age"
        if q.unit_kind in ("currency", "physical", "percent", "duration") or q.unit in (
            "times",
            "point",
            "magnitude",
            "TEU",
        ):
            main = len(inside) > 1 and q.comparison != "range" and inside[1].start > inside[0].end  # 3 dollars 50 cents
            name = self.named(tokens.text[q.start : inside[1].start if main else q.end], q.unit)
            if name == "barrel" and tokens.norm[q.stop : q.stop + 2] == ["of", "oil"]:
                name = "barrel of oil"
            each = tokens.norm[q.stop - 1] == "each"  # $6 each is no rate there
            if q.per and not each and q.unit_kind != "duration" and (self.behind(tokens, q) or self.fused(tokens, q)):
                name += " per " + NAMES.get(q.per, q.per)
            return name
        if q.noun is None:
            return ABBREVIATED.get(tokens.norm[q.stop - 1], "-")
        return self.noun(page, tags, q) + (f" per {NAMES.get(q.per, q.per)}" if q.per else "")

    def fused(self, tokens: Tokens, q: Quantity) -> bool:
        """Whether the symbol holds the denominator: `bpd`."""
        last = max(i for i in range(q.first, q.stop) if tokens.start[i] < q.end)
        symbol = self.engine.quantities._units._symbols.get(tokens.word[last])
        return symbol is not None and symbol.per is not None

    def behind(self, tokens: Tokens, q: Quantity) -> bool:
        """Whether the denominator stands behind the unit, not in the measure before."""
        after = max(tokens.start[q.stop - 1], tokens.start[q.noun[1] - 1] + 1 if q.noun else 0)
        return after >= q.end and (q.noun is None or q.stop > q.noun[1])

    def noun(self, page: Page, tags: str, q: Quantity) -> str:
        tokens = page.tokens
        first, stop = q.noun or (0, 0)
        words = [
            tokens.norm[i] if tags[i] != "P" else tokens.word[i]
            for i in range(first, stop)
            if tokens.norm[i] != "-" and (tags[i] != "M" or "P" in tags[i - 1 : i + 2])
        ]
        words = [w for w in words if w.lower() not in WEAK or len(words) == 1]
        if not words:
            return "-"
        if words[0] == "most":
            words = words[1:]
        words = [self.positive(w) for w in words[:-1]] + words[-1:]
        led = tokens.norm[q.first - 1] if q.first else ""
        led = tokens.norm[q.first] if tokens.norm[q.first] in LED else led
        words = [led, *words] if led in LED else words
        last = words[-1].lower()
        words[-1] = ABBREVIATED.get(last) or ("people" if last == "people" else self.singular(words[-1]))
        return " ".join(words)

    def positive(self, word: str) -> str:
        """Positive of a superlative or comparative."""
        if word in SUPERLATIVE:
            return SUPERLATIVE[word]
        m = re.fullmatch(r"(\w\w\w+?)(i?)(?:est|er)", word)
        if m is None or word in NOT_COMPARED or (word.endswith("er") and word not in COMPARED):
            return word
        stem = m[1] + ("y" if m[2] else "")
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "ls":
            return stem[:-1]
        return stem + "e" if stem[-1] in "gu" or stem in ("lat", "saf", "wid", "nic", "fin") else stem

    def fraction_of(self, page: Page, tags: str, q: Quantity) -> str:
        tokens, i = page.tokens, q.stop
        while i < len(tokens) and tags[i] in "ODM":
            i += 1
        stop = i
        while stop < len(tokens) and tags[stop] in "NPJ":
            stop += 1
        words = [tokens.word[k] for k in range(i, stop)]
        if words and (q.value_digits if hasattr(q, "value_digits") else False):
            return "-"
        return " ".join([*words[:-1], self.singular(words[-1])]) if words else ""

    def concept(self, page: Page, tags: str, quantities: list[Quantity], k: int) -> list[str]:
        """Content words of the concepts, hyphenated words in one piece, without times and values."""
        words: list[str] = []
        tokens = page.tokens
        clause = self.concepts.clause(page, tags, quantities, k, self.times)
        tags = clause.tags
        counted = {q.first for q in quantities if q.noun and q.comparison == "=" and tokens.start[q.first] == q.start}
        for part in self.concepts.of_clause(clause, quantities, k):
            last = -2
            for i in range(part.first, part.stop):
                tag, after = tags[i], tags[i + 1 : i + 2]
                inner = i + 1 < part.stop and after == "N"
                number = (tag == "M" and i > part.first) or (i in counted and inner)
                tied = last == i - 2 and tokens.norm[i - 1] in ("-", "&") and tokens.glued(i) and tokens.glued(i - 1)
                verbal = tag in "GEV" and (after in ("N", "P", "J", "M") or (tag == "E" and after == "I"))
                half = i + 2 < part.stop and tokens.norm[i + 1] == "-" and tokens.glued(i + 1) and tokens.glued(i + 2)
                if tied and words:
                    words[-1] += tokens.word[i - 1] + tokens.word[i]
                    last = i
                elif (
                    tag in "NPJ" or number or verbal or (tag == "G" and i + 1 == part.stop) or (half and tag in "AQIE")
                ):
                    short = tokens.word[i] in ("Inc", "Corp", "Ltd", "Co") and tokens.norm[i + 1 : i + 2] == ["."]
                    words.append(tokens.word[i] + "." * short)
                    last = i
        return [w for w in words if w not in ("total",)] or ["-"]

    def merge(self, page: Page, quantities: list[Quantity]) -> list[Quantity]:
        """`fell from 5 to 4` is one range here."""
        out: list[Quantity] = []
        for q in quantities:
            one = out[-1] if out else None
            moved = one is not None and one.role == "from" and q.role == "level" and one.unit == q.unit
            if one is not None and moved and one.amount is not None and q.amount is not None:
                low, high = sorted((one.amount, q.amount))
                out[-1] = replace(
                    one,
                    end=q.end, stop=q.stop, amount=None, min=low, max=high, comparison="range",
                    change=q.change if q.unit_kind == "currency" else None, role="move", per=q.per,
                    rule="range.to.moves",
                )  # fmt: skip
            else:
                out.append(q)
        return out

    def refused(
        self, page: Page, tags: str, numbers: list[Number], taken: set[int], apart: set[int]
    ) -> list[dict[str, Any]]:
        out: list[dict[str, Any]] = []
        scores: list[Number] = []
        for n in numbers:
            if page.tokens.norm[n.stop : n.stop + 1] == ["g"] and page.tokens.glued(n.stop) and n.value < 7:
                out.append(self.row(n.value, "=", GENERATION, ["-"]))
            if n.refused is None or n.first in taken:
                continue
            if n.refused == "vague":
                out += self.vague(page, tags, n, apart)
            elif n.refused == "pronoun":
                out += self.one_of(page, tags, n)
                if page.tokens.norm[n.stop : n.stop + 2] == ["-", "time"]:
                    out.append(self.row(n.value, "=", "count", ["-"]))
            elif n.refused == "idiom":  # `at one point` is a point there
                unit = self.engine.quantities._units.after(page.tokens, n.stop, False)
                name = page.tokens.norm[n.stop]
                out.append(self.row(n.value, "=", self.named(name, unit.measure.unit) if unit else name, ["-"]))
            elif n.refused == "score":
                scores.append(n)
        for one, two in zip(scores[::2], scores[1::2], strict=False):
            if one.value != two.value:
                out.append(self.row([one.value, two.value], "=", "-", ["-"]))
        return out

    def vague(self, page: Page, tags: str, n: Number, apart: set[int]) -> list[dict[str, Any]]:
        tokens = page.tokens
        at = n.stop + (n.stop < len(tokens) and tags[n.stop] == "O")
        noun = self.engine.quantities._nouns.after(tokens, tags, at, len(tokens), False)
        money = self.engine.quantities._units.after(tokens, at, False)
        end = money.stop if money else noun.stop if noun else n.stop
        fake = Quantity(
            n.first, end, n.start, n.end, n.value, None, None, "=", None, "currency" if money else "count", None, None,
            (),
            (noun.first, noun.stop) if noun else None, None, None, (), "vague",
        )  # fmt: skip
        concept = self.concept(page, tags, [fake], 0)
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
        return [self.row([Decimal(low), Decimal(high)], "=", name, concept)]

    def one_of(self, page: Page, tags: str, n: Number) -> list[dict[str, Any]]:
        """`one of the best shops in town` is 1 there, of `good shop town`."""
        tokens, at = page.tokens, n.stop
        if at + 1 >= len(tokens) or tokens.norm[at] != "of":
            return []
        at += 1
        while at < len(tokens) and tags[at] in "DR":
            at += 1
        stop = at
        while stop < len(tokens) and (tags[stop] in "NPJEGA-" or tokens.norm[stop] == "and"):
            stop += 1
            if tags[stop - 1] == "N" and self.singular(tokens.norm[stop - 1]) != tokens.norm[stop - 1]:
                break
        words = [w for w in tokens.norm[at:stop] if w not in ("-", "most", "and")]
        if not words:
            return []
        words = [self.positive(w) for w in words[:-1]] + [self.singular(words[-1])]
        if stop < len(tokens) and tokens.norm[stop] == "in":
            stop += 1
            while stop < len(tokens) and tags[stop] in "DRNPJ" and tokens.norm[stop] != "that":
                words += [tokens.norm[stop]] if tags[stop] in "NPJ" else []
                stop += 1
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
