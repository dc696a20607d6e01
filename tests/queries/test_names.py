"""From names as typed to things, or to what else they may mean."""

from collections.abc import Iterator

import pytest
from question_graphs import article, cast_in, created, graph_of, played
from rdflib import URIRef

from graph.errors import AmbiguousName, NameLookupError, UnknownName
from graph.model import Fact, Network, Person, Relation, Work
from graph.store import GraphStore
from queries.names import resolve

BASE = "https://w3id.org/castgraph/id/"


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    aliased = Fact(Relation.CAST_IN, Person("Zoë Van Dyke", ("Zed",)), Work("The Mill"))
    with graph_of(
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "Harbour Lights"),
            played("Di Ember", "Mira Holt", "The Mill"),
            cast_in("Bo Castellane", "The Mill"),
            created("Cy Castellane", "Dune Road", "Dune Road (2012)", "9-1-1: Coast"),
            played("Fay Gill", "Fay Gill", "Dune Road"),
            (aliased, Fact(Relation.AIRS_ON, Work("The Mill"), Network("Ada Brandt"))),
        )
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "kind", "found"),
    [
        ("Bo Castellane", None, "person/bo-castellane"),
        ("  bo   CASTELLANE\n", None, "person/bo-castellane"),
        ("zoe van dyke", "person", "person/zoe-van-dyke"),
        ("van Dyke", "person", "person/zoe-van-dyke"),
        ("dyke", None, "person/zoe-van-dyke"),
        ("zed", None, "person/zoe-van-dyke"),
        ("Brandt", None, "person/ada-brandt"),
        ("Ada Brandt", "person", "person/ada-brandt"),
        ("Ada Brandt", "network", "network/ada-brandt"),
        ("mill", "work", "work/the-mill"),
        ("A Mill", "work", "work/the-mill"),
        ("9-1-1: Coast", "work", "work/9-1-1-coast"),
        ("9 1 1 coast", None, "work/9-1-1-coast"),
        ("Fay Gill", "character", "character/dune-road/fay-gill"),
    ],
)
def test_found(store: GraphStore, typed: str, kind: str | None, found: str) -> None:
    assert resolve(store, typed, kind) == URIRef(BASE + found)


@pytest.mark.parametrize(
    ("typed", "iri"),
    [
        ("https://x.example/none", "https://x.example/none"),
        ("urn:x:y", "urn:x:y"),
        ("cast:played", "https://w3id.org/castgraph#played"),
    ],
)
def test_addresses_are_taken_as_they_are(store: GraphStore, typed: str, iri: str) -> None:
    assert resolve(store, typed) == URIRef(iri)


@pytest.mark.parametrize(
    ("typed", "kind", "candidates"),
    [
        ("Castellane", "person", ["person/bo-castellane", "person/cy-castellane"]),
        ("mira holt", None, ["character/harbour-lights/mira-holt", "character/the-mill/mira-holt"]),
        ("Ada Brandt", None, ["network/ada-brandt", "person/ada-brandt"]),
        ("Dune Road", "work", ["work/dune-road", "work/dune-road_2012"]),
    ],
)
def test_ambiguous(store: GraphStore, typed: str, kind: str | None, candidates: list[str]) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(store, typed, kind)
    assert [line.rpartition(": ")[2] for line in caught.value.candidates] == [
        BASE + candidate for candidate in candidates
    ]
    assert caught.value.exit_code == 2


def test_candidates_are_told_apart_by_what_they_are_known_for(store: GraphStore) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(store, "Mira Holt")
    assert caught.value.candidates[0].startswith("Mira Holt (character, Harbour Lights): ")
    assert caught.value.candidates[1].startswith("Mira Holt (character, The Mill): ")


@pytest.mark.parametrize(
    ("typed", "kind", "nearest"),
    [
        ("Adda Brant", "person", "Ada Brandt"),
        ("harbor lights", "work", "Harbour Lights"),
        ("Bo Castelane", None, "Bo Castellane"),
    ],
)
def test_a_typo_has_the_nearest_names(
    store: GraphStore, typed: str, kind: str | None, nearest: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(store, typed, kind)
    assert caught.value.candidates[0] == nearest
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("typed", ["", "   ", "q" * 301, "Ada Brandt" * 1000])
def test_what_is_no_name(store: GraphStore, typed: str) -> None:
    with pytest.raises(UnknownName, match=r"is empty|is longer than 300") as caught:
        resolve(store, typed)
    assert len(str(caught.value)) < 200


def test_an_address_that_is_none(store: GraphStore) -> None:
    with pytest.raises(NameLookupError, match="not a valid IRI"):
        resolve(store, "https://x.example/a b")


def test_an_empty_graph_knows_nobody() -> None:
    with graph_of() as store, pytest.raises(UnknownName, match="castgraph load") as caught:
        resolve(store, "Ada Brandt")
    assert caught.value.candidates == ()
