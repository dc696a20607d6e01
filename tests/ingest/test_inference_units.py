"""Blends, calibration and typing by themselves: sums, curves and choices."""

import math
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Relation
from ingest.candidates import find_candidates, key
from ingest.entities import Entity
from ingest.inference import Blend, Curve, Finding, RelationModel, curve_name
from ingest.judgement import Weighed
from ingest.mentions import Kind, Typed, Typing, candidates_of, choose_mentions
from ingest.pairs import Pair

ODDS = st.floats(-1e6, 1e6)
SHARE = st.floats(0, 1)
BLEND = Blend(both=(0.5, 2.0, -1.0), read=(0.25, 1.0), least=0.4)
PERSON, CHARACTER = Entity(0, Kind.PERSON, "Juno Vale"), Entity(1, Kind.CHARACTER, "Kit Marlow")


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_a_blend_weighs_both_voices() -> None:
    assert BLEND.probability(Weighed(4.0, 0.5)) == pytest.approx(sigmoid(2 + 1 - 1))
    assert BLEND.probability(Weighed(4.0, None)) == pytest.approx(sigmoid(1 + 1))
    assert BLEND.probability(Weighed(None, None)) == pytest.approx(sigmoid(1))
    assert BLEND.probability(Weighed(None, 0.5)) == pytest.approx(0.5)


@given(ODDS, ODDS, st.none() | ODDS)
def test_more_evidence_is_never_less_likely(one: float, other: float, told: float | None) -> None:
    low, high = sorted((one, other))
    below, above = (BLEND.probability(Weighed(read, told)) for read in (low, high))
    assert 0 <= below <= above <= 1


def model(curves: Mapping[str, Curve] = MappingProxyType({})) -> RelationModel:
    return RelationModel({}, {"PC": 0.6}, {"played": BLEND}, curves)


def test_without_the_encoder_the_classifier_alone_is_heard() -> None:
    told, read = Weighed(None, 1.5), Weighed(1.5, None)
    assert model().probability("played", told) == pytest.approx(sigmoid(1.5))
    assert model().probability("played", read) == BLEND.probability(read)
    assert model().least("played", "PC", told) == 0.6
    assert model().least("played", "PC", read) == BLEND.least


def finding(probability: float, *, drawn: bool = False) -> Finding:
    pair = Pair(PERSON, CHARACTER)
    return Finding(Relation.PLAYED, PERSON, CHARACTER, probability, pair, drawn=drawn)


RISING: Curve = ((0.2, 0.4, 0.8), (0.1, 0.5, 0.9))


@pytest.mark.parametrize(
    ("found", "told"),
    [(0.0, 0.1), (0.2, 0.1), (0.3, 0.3), (0.4, 0.5), (0.5, 0.6), (0.8, 0.9), (1.0, 0.9)],
)
def test_a_confidence_lies_on_the_curve(found: float, told: float) -> None:
    calibrated = model({"played": RISING}).confidence(finding(found), fast=False)
    assert calibrated == pytest.approx(told)


def test_a_curve_of_one_point_is_flat() -> None:
    flat = model({"played": ((0.5,), (0.7,))})
    assert [flat.confidence(finding(p), fast=False) for p in (0.0, 0.5, 1.0)] == [0.7] * 3


def test_each_kind_of_finding_has_a_curve_of_its_own() -> None:
    names = ("played", "fast played", "played drawn")
    made = model(
        {name: ((0.5,), (height,)) for name, height in zip(names, (0.1, 0.2, 0.3), strict=True)}
    )
    assert made.confidence(finding(0.5), fast=False) == 0.1
    assert made.confidence(finding(0.5), fast=True) == 0.2
    assert made.confidence(finding(0.5, drawn=True), fast=False) == 0.3
    assert curve_name(finding(0.5, drawn=True), fast=True) == "fast played drawn"
    assert made.confidence(finding(0.4, drawn=True), fast=True) == 0.4  # there is no such curve


@st.composite
def rising(draw: st.DrawFn) -> Curve:
    places = sorted(draw(st.sets(st.integers(0, 100), min_size=1, max_size=6)))
    heights = st.lists(SHARE, min_size=len(places), max_size=len(places))
    return tuple(x / 100 for x in places), tuple(sorted(draw(heights)))


@given(rising(), st.lists(SHARE, min_size=2))
def test_on_a_rising_curve_what_is_likelier_is_surer(curve: Curve, found: list[float]) -> None:
    made = model({"played": curve})
    told = [made.confidence(finding(p), fast=False) for p in sorted(found)]
    assert all(one <= other + 1e-12 for one, other in pairwise(told))
    assert all(min(curve[1]) - 1e-12 <= p <= max(curve[1]) + 1e-12 for p in told)
    knots = [made.confidence(finding(x), fast=False) for x in curve[0]]
    assert knots == pytest.approx(curve[1])


def typed(none: float, **kinds: float) -> Typed:
    return Typed.of({"none": none, **{kind: kinds.get(kind, 0.0) for kind in Kind}})


def test_a_typing_is_the_likeliest_kind_against_none() -> None:
    person = typed(0.1, person=0.6, character=0.3)
    assert person.kind is Kind.PERSON
    likelier, same = typed(0.1, person=0.7), typed(0.2, person=1.2, work=0.1)
    assert likelier.gain > person.gain
    assert same.gain == pytest.approx(person.gain)  # probabilities need not sum to one
    assert math.isfinite(typed(0.0, person=1.0).gain)
    assert math.isfinite(typed(1.0).gain)


def test_a_form_is_what_it_is_surest_to_be() -> None:
    text = "She saw The Mill, then Mill, then Juno."
    sentences = find_candidates(text, [(0, len(text))])
    places = {(c.start, c.end): typed(0.9, work=0.1) for c in candidates_of(sentences)}
    second = text.rindex("Mill")
    places[second, second + 4] = sure = typed(0.1, network=0.9)
    typing = Typing.of(sentences, places)
    assert typing.places == places
    assert typing.forms["mill"] is sure
    assert typing.forms["juno"].kind is Kind.WORK
    assert set(typing.forms) == {key(c.text) for c in candidates_of(sentences)}


def test_a_full_name_is_chosen_over_its_parts() -> None:
    text = "It brought Juno Vale back, as Vale said."
    sentences = find_candidates(text, [(0, len(text))])
    places = {(c.start, c.end): typed(0.2, person=0.8) for c in candidates_of(sentences)}
    inside = text.index("Vale")
    assert (inside, inside + 4) in places
    chosen = choose_mentions(sentences, Typing.of(sentences, places))
    assert [m.text for m in chosen if "Vale" in m.text] == ["Juno Vale", "Vale"]


@given(st.data())
def test_chosen_mentions_never_overlap(data: st.DataObject) -> None:
    text = 'Captain Juno Vale of NBC and Kit Marlow saw "The Harbour Lights of Vale" and Vale.'
    sentences = find_candidates(text, [(0, len(text))])
    places = {
        (c.start, c.end): typed(data.draw(SHARE), person=data.draw(SHARE), work=data.draw(SHARE))
        for c in candidates_of(sentences)
    }
    chosen = choose_mentions(sentences, Typing.of(sentences, places))
    assert all(one.end <= other.start for one, other in pairwise(chosen))
    assert all(text[m.start : m.end] == m.text for m in chosen)
    if any(found.gain > 0 for found in places.values()):
        assert chosen
