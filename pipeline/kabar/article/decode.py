"""Bytes to text: never an exception but NotText and Empty, and a doubt is said.

The order is that of browsers, less their guessing: byte order mark, UTF-16 by its pattern of zero bytes, strict UTF-8,
the charset that the container declares, then Windows-1252 (which both languages are written in where they are not in
Unicode). The text is never rewritten: offsets are those of the decoded text without its byte order mark.
"""

import codecs
import re
from typing import NamedTuple

from kabar.errors import Empty, NotText

# The longer marks first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ANY_MARK = tuple(mark for mark, _ in _MARKS)
_KINDS = {  # by its first bytes, what a file is that is no text
    b"%PDF-": "a PDF document", b"PK\x03\x04": "an archive (ZIP, or an Office document)", b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x1f\x8b": "compressed data",
    b"\x28\xb5\x2f\xfd": "compressed data", b"\x7fELF": "a program",
}  # fmt: skip
_DOCUMENTS = (b"%PDF-", b"PK\x03\x04")
_REMEDY = "only text can be read; convert the file to UTF-8 text"
_HEAD = 8192  # bytes that are looked at to tell text from binary data
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.02  # share of control characters above which data is binary
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})
_CHARSET = re.compile(
    r"cp\d|iso8859|koi8|mac|gb|big5|euc|shift|utf-(?:16|32)|tis|hz$|johab"
)  # character sets, no codecs
_BLANK = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u200b\ufeff\u3000"
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Decoded(NamedTuple):
    """Text, the name of its encoding, and doubts: ``encoding_guessed``, ``..._damaged``, ``surrogates_replaced``."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


def decode(data: bytes, where: str | None = None, declared: str | None = None) -> Decoded:
    """Decode one document; ``declared`` is the charset that its container names. Raises NotText, Empty."""
    found = _by_mark(data) or _by_pattern(data)
    if found is None:
        _refuse_binary(data, where)
        found = _utf8(data) or _declared(data, declared) or _windows(data)
    return _checked(found, where)


def decoded(text: str, encoding: str, where: str | None = None) -> Decoded:
    """Text that some container has decoded already: lone surrogates become U+FFFD (one for one). Raises Empty."""
    if text.isascii() or not _SURROGATE.search(text):
        return _checked(Decoded(text, encoding), where)
    return _checked(Decoded(_SURROGATE.sub("\ufffd", text), encoding, ("surrogates_replaced",)), where)


def _checked(found: Decoded, where: str | None) -> Decoded:
    """With something to read, and no NUL."""
    if not found.text.strip(_BLANK):
        raise Empty("nothing but white space", where, "leave the file out, or fill it")
    if "\0" in found.text:
        raise NotText("holds NUL characters", where, _REMEDY)
    return found


def _by_mark(data: bytes) -> Decoded | None:
    """By the byte order mark. One that the rest contradicts is no mark."""
    if not data.startswith(_ANY_MARK):
        return None
    for mark, name in _MARKS:
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        try:
            return Decoded(body.decode(name), name)
        except UnicodeDecodeError:
            if name == "utf-8" or b"\0" in body[:_HEAD]:
                return Decoded(body.decode(name, "replace"), name, ("encoding_damaged",))
    return None


def _by_pattern(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: text of our languages has a zero in every other byte, on one side only."""
    if data.find(0, 0, _HEAD) < 0 or len(data) < 4:
        return None
    head = data[:_HEAD]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        name = "utf-16-le"
    elif even > 0.7 * half and odd < 0.05 * half:
        name = "utf-16-be"
    else:
        return None
    try:
        return Decoded(data.decode(name), name, ("encoding_guessed",))
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), name, ("encoding_guessed", "encoding_damaged"))


def _refuse_binary(data: bytes, where: str | None) -> None:
    """Raise NotText for what is no text."""
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    kind = next((words for mark, words in _KINDS.items() if data.startswith(mark)), None)
    if kind or b"\0" in data or controls > _MOST_CONTROLS * len(head):
        remedy = (
            f"{_REMEDY}, or give it the ending .pdf or .docx if it is one" if data.startswith(_DOCUMENTS) else _REMEDY
        )
        raise NotText(f"binary data: {kind}" if kind else "binary data", where, remedy)


def _utf8(data: bytes) -> Decoded | None:
    """Strict UTF-8; with replacements only where the valid sequences far outnumber the broken ones."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(character > "\x7f" for character in text) - broken
    return Decoded(text, "utf-8", ("encoding_damaged",)) if wide >= 4 * broken else None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """By the charset that the container names, if it fits; Latin-1 and ASCII mean Windows-1252, as in browsers."""
    try:
        name = codecs.lookup(declared).name if declared else ""
        if name in _LATIN:
            return Decoded(data.decode("cp1252", "replace"), "windows-1252")
        return Decoded(data.decode(name), name) if _CHARSET.match(name) else None
    except (LookupError, ValueError):
        return None


def _windows(data: bytes) -> Decoded:
    """Windows-1252; its five unassigned bytes become U+FFFD."""
    return Decoded(data.decode("cp1252", "replace"), "windows-1252", ("encoding_guessed",))
