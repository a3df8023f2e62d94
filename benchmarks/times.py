"""Times in the conventions of TempEval, for the scorer of TIMEX3 values, and their cost beside spaCy's tokenizer.

usage: times.py INPUT.jsonl OUTPUT.jsonl     lines {"id", "lang", "dct", "text"} to lines {"id", "timexes": [...]}
       times.py --speed INPUT.jsonl          cost of the finder against stock spaCy on the same texts, in one run
"""

import json
import re
import sys
import time
from pathlib import Path

from kabar import engine
from kabar.find.mention import Time
from kabar.page import Article, Block

OPENING = re.compile(r" of (.+)")
DECADES = re.compile(r"^P(\d+)0Y$")  # Kompas: P1DE; the English newswire: P10Y


def page(built: engine.Engine, record: dict) -> object:
    text = record["text"]
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, record.get("dct"), "given")
    return built.page(article)


def _value(value: str, rule: str, language: str, grain: str | None) -> str:
    """TIMEX3 has quarters and centuries as units, and the Kompas data decades; a year's end is its last day there."""
    if grain == "quarter" and (m := re.fullmatch(r"P(\d+|X)M", value)):
        return f"P{'X' if m[1] == 'X' else int(m[1]) // 3}Q"
    if grain == "century" and value == "PXY":
        return "PXC"
    if language == "id" and grain == "decade" and (m := DECADES.match(value)):
        return f"P{m[1]}DE"
    return f"{value}-12-31" if rule.endswith("yearend") and len(value) == 4 else value


def timexes(times: list[Time], text: str, language: str) -> list[dict]:
    """Ranges are two timexes there, bounds are outside of the span."""
    out = []
    for t in times:
        for part in t.parts:
            value = _value(part.value or "XXXX", t.rule, language, t.grain)
            kind = part.type
            tail = OPENING.search(text, part.start, part.end) if t.rule.endswith("opening") else None
            if t.rule.endswith("opening") and "/" in value:  # the first nine months (of 1997) are two there: P9M, 1997
                if tail:
                    row = {"start": tail.start(1), "end": part.end, "text": tail[1], "type": "DATE", "mod": None}
                    out.append(row | {"value": value[:4]})
                    part = part._replace(end=tail.start())
                kind, value = "DURATION", f"P{int(value[-2:])}M"
            row = {"start": part.start, "end": part.end, "text": text[part.start : part.end], "type": kind}
            out.append(row | {"value": value, "mod": part.modifier})
    return out


def main() -> None:
    if sys.argv[1] == "--speed":
        speed(sys.argv[2])
        return
    engines = {}
    with Path(sys.argv[1]).open(encoding="utf-8") as source, Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        for line in source:
            record = json.loads(line)
            language = record["lang"]
            built = engines.get(language) or engines.setdefault(language, engine.build(language))
            pg = page(built, record)
            found, _ = built.times.find(pg, "", [])
            out.write(json.dumps({"id": record["id"], "timexes": timexes(found, record["text"], language)}) + "\n")


def speed(path: str) -> None:
    """Seconds of the finder alone and of stock spaCy, the best of seven rounds over all texts."""
    import spacy

    records = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    language = records[0]["lang"]
    built = engine.build(language)
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    ours, theirs = [], []
    for _ in range(7):
        own = other = 0
        for record in records:  # as in a run: the finder works on a page that has just been lexed
            pg = page(built, record)
            start = time.process_time_ns()
            built.times.find(pg, "", [])
            middle = time.process_time_ns()
            nlp(record["text"])
            own, other = own + middle - start, other + time.process_time_ns() - middle
        ours.append(own / 1e9)
        theirs.append(other / 1e9)
    share = min(ours) / min(theirs)
    print(f"{language}: times {min(ours):.3f} s, spaCy {min(theirs):.3f} s, share {share:.2f}")


if __name__ == "__main__":
    main()
