"""The laws of loading and forgetting, on readings made at random and by hand."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import pytest
from graph_samples import ADA, BO, MILL, readings, sample, snapshot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import URIRef
from rdflib.namespace import RDF

from graph import vocabulary as v
from graph.claims import Change, forget_article, load_reading, reading_key, stored_hash
from graph.errors import StoreError
from graph.identifiers import article_iri, iri_of
from graph.model import (
    Article,
    Certainty,
    Fact,
    Person,
    Reading,
    Relation,
    Stage,
    Work,
    WorkKind,
)
from graph.projection import asserted_triples, describe, mentions_in
from graph.recall import default_quads, graph_quads
from graph.store import MEMORY, GraphStore, open_store
from graph.terms import Quad

LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store(MEMORY) as opened:
        yield opened


def loaded(said: Sequence[Reading]) -> GraphStore:
    store = open_store(MEMORY)
    for reading in said:
        load_reading(store, reading, reader="1")
    return store


def worked_out_anew(store: GraphStore) -> set[Quad]:
    """The default graph from all claims at once: what step by step must lead to."""
    quads = graph_quads(store)
    facts = {Quad(*triple) for triple in asserted_triples(quads)}
    said = mentions_in(quads).items()
    return facts | {Quad(*triple) for iri, mentions in said for triple in describe(iri, mentions)}


def holds(store: GraphStore, person: Person, work: Work) -> bool:
    triple = (iri_of(person), v.CAST["castIn"], iri_of(work), None)
    return any(quad == triple for quad in default_quads(store))


def names(store: GraphStore, iri: URIRef) -> dict[str, set[str]]:
    return {
        v.label_of(predicate).rpartition("/")[2]: {
            str(quad.object)
            for quad in default_quads(store)
            if quad.subject == iri and quad.predicate == predicate
        }
        for predicate in (v.NAME, v.ALTERNATE_NAME)
    }


@LAWS
@given(readings(4), st.permutations(range(4)))
def test_the_order_of_articles_does_not_matter(said: Sequence[Reading], order: list[int]) -> None:
    assert snapshot(loaded(said)) == snapshot(loaded([said[index] for index in order]))


@LAWS
@given(readings(3))
def test_loading_twice_changes_nothing(said: Sequence[Reading]) -> None:
    store = loaded(said)
    before = snapshot(store)
    for reading in said:
        assert load_reading(store, reading, reader="1") is Change.UNCHANGED
    assert snapshot(store) == before


@LAWS
@given(readings(4))
def test_forgetting_is_the_inverse_of_loading(said: Sequence[Reading]) -> None:
    *others, last = said
    store = loaded(others)
    before = snapshot(store)
    load_reading(store, last)
    claims = forget_article(store, article_iri(last.article))
    assert claims == len(set(last.facts))
    assert snapshot(store) == before


@LAWS
@given(readings(4), st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=8))
def test_the_default_graph_follows_from_the_claims(
    said: Sequence[Reading], steps: list[tuple[bool, int]]
) -> None:
    store = loaded(said[:2])
    for forget, index in steps:
        if not forget:
            load_reading(store, said[index])
        elif stored_hash(store, said[index].article):
            forget_article(store, article_iri(said[index].article))
        assert set(default_quads(store)) == worked_out_anew(store)


@LAWS
@given(readings(3), readings(3))
def test_replacing_leaves_no_trace(old: Sequence[Reading], new: Sequence[Reading]) -> None:
    store = loaded(old)
    changes = [load_reading(store, reading, reader="1") for reading in new]
    assert snapshot(store) == snapshot(loaded(new))
    assert Change.ADDED not in changes


@LAWS
@given(readings(3))
def test_all_forgotten_leaves_nothing(said: Sequence[Reading]) -> None:
    store = loaded(said)
    for reading in said:
        forget_article(store, article_iri(reading.article))
    assert snapshot(store) == b""


class CountingStore(GraphStore):
    """Counts the transactions."""

    calls = 0

    def apply(self, *, add: Collection[Quad], remove: Collection[Quad] = ()) -> None:
        self.calls += 1
        super().apply(add=add, remove=remove)


def test_one_transaction_an_article() -> None:
    store = CountingStore(open_store(MEMORY).dataset, MEMORY, writable=True)
    reading = sample()
    changed = replace(reading, article=replace(reading.article, text="Other."), facts=())
    load_reading(store, reading)
    assert store.calls == 1
    load_reading(store, reading)
    assert store.calls == 1
    assert load_reading(store, changed) is Change.REPLACED
    assert store.calls == 2
    forget_article(store, article_iri(changed.article))
    assert store.calls == 3


def test_a_failed_transaction_leaves_what_was_there(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_reading(store, sample())
    before = snapshot(store)
    monkeypatch.setattr(
        store.dataset.store, "update", lambda *_: (_ for _ in ()).throw(OSError(28, "No space"))
    )
    with pytest.raises(StoreError, match="disk is full"):
        forget_article(store, article_iri(sample().article))
    assert snapshot(store) == before


def test_a_rumour_never_holds(store: GraphStore) -> None:
    rumours = [
        Fact(Relation.CAST_IN, ADA, MILL, stage=stage, certainty=certainty)
        for stage in Stage
        for certainty in Certainty
        if not Fact(Relation.CAST_IN, ADA, MILL, stage=stage, certainty=certainty).asserted
    ]
    load_reading(store, Reading(Article("a"), tuple(rumours)))
    assert len(rumours) == 18
    assert not holds(store, ADA, MILL)
    assert names(store, iri_of(ADA))["name"] == {"Ada Brandt"}


def test_what_two_articles_say_survives_one(store: GraphStore) -> None:
    fact = (Fact(Relation.CAST_IN, ADA, MILL),)
    one, two = Reading(Article("one"), fact), Reading(Article("two"), fact)
    load_reading(store, one)
    load_reading(store, two)
    forget_article(store, article_iri(one.article))
    assert holds(store, ADA, MILL)
    forget_article(store, article_iri(two.article))
    assert not holds(store, ADA, MILL)


def test_a_denial_elsewhere_takes_nothing_back(store: GraphStore) -> None:
    denial = Fact(Relation.CAST_IN, ADA, MILL, certainty=Certainty.DENIED)
    load_reading(store, Reading(Article("one"), (Fact(Relation.CAST_IN, ADA, MILL),)))
    load_reading(store, Reading(Article("two"), (denial,)))
    assert holds(store, ADA, MILL)


def test_one_article_that_asserts_a_fact_twice_still_holds_it(store: GraphStore) -> None:
    one, two = (Fact(Relation.CAST_IN, ADA, MILL, season=number) for number in (1, 2))
    article = Article("old", url="https://x.example/")
    load_reading(store, Reading(article, (one, two)))
    load_reading(store, Reading(article, (two,)), reader="2")
    assert holds(store, ADA, MILL)


def test_a_changed_file_takes_the_place_of_what_it_said(store: GraphStore) -> None:
    old = Reading(Article("old", source="a.txt"), (Fact(Relation.CAST_IN, ADA, MILL),))
    new = Reading(Article("new", source="a.txt"), (Fact(Relation.CAST_IN, BO, MILL),))
    assert load_reading(store, old) is Change.ADDED
    assert load_reading(store, new) is Change.REPLACED
    assert not holds(store, ADA, MILL)
    assert holds(store, BO, MILL)
    assert snapshot(store) == snapshot(loaded_plain([new]))


def loaded_plain(said: Sequence[Reading]) -> GraphStore:
    store = open_store(MEMORY)
    for reading in said:
        load_reading(store, reading)
    return store


def test_a_changed_page_takes_its_place_even_under_another_headline(store: GraphStore) -> None:
    old = Reading(Article("old", headline="One", url="https://x.example/1"))
    new = Reading(Article("new", headline="Two", url="https://x.example/1"))
    load_reading(store, old)
    assert load_reading(store, new) is Change.REPLACED
    assert snapshot(store) == snapshot(loaded_plain([new]))


def test_a_copy_of_a_file_is_one_article_until_it_changes(store: GraphStore) -> None:
    fact = (Fact(Relation.CAST_IN, ADA, MILL),)
    here, there = (Reading(Article("same", source=name), fact) for name in ("a.txt", "b.txt"))
    edited = Reading(Article("edited", source="a.txt"), ())
    assert load_reading(store, here) is Change.ADDED
    assert load_reading(store, there) is Change.UNCHANGED
    assert load_reading(store, here) is Change.UNCHANGED
    assert snapshot(store) == snapshot(loaded_plain([there, here]))
    load_reading(store, edited)
    assert snapshot(store) == snapshot(loaded_plain([edited, there]))


def test_articles_from_standard_input_do_not_replace_each_other(store: GraphStore) -> None:
    for text in ("one", "two"):
        assert load_reading(store, Reading(Article(text, source="-"))) is Change.ADDED


def test_a_newer_reader_reads_again(store: GraphStore) -> None:
    reading = sample()
    assert stored_hash(store, reading.article) is None
    load_reading(store, reading, reader="1")
    assert stored_hash(store, reading.article) == reading_key(reading.article, "1")
    assert stored_hash(store, reading.article) != reading_key(reading.article, "2")
    assert load_reading(store, reading, reader="2") is Change.REPLACED
    assert stored_hash(store, reading.article) == reading_key(reading.article, "2")


@pytest.mark.parametrize(
    "change",
    [{"text": "Other"}, {"headline": "Other"}, {"publisher": "Other"}, {"source": "other.txt"}],
)
def test_an_article_that_changed_in_any_way_is_not_there(
    store: GraphStore, change: dict[str, str]
) -> None:
    load_reading(store, sample())
    assert stored_hash(store, replace(sample().article, **change)) is None  # type: ignore[arg-type]


def test_the_name_used_by_most_articles_is_the_name(store: GraphStore) -> None:
    spellings = ("Ada Brandt", "Áda Brandt", "Áda Brandt")
    said = [
        Reading(Article(f"{index}"), (Fact(Relation.CAST_IN, Person(name), MILL),))
        for index, name in enumerate(spellings)
    ]
    for reading in said:
        load_reading(store, reading)
    assert names(store, iri_of(ADA)) == {"name": {"Áda Brandt"}, "alternateName": {"Ada Brandt"}}
    forget_article(store, article_iri(said[1].article))
    assert names(store, iri_of(ADA)) == {"name": {"Ada Brandt"}, "alternateName": {"Áda Brandt"}}


def test_a_known_kind_beats_an_open_one(store: GraphStore) -> None:
    kinds = (WorkKind.OTHER, WorkKind.OTHER, WorkKind.FILM)
    said = [Reading(Article(f"{n}"), (), (Work("Dusk", kind),)) for n, kind in enumerate(kinds)]
    for reading in said:
        load_reading(store, reading)
    dusk = iri_of(Work("Dusk"))
    kind = {q.object for q in default_quads(store) if q.subject == dusk and q.predicate == RDF.type}
    assert kind == {v.MOVIE}
