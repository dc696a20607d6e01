"""Bytes of articles: how many are read, and how they are decoded."""

import codecs
from typing import BinaryIO

from graph.errors import ArticleError

LARGEST = 10_000_000  # bytes; an article has some thousands
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MOST_CONTROLS = 0.01  # the share of control characters above which a file is no text


def megabytes(size: int) -> str:
    """A number of bytes in words."""
    return f"{size / 1_000_000:.1f} MB"


def read_stream(stream: BinaryIO, where: str) -> bytes:
    """All bytes of a stream, as long as they are no more than an article may have."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ArticleError(f"is too large (more than {megabytes(LARGEST)})", where=where)
    return data


def decode(data: bytes, where: str) -> str:
    """The text of the bytes: by its mark, else UTF-8, else Windows-1252.

    Line ends become ``\\n``. Raises ArticleError for an empty file and for one that is no
    text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding != "utf-16" and _is_binary(data):
        raise ArticleError("is no text (binary data)", where=where)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        # Windows-1252 is what "latin-1" with curly quotes is; it has five holes.
        text = data.decode("cp1252", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ArticleError("is empty", where=where)
    return text


def _is_binary(data: bytes) -> bool:
    sample = data[:100_000]
    if b"\0" in sample:
        return True
    return sum(byte in _CONTROLS for byte in sample) > _MOST_CONTROLS * len(sample)
