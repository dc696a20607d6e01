"""Reading a graph back: claims, articles by name, counts, the network."""

from collections.abc import Iterator

import pytest
from graph_samples import ADA, BO, CHANNEL, HARBOUR, MILL, MIRA, TEXT, sample
from rdflib import URIRef

from graph import vocabulary as v
from graph.claims import claims, counts, find_article, load_reading
from graph.errors import AmbiguousName, UnknownName
from graph.identifiers import article_iri, iri_of
from graph.model import Article, Fact, Reading, Relation
from graph.network import entity_graph
from graph.store import MEMORY, GraphStore, open_store

CAST_IN = v.OF_RELATION[Relation.CAST_IN]


@pytest.fixture
def store() -> Iterator[GraphStore]:
    other = Reading(
        Article("Other text.", headline="Other", source="news/all.jsonl#2"),
        (Fact(Relation.CAST_IN, ADA, HARBOUR), Fact(Relation.AIRS_ON, HARBOUR, CHANNEL)),
    )
    third = Reading(Article("Third text.", headline="Third", source="news/all.jsonl#10"))
    with open_store(MEMORY) as opened:
        for reading in (sample(), other, third):
            load_reading(opened, reading)
        yield opened


def test_all_claims_come_back_with_their_articles(store: GraphStore) -> None:
    found = claims(store)
    assert {claim.fact for claim in found} >= set(sample().facts)
    assert len(found) == 7
    assert {claim.article.headline for claim in found} == {"Harbour Lights is on", "Other"}


def test_claims_of_one_article_stand_in_its_order(store: GraphStore) -> None:
    found = claims(store, article=article_iri(sample().article))
    starts = [claim.fact.evidence[0].start for claim in found]
    assert starts == sorted(starts)
    assert len(found) == 5
    for claim in found:
        for evidence in claim.fact.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("subject", "predicate", "object", "expected"),
    [
        (iri_of(ADA), None, None, 4),
        (iri_of(ADA), CAST_IN, None, 3),
        (iri_of(ADA), CAST_IN, iri_of(HARBOUR), 2),
        (None, CAST_IN, iri_of(MILL), 1),
        (None, None, iri_of(CHANNEL), 1),
        (None, v.CAST["hosted"], None, 0),
        (iri_of(HARBOUR), None, iri_of(HARBOUR), 0),
    ],
)
def test_claims_are_found_by_what_they_are_about(
    store: GraphStore,
    subject: URIRef | None,
    predicate: URIRef | None,
    object: URIRef | None,
    expected: int,
) -> None:
    found = claims(store, subject=subject, predicate=predicate, object=object)
    assert len(found) == expected
    everything = {claim.iri: claim for claim in claims(store)}
    for claim in found:
        assert claim == everything[claim.iri]
        assert subject in (None, claim.triple[0])
        assert predicate in (None, claim.triple[1])
        assert object in (None, claim.triple[2])


def test_filters_can_be_joined_with_an_article(store: GraphStore) -> None:
    article = article_iri(sample().article)
    (claim,) = claims(store, subject=iri_of(ADA), object=iri_of(HARBOUR), article=article)
    assert claim.fact in sample().facts
    assert claim.article.url == "https://news.example/harbour"


def test_an_article_is_found_by_iri_url_or_file(store: GraphStore) -> None:
    iri = article_iri(sample().article)
    for key in (str(iri), "https://news.example/harbour", "articles/harbour.txt"):
        assert find_article(store, key) == iri
    assert "other" in find_article(store, "news/all.jsonl#2")


def test_a_file_is_found_by_its_full_path(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/srv/news/article.txt"
    load_reading(store, Reading(Article("Fourth.", headline="Fourth", source=path)))
    monkeypatch.chdir("/")
    assert "fourth" in find_article(store, "srv/news/article.txt")


def test_a_file_of_several_articles_needs_a_line(store: GraphStore) -> None:
    with pytest.raises(AmbiguousName, match="several articles") as raised:
        find_article(store, "news/all.jsonl")
    assert set(raised.value.candidates) == {"news/all.jsonl#10", "news/all.jsonl#2"}


@pytest.mark.parametrize("key", ["articles/habour.txt", "", "\0", "#2", 'x"> } DROP ALL'])
def test_an_unknown_article_is_told_with_what_is_near(store: GraphStore, key: str) -> None:
    with pytest.raises(UnknownName, match="no such article") as raised:
        find_article(store, key)
    if key.startswith("articles"):
        assert raised.value.candidates[0] == "articles/harbour.txt"


def test_counts(store: GraphStore) -> None:
    found = counts(store)
    triples = found.pop("triples")
    assert found == {
        "articles": 3,
        "people": 2,
        "characters": 1,
        "works": 2,
        "networks": 1,
        "claims": 7,
        "asserted facts": 5,
    }
    assert triples > 100


def test_an_empty_graph_counts_nothing() -> None:
    with open_store(MEMORY) as store:
        assert set(counts(store).values()) == {0}
        assert claims(store) == []


def test_the_network_holds_what_holds(store: GraphStore) -> None:
    network = entity_graph(store)
    assert network.nodes[str(iri_of(BO))] == {"name": "Bo Castellane", "kind": "person"}
    kinds = {network.nodes[node]["kind"] for node in network}
    assert kinds == {"person", "character", "work", "network"}
    edges = {(s, o, key) for s, o, key in network.edges(keys=True)}
    assert (str(iri_of(ADA)), str(iri_of(MIRA, work=HARBOUR)), "played") in edges
    assert not network.has_edge(str(iri_of(ADA)), str(iri_of(MILL)))
    assert len(edges) == 5
