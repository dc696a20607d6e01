"""All about one thing, and what articles say of two."""

from collections.abc import Iterator

import pytest
from question_graphs import (
    DENIED,
    LEFT,
    REPORTED,
    airs_on,
    article,
    cast_in,
    created,
    crew,
    derived,
    graph_of,
    played,
)
from rdflib import URIRef

from graph.errors import QueryError, UnknownName
from graph.identifiers import iri_of
from graph.model import Character, Credit, Derivation, Job, Network, Person, Status, Work
from graph.store import GraphStore
from queries.card import Line, card
from queries.why import predicates, why

ADA, BO, CY = (iri_of(Person(name)) for name in ("Ada Brandt", "Bo Castellane", "Cy Dunmore"))
MILL, ROAD = iri_of(Work("The Mill")), iri_of(Work("Dune Road"))

MIRA = iri_of(Character("Mira Holt"), work=Work("The Mill"))


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with graph_of(
        article(
            "First",
            played("Ada Brandt", "Mira Holt", "The Mill", season=2, credit=Credit.MAIN),
            cast_in("Ada Brandt", "Dune Road", **LEFT),
            created("Bo Castellane", "The Mill"),
            crew("Bo Castellane", "The Mill", Job.DIRECTOR),
            airs_on("The Mill", "Lantern+"),
            derived("The Mill", "Dune Road", Derivation.SPIN_OFF),
            cast_in("Cy Dunmore", "The Mill", **REPORTED),
            day="2020-03-01",
        ),
        article("Second", cast_in("Ada Brandt", "The Mill", year=2019), day="2020-01-01"),
        article("Third", cast_in("Cy Dunmore", "The Mill", **DENIED)),
    ) as opened:
        yield opened


def test_the_card_of_a_performer(store: GraphStore) -> None:
    found = card(store, ADA)
    assert (found.name, found.kind, found.iri) == ("Ada Brandt", "person", str(ADA))
    assert found.facts == (
        Line("played Mira Holt in The Mill (2019, main, season 2)", "confirmed", 2),
        Line("in Dune Road", "exited", 1),
    )
    assert found.unconfirmed == ()
    assert (found.articles, found.first, found.last) == (2, "2020-01-01", "2020-03-01")


def test_the_card_of_a_work(store: GraphStore) -> None:
    found = card(store, MILL)
    assert [line.text for line in found.facts] == [
        "with Ada Brandt as Mira Holt (2019, main, season 2)",
        "has the character Mira Holt",
        "created by Bo Castellane",
        "director: Bo Castellane",
        "on Lantern+",
        "spin-off of Dune Road",
    ]
    assert found.unconfirmed == (
        Line("with Cy Dunmore", "denied", 1),
        Line("with Cy Dunmore", "rumoured", 1),
    )


@pytest.mark.parametrize(
    ("iri", "kind", "line"),
    [
        (iri_of(Network("Lantern+")), "network", "shows The Mill"),
        (MIRA, "character", "played by Ada Brandt in The Mill"),
        (ROAD, "work", "with Ada Brandt"),
        (BO, "person", "created The Mill"),
    ],
)
def test_every_kind_has_a_card(store: GraphStore, iri: URIRef, kind: str, line: str) -> None:
    found = card(store, iri)
    assert found.kind == kind
    assert found.facts[0].text.startswith(line)


def test_only_a_rumour_is_no_fact(store: GraphStore) -> None:
    found = card(store, CY)
    assert found.facts == ()
    assert {line.status for line in found.unconfirmed} == {"rumoured", "denied"}
    assert (found.first, found.last) == ("2020-03-01", "2020-03-01")


def test_nothing_has_no_card(store: GraphStore) -> None:
    with pytest.raises(UnknownName, match="knows nothing by this IRI"):
        card(store, URIRef("https://x.example/none"))


def test_why_in_either_order_oldest_first(store: GraphStore) -> None:
    said = why(store, ADA, MILL)
    assert [claim.article.headline for claim in said] == ["Second", "First"]
    assert why(store, MILL, ADA) == said
    assert [evidence.quote for evidence in said[0].fact.evidence] == ["Second"]


def test_why_with_what_is_not_asserted(store: GraphStore) -> None:
    assert {claim.fact.status for claim in why(store, CY, MILL)} == {Status.RUMOURED, Status.DENIED}


@pytest.mark.parametrize(
    ("relation", "number"),
    [("created", 1), ("crew", 1), ("Director", 1), ("directed", 1), ("cast in", 0), (None, 2)],
)
def test_why_of_one_relation(store: GraphStore, relation: str | None, number: int) -> None:
    assert len(why(store, BO, MILL, relation)) == number


def test_two_that_have_nothing_to_do_with_each_other(store: GraphStore) -> None:
    assert why(store, ADA, BO) == []


def test_words_for_relations() -> None:
    assert predicates("spin-off") == predicates("spinOffOf")
    assert len(predicates("related work")) == len(Derivation)
    assert len(predicates("crew")) == len(Job)
    with pytest.raises(QueryError, match=r"'loves' is no relation\. Use one of airs on, cast in"):
        predicates("loves")
