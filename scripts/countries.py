"""Write ``models/entities/countries.jsonl``: names of countries in all our languages, from CLDR through babel.

usage: PYTHONPATH=pipeline python scripts/countries.py > models/entities/countries.jsonl

The canonical name is CLDR's English one; names in other languages stand beside it. What news writes besides (``US``,
``AS``, ``Korsel``) is in ``EXTRA``; where the press does not follow CLDR, ``NAMES`` says so.
"""

import json
import sys

from babel import Locale

from kabar import model

ROOT = model.default_root()
LANGUAGES = model.languages(ROOT)
NAMES = {
    "CN": {"en": "China", "id": "China", "ms": "China"},
    "MM": {"en": "Myanmar", "id": "Myanmar"},
    "GB": {"en": "United Kingdom", "id": "Inggris", "ms": "United Kingdom"},
    "HK": {"en": "Hong Kong", "id": "Hong Kong"},
    "MO": {"en": "Macau", "id": "Makau"},
    "TR": {"en": "Turkey", "id": "Turki", "ms": "Turkiye"},
    "CZ": {"en": "Czech Republic", "id": "Republik Ceko", "ms": "Republik Czech"},
    "PS": {"en": "Palestine", "id": "Palestina", "ms": "Palestin"},
    "CI": {"en": "Ivory Coast", "id": "Pantai Gading"},
    "CD": {"en": "Democratic Republic of the Congo", "id": "Republik Demokratik Kongo"},
    "CG": {"en": "Republic of the Congo", "id": "Republik Kongo"},
    "BA": {"en": "Bosnia and Herzegovina", "id": "Bosnia dan Herzegovina"},
    "TT": {"en": "Trinidad and Tobago", "id": "Trinidad dan Tobago"},
    "AG": {"en": "Antigua and Barbuda", "id": "Antigua dan Barbuda"},
    "GE": {"en": "Republic of Georgia", "id": "Georgia"},
    "SZ": {"en": "Eswatini", "id": "Eswatini"},
}
EXTRA = {
    "US": {
        "en": ["US", "USA", "U.S.", "U.S.A.", "America", "United States of America"],
        "id": ["AS", "Amerika", "USA"],
        "ms": ["AS", "Amerika"],
    },
    "GB": {
        "en": ["UK", "U.K.", "Britain", "Great Britain"],
        "id": ["Inggris Raya", "Britania Raya"],
        "ms": ["Britain"],
    },
    "CN": {"en": ["People's Republic of China", "PRC", "mainland China"], "id": ["Tiongkok", "Cina", "RRC", "RRT"]},
    "KR": {"en": ["Republic of Korea"], "id": ["Korsel"]},
    "KP": {"id": ["Korut"]},
    "AE": {"en": ["UAE"], "id": ["UEA"]},
    "ID": {"id": ["RI"]},
    "RU": {"en": ["Russian Federation"]},
    "NL": {"en": ["The Netherlands", "Holland"], "id": ["Negeri Belanda"]},
    "NZ": {"id": ["Selandia Baru"]},
    "SA": {"id": ["Saudi"]},
    "ZA": {"id": ["Afsel"]},
    "PG": {"en": ["PNG"]},
    "TW": {"id": ["Taiwan"]},
    "AU": {"id": ["Aussie"]},
    "TL": {"en": ["East Timor"], "id": ["Timor Timur"]},
    "MM": {"en": ["Burma"], "id": ["Birma"]},
    "VA": {"en": ["the Vatican", "Vatican"], "id": ["Vatikan"]},
    "CD": {"en": ["DR Congo", "DRC"]},
}
SKIP = frozenset(
    [
        "AC",
        "CP",
        "CQ",
        "DG",
        "EA",
        "IC",
        "TA",
        "XA",
        "XB",
        "ZZ",
        "QO",
        "UN",
        "EZ",
        "EU",
        "UM",
        "GU",
        "JE",
        "IM",
        "CC",
        "TF",
        "IO",
        "HM",
        "BV",
    ]
)
REGIONS = {
    "150": {"en": ["Europe"], "id": ["Eropa"], "ms": ["Eropah"]},
    "142": {"en": ["Asia"], "id": ["Asia"]},
    "002": {"en": ["Africa"], "id": ["Afrika"], "ms": ["Afrika"]},
    "003": {"en": ["North America"], "id": ["Amerika Utara"]},
    "005": {"en": ["South America"], "id": ["Amerika Selatan"]},
    "419": {"en": ["Latin America"], "id": ["Amerika Latin"]},
    "035": {"en": ["Southeast Asia", "South-East Asia"], "id": ["Asia Tenggara"]},
    "030": {"en": ["East Asia"], "id": ["Asia Timur"]},
    "034": {"en": ["South Asia"], "id": ["Asia Selatan"]},
    "145": {"en": ["Middle East"], "id": ["Timur Tengah"], "ms": ["Asia Barat"]},
}


def lines() -> list[dict[str, object]]:
    """One object a country or region, by code."""
    cldr = {language: Locale(language).territories for language in LANGUAGES}
    out: list[dict[str, object]] = []
    for code in sorted(c for c in cldr["en"] if len(c) == 2 and c.isalpha() and c not in SKIP):
        names = {language: cldr[language][code] for language in LANGUAGES} | NAMES.get(code, {})
        out.append(_line(names, f"iso3166-1:{code}", "country", EXTRA.get(code, {})))
    for code, forms in REGIONS.items():
        names = {language: words[0] for language, words in forms.items()}
        out.append(_line(names, f"unm49:{code}", "region", {language: words[1:] for language, words in forms.items()}))
    return out


def _line(names: dict[str, str], id_: str, kind: str, aliases: dict[str, list[str]]) -> dict[str, object]:
    line: dict[str, object] = {"name": names["en"], "type": "place", "id": id_, "kind": kind}
    other: dict[str, str] = {}
    for language in sorted(names, key=lambda n: len(model.lineage(ROOT, n))):  # what it builds on comes first
        below = (other[n] for n in model.lineage(ROOT, language)[1:] if n in other)
        if names[language] != next(below, names["en"]):
            other[language] = names[language]
    if other:
        line["names"] = other
    extra = {language: [a for a in words if a != names[language]] for language, words in aliases.items()}
    if any(extra.values()):
        line["aliases"] = {language: words for language, words in extra.items() if words}
    return line


if __name__ == "__main__":
    sys.stdout.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines())
