"""Forms of input, each with a damaged, an empty and a huge instance (faults 29 to 31): streams of documents."""

import gzip
import io
import json
import tracemalloc

import pytest

from kabar.article.formats import Item, Options, documents, form_of, format_of, is_container, resolve
from kabar.article.formats import extras as extras_module
from kabar.article.formats.extras import needs, require
from kabar.errors import MissingExtra, UsageError
from kabar.extractor import Extractor

BODY = "The company sold 12,000 cars in the first half of the year.\n\nIt plans to open ten stores by the end of 2025."
LINE = BODY.split("\n")[0]
AS_IS = Options()


def read(path, data, options=AS_IS) -> list[Item]:
    return [resolve(item, options) for item in documents(path, io.BytesIO(data), options)]


def told(path, data, options=AS_IS):
    """Position and text, or code, of each document."""
    return [(i.source.position, i.error.code if i.error else i.text) for i in read(path, data, options)]


def jsonl(*records):
    return b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "text"),
        ("A.MD", "text"),
        ("a.html.gz", "html"),
        ("a.jsonl.zst", "jsonl"),
        ("a.warc.gz", "warc"),
        ("a.parquet", "parquet"),
        ("a.tsv", "tsv"),
        ("a.json", "json"),
        ("a.rss", "feed"),
        ("A.PDF", "pdf"),
        ("a.xlsx", None),
        ("a", None),
        ("a.gz", None),
    ],
)
def test_form_by_name(name, form):
    assert format_of(name) == form
    assert is_container(form_of(name, AS_IS)) == (form in ("jsonl", "json", "csv", "tsv", "parquet", "warc", "feed"))


def test_an_unknown_form_is_a_wrong_option():
    with pytest.raises(UsageError, match="forms: text"):
        read("a.txt", b"x", Options(format="xlsx"))


def test_a_form_that_is_given_wins_over_the_name():
    assert told("a.txt", jsonl({"text": LINE}), Options(format="jsonl")) == [("line 1", LINE)]


# JSON Lines


def test_jsonl_a_bad_line_is_one_failure_with_its_number():
    data = jsonl({"text": LINE}, b'{"text": "bad', b"", b"[1]", {"x": 1}, {"text": 5}, {"text": None}, {"text": LINE})
    codes = ["bad_record"] * 4 + ["empty"]
    lines = [2, 4, 5, 6, 7]
    assert told("a.jsonl", data) == [
        ("line 1", LINE),
        *((f"line {n}", c) for n, c in zip(lines, codes, strict=True)),
        ("line 8", LINE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "%s", "score": NaN}' % LINE.encode(),
        b'\xef\xbb\xbf{"text": "%s"}' % LINE.encode(),
        b'{"text": "%s", "n": %s}' % (LINE.encode(), b"9" * 4000),
        b'{"text": "%s", "a": 1, "a": 2}' % LINE.encode(),
        b'{"maintext": "None", "text": "%s"}' % LINE.encode(),
        b'{"metadata": {"text": "%s"}}' % LINE.encode(),
        b'{"body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["%s"]}]}}' % LINE.encode(),
    ],
)
def test_jsonl_of_many_exporters(line):
    assert told("a.jsonl", line) == [("line 1", LINE)]


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}", b'{"text": "a"} trailing'])
def test_jsonl_hostile_lines_fail_alone(line):
    assert told("a.jsonl", line + b"\n" + jsonl({"text": LINE})) == [("line 1", "bad_record"), ("line 2", LINE)]


def test_jsonl_lines_end_at_line_feeds_only():
    text = "One.\u2028Two.\x85Three."
    line = json.dumps({"text": text}, ensure_ascii=False).encode()
    assert told("a.jsonl", line + b"\r\n" + line) == [("line 1", text), ("line 2", text)]


def test_jsonl_a_line_without_end_is_too_large_and_the_next_is_read():
    data = b'{"text": "' + b"x" * 300_000 + b'"}\n' + jsonl({"text": LINE})
    assert told("a.jsonl", data, Options(max_bytes=1000)) == [("line 1", "too_large"), ("line 2", LINE)]


def test_metadata_is_found_under_the_names_that_exporters_use():
    record = {
        "text": LINE,
        "title": "T",
        "publishedAt": "2024-05-03T10:00:00Z",
        "source": {"name": "Paper"},
        "authors": ["Ann", {"name": "Bo"}],
        "url": "https://a.example/",
        "date_download": "2024-05-04",
        "language": "nan",
    }
    found = read("a.jsonl", jsonl(record))[0].source.found
    assert found == ("2024-05-03T10:00:00Z", "Paper", "Ann, Bo", "T", "https://a.example/", None, "2024-05-04")


def test_a_text_that_the_exporter_cut_is_flagged():
    assert read("a.jsonl", jsonl({"content": LINE + "… [+1200 chars]"}))[0].flags == ("truncated",)


def test_mapped_fields_come_first_and_alone():
    data = jsonl({"story": LINE, "text": "other"}, {"text": "other"})
    assert told("a.jsonl", data, Options(fields=(("text", "story"),))) == [("line 1", LINE), ("line 2", "bad_record")]
    with pytest.raises(UsageError, match="fields: text"):
        read("a.jsonl", data, Options(fields=(("body", "story"),)))


# CSV and TSV

CSV = f'id;judul;isi;tanggal\n1;"T; x";"{BODY}";3 Mei 2024\n2;only\n3;t;{LINE};2024-05-03\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_rows_with_breaks_in_quotes_and_a_ragged_one(encoding):
    expected = [("line 2", BODY), ("line 5", "bad_record"), ("line 6", LINE)]
    assert told("a.csv", CSV.encode(encoding)) == expected


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_separator_is_the_one_of_the_header(mark):
    assert told("a.csv", f'date{mark}text\n2024-05-03{mark}"{LINE}"\n'.encode()) == [("line 2", LINE)]


def test_csv_in_windows_1252_says_that_it_is_a_guess():
    item = read("a.csv", "text,n\nThe café sold 10 cups.,1\n".encode("cp1252"))[0]
    assert (item.text, item.encoding, item.flags) == ("The café sold 10 cups.", "cp1252", ("encoding_guessed",))


def test_csv_fields_may_be_long():
    assert told("a.csv", b"text\n" + b"word " * 60_000) == [("line 2", "word " * 60_000)]


def test_csv_a_quotation_mark_left_open_fails_without_eating_the_memory():
    data = b'text\n"' + (LINE + "\n").encode() * 2000
    assert [code for _, code in told("a.csv", data, Options(max_bytes=10_000))] == ["too_large"]


def test_csv_without_a_text_column_says_how_to_name_it():
    (item,) = read("a.csv", b"a,b\n1,2\n")
    assert item.error.remedy == "name it with --map text=NAME"
    assert told("a.csv", f'a,b\n1,"{LINE}"\n'.encode(), Options(fields=(("text", "b"),))) == [("line 2", LINE)]


# Parquet


def parquet(columns):
    pyarrow, module = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    buffer = io.BytesIO()
    module.write_table(pyarrow.table(columns), buffer)
    return buffer.getvalue()


def test_parquet_rows():
    data = parquet({"content": [LINE, None, BODY], "n": [1, 2, 3], "url": ["https://a.example/", None, None]})
    assert told("a.parquet", data) == [("row 1", LINE), ("row 2", "empty"), ("row 3", BODY)]


@pytest.mark.parametrize("cut", [0, 3, 100])
def test_parquet_damaged(cut):
    assert [code for _, code in told("a.parquet", parquet({"text": [LINE]})[:cut])] == ["bad_record"]


# HTML

PAGE = """<!DOCTYPE html><html><head>{head}<title>Cars - Paper</title>
<meta property="article:published_time" content="2024-05-03T08:00:00+07:00">
<meta property="og:site_name" content="Paper"></head><body><nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>Half a year of cars</h1>{body}</article>
<div class="comments" id="comments"><p>I bought 5 cars for 100 dollars in 2020 and would buy them again today.</p></div>
</body></html>"""


PARAGRAPHS = "".join(f"<p>{p} {p}</p>" for p in (BODY + "\n" + BODY).split("\n") if p)


def page(head="", body=PARAGRAPHS):
    return PAGE.format(head=head, body=body)


def test_html_article_and_metadata_without_comments():
    (item,) = read("a.html", page().encode())
    assert "12,000 cars" in item.text
    assert "100 dollars" not in item.text
    assert (item.source.found.published, item.source.found.publisher) == ("2024-05-03", "Paper")


def html(head="", body="", around="{article}"):
    article = f"<article><h1>Marlin opens a second plant</h1>{body}{PARAGRAPHS}</article>"
    (item,) = read("a.html", f"<html><head>{head}</head><body>{around.format(article=article)}</body></html>".encode())
    return item.source.found, Extractor().item(item), item.text


UPDATED = '<meta property="og:updated_time" content="2025-01-03T10:00:00+07:00">'


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (UPDATED + '<meta name="content_PublishedDate" content="2024-07-28 09:12:00">', "2024-07-28"),
        (UPDATED + '<meta itemprop="datePublished" content="2024-07-28">', "2024-07-28"),
        (
            UPDATED
            + '<script type="application/ld+json">[{"@context": "https://schema.org", "@type": ["NewsArticle"], '
            '"datePublished": "2024-07-28T09:12:00+07:00", "dateModified": "2025-01-03T10:00:00+07:00"}]</script>',
            "2024-07-28",
        ),
        (UPDATED, None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2025-01-03"}</script>', None),
    ],
)
def test_html_is_published_when_it_says_so_and_never_by_an_update(head, day):
    assert html(head)[0].published == day


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Marlin plans more | The Paper">', "Marlin opens a second plant"),
        ("<title>Marlin opens a second plant - The Paper</title>", "Marlin opens a second plant"),
    ],
)
def test_html_title_is_the_heading(head, title):
    assert html(head + '<meta property="og:site_name" content="The Paper">')[0].title == title


def test_html_title_without_the_site_behind_it():
    head = '<meta property="og:site_name" content="The Paper"><title>Marlin opens a second plant | The Paper</title>'
    (item,) = read("a.html", f"<html><head>{head}</head><body><article>{PARAGRAPHS}</article></body></html>".encode())
    assert item.source.found.title == "Marlin opens a second plant"
    assert item.text.startswith("Marlin opens a second plant\n\n")


def test_html_captions_of_the_article_are_captions_and_others_are_none():
    figure = "<figure><img src='a.jpg'><figcaption>Workers load {n} bags at the plant in 2019.</figcaption></figure>"
    other = f"<aside>{figure.format(n=400)}</aside><ul><li>{figure.format(n=500)}</li></ul>"
    _, outcome, text = html(body=figure.format(n=300) + other)
    found = {
        (c.value.amount, c.evidence.section) for c in outcome.claims if c.value and c.evidence.section == "caption"
    }
    assert found == {(300.0, "caption")}
    assert "400 bags" not in text
    assert "500 bags" not in text


def test_html_authors_are_whole_names():
    people = '"author": [{"@type": "Person", "name": "Ann Doe"}, {"@type": "Person", "name": "Bob Roe"}]'
    found, _, _ = html(f'<script type="application/ld+json">{{"@type": "NewsArticle", {people}}}</script>')
    assert found.author == "Ann Doe, Bob Roe"


@pytest.mark.parametrize(
    ("head", "encoding", "found"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", "windows-1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r", "koi8-r"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
        ('<meta charset="utf-16">', "utf-8", "utf-8"),
        ("", "cp1252", "windows-1252"),
    ],
)
def test_html_charset(head, encoding, found):
    word = "саsбor" if encoding == "koi8-r" else "cafés"
    (item,) = read("a.html", page(head, f"<p>{word} {LINE} {LINE}</p><p>{BODY}</p>").encode(encoding, "replace"))
    assert item.encoding == found
    assert encoding == "koi8-r" or "cafés" in item.text


@pytest.mark.parametrize("data", [b"<html><script>var n = 10</script></html>", b"<html></html>", b"<p></p>"])
def test_html_without_article(data):
    assert [code for _, code in told("a.html", data)] == ["no_article"]


@pytest.mark.parametrize("data", [b"<div>" * 100_000, b"<b><i>" * 50_000 + b"x"])
def test_html_bomb(data):
    assert [code for _, code in told("a.html", data)] == ["too_large"]


def test_html_entities_of_its_own_are_not_resolved():
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    (item,) = read("a.html", (bomb + page(body=f"<p>&a; &b; {LINE} {LINE}</p><p>{BODY}</p>")).encode())
    assert "boom" not in (item.text or "")


# WARC


def warc(count, zipped=True, status=b"200 OK", kind=b"text/html; charset=utf-8"):
    out = b""
    for n in range(count):
        payload = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n\r\n" + page().encode()
        head = (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Date: 2024-06-01T00:00:00Z\r\n"
            b"WARC-Target-URI: https://a.example/%d\r\nContent-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n" % (n, n, len(payload))
        )
        out += gzip.compress(head + payload + b"\r\n\r\n") if zipped else head + payload + b"\r\n\r\n"
    return out


@pytest.fixture
def _fastwarc():
    pytest.importorskip("fastwarc")


@pytest.mark.usefixtures("_fastwarc")
@pytest.mark.parametrize("zipped", [True, False])
def test_warc_records(zipped):
    items = read("a.warc.gz", warc(2, zipped))
    assert [i.source.position for i in items] == ["<urn:uuid:0>", "<urn:uuid:1>"]
    assert items[1].source.found.url == "https://a.example/1"
    assert items[1].source.found.crawled == "2024-06-01"
    assert all("12,000 cars" in i.text for i in items)


@pytest.mark.usefixtures("_fastwarc")
@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("lost", [30, 400])
def test_warc_cut_short_is_told(zipped, lost):
    items = read("a.warc", warc(2, zipped)[:-lost])
    assert items[0].error is None
    assert items[-1].error.code == "bad_record"


@pytest.mark.usefixtures("_fastwarc")
def test_warc_damaged_in_the_middle():
    data = bytearray(warc(3))
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    items = read("a.warc.gz", bytes(data))
    assert (items[0].error, items[-1].error.code) == (None, "bad_record")


@pytest.mark.usefixtures("_fastwarc")
@pytest.mark.parametrize("other", [{"status": b"404 Not Found"}, {"kind": b"image/png"}])
def test_warc_passes_over_what_is_no_page(other):
    assert told("a.warc.gz", warc(2, **other)) == [(None, "empty")]


# Compression


def zstd(data):
    return pytest.importorskip("zstandard").compress(data)


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_compressed_forms(pack, name):
    data = jsonl({"text": LINE}) if name == "a.jsonl" else LINE.encode()
    (item,) = read(name, pack(data) + pack(b""))
    assert (item.text or item.data.decode()) == LINE


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_a_cut_stream_gives_what_was_readable_and_one_failure(pack):
    noise = [{"text": LINE, "id": hash_of} for hash_of in (f"{n * 7919:x}" for n in range(40_000))]
    data = pack(jsonl(*noise))
    items = told("a.jsonl", data[: len(data) // 2])
    assert items[0] == ("line 1", LINE)
    assert [code for _, code in items].count("bad_record") == 1
    assert items[-1][1] == "bad_record"


def test_a_cut_text_is_read_and_flagged():
    text = " ".join(f"{n * 7919:x}" for n in range(40_000)).encode()
    data = gzip.compress(text)
    (item,) = read("a.txt.gz", data[: len(data) // 2])
    assert text.startswith(item.data)
    assert item.flags == ("truncated",)


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_a_bomb_expands_within_bounds(pack, name):
    data = pack(b"text\n" + b"a" * 150_000_000)
    tracemalloc.start()
    items = told(name, data, Options(max_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert {code for _, code in items} <= {"too_large", "bad_record"}
    assert peak < 60_000_000


# All forms


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv", "a.jsonl.gz"])
def test_an_empty_container_is_one_empty_document(name):
    assert told(name, b"") == [(None, "empty")]


def test_containers_are_streamed():
    record = jsonl({"text": LINE * 20})

    class Endless(io.RawIOBase):
        size = 0

        def readable(self):
            return True

        def read(self, n=-1):
            self.size += len(record)
            return record

    source = Endless()
    stream = documents("a.jsonl", source, AS_IS)
    for _ in range(100):
        next(stream)
    assert source.size < 2_000_000


def test_a_file_that_is_not_there_is_one_failure(tmp_path):
    (item,) = documents(str(tmp_path / "none.txt"), None, AS_IS)
    assert item.error.code == "unreadable"


@pytest.mark.parametrize("name", ["a.json", "a.txt.json"])
def test_a_sidecar_is_metadata(tmp_path, name):
    (tmp_path / "a.txt").write_text(LINE)
    (tmp_path / name).write_text(json.dumps({"title": "T", "date": "2024-05-03", "source_domain": "paper.example"}))
    (item,) = documents(str(tmp_path / "a.txt"), None, AS_IS)
    line = Extractor().item(item).line
    assert (line.title, line.published, line.published_from, line.publisher) == (
        "T",
        "2024-05-03",
        "metadata",
        "paper.example",
    )


@pytest.mark.parametrize("text", ["{", "[1]", '{"a": "' + "x" * 2_000_000 + '"}'])
def test_a_broken_sidecar_is_a_doubt(tmp_path, text):
    (tmp_path / "a.txt").write_text(LINE)
    (tmp_path / "a.json").write_text(text)
    (item,) = documents(str(tmp_path / "a.txt"), None, AS_IS)
    assert item.flags == ("sidecar_unreadable",)


def test_hashes_of_line_and_text_and_the_place(tmp_path):
    outcome = Extractor().item(read("a.jsonl", jsonl({"x": 1}, {"text": LINE}))[1])
    assert outcome.line.position == "line 2"
    assert outcome.line.sha256 != outcome.line.text_sha256
    assert all(c.evidence.text == LINE[c.evidence.start : c.evidence.end] for c in outcome.claims)


def test_what_the_user_gives_stands_in_every_item():
    options = Options(published="2024-05-01", publisher="P", language="en")
    (item,) = read("a.jsonl", jsonl({"text": LINE, "date": "2020-01-01"}), options)
    line = Extractor().item(item, options).line
    assert (line.published, line.published_from, line.publisher) == ("2024-05-01", "given", "P")


@pytest.mark.parametrize("extra", ["html", "warc", "parquet", "zstd"])
def test_a_missing_extra_names_the_command(extra, monkeypatch):
    monkeypatch.setattr(extras_module, "find_spec", lambda name: None)
    require.cache_clear()
    with pytest.raises(MissingExtra, match=rf"kabar\[{extra}\]"):
        require(extra)
    with pytest.raises(MissingExtra, match=rf"kabar\[{extra}\]"):
        needs("no_such_module_here", extra)
    require.cache_clear()
