"""Claims for the tests of everything that goes out: a plain maker, hostile ones, and a hypothesis strategy."""

import hashlib

import msgspec
from hypothesis import strategies as st

from kabar.out.shape import Field, claim_fields
from kabar.record import SCHEMA_VERSION, Claim, claim_id, claim_key

HOSTILE = (
    "=1+2",
    "+628123",
    "-5 persen",
    "@SUM(A1)",
    "\t=cmd()",
    "'quoted",
    " =1",
    "＝1+2",
    "a,b;c|d",
    'he said "no"',
    "two\nlines",
    "two\r\nlines",
    "bare\rreturn",
    "\u2028 and \u2029",
    "nul \x00 bell \x07",
    "_x0041_",
    "emoji 🚗 and 👨🏻‍🚒",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\x1b[31mred",
    "{{7*7}} ${7*7}",
    "NULL",
    "NaN",
    "1e5",
    "007",
    "e\u0301 e\u200b \u202e",
)

TEXT = "Pabrik Rantai Biru menjual 1.200 sepeda pada Maret 2031.\nNothing else was said 🚲 in May.\n"


def place(text: str, words: str) -> dict:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def evidence(text: str, start: int, end: int, section: str = "body") -> dict:
    prefix, suffix = text[max(0, start - 32) : start], text[end : end + 32]
    return {"text": text[start:end], "start": start, "end": end, "prefix": prefix, "suffix": suffix, "section": section}


def document(text: str, **changes) -> dict:
    digest = hashlib.sha256(text.encode()).hexdigest()
    plain = {
        "path": "a.txt",
        "sha256": digest,
        "text_sha256": digest,
        "position": None,
        "language": "id",
        "title": "Pabrik Rantai Biru",
        "publisher": "Harian Uji",
        "author": None,
        "url": "https://example.org/a",
        "published": "2031-04-02",
        "published_from": "given",
    }
    return plain | changes


def raw(text: str = TEXT, **changes) -> dict:
    """A sales claim on the first sentence of TEXT as a plain mapping; keyword arguments replace whole fields."""
    number = place(text, "1.200") if "1.200" in text else {"text": text[:1], "start": 0, "end": 1}
    exact = {"amount": 1200.0, "min": 1200.0, "max": 1200.0, "comparison": "=", "unit": "bicycle", "unit_kind": "count"}
    plain = {
        "schema_version": SCHEMA_VERSION,
        "id": "",
        "key": "",
        "kind": "quantity",
        "subject": place(text, "Pabrik Rantai Biru")
        | {"name": "Rantai Biru", "id": None, "type": "company", "how": "named"}
        if "Pabrik Rantai Biru" in text
        else None,
        "predicate": "sales",
        "trigger": place(text, "menjual") if "menjual" in text else None,
        "object": "sepeda",
        "value": number | exact | {"per": None, "change": None, "equivalents": []},
        "time": place(text, "Maret 2031")
        | {
            "value": "2031-03",
            "modifier": None,
            "from": "2031-03-01",
            "to": "2031-03-31",
            "edtf": "2031-03",
            "anchored_on": "explicit",
        }
        if "Maret 2031" in text
        else None,
        "duration": None,
        "place": None,
        "status": "actual",
        "negated": False,
        "attribution": None,
        "evidence": evidence(text, 0, max(1, text.find("\n"))),
        "document": document(text),
        "confidence": {
            "claim": 0.98,
            "subject": 0.75,
            "predicate": 0.9,
            "value": 0.97,
            "time": 0.95,
            "status": 0.96,
            "attribution": 0.93,
            "all": 0.61,
        },
        "extractor": {"name": "kabar", "version": "0.1.0", "models": "0" * 16, "rules": ["sales", "count"]},
    }
    return plain | changes


def sealed(plain: dict) -> Claim:
    """The record of a mapping, with the id and key that its content has."""
    claim = msgspec.convert(plain, Claim)
    anchor = claim.value or claim.trigger
    span = (anchor.start, anchor.end) if anchor else (claim.evidence.start, claim.evidence.end)
    number = claim_id(claim.document.sha256, claim.kind, claim.predicate, *span)
    return msgspec.structs.replace(claim, id=number, key=claim_key(claim))


def claim(text: str = TEXT, **changes) -> Claim:
    return sealed(raw(text, **changes))


def hostile() -> list[Claim]:
    """One claim a hostile string, in every place that holds free words."""
    out = []
    for words in HOSTILE:
        text = f"{words} 1.200 sepeda. "
        number = place(text, "1.200")
        value = raw(TEXT)["value"] | number
        who = {"name": words, "id": None, "type": None, "text": words, "start": 0, "end": len(words)}
        made = raw(
            text,
            subject=who | {"how": "named"},
            attribution=who,
            object=words,
            value=value,
            evidence=evidence(text, 0, len(text) - 1),
            document=document(text, path=words, title=words, publisher=words, url=words),
        )
        out.append(sealed(made))
    return out


def jsonl(claims) -> bytes:
    return b"".join(msgspec.json.encode(c) + b"\n" for c in claims)


def write_jsonl(path, claims):
    path.write_bytes(jsonl(claims))
    return str(path)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SPECIAL = {
    ("schema_version",): st.just(SCHEMA_VERSION),
    ("document", "published"): st.dates().map(str) | st.none(),
    ("time", "from"): st.dates().map(str) | st.none(),
    ("time", "to"): st.dates().map(str) | st.none(),
}
SCALARS = {
    "integer": st.integers(0, 2**53),
    "number": st.floats(-1e300, 1e300),
    "boolean": st.booleans(),
    "string": WORDS | st.sampled_from(HOSTILE),
}
CHOICES = {
    "kind": ["quantity", "event"],
    "section": ["title", "caption", "body"],
    "status": ["actual", "target", "planned", "expected", "possible"],
    "comparison": ["=", "~", ">", ">=", "<", "<=", "range"],
    "unit_kind": ["count", "currency", "percent", "physical", "duration"],
    "change": ["increase", "decrease"],
    "how": ["named", "noun", "pronoun", "context"],
    "anchored_on": ["explicit", "publication", "sentence", "mention", "comments"],
    "modifier": ["BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "START", "MID", "END", "APPROX"],
    "published_from": ["given", "metadata", "byline", "url", "comments", "text"],
}


def strategy(field: Field, at: tuple[str, ...]):
    if at in SPECIAL:
        return SPECIAL[at]
    if field.kind == "struct":
        made = st.fixed_dictionaries({f.name: strategy(f, (*at, f.name)) for f in field.fields})
    elif field.kind == "list":
        made = st.lists(strategy(field.fields[0], at), max_size=2)
    elif field.kind == "string" and field.name in CHOICES:
        made = st.sampled_from(CHOICES[field.name])
    else:
        made = SCALARS[field.kind]
    return st.none() | made if field.nullable else made


def any_claim():
    """Every shape a claim can take, whatever it means."""
    plain = st.fixed_dictionaries({f.name: strategy(f, (f.name,)) for f in claim_fields()})
    return plain.map(lambda p: msgspec.convert(p, Claim))
