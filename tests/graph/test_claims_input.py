"""What loading and forgetting do with odd input."""

from collections.abc import Iterator

import pytest
from graph_samples import sample, snapshot
from rdflib import URIRef

from graph.claims import Change, forget_article, load_reading, stored_hash
from graph.errors import StoreError, UnknownName
from graph.identifiers import article_iri
from graph.model import Article, Character, Fact, Network, Person, Reading, Relation, Work
from graph.recall import default_quads
from graph.store import MEMORY, GraphStore, open_store


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store(MEMORY) as opened:
        yield opened


def test_the_base_of_iris_is_an_option(store: GraphStore) -> None:
    base = "https://x.example/id/"
    load_reading(store, sample(), base=base)
    assert all(str(quad.subject).startswith(base) for quad in default_quads(store))
    assert load_reading(store, sample(), base=base) is Change.UNCHANGED
    assert stored_hash(store, sample().article, base=base)


def test_hostile_text_is_only_text(store: GraphStore) -> None:
    nasty = 'A" . } } ; DROP ALL ; INSERT DATA { <x:a> <x:b> "\n\\ \x00 \ud800 </script>'
    fact = Fact(Relation.PLAYED, Person(nasty), Character(nasty), work=Work(nasty))
    network = Fact(Relation.AIRS_ON, Work(nasty), Network(nasty, (nasty,)))
    article = Article(nasty, headline=nasty, url=nasty, source=nasty, publisher=nasty)
    reading = Reading(article, (fact, network))
    assert load_reading(store, reading) is Change.ADDED
    assert load_reading(store, reading) is Change.UNCHANGED
    forget_article(store, article_iri(article))
    assert snapshot(store) == b""


def test_forgetting_what_is_not_there_says_so(store: GraphStore) -> None:
    with pytest.raises(UnknownName, match="no such article"):
        forget_article(store, URIRef("https://x.example/none"))
    with pytest.raises(ValueError, match="Not a valid IRI"):
        forget_article(store, URIRef("x:> } ; DROP ALL"))


def test_nothing_is_written_to_a_graph_opened_for_reading() -> None:
    with open_store(MEMORY, read_only=True) as store, pytest.raises(StoreError, match="reading"):
        load_reading(store, sample())
