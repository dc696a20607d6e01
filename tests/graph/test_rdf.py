"""Facts to quads and back."""

import pytest
from graph_samples import ADA, HARBOUR, MILL, MIRA, TEXT, facts, sample
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD

from graph import vocabulary as v
from graph.identifiers import BASE, article_iri, iri_of
from graph.model import Article, Character, Fact, Person, Reading, Relation, Work, WorkKind
from graph.projection import asserted_triples, describe, mentions_in
from graph.rdf import article_quads, decimal
from graph.records import claims_of
from graph.terms import Quad, plain, quads_text, term_text


def test_an_article_comes_back_as_it_went_in() -> None:
    reading = sample()
    claims = claims_of(article_quads(reading, reader="1"))
    assert {claim.fact for claim in claims} == set(reading.facts)
    (record,) = {claim.article for claim in claims}
    assert record.iri == article_iri(reading.article)
    assert (record.headline, record.publisher, record.url, record.source, record.published) == (
        reading.article.headline,
        reading.article.publisher,
        reading.article.url,
        reading.article.source,
        reading.article.published,
    )


def test_names_aliases_and_kinds_come_back() -> None:
    rumour = next(c.fact for c in claims_of(article_quads(sample())) if not c.fact.asserted)
    assert isinstance(rumour.subject, Person)
    assert rumour.subject.aliases == ADA.aliases
    assert isinstance(rumour.object, Work)
    assert rumour.object.kind is WorkKind.TV
    assert rumour.steps == ("She -> Ada Brandt",)


@given(facts())
def test_any_fact_comes_back(fact: Fact) -> None:
    (claim,) = claims_of(article_quads(Reading(Article("text"), (fact,))))
    back = claim.fact
    assert back.subject in (fact.subject, fact.object)  # a work may be related to itself
    assert (back.relation, back.job, back.derivation) == (fact.relation, fact.job, fact.derivation)
    assert (back.stage, back.certainty, back.status) == (fact.stage, fact.certainty, fact.status)
    assert (back.season, back.year, back.credit) == (fact.season, fact.year, fact.credit)
    assert (back.episode, type(back.episode)) == (fact.episode, type(fact.episode))
    assert back.confidence == pytest.approx(fact.confidence, abs=0.00005)
    assert back.evidence == fact.evidence
    assert back.steps == fact.steps


@given(st.lists(facts(), max_size=5))
def test_no_blank_nodes_and_one_graph(said: list[Fact]) -> None:
    article = Article("text", headline="News")
    for quad in article_quads(Reading(article, tuple(said))):
        assert quad.graph == article_iri(article)
        assert not any(isinstance(term, BNode) for term in quad)


@given(st.permutations([*sample().facts, *sample().facts]))
def test_neither_order_nor_repetition_of_facts_matters(said: list[Fact]) -> None:
    reading = sample()
    shuffled = Reading(reading.article, tuple(said), reading.works, reading.unread)
    assert article_quads(shuffled) == article_quads(reading)


def test_the_text_is_not_kept() -> None:
    assert not any(TEXT in str(quad.object) for quad in article_quads(sample()))


def test_unread_sentences_are_kept_with_their_place() -> None:
    quads = article_quads(sample())
    (quote,) = {quad.object for quad in quads if quad.predicate == v.UNREAD}
    said = {quad.predicate: str(quad.object) for quad in quads if quad.subject == quote}
    assert TEXT[int(said[v.START]) : int(said[v.END])] == said[v.EXACT] == "She may join The Mill."


def test_claims_that_differ_in_qualifiers_only_stay_apart() -> None:
    one = Fact(Relation.CAST_IN, ADA, MILL, season=1)
    two = Fact(Relation.CAST_IN, ADA, MILL, season=2)
    claims = claims_of(article_quads(Reading(Article("text"), (two, one))))
    assert len({claim.iri for claim in claims}) == 2
    assert {claim.fact for claim in claims} == {one, two}


def test_a_character_is_named_beneath_the_only_work_that_the_article_puts_it_in() -> None:
    placed = Fact(Relation.CHARACTER_IN, MIRA, HARBOUR)
    loose = Fact(Relation.PLAYED, ADA, MIRA)
    quads = article_quads(Reading(Article("text"), (placed, loose)))
    characters = {q.subject for q in quads if q.predicate == RDF.type and q.object == v.CHARACTER}
    assert characters == {iri_of(MIRA, work=HARBOUR)}


def test_a_character_of_two_works_stays_two() -> None:
    said = (Fact(Relation.CHARACTER_IN, MIRA, HARBOUR), Fact(Relation.CHARACTER_IN, MIRA, MILL))
    loose = Fact(Relation.PLAYED, ADA, MIRA)
    quads = article_quads(Reading(Article("text"), (*said, loose)))
    characters = {q.subject for q in quads if q.predicate == RDF.type and q.object == v.CHARACTER}
    assert characters == {
        iri_of(MIRA, work=HARBOUR),
        iri_of(MIRA, work=MILL),
        iri_of(MIRA),
    }


def test_only_what_is_stated_and_settled_is_asserted() -> None:
    triples = asserted_triples(article_quads(sample()))
    assert (iri_of(ADA), v.CAST["castIn"], iri_of(HARBOUR)) in triples
    assert (iri_of(ADA), v.CAST["castIn"], iri_of(MILL)) not in triples
    assert len(triples) == 4


NAMED = (v.NAME, Literal("A"))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({}, v.CREATIVE_WORK),
        ({v.CREATIVE_WORK: 9, v.SERIES: 1}, v.SERIES),
        ({v.MOVIE: 2, v.SERIES: 1}, v.MOVIE),
        ({v.MOVIE: 2, v.SERIES: 2}, v.SERIES),
        ({v.PLAY: 2, v.MOVIE: 1}, v.CREATIVE_WORK),
    ],
)
def test_the_kind_of_a_work(kinds: dict[URIRef, int], expected: URIRef) -> None:
    mentions = mentions_in([])[URIRef("x:none")]
    mentions[NAMED] = 1
    for kind, number in kinds.items():
        mentions[v.ADDITIONAL_TYPE if kind == v.PLAY else RDF.type, kind] = number
    said = set(describe(URIRef(BASE + "work/a"), mentions))
    assert {o for _, p, o in said if p == RDF.type} == {expected}
    assert ({o for _, p, o in said if p == v.ADDITIONAL_TYPE} == {v.PLAY}) is (v.PLAY in kinds)


def test_the_name_said_most_often_is_the_name() -> None:
    mentions = mentions_in([])[URIRef("x:none")]
    mentions.update({(v.NAME, Literal("B")): 2, (v.NAME, Literal("C")): 2, NAMED: 1})
    mentions[v.ALTERNATE_NAME, Literal("B")] = 5
    said = set(describe(URIRef("x:a"), mentions))
    assert {str(o) for _, p, o in said if p == v.NAME} == {"B"}
    assert {str(o) for _, p, o in said if p == v.ALTERNATE_NAME} == {"A", "C"}


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1.0, "1"), (0.5, "0.5"), (0.98765, "0.9877"), (0.00001, "0"), (0.1 + 0.2, "0.3")],
)
def test_confidence_has_four_digits(number: float, expected: str) -> None:
    assert decimal(number) == Literal(expected, datatype=XSD.decimal)


def test_terms_cannot_break_out_of_an_update() -> None:
    nasty = 'x" . } ; DROP ALL ; INSERT DATA { <a:b> <a:c> "\n\\\r\x00'
    written = term_text(Literal(nasty))
    assert "\n" not in written
    assert written.count('"') - written.count('\\"') == 2
    assert quads_text([Quad(URIRef("a:b"), URIRef("a:c"), Literal(nasty))]).count("\n") == 0
    for iri in ("a:b> <c:d", "a b", "a:\n", "a:{"):
        with pytest.raises(ValueError, match="Not a valid IRI"):
            term_text(URIRef(iri))


def test_strings_of_stores_are_plain() -> None:
    assert plain(Literal("a", datatype=XSD.string)) == Literal("a")
    assert plain(Literal("a", lang="en")) == Literal("a", lang="en")
    with pytest.raises(TypeError, match="Unexpected term"):
        plain("a")


def test_a_description_may_be_missing() -> None:
    quads = [q for q in article_quads(sample()) if q.predicate != v.NAME]
    names = {claim.fact.subject.name for claim in claims_of(quads)}
    assert names == {"ada-brandt", "bo-castellane", "mira-holt"}
    assert Character("mira-holt") in {claim.fact.subject for claim in claims_of(quads)}
