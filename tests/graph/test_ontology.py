"""The ontology, the vocabulary and the shapes say the same."""

from collections.abc import Mapping

import pyshacl
import pytest
from graph_samples import sample
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS

from graph import vocabulary as v
from graph.model import Fact, Job, Relation, Work, WorkKind
from graph.rdf import article_quads


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=v.ontology_text(), format="turtle")


def own_terms(ontology: Graph) -> set[URIRef]:
    return {s for s in ontology.subjects() if isinstance(s, URIRef) and s.startswith(v.CAST)}


def terms_in_vocabulary() -> set[URIRef]:
    found: set[URIRef] = set()
    for value in vars(v).values():
        if isinstance(value, URIRef):
            found.add(value)
        elif isinstance(value, Mapping):
            found |= {one for pair in value.items() for one in pair if isinstance(one, URIRef)}
    return {term for term in found if term.startswith(v.CAST) and term != URIRef(v.CAST)}


def test_vocabulary_and_ontology_are_in_step(ontology: Graph) -> None:
    schemes = set(ontology.subjects(RDF.type, SKOS.ConceptScheme))
    assert own_terms(ontology) - schemes == terms_in_vocabulary()


def test_every_term_is_explained(ontology: Graph) -> None:
    for term in own_terms(ontology):
        assert ontology.value(term, RDFS.label), term
        assert ontology.value(term, RDFS.comment), term
        assert ontology.value(term, RDFS.isDefinedBy), term


def test_every_property_has_one_domain_and_one_range(ontology: Graph) -> None:
    properties = set(ontology.subjects(RDF.type, RDF.Property))
    assert {*v.MEANING, v.STAGE, v.EVIDENCE, v.SOURCE} <= properties
    for term in properties:
        assert len(set(ontology.objects(term, RDFS.domain))) == 1, term
        assert len(set(ontology.objects(term, RDFS.range))) == 1, term


@pytest.mark.parametrize(
    ("scheme", "members"),
    [("Stages", v.STAGES), ("Certainties", v.CERTAINTIES), ("Credits", v.CREDITS)],
)
def test_concept_schemes_hold_the_values_of_the_model(
    ontology: Graph, scheme: str, members: Mapping[URIRef, object]
) -> None:
    iri = v.CAST[scheme]
    assert set(ontology.subjects(SKOS.inScheme, iri)) == set(members)
    assert set(ontology.objects(iri, SKOS.hasTopConcept)) == set(members)


def test_alignments_that_others_rely_on(ontology: Graph) -> None:
    owl_inverse = URIRef("http://www.w3.org/2002/07/owl#inverseOf")
    assert (v.CAST["castIn"], owl_inverse, v.SCHEMA["actor"]) in ontology
    wikidata = "http://www.wikidata.org/prop/direct/"
    for term, number in (("castIn", 161), ("played", 453), ("created", 170), ("airsOn", 449)):
        assert (v.CAST[term], SKOS.closeMatch, URIRef(f"{wikidata}P{number}")) in ontology


def test_every_relation_has_a_predicate_and_back() -> None:
    assert {meaning[0] for meaning in v.MEANING.values()} == set(Relation)
    assert {meaning[1] for meaning in v.MEANING.values()} >= set(Job)
    work = Work("The Mill", WorkKind.FILM)
    assert v.predicate_of(Fact(Relation.CREW, work, work, job=Job.HOST)) == v.CAST["hosted"]
    for relation in (Relation.CREW, Relation.RELATED_WORK):
        with pytest.raises(ValueError, match="lacks its job or derivation"):
            v.predicate_of(Fact(relation, work, work))


def test_text_is_always_writable() -> None:
    assert v.text("a\ud800b") == Literal("a\ufffdb")
    assert v.text("a\U0001f600b") == Literal("a\U0001f600b")


def check(graph: Graph) -> set[str]:
    shapes = Graph().parse(data=v.shapes_text(), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return {str(message) for message in report.objects(None, SH.resultMessage)}


def as_graph() -> Graph:
    graph = Graph()
    for quad in article_quads(sample()):
        graph.add(quad[:3])
    return graph


def test_what_this_program_writes_keeps_to_the_shapes() -> None:
    assert check(as_graph()) == set()


@pytest.mark.parametrize(
    ("predicate", "part_of_message"),
    [
        (v.SUBJECT, "exactly one thing"),
        (v.PREDICATE, "exactly one relation"),
        (v.OBJECT, "lead to exactly one thing"),
        (v.STAGE, "how far the matter has come"),
        (v.CERTAINTY, "how surely"),
        (v.CONFIDENCE, "above 0 and at most 1"),
        (v.EVIDENCE, "no words of the article"),
        (v.EXACT, "A passage has no words"),
        (v.START, "start at one place"),
        (v.END, "end at one place"),
        (v.NAME, "has no name"),
        (v.DERIVED_FROM, "the one article"),
        (v.CONTENT_HASH, "the hash of its text"),
    ],
)
def test_what_is_missing_is_said_in_words(predicate: URIRef, part_of_message: str) -> None:
    graph = as_graph()
    graph.remove((None, predicate, None))
    assert any(part_of_message in message for message in check(graph))


def test_every_rule_has_a_message() -> None:
    shapes = Graph().parse(data=v.shapes_text(), format="turtle")
    rules = {*shapes.subjects(SH.path), *shapes.subjects(SH["class"])}
    with_path = set(shapes.subjects(SH.path))
    for rule in rules:
        if rule in with_path or not list(shapes.objects(rule, SH.property)):
            assert shapes.value(rule, SH.message), rule
