"""Bytes of articles: how many are read, how they are decoded, how places are written."""

import codecs
import unicodedata
from typing import BinaryIO

from graph.errors import ArticleError

LARGEST = 10_000_000  # bytes; an article has some thousands
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\f\r\x1b")
_MOST_CONTROLS = 0.01  # the share of control characters above which a file is no text
_SAMPLE = 100_000  # characters
# No XML can hold these, so no article does; one for one, since offsets are counted.
_CLEAN = str.maketrans(
    dict.fromkeys([*map(chr, (*range(9), 11, 12, *range(14, 32)))], " ")
    | dict.fromkeys([*map(chr, (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF))], "\ufffd")
)

# Signs without width, which part a word for whoever does not see it, and of direction.
_UNSEEN = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)


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
    """The text of the bytes, clean: by its mark, else UTF-8, else Windows-1252.

    Raises ArticleError for an empty file and for one that is no text.
    """
    text = _decoded(data, where)
    sample = text[:_SAMPLE]
    if "\0" in text or sum(map(sample.count, _CONTROLS)) > _MOST_CONTROLS * len(sample):
        raise _binary(where)
    text = clean(text)
    if not text.strip():
        raise ArticleError("is empty", where=where)
    return text


def clean(text: str) -> str:
    """The text with ``\\n`` for its line ends, composed letters, and without what is no
    character of a text or cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def printable(path: str) -> str:
    """A path or address in one line that any terminal and graph can take; most as they are."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in path
    )


def _decoded(data: bytes, where: str) -> str:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _binary(where) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows-1252 is what "latin-1" with curly quotes is; it has five holes.
        return data.removeprefix(codecs.BOM_UTF8).decode("cp1252", errors="replace")


def _binary(where: str) -> ArticleError:
    return ArticleError("is no text (binary data)", where=where)
