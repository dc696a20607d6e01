"""The encoder's windows, and the word pieces that it reads; without its weights."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from ingest.candidates import find_candidates
from ingest.encoder import OVERLAP, WINDOW, Encoder, framed, owners, windows
from ingest.wordpieces import (
    CASE,
    ENTITY,
    ENTITY_LABELS,
    HEADLINE,
    MARKED,
    SIZES,
    START,
    TAG,
    TAGS,
    WordPieces,
    word_pieces,
)

LENGTHS = st.integers(1, 6000)
BLANK = spacy.blank("en")
MOST_AT_ONCE = 8  # windows; what reading takes does not grow with the article


def made(offsets: list[tuple[int, int]]) -> WordPieces:
    """Pieces at the offsets, each with its index as its id and as its features."""
    numbers = np.arange(len(offsets))
    places = np.array(offsets, np.int64).reshape(-1, 2)
    features = np.repeat(numbers[:, None], len(SIZES), axis=1)
    return WordPieces(numbers, places[:, 0], places[:, 1], features, np.zeros_like(numbers))


def in_a_row(length: int) -> WordPieces:
    return made([(index, index + 1) for index in range(length)])


@given(LENGTHS)
@example(WINDOW)
@example(WINDOW + 1)
def test_windows_cover_everything_and_overlap(length: int) -> None:
    cut = windows(length)
    assert cut[0][0] == 0
    assert cut[-1][1] == length
    assert {end - start for start, end in cut} == {min(length, WINDOW)}
    for (first, end), (start, _) in pairwise(cut):
        assert first < start <= end - OVERLAP


@given(LENGTHS)
def test_windows_are_no_more_than_needed(length: int) -> None:
    assert (len(windows(length)) - 2) * (WINDOW - OVERLAP) < max(length - WINDOW, 1)


@given(LENGTHS)
@example(WINDOW + 1)
def test_a_piece_belongs_where_it_stands_farthest_from_an_edge(length: int) -> None:
    cut = windows(length)
    starts, ends = np.array(cut).T
    places = np.arange(length)[:, None]
    margins = np.minimum(places - starts, ends - 1 - places)  # negative outside
    owner = owners(length, cut)
    assert (margins[np.arange(length), owner] == margins.max(axis=1)).all()
    assert margins.max(axis=1).min() >= 0


def test_a_window_is_framed_and_filled_up() -> None:
    ids, mask, features = framed(in_a_row(5), [(1, 4), (3, 5)])
    assert ids.tolist() == [[101, 1, 2, 3, 102], [101, 3, 4, 102, 0]]
    assert mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 1, 0]]
    assert features[:, :, 0].tolist() == [[0, 1, 2, 3, 0], [0, 3, 4, 0, 0]]
    assert features.shape == (2, 5, len(SIZES))


class Echo:
    """Stands for ONNX Runtime: reads of every piece its id, and how far it is from an edge."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def run(self, _outputs: None, inputs: dict[str, Any]) -> list[Any]:
        ids, mask = inputs["ids"], inputs["mask"]
        self.shapes.append(ids.shape)
        place = np.arange(ids.shape[1])
        edge = np.minimum(place - 1, mask.sum(axis=1)[:, None] - 2 - place)
        return [np.stack([ids, edge], axis=2).astype(np.float32)]


@given(LENGTHS)
@settings(max_examples=30)
def test_every_piece_is_read_once_in_bounded_batches(length: int) -> None:
    encoder = Encoder.__new__(Encoder)
    encoder._session = echo = Echo()
    read = encoder.read(in_a_row(length))
    assert read[:, 0].tolist() == list(range(length))
    if length > WINDOW:  # inside the text no piece is read at the verge of its window
        assert read[OVERLAP // 2 : length - OVERLAP // 2, 1].min() >= OVERLAP // 2 - 1
    assert all(rows <= MOST_AT_ONCE and width <= WINDOW + 2 for rows, width in echo.shapes)


GAPS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=30)


@st.composite
def piece_offsets(draw: st.DrawFn) -> list[tuple[int, int]]:
    found, at = [], 0
    for gap, size in draw(GAPS):
        found.append((at + gap, at + gap + size))
        at += gap + size
    return found


@given(piece_offsets(), st.data())
def test_the_span_of_pieces_is_the_inverse_of_their_offsets(
    offsets: list[tuple[int, int]], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(offsets) - 1))
    last = data.draw(st.integers(first, len(offsets) - 1))
    found = made(offsets).span(offsets[first][0], offsets[last][1])
    assert found == (first, last + 1)


@given(piece_offsets(), st.integers(0, 400), st.integers(0, 40))
def test_any_stretch_of_text_has_a_span(
    offsets: list[tuple[int, int]], start: int, size: int
) -> None:
    first, last = made(offsets).span(start, start + size)
    assert 0 <= first < last <= len(offsets)


def pieces_of(doc: Doc, *bounds: tuple[int, int]) -> WordPieces:
    text = doc.text
    lines = bounds or [match.span() for match in re.finditer(r"[^\n]+", text)]
    return word_pieces(doc, text, find_candidates(text, lines))


def feature(doc: Doc, which: int, *bounds: tuple[int, int]) -> list[int]:
    """A feature of the first piece of each of the document's words."""
    pieces = pieces_of(doc, *bounds)
    rows = [pieces.span(token.idx, token.idx + len(token))[0] for token in doc]
    return [int(pieces.features[row, which]) for row in rows]


WRITTEN = {1: "tide x naïve", 2: "Tide A Émile", 3: "NBC R2D2 ÉMILE", 4: "McVale O'Vale"}
WRITTEN |= {5: "iTide", 6: "24", 7: "?"}


@pytest.mark.parametrize(
    ("word", "case"), [(word, case) for case, words in WRITTEN.items() for word in words.split()]
)
def test_how_a_word_is_written(word: str, case: int) -> None:
    assert feature(Doc(BLANK.vocab, ["so", word]), CASE) == [1, case]


def test_entities_and_tags_of_the_parser() -> None:
    words, tags = ["Juno", "Vale", "saw", "Oslo"], ["PROPN", "PROPN", "VERB", "PROPN"]
    labels = ["B-PERSON", "I-PERSON", "O", "B-GPE"]
    doc = Doc(BLANK.vocab, words, pos=tags, ents=labels)
    person, place = (2 * ENTITY_LABELS.index(label) + 1 for label in ("PERSON", "GPE"))
    assert feature(doc, ENTITY) == [person + 1, person, 0, place + 1]
    assert feature(doc, TAG) == [TAGS.index(tag) + 1 for tag in tags]


def test_what_stands_between_quotation_marks() -> None:
    doc = Doc(BLANK.vocab, ["See", '"', "Low", "Tide", '"', "now"])
    text = doc.text  # See " Low Tide " now
    assert '" Low Tide "' in text
    assert feature(doc, MARKED) == [0, 0, 1, 2, 0, 0]


def test_where_a_sentence_begins() -> None:
    doc = Doc(BLANK.vocab, ["Ada", "sang", ".", "Bo", "sat", "\n", "Cy", "ran"])
    second, third = doc[3].idx, doc[6].idx
    bounds = (0, second), (second, doc[5].idx), (third, len(doc.text))
    assert feature(doc, START, *bounds)[:5] == [2, 0, 0, 1, 0]
    assert feature(doc, START, *bounds)[6:] == [2, 0]
    pieces = pieces_of(doc, *bounds)
    assert sorted(set(pieces.sentences.tolist())) == [0, 1, 2]


def test_a_headline_is_told() -> None:
    shouted = Doc(BLANK.vocab, ["Juno", "Vale", "Joins", "Harbour", "Lights"])
    assert feature(shouted, HEADLINE) == [1] * 5
    said = Doc(BLANK.vocab, ["Juno", "Vale", "joins", "something", "called", "Lights"])
    assert feature(said, HEADLINE) == [0] * 6


@given(st.text(max_size=60))
@example("İIJ ﬁ ǅ ½ 각 ﷺ 🎬\u200b\u202e\ue000")
@example("\u0301 \x00 \u2028")
def test_any_text_has_pieces_in_bounds(text: str) -> None:
    pieces = pieces_of(BLANK(text))
    assert (pieces.features >= 0).all()
    assert (pieces.features < np.array(SIZES)).all()
    assert (pieces.starts < pieces.ends).all()
    assert (np.diff(pieces.starts) >= 0).all()
    assert (pieces.starts >= 0).all()
    assert (pieces.ends <= len(text)).all()
    assert (pieces.sentences >= 0).all()


def test_the_pieces_of_a_name_are_those_of_its_letters() -> None:
    text = "Tonight 🎬 Zoë Brandt-\u200bOyelaran stars, says İnci Ål."
    pieces = pieces_of(BLANK(text))
    for name in ("Zoë", "Brandt", "Oyelaran", "İnci", "Ål"):
        start = text.index(name)
        first, last = pieces.span(start, start + len(name))
        assert (pieces.starts[first], pieces.ends[last - 1]) == (start, start + len(name))
