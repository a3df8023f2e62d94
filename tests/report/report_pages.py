"""Runs for the tests of the page, written to a folder as a run writes them."""

import msgspec
from samples import TEXT, claim, document, evidence, jsonl, place, raw, sealed

from kabar.extractor import DocumentLine
from kabar.report.build import report

EVIL = (
    "<script>alert(1)</script> 🚲 Bengkel Tiga <img src=x onerror=alert(2)> menjual 1.200 sepeda 🚲 pada Maret 2031.\n"
    "</script><svg onload=alert(3)> {{7*7}} ${alert(4)} <a href='javascript:alert(5)'>x</a> \x1b[31m\u2028end.\n"
)
VALUE = raw()["value"]


def line(text, **changes):
    known = document(text)
    plain = {
        "status": "ok",
        "code": None,
        "message": None,
        "encoding": "utf-8",
        "characters": len(text),
        "claims": 0,
        "flags": [],
    }
    return msgspec.convert({k: known[k] for k in known} | plain | changes, DocumentLine)


def failed(path, code, message):
    nothing = dict.fromkeys(document("x"))
    return line("", **nothing | {"path": path, "status": "failed", "code": code, "message": message})


def evil_claim():
    number = VALUE | place(EVIL, "1.200")
    who = place(EVIL, "Bengkel Tiga") | {"name": "<b onclick=alert(6)>Bengkel</b>", "id": None, "type": None}
    return sealed(
        raw(
            EVIL,
            subject=who | {"how": "named"},
            value=number,
            trigger=place(EVIL, "menjual"),
            time=raw()["time"] | place(EVIL, "Maret 2031"),
            attribution=who,
            status="target",
            document=document(
                EVIL,
                path="evil.txt",
                title="</title><script>alert(7)</script>",
                url="javascript:alert(8)",
                publisher="<i>Evil</i>",
            ),
        )
    )


def overlapping():
    """Two claims whose sentences are one and whose anchors overlap."""
    inner = place(TEXT, "200")
    return [
        claim(),
        claim(
            value=VALUE | inner | {"amount": 200.0, "min": 200.0, "max": 200.0}, predicate="orders", status="planned"
        ),
    ]


def folder(path, claims, lines=(), texts=()):
    path.mkdir(exist_ok=True)
    (path / "claims.jsonl").write_bytes(jsonl(claims))
    (path / "documents.jsonl").write_bytes(jsonl(lines))
    for name, text in dict(texts).items():
        (path / name).write_bytes(text.encode())
    return path


def small(path):
    """Two articles at hand, one of them hostile, one that gave no claims, one that failed."""
    claims = [*overlapping(), evil_claim()]
    lines = [
        line(TEXT, claims=2),
        line("Tidak ada angka.", path="bare.txt", title="Tanpa klaim"),
        failed("broken.bin", "not_text", "binary <data>"),
    ]
    return report(str(folder(path / "out", claims, lines, {"a.txt": TEXT, "evil.txt": EVIL})), path / "out")


def series():
    """Deliveries of one subject: actual, target and planned, open and closed times, bounds, two languages."""
    number = lambda n, sign="=": {  # noqa: E731
        "amount": n,
        "min": None if sign in ("<", "<=") else n,
        "max": None if sign in (">", ">=") else n,
        "comparison": sign,
    }
    times = {
        "2030": {"value": "2030", "from": "2030-01-01", "to": "2030-12-31"},
        "by 2032": {"value": "2032", "from": None, "to": "2032-12-31", "modifier": "ON_OR_BEFORE"},
        "since May 2031": {"value": "2031-05", "from": "2031-05-01", "to": None, "modifier": "ON_OR_AFTER"},
        "7 June 2031": {"value": "2031-06-07", "from": "2031-06-07", "to": "2031-06-07"},
    }
    rows = [
        ("actual", number(1000.0), "2030", "id"),
        ("actual", number(1000.0), "2030", "en"),
        ("target", number(5000.0, ">="), "by 2032", "en"),
        ("planned", number(3000.0, "<"), "since May 2031", "id"),
        ("expected", {"amount": None, "min": 2000.0, "max": 2500.0, "comparison": "range"}, "7 June 2031", "en"),
        ("possible", number(2200.0, "~"), "7 June 2031", "id"),
    ]
    for i, (status, value, time, language) in enumerate(rows):
        doc = document(TEXT, path=f"{i}.txt", language=language, sha256=f"{i:064}")
        yield claim(status=status, value=VALUE | value, time=raw()["time"] | times[time] | {"text": time}, document=doc)


def many(count):
    """So many claims in articles of ten, with different words to find and sort by."""
    for i in range(count):
        text = TEXT.replace("Rantai Biru", f"Rantai {i:05}")
        number = {"amount": float(i), "min": float(i), "max": float(i)}
        status = ("actual", "target", "planned", "expected", "possible")[i % 5]
        doc = document(text, path=f"{i // 10}.txt", sha256=f"{i // 10:064}", language=("id", "en")[i % 2])
        who = raw()["subject"] | {"name": f"Rantai {i:05}"}
        yield claim(
            text,
            subject=who,
            value=VALUE | number,
            status=status,
            document=doc,
            evidence=evidence(text, 0, text.index("\n")),
        )
