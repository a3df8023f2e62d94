"""Bad documents each have their line with a stable code; the good ones come out as if the bad were not there
(faults 1 to 10)."""

import json
import resource

import pytest
from harness import articles, codes, lines, run

ENGLISH = (
    "Marlin Motors opens plant\n\nMarlin Motors delivered 1,200 cars in March 2024, it said in a statement on Monday. "
    "The company said that it would open a second plant in the north of the country by the end of the year.\n"
)
SPANISH = (
    "La empresa dijo el lunes que hab\u00eda entregado 1.200 coches en marzo y que abrir\u00eda una segunda "
    "planta en el norte del pa\u00eds antes de que termine el a\u00f1o, seg\u00fan un comunicado.\n"
)
BAD = {
    "empty.txt": (b"", "empty"),
    "space.txt": (b" \n\t\n\xc2\xa0\n", "empty"),
    "bom.txt": (b"\xef\xbb\xbf \n", "empty"),
    "binary.txt": (bytes(range(256)) * 4, "not_text"),
    "nul.txt": (b"\0" * 1000, "not_text"),
    "pdf.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 8, "not_text"),
    "spanish.txt": (SPANISH.encode(), "language"),
    "large.txt": (b"kata " * 4_100_000, "too_large"),
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """What the good ones give alone."""
    folder = tmp_path_factory.mktemp("clean")
    articles(folder / "in", 12)
    assert run("extract", "in", "-o", "out", cwd=folder).returncode == 0
    return folder


def test_all_bad_documents_at_once(clean, tmp_path):
    articles(tmp_path / "in", 12)
    for name, (data, _) in BAD.items():
        (tmp_path / "in" / name).write_bytes(data)
    done = run("extract", "in", "-o", "out", cwd=tmp_path)
    assert (done.returncode, codes(tmp_path / "out")) == (1, {name: code for name, (_, code) in BAD.items()})
    assert (tmp_path / "out" / "claims.jsonl").read_bytes() == (clean / "out" / "claims.jsonl").read_bytes()
    good = [row for row in (tmp_path / "out" / "documents.jsonl").read_text().splitlines() if '"status":"ok"' in row]
    assert good == (clean / "out" / "documents.jsonl").read_text().splitlines()


@pytest.mark.parametrize("name", ["empty.txt", "space.txt"])
def test_nothing_to_read_is_no_failure(tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name][0])
    assert run("extract", name, "-o", "out", cwd=tmp_path).returncode == 0
    assert lines(tmp_path / "out")[name]["status"] == "empty"


def test_an_unsupported_language_is_named(tmp_path):
    (tmp_path / "a.txt").write_bytes(SPANISH.encode())
    run("extract", "a.txt", "-o", "out", cwd=tmp_path)
    assert "'es'" in lines(tmp_path / "out")["a.txt"]["message"]


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 LE": lambda text: "\ufeff".encode("utf-16-le") + text.encode("utf-16-le"),
    "utf-16 BE": lambda text: "\ufeff".encode("utf-16-be") + text.encode("utf-16-be"),
    "windows-1252": lambda text: text.encode("cp1252"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_offsets_are_those_of_the_decoded_text(tmp_path, encoding):
    text = ENGLISH.replace("Marlin", "Marl\u00edn")
    (tmp_path / "a.txt").write_bytes(ENCODINGS[encoding](text))
    done = run("extract", "a.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text("utf-8").splitlines()]
    assert rows
    for row in rows:
        value = row["value"] or row["trigger"]
        assert text[value["start"] : value["end"]] == value["text"]
        assert text[row["evidence"]["start"] : row["evidence"]["end"]] == row["evidence"]["text"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\f\n", "\n\n\n"])
def test_line_ends_of_all_kinds(tmp_path, end):
    text = ENGLISH.replace("\n", end)
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert run("extract", "a.txt", "-o", "out", cwd=tmp_path).returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text("utf-8").split("\n")[:-1]]
    assert [row["value"]["amount"] for row in rows if row["value"]] == [1200.0]
    for row in rows:
        assert text[row["evidence"]["start"] : row["evidence"]["end"]] == row["evidence"]["text"]


def test_invalid_utf_8_is_read_with_a_doubt(tmp_path):
    (tmp_path / "a.txt").write_bytes(ENGLISH.encode() + b"\xff\xfe\xfa abc caf\xe9\n")
    assert run("extract", "a.txt", "-o", "out", cwd=tmp_path).returncode == 0
    row = lines(tmp_path / "out")["a.txt"]
    assert row["encoding"] != "utf-8"
    assert row["flags"]


def test_a_large_file_needs_little_memory(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        for _ in range(60):
            file.write(b"kata " * 200_000)
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))}
    done = run("extract", "a.txt", "-o", "out", "--memory", "1000", cwd=tmp_path, **limit)
    assert (done.returncode, codes(tmp_path / "out")) == (1, {"a.txt": "too_large"})


def test_one_line_of_three_megabytes_is_read_like_any_other(tmp_path):
    told = "Marlin Motors delivered 1,200 cars in March 2024. "
    padding = "It was a quiet day at the gates of the plant and nobody had much to say about the weather. " * 33_000
    (tmp_path / "a.txt").write_text(told + padding + told)
    articles(tmp_path, 2)
    done = run("extract", "a.txt", "a00000.txt", "-o", "out", "--timeout", "40", cwd=tmp_path, timeout=300)
    found = lines(tmp_path / "out")
    assert (done.returncode, found["a.txt"]["claims"], found["a00000.txt"]["status"]) == (0, 2, "ok"), done.stderr


def test_a_document_that_needs_too_much_memory_is_a_line(tmp_path):
    (tmp_path / "a.txt").write_text("The price rose by 5% in May. " * 60_000)
    articles(tmp_path, 2)
    done = run("extract", "a.txt", "a00000.txt", "-o", "out", "--memory", "350", "--workers", "1", cwd=tmp_path)
    assert (done.returncode, codes(tmp_path / "out"), "Traceback" in done.stderr) == (1, {"a.txt": "crashed"}, False)
    assert "--memory" in lines(tmp_path / "out")["a.txt"]["message"]


@pytest.mark.parametrize("name", ["a.json", "a.txt.json"])
def test_what_lies_beside_a_document_is_read(tmp_path, name):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ENGLISH.replace("in March 2024", "last month"))
    said = {"published": "2024-04-02", "url": "https://paper.example/a", "publisher": "The Paper", "author": "Ann Doe"}
    (folder / name).write_text(json.dumps(said))
    for paths in (["in"], ["in/a.txt"]):  # found in a folder, and named
        assert run("extract", *paths, "-o", "out", cwd=tmp_path).returncode == 0
        row = lines(tmp_path / "out")["a.txt"]
        assert {key: row[key] for key in said} == said
        assert row["published_from"] == "metadata"
        claims = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text("utf-8").splitlines()]
        assert [c["time"]["value"] for c in claims if c["value"] and c["value"]["amount"] == 1200] == ["2024-03"]


def test_a_broken_file_beside_a_document_is_a_doubt(tmp_path):
    (tmp_path / "b.txt").write_text(ENGLISH)
    (tmp_path / "b.json").write_text("[")
    assert run("extract", "b.txt", "-o", "out", cwd=tmp_path).returncode == 0
    assert "sidecar_unreadable" in lines(tmp_path / "out")["b.txt"]["flags"]


ODD = {  # an odd name, place or mark must not cost the article
    "brackets": "PT Sagara (mBanking eWallet) naik. Sagara menjual 500 mobil pada Maret 2024.",
    "brackets of marks": "PT Sagara (- .) naik. Sagara (5 %) menjual 500 mobil pada Maret 2024.",
    "brackets of digits": "Marlin Motors (3 4) sold 500 cars in March 2024, and Ann Moss ('s) left.",
    "brackets in small": "Marlin Motors (iPhone eStore) sold 500 cars in March 2024, and nG(bH mIas).",
    "a name and a score at the end": "Sagara menjual 500 mobil pada Maret 2024. Tim putri Sagara kalahkan Italia 2-1",
    "weeks": "Sagara menjual 500 mobil dalam dua minggu pertama 2024 dan tiga minggu pertama tahun lalu.",
    "quarters": "Sagara menjual 500 mobil dalam dua kuartal pertama 2024, tidak dalam dua pekan pertama.",
    "dots": f"Marlin Motors sold 500 cars in March 2024.{'.' * 60_000} It opened 5 stores.",
    "question marks": f"Marlin Motors sold 500 cars in March 2024{'?!' * 30_000} it opened 5 stores.",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_article_is_an_article(name, tmp_path):
    (tmp_path / "a.txt").write_text(ODD[name], encoding="utf-8")
    language = "en" if "Marlin" in ODD[name] else "id"
    done = run("extract", "a.txt", "-o", "out", "--language", language, "--timeout", "10", cwd=tmp_path)
    assert (done.returncode, codes(tmp_path / "out")) == (0, {})
    assert '"500"' in (tmp_path / "out" / "claims.jsonl").read_text()
