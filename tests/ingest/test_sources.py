"""Bytes and what text they are."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ArticleError
from ingest.sources import LARGEST, clean, decode, printable, read_stream

CURLY = (
    "\N{LEFT DOUBLE QUOTATION MARK}Zoë\N{RIGHT DOUBLE QUOTATION MARK} \N{EM DASH} "
    "it\N{RIGHT SINGLE QUOTATION MARK}s"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(CURLY.encode(encoding), "here") == CURLY


def test_utf_16_in_both_orders() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert decode(mark + CURLY.encode(encoding), "here") == CURLY


def test_a_mark_in_front_of_something_else_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfZo\xeb", "here") == "Zoë"


def test_the_holes_of_an_old_encoding() -> None:
    assert decode(b"Zo\xeb \x81", "here") == "Zoë \N{REPLACEMENT CHARACTER}"


def test_line_ends() -> None:
    assert decode(b"a\r\nb\rc\nd\r\n", "here") == "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"word " * 50_000 + b"\0",
        bytes(range(1, 256)) * 10,
        b"\xff\xfea\0b",  # cut off in the middle
        "word".encode("utf-32"),
        b"\xff\xfe\x00\xd8a\0",  # half a pair
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^here: is no text \(binary data\)$"):
        decode(data, "here")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\f"])
def test_nothing(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^here: is empty$"):
        decode(data, "here")


def test_few_control_characters_are_let_by_as_spaces() -> None:
    assert (
        decode(b"a page\x0canother \x1b[0m " + b"word " * 100, "here")[:18] == "a page another  [0"
    )


@given(st.binary())
def test_any_bytes_are_a_clean_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "here")
    except ArticleError:
        return
    assert text == clean(text)
    assert text.encode("utf-8").decode() == text


@given(st.text(st.characters(exclude_characters="\r")))
def test_cleaning_once_is_enough(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_characters="\r")))
def test_cleaning_drops_no_letter(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert [c for c in clean(composed) if c.isalpha()] == [c for c in composed if c.isalpha()]


def test_no_more_than_an_article_may_have_is_read() -> None:
    assert len(read_stream(io.BytesIO(bytes(LARGEST)), "here")) == LARGEST
    stream = io.BytesIO(bytes(LARGEST + 1000))
    with pytest.raises(ArticleError, match=r"is too large \(more than 10\.0 MB\)"):
        read_stream(stream, "here")
    assert stream.tell() == LARGEST + 1


def test_paths_in_one_line() -> None:
    assert printable("/a b/Zoë.txt") == "/a b/Zoë.txt"
    assert printable("a\nb\x1b[31m\udcff") == "a\\nb\\x1b[31m\\udcff"
