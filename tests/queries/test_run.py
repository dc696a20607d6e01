"""Filling in questions and making tables of what the store answers."""

from collections.abc import Iterator

import pytest
from question_graphs import article, cast_in, graph_of
from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Identifier

from graph.errors import QueryError, UnknownName
from graph.store import GraphStore
from queries.catalog import parse_question, questions
from queries.evidence import Evidence
from queries.question import Question
from queries.run import ask, cell_of, fill
from queries.tables import Cell


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with graph_of(article("One", cast_in("Ada Brandt", "The Mill"), day="2020-01-01")) as opened:
        yield opened


def asked(type_: str, need: str = "optional", query: str = "SELECT ?x {\n# bind x\n}") -> Question:
    """A question with one parameter, which it hands back."""
    example = "echo --x 1" if need == "required" else "echo"
    header = f"# question: What?\n# example: {example}\n# parameter: x {type_} {need} -- a value\n"
    return parse_question("echo", header + query, "echo.rq")


@pytest.mark.parametrize(
    ("type_", "typed", "cell"),
    [
        ("text", 'a "b"\n{c}', 'a "b"\n{c}'),
        ("number", "-12", -12),
        ("flag", "Yes", True),
        ("flag", "0", False),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", "2024-02", "2024-02-01"),
        ("date", "2024", "2024-01-01"),
        ("person", "brandt", "https://w3id.org/castgraph/id/person/ada-brandt"),
        ("work", "mill", "https://w3id.org/castgraph/id/work/the-mill"),
        ("entity", "ADA BRANDT", "https://w3id.org/castgraph/id/person/ada-brandt"),
        ("person", "schema:Person", "https://schema.org/Person"),
    ],
)
def test_values_become_terms(store: GraphStore, type_: str, typed: str, cell: Cell) -> None:
    assert ask(store, asked(type_), {"x": typed}).rows == ((cell,),)


def test_an_article_is_found_by_its_file(store: GraphStore) -> None:
    ((cell,),) = ask(store, asked("article"), {"x": "/articles/One.txt"}).rows
    assert str(cell).startswith("https://w3id.org/castgraph/id/article/one-")


@pytest.mark.parametrize(
    ("type_", "typed"),
    [
        ("number", "two"),
        ("number", "1.5"),
        ("number", "9" * 5000),
        ("number", "٣"),
        ("date", "2023-02-29"),
        ("date", "yesterday"),
        ("date", "2023-1-1"),
        ("date", "0000"),
        ("flag", "perhaps"),
        ("number", ""),
    ],
)
def test_wrong_values(store: GraphStore, type_: str, typed: str) -> None:
    with pytest.raises(QueryError, match=r"--x takes a|--x takes yes or no") as caught:
        ask(store, asked(type_), {"x": typed})
    assert len(str(caught.value)) < 200


def test_a_default_is_used_until_a_value_is_given(store: GraphStore) -> None:
    question = asked("number", "default=2")
    assert ask(store, question, {}).rows == ((2,),)
    assert ask(store, question, {"x": "3"}).rows == ((3,),)


def test_a_value_that_is_left_out_leaves_the_query_open(store: GraphStore) -> None:
    question = asked("text", query="SELECT ?x {\n# bind x\n VALUES ?x { 1 2 } }")
    assert ask(store, question, {}).rows == ((1,), (2,))


def test_missing_and_unknown_values(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"needs --x\. For example: castgraph ask echo --x 1"):
        ask(store, asked("text", "required"), {})
    with pytest.raises(QueryError, match=r"has no parameter 'y'\. It takes --x"):
        ask(store, asked("text"), {"y": "1"})
    with pytest.raises(QueryError, match="It takes none at all"):
        ask(store, questions()["declined"], {"y": "1"})
    with pytest.raises(UnknownName):
        ask(store, asked("work"), {"x": "Ada Brandt"})


def test_the_query_can_be_run_anywhere(store: GraphStore) -> None:
    sparql = fill(store, questions()["cast"], {"work": "The Mill"})
    assert sparql.startswith("PREFIX cast: <https://w3id.org/castgraph#>\n")
    assert "PREFIX oa:" not in sparql
    assert "VALUES ?work { <https://w3id.org/castgraph/id/work/the-mill> }" in sparql
    assert "# bind" not in sparql


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x {\n# bind x\n", "not valid SPARQL"),
        ("SELECT ?x {\n# bind x\nSERVICE <http://x.invalid/> { ?x ?p ?o } }", "SERVICE"),
        ("SELECT ?x FROM <http://x.invalid/> {\n# bind x\n}", "FROM"),
        ("DELETE WHERE {\n# bind x\n?x ?p ?o }", "DELETE would change the graph"),
    ],
)
def test_a_query_of_ones_own_only_reads(store: GraphStore, query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told) as caught:
        ask(store, asked("text", query=query), {})
    assert caught.value.where == "echo.rq"


@pytest.mark.parametrize("line", ["columns: a = ?missing", "facts: ?x cast:castIn ?missing"])
def test_what_the_header_names_must_be_selected(store: GraphStore, line: str) -> None:
    text = f"# question: What?\n# example: echo\n# {line}\nSELECT ?x {{ }}"
    with pytest.raises(QueryError, match=r"does not select \?missing"):
        ask(store, parse_question("echo", text, "echo.rq"), {})


def test_facts_with_a_prefix_that_nobody_knows(store: GraphStore) -> None:
    text = "# question: What?\n# example: echo\n# facts: ?x abc:d ?x\nSELECT ?x { }"
    question = parse_question("echo", text, "echo.rq")
    with pytest.raises(QueryError, match="unknown prefix abc:"):
        Evidence(store, question)


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (None, None),
        (URIRef("https://x.example/"), "https://x.example/"),
        (Literal("text"), "text"),
        (Literal("3", datatype=XSD.integer), 3),
        (Literal("2.5", datatype=XSD.decimal), 2.5),
        (Literal("true", datatype=XSD.boolean), True),
        (Literal("2024-01-01", datatype=XSD.date), "2024-01-01"),
        (Literal("many", datatype=XSD.integer, normalize=False), "many"),
        (Literal("INF", datatype=XSD.double, normalize=False), "INF"),
        (Literal("NaN", datatype=XSD.double, normalize=False), "NaN"),
    ],
)
def test_cells(term: Identifier | None, cell: Cell) -> None:
    found = cell_of(term)
    assert (found, type(found)) == (cell, type(cell))
