"""What lies in a folder is read, or counted by kind: JSON, feeds, PDF, DOCX, records of crawlers, output of our own."""

import json
import os
import resource
import subprocess
import sys
import zipfile

import pytest
from harness import article, articles, environment, manifest, run

PAGE = f"<html><head><title>Marlin</title></head><body><article><p>{article(2)}</p></article></body></html>"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Quay</title><item><title>Marlin grows</title><link>https://example.org/1</link>
<pubDate>Tue, 02 Apr 2024 23:30:00 +0700</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Marlin Motors sold 500&nbsp;cars last month.</p><script>x</script><p>It said so.</p>]]>
</content:encoded>
</item><item><title>Nothing</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Dermaga</title><entry><title>Sagara</title>
<link href="https://example.org/2"/><published>2024-04-02T10:00:00Z</published><author><name>Ana</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Pabrik Sagara menjual 500 mobil bulan lalu.</p></div>
</content></entry></feed>"""


def rows(folder):
    return [json.loads(line) for line in (folder / "documents.jsonl").read_text("utf-8").splitlines()]


def claims(folder):
    return [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines()]


def extract(folder, *arguments, status=0):
    done = run("extract", *arguments, "-o", "out", cwd=folder)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def pdf(*lines):
    """A file of one page with such lines."""
    text = "BT /F1 11 Tf 60 760 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj{part}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


@pytest.mark.parametrize(
    "wrap", [lambda r: r, lambda r: {"status": "ok", "articles": r}, lambda r: {"response": {"docs": r}}]
)
def test_an_array_of_json(wrap, tmp_path):
    records = [{"title": "A", "text": article(n), "publishedAt": "2024-05-06"} for n in (2, 4)] + [{"title": "B"}]
    (tmp_path / "a.json").write_text(json.dumps(wrap(records), indent=1))
    extract(tmp_path, "a.json", status=1)
    found = [(row["position"], row["code"], row["published"]) for row in rows(tmp_path / "out")]
    assert found == [("item 1", None, "2024-05-06"), ("item 2", None, "2024-05-06"), ("item 3", "bad_record", None)]


def test_other_files_of_json(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.json").write_text(json.dumps({"maintext": article(2), "title": "A"}))
    (tmp_path / "in" / "lines.json").write_text("".join(json.dumps({"text": article(n)}) + "\n" for n in (2, 4)))
    (tmp_path / "in" / "broken.json").write_text('[{"text": "a"}, {"te')
    (tmp_path / "in" / "deep.json").write_text("[" * 100_000)
    (tmp_path / "in" / "a.txt").write_text(article(2))
    (tmp_path / "in" / "a.json").write_text('{"published": "2024-05-06"}')  # of a.txt
    extract(tmp_path, "in", status=1)
    found = [(os.path.basename(row["path"]), row["status"]) for row in rows(tmp_path / "out")]
    assert [pair for pair in found if pair[1] == "ok"] == [
        ("a.txt", "ok"), ("lines.json", "ok"), ("lines.json", "ok"), ("one.json", "ok")
    ]  # fmt: skip
    assert {name for name, status in found if status == "failed"} == {"broken.json", "deep.json"}


def test_feeds(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.rss").write_text(RSS)
    (tmp_path / "in" / "b.xml").write_text(ATOM)
    (tmp_path / "in" / "c.xml").write_text("<project><version>5</version></project>")
    (tmp_path / "in" / "d.atom").write_text('<!DOCTYPE feed [<!ENTITY a "aaaa">]><feed><entry>&a;</entry></feed>')
    said = extract(tmp_path, "in", status=1)
    found = [
        [row[key] for key in ("position", "code", "published", "publisher", "url")] for row in rows(tmp_path / "out")
    ]
    assert found == [
        ["entry 1", None, "2024-04-02", "The Quay", "https://example.org/1"],
        ["entry 2", "empty", None, None, None],
        ["entry 1", None, "2024-04-02", "Dermaga", "https://example.org/2"],
        [None, "bad_record", None, None, None],
    ]
    assert "1 file passed over (1 xml)" in said
    assert [(c["value"]["amount"], c["time"]["value"]) for c in claims(tmp_path / "out")] == [(500, "2024-03")] * 2


def test_a_pdf(tmp_path):
    pytest.importorskip("pypdfium2")
    lines = ["Marlin Motors grows", "", "Marlin Motors delivered 1,200 cars in March 2024, it said in a statement on",
             "Monday. The company plans to open 5 stores by 2030."]  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(pdf(*lines))
    (tmp_path / "b.pdf").write_bytes(pdf(*lines)[:300])
    (tmp_path / "c.pdf").write_bytes(pdf())
    extract(tmp_path, "a.pdf", "b.pdf", "c.pdf", status=1)
    good, *bad = rows(tmp_path / "out")
    assert (good["status"], good["encoding"], good["flags"][:1]) == ("ok", "pdf", ["converted"])
    assert [row["code"] for row in bad] == ["bad_record", "no_article"]
    assert 1200 in [c["value"]["amount"] for c in claims(tmp_path / "out") if c["value"]]


def test_a_docx(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for part in ("Marlin Motors grows", *article(2).strip().split("\n\n")):
        document.add_paragraph(part)
    document.add_table(1, 2).cell(0, 0).text = "Cars"
    document.save(tmp_path / "a.docx")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 no zip")
    with zipfile.ZipFile(tmp_path / "c.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", bytes(210_000_000))
    extract(tmp_path, "a.docx", "b.docx", "c.docx", status=1)
    good, *bad = rows(tmp_path / "out")
    assert (good["status"], good["encoding"], good["flags"][:1]) == ("ok", "docx", ["converted"])
    assert [row["code"] for row in bad] == ["bad_record", "too_large"]
    assert claims(tmp_path / "out")


def test_without_the_extra_of_documents(tmp_path):
    articles(tmp_path / "in", 1)
    (tmp_path / "in" / "z.pdf").write_bytes(pdf("a"))
    code = "import kabar.article.formats.extras as e; e._BY_FORM['documents'] = 'none'; import kabar.cli as c; c.main()"
    for path, status in (("in", 0), ("in/z.pdf", 2)):
        command = [sys.executable, "-c", code, "extract", path, "-o", "out"]
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True)
        assert (done.returncode, 'pip install "kabar[documents]"' in done.stderr) == (status, True), done.stderr


def test_what_nobody_reads_is_counted(tmp_path):
    articles(tmp_path / "in", 1)
    for name in ("a.zip", "b.zip", "c.eml", "d.xlsx", "README"):
        (tmp_path / "in" / name).write_bytes(b"PK\x03\x04")
    said = extract(tmp_path, "in")
    assert "5 files passed over (1 eml, 1 other, 1 xlsx, 2 zip)" in said
    assert manifest(tmp_path / "out")["passed_over"] == {"eml": 1, "other": 1, "xlsx": 1, "zip": 2}


def test_nothing_to_read_has_a_status_of_its_own(tmp_path):
    (tmp_path / "in").mkdir()
    assert "nothing to read" in extract(tmp_path, "in", status=66)
    (tmp_path / "in" / "a.zip").write_bytes(b"PK")
    assert "1 file passed over (1 zip)" in extract(tmp_path, "in", status=66)


def test_the_first_failures_are_named(tmp_path):
    (tmp_path / "in").mkdir()
    for n in range(7):
        (tmp_path / "in" / f"{n}\x1b]0;x\x07.txt").write_bytes(b"%PDF-1.7\n")
    said = extract(tmp_path, "in", status=1)
    assert [line[:18] for line in said.splitlines()[:6]] == ["kabar: failed: in/"] * 5 + ["kabar: and 2 more "]
    assert "\x1b" not in said
    assert "a PDF document" in said
    assert "\x1b" not in run("extract", "nothing\x1b[31m", "-o", "out", cwd=tmp_path).stderr


def test_output_is_no_input(tmp_path):
    articles(tmp_path / "in", 3)
    extract(tmp_path, "in")
    first = {name: (tmp_path / "out" / name).read_bytes() for name in ("claims.jsonl", "documents.jsonl")}
    for command in (["table", "in", "-o", "in/t.csv"], ["report", "in", "-o", "in/report.html"]):
        run("extract", "in", "-o", "in", cwd=tmp_path)
        done = run(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    for output in ("in", "out", "in/deeper"):
        done = run("extract", "in", "-o", output, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert {name: (tmp_path / output / name).read_bytes() for name in first} == first
        assert "passed over" in done.stderr


RECORDS = {
    "surrogate": ({"text": article(2), "title": "\ud83d a"}, "ok", None),
    "deep": ({"text": article(2), "publisher": {}}, "ok", None),
    "null": ({"text": None, "title": "A"}, "empty", "empty"),
    "nothing": ({"text": "", "title": "A"}, "empty", "empty"),
    "no text": ({"title": "A", "words": "b"}, "failed", "bad_record"),
    "page": ({"html": PAGE, "url": "https://example.org/a"}, "ok", None),
    "paragraphs": ({"paragraphs": article(2).strip().split("\n\n"), "article_title": "A"}, "ok", None),
}


@pytest.mark.parametrize("name", RECORDS)
def test_records_of_crawlers(name, tmp_path):
    record, status, code = RECORDS[name]
    line = json.dumps(record)
    if name == "deep":
        line = line.replace("{}", '{"name":' * 900 + "1" + "}" * 900)
    (tmp_path / "a.jsonl").write_text(line + "\n")
    extract(tmp_path, "a.jsonl", status=int(status == "failed"))
    row = rows(tmp_path / "out")[0]
    assert (row["status"], row["code"]) == (status, code)
    assert bool(claims(tmp_path / "out")) == (status == "ok")


@pytest.mark.parametrize(
    ("value", "published"),
    [(1712052000, "2024-04-02"), (1712052000000, "2024-04-02"), ("1712052000", "2024-04-02"), (7, None), (1e30, None)],
)
def test_unix_times(value, published, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": article(2), "publishedAt": value}) + "\n")
    extract(tmp_path, "a.jsonl")
    row = rows(tmp_path / "out")[0]
    assert (row["published"], bool(row["flags"])) == (published, published is None), row


def test_the_first_line_of_excel(tmp_path):
    (tmp_path / "a.csv").write_text(f'sep=;\ntitle;text\nA, B;"{article(2)}"\n')
    extract(tmp_path, "a.csv")
    assert [(row["title"], row["position"]) for row in rows(tmp_path / "out")] == [("A, B", "line 3")]


DAMAGES = {
    "size": lambda state: edit(
        state / "index.jsonl", '"claims":["claims.jsonl",0,', '"claims":["claims.jsonl",0,9' + "9" * 30
    ),
    "large": lambda state: edit(
        state / "index.jsonl", '"claims":["claims.jsonl",0,', '"claims":["claims.jsonl",0,9' + "9" * 16
    ),
    "negative": lambda state: edit(state / "index.jsonl", '"claims":["claims.jsonl",0', '"claims":["claims.jsonl",-5'),
    "nul": lambda state: edit(state / "index.jsonl", '"claims.jsonl"', '"a\\u0000b"'),
    "path": lambda state: edit(state / "index.jsonl", '"claims.jsonl"', '"../../../etc/passwd"'),
    "nested": lambda state: (state / "index.jsonl").write_text('{"key":' * 100_000),
    "fifo": lambda state: replaced(state / "index.jsonl", os.mkfifo),
    "fifo of versions": lambda state: replaced(state / "made_of.json", os.mkfifo),
    "nested versions": lambda state: (state / "made_of.json").write_text('{"a":' * 100_000),
}


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def replaced(path, make):
    path.unlink()
    make(path)


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_state_is_done_again(name, tmp_path):
    articles(tmp_path / "in", 3)
    extract(tmp_path, "in")
    first = (tmp_path / "out" / "claims.jsonl").read_bytes()
    DAMAGES[name](tmp_path / "out" / ".kabar")
    extract(tmp_path, "in")
    assert (tmp_path / "out" / "claims.jsonl").read_bytes() == first


@pytest.mark.parametrize("name", ["parts/folder", "index.jsonl", "lock"])
def test_a_folder_where_a_file_should_be(name, tmp_path):
    articles(tmp_path / "in", 3)
    place = tmp_path / "out" / ".kabar" / name
    (place / "inner").mkdir(parents=True)
    assert "remove it" in extract(tmp_path, "in", status=74)
    subprocess.run(["rm", "-r", str(place)], check=True)
    extract(tmp_path, "in")


def test_a_limit_of_memory_that_the_system_has_set(tmp_path):
    articles(tmp_path / "in", 2)
    hard = 3 << 30
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (hard, hard))  # noqa: E731
    done = run("extract", "in", "-o", "out", cwd=tmp_path, preexec_fn=limit)
    assert (done.returncode, "crashed" in done.stderr) == (0, False), done.stderr


def test_a_reader_that_is_gone(tmp_path):
    articles(tmp_path / "in", 2)
    extract(tmp_path, "in")
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "kabar", "table", "out"], cwd=tmp_path, env=environment(), stdout=theirs,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, b"")


def test_nested_lines_of_a_claims_file(tmp_path):
    (tmp_path / "c.jsonl").write_text('{"a":' * 200_000 + "\n")
    for command in (["table"], ["export", "--to", "annotation", "-o", "x"], ["report", "-o", "x"]):
        done = run(command[0], "c.jsonl", *command[1:], cwd=tmp_path)
        assert (done.returncode, "Traceback" in done.stderr) == (65, False), (command, done.stderr)
    assert "Traceback" not in run("validate", "c.jsonl", cwd=tmp_path).stderr


def test_forged_fields_do_not_steer_the_terminal(tmp_path):
    articles(tmp_path / "in", 1)
    extract(tmp_path, "in")
    forged = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text("utf-8").splitlines()]
    for row in forged:
        row["predicate"] = "\x1b]0;x\x07"
        row["document"]["path"] = "gone\x1b[31m"
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in forged))
    for command in (["table", "c.jsonl"], ["export", "c.jsonl", "--to", "timeml", "-o", "x"]):
        done = run(*command, cwd=tmp_path)
        assert done.returncode in (0, 1), done.stderr
        assert not {"\x1b", "\x07"} & set(done.stdout + done.stderr)


@pytest.mark.parametrize("make", [os.mkfifo, None])
def test_a_gazetteer_that_has_no_end(make, tmp_path):
    articles(tmp_path / "in", 1)
    path = tmp_path / "g.jsonl" if make else "/dev/zero"
    if make:
        make(path)
    done = run("extract", "in", "-o", "out", "--entities", path, cwd=tmp_path, timeout=60)
    assert (done.returncode, "no regular file" in done.stderr) == (2, True), done.stderr
