"""Pack web pages of a folder into a WARC, as a crawler would have left it.

usage: python examples/make_warc.py FOLDER NEWS.warc.gz
"""

import gzip
import sys
from pathlib import Path


def record(page, number):
    """One response record: the WARC header, the HTTP header, the page."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.read_bytes()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://news.example/{page.name}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        "WARC-Date: 2026-02-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def main(folder, out):
    """Each record is a gzip member of its own, as the standard has it."""
    pages = sorted(Path(folder).glob("*.html"))
    with open(out, "wb") as file:
        for number, page in enumerate(pages, start=1):
            file.write(gzip.compress(record(page, number), mtime=0))
    print(f"{len(pages)} records; {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
