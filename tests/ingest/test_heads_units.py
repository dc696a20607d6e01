"""The heads' arithmetic, with small weights made for the purpose."""

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ingest.heads import (
    COUNTS,
    DISTANCES,
    KINDS,
    LABELS,
    MOST_PLACES,
    PLACEMENTS,
    STATUSES,
    WIDTHS,
    Heads,
    Place,
    Placed,
    forms_of,
    gelu,
    log_softmax,
    place_pairs,
    span_vectors,
)
from ingest.wordpieces import SIZES, WordPieces

LENGTH = 1200  # pieces
WIDTH, HIDDEN = 4, 5
SCORES = hnp.arrays(
    np.float32,
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1e4, 1e4, width=32),
)


@given(st.lists(st.floats(-40, 40, width=32), min_size=1))
def test_gelu_is_that_of_the_error_function(values: list[float]) -> None:
    exact = [0.5 * x * (1 + math.erf(x / math.sqrt(2))) for x in values]
    found = gelu(np.array(values, np.float32))
    assert found.dtype == np.float32
    assert found.tolist() == pytest.approx(exact, abs=5e-6, rel=1e-6)


@given(SCORES)
def test_log_softmax_sums_to_one(scores: np.ndarray) -> None:
    found = log_softmax(scores)
    assert (found <= 0).all()
    assert np.exp(found).sum(axis=1).tolist() == pytest.approx([1] * len(scores), abs=1e-5)
    assert (found.argmax(axis=1) == scores.argmax(axis=1)).all()


def test_forms_are_numbered_as_they_come() -> None:
    assert forms_of(["vale", "tide", "vale", "kit"]).tolist() == [0, 1, 0, 2]
    assert forms_of([]).tolist() == []


def test_the_vector_of_a_span() -> None:
    read = np.array([[1], [2], [4], [8]], np.float32)
    found = span_vectors(read, np.array([[0, 3], [3, 4]]))
    assert found.tolist() == [[1, 4, pytest.approx(7 / 3)], [8, 8, 8]]


def pieces(sentences: Sequence[int]) -> WordPieces:
    numbers = np.arange(len(sentences))
    features = np.zeros((len(sentences), len(SIZES)), np.int64)
    return WordPieces(numbers, numbers, numbers + 1, features, np.array(sentences, np.int64))


TEXT = pieces([index // 20 for index in range(LENGTH)])
PLACE = st.builds(
    lambda first, size, reference: Place(first, first + size, reference),
    st.integers(0, LENGTH - 4),
    st.integers(1, 3),
    st.booleans(),
)
ENTITIES = st.lists(st.lists(PLACE, min_size=1, max_size=12), min_size=2, max_size=5)


@given(ENTITIES, st.data())
def test_the_nearest_places_of_each_pair(places: list[list[Place]], data: st.DataObject) -> None:
    number = st.integers(0, len(places) - 1)
    pairs = data.draw(st.lists(st.tuples(number, number), min_size=1, max_size=6))
    found = place_pairs(pairs, places, TEXT)
    assert len(found.one) == len(found.other) == len(found.pair) == len(found.placement)
    assert (found.placement >= 0).all()
    assert (found.placement < PLACEMENTS).all()
    for index, (one, other) in enumerate(pairs):
        mine = found.pair == index
        here, there = found.spans[found.one[mine]], found.spans[found.other[mine]]
        assert {(a, b) for a, b in here.tolist()} <= {(p.first, p.last) for p in places[one]}
        assert {(a, b) for a, b in there.tolist()} <= {(p.first, p.last) for p in places[other]}
        apart = np.abs(here[:, 0] - there[:, 0]).tolist()
        every = sorted(abs(a.first - b.first) for a in places[one] for b in places[other])
        assert apart == every[:MOST_PLACES]


def placements(one: Place, *others: Place, text: WordPieces) -> list[int]:
    places = [[one], *([other] for other in others)]
    found = place_pairs([(0, index + 1) for index in range(len(others))], places, text)
    return [int(code) for code in found.placement]


def test_every_way_to_lie_has_a_code_of_its_own() -> None:
    steps = [side * step for step in (*DISTANCES, DISTANCES[-1] + 1) for side in (-1, 1)]
    codes: set[int] = set()
    for one, other in product((False, True), repeat=2):
        others = [Place(600 + step, 601 + step, other) for step in steps]
        codes.update(placements(Place(600, 601, one), *others, text=pieces([0] * LENGTH)))
    assert len(codes) * 3 == PLACEMENTS  # the rest is for other sentences
    assert placements(Place(600, 601), Place(600, 601), text=TEXT) == [0]
    farthest = placements(Place(0, 1, True), Place(1000, 1001, True), text=TEXT)
    assert farthest == [PLACEMENTS - 1]


def test_sentences_apart_count_up_to_two() -> None:
    one, other = Place(0, 1), Place(1, 2)
    codes = [placements(one, other, text=pieces([0, apart]))[0] for apart in (0, 1, 2, 7)]
    assert [code - codes[0] for code in codes] == [0, 4, 8, 8]


def heads(combination: str = "PC") -> Heads:
    random = np.random.default_rng(7)

    def some(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    labels = len(LABELS[combination])
    return Heads(
        {
            "span.weight": some(HIDDEN, 3 * WIDTH),
            "span.bias": some(HIDDEN),
            "width.weight": some(WIDTHS, HIDDEN),
            "pool.weight": some(len(KINDS), 2 * HIDDEN),
            "count.weight": some(COUNTS, len(KINDS)),
            "local.weight": some(len(KINDS), HIDDEN),
            "place.weight": some(WIDTH, 2 * WIDTH),
            f"first.{combination}.weight": some(HIDDEN, WIDTH),
            f"second.{combination}.weight": some(HIDDEN, WIDTH),
            f"both.{combination}.weight": some(HIDDEN, WIDTH),
            f"placement.{combination}.weight": some(PLACEMENTS, HIDDEN),
            f"label.{combination}.weight": some(labels, HIDDEN),
            f"status.{combination}.weight": some(len(STATUSES), HIDDEN),
        }
    )


READ = np.random.default_rng(3).normal(size=(40, WIDTH)).astype(np.float32)


def test_without_candidates_there_are_no_kinds() -> None:
    nothing = np.zeros((0, 2), np.int64)
    assert heads().kinds(READ, nothing, forms_of([])).shape == (0, len(KINDS))


def test_kinds_are_log_probabilities_whatever_the_order_of_candidates() -> None:
    spans = np.array([[0, 2], [5, 6], [9, 39], [12, 13]])
    keys = ["vale", "tide", "mill", "vale"]
    found = heads().kinds(READ, spans, forms_of(keys))
    assert np.exp(found).sum(axis=1).tolist() == pytest.approx([1] * 4, abs=1e-5)
    turned = heads().kinds(READ, spans[::-1], forms_of(keys[::-1]))
    assert turned[::-1] == pytest.approx(found, abs=1e-5)


def test_what_is_written_alike_is_judged_together() -> None:
    spans = np.array([[0, 2], [5, 6], [9, 11]])
    apart = heads().kinds(READ, spans, forms_of(["vale", "tide", "mill"]))
    alike = heads().kinds(READ, spans, forms_of(["vale", "tide", "vale"]))
    assert alike[1] == pytest.approx(apart[1], abs=1e-5)
    assert abs(alike[0] - apart[0]).max() > 1e-3


def placed(times: int) -> Placed:
    rows = np.zeros(times, np.int64)
    return Placed(np.array([[0, 2], [5, 6]]), rows, rows + 1, rows, rows + 3)


@pytest.mark.parametrize("combination", LABELS)
def test_places_of_a_pair_are_pooled(combination: str) -> None:
    made = heads(combination)
    vectors = made.place_vectors(READ, placed(1).spans)
    odds, statuses = made.relations(combination, vectors, placed(1))
    more, same = made.relations(combination, vectors, placed(4))
    assert odds.shape == (1, len(LABELS[combination]))
    assert more == pytest.approx(odds + math.log(4), abs=1e-4)
    # The statuses of all places make one mean; only performers and makers have any.
    assert same == pytest.approx(statuses, abs=1e-4)
    assert statuses.any() == (combination in ("PW", "PC"))
