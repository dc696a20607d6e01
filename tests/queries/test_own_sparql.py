"""People's own SPARQL, within the process and in one that can be ended."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from graph.claims import load_reading
from graph.errors import QueryError, StoreError
from graph.model import Article, Fact, Person, Reading, Relation, Work, WorkKind
from graph.store import MEMORY, open_store
from graph.vocabulary import CAST
from queries.own_sparql import Answer, run_killable, run_sparql
from queries.tables import Table

ADA, BO = Person("Ada Brandt"), Person("Bo Castellane")
HARBOUR = Work("Harbour Lights", WorkKind.TV)
READING = Reading(
    Article("Bo Castellane created Harbour Lights with Ada Brandt."),
    (Fact(Relation.CREATED, BO, HARBOUR), Fact(Relation.CAST_IN, ADA, HARBOUR, season=2)),
)
# Far more rows than there is time for.
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) {"
    + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(9))
    + "}"
)

Run = Callable[[str], Answer]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("graph") / "g.db")
    with open_store(where) as store:
        load_reading(store, READING)
    return where


@pytest.fixture(params=["in the process", "in its own"])
def run(request: pytest.FixtureRequest, directory: str) -> Iterator[Run]:
    if request.param == "in its own":
        yield lambda sparql: run_killable(directory, sparql)
    else:
        with open_store(MEMORY) as store:
            load_reading(store, READING)
            yield lambda sparql: run_sparql(store, sparql)


def test_select_gives_a_table(run: Run) -> None:
    answer = run("SELECT ?name { ?person a schema:Person ; schema:name ?name } ORDER BY ?name")
    assert answer == Table(("name",), (("Ada Brandt",), ("Bo Castellane",)))


def test_select_of_nothing_gives_an_empty_table(run: Run) -> None:
    assert run("SELECT ?a ?b { ?a cast:played ?b }") == Table(("a", "b"), ())


def test_cells_are_values(run: Run) -> None:
    answer = run(
        """SELECT ?whole ?broken ?truth ?day ?tongue ?iri ?nothing {
            BIND(2 AS ?whole) BIND(1.5 AS ?broken) BIND(true AS ?truth)
            BIND("2024-03-09"^^xsd:date AS ?day) BIND("nine"@en AS ?tongue)
            BIND(cast:played AS ?iri) OPTIONAL { ?nothing cast:played ?nobody } }"""
    )
    assert isinstance(answer, Table)
    assert answer.rows == ((2, 1.5, True, "2024-03-09", "nine", str(CAST.played), None),)


@pytest.mark.parametrize(("kind", "expected"), [("Person", True), ("Movie", False)])
def test_ask_gives_yes_or_no(run: Run, kind: str, expected: bool) -> None:
    assert run(f"ASK {{ ?s a schema:{kind} }}") is expected


def test_construct_gives_a_graph(run: Run) -> None:
    answer = run(
        "CONSTRUCT { ?work rdfs:label ?name } WHERE { ?work a schema:TVSeries ; schema:name ?name }"
    )
    assert isinstance(answer, Graph)
    assert [value for _, _, value in answer] == [Literal("Harbour Lights")]
    assert dict(answer.namespaces())["cast"] == URIRef(str(CAST))


def test_describe_gives_a_graph(run: Run) -> None:
    answer = run("DESCRIBE ?person { ?person cast:created ?work }")
    assert isinstance(answer, Graph)
    assert {str(value) for value in answer.objects()} >= {"Bo Castellane"}


def test_a_prefix_of_ones_own_wins(run: Run) -> None:
    query = "PREFIX schema: <http://other.invalid/> ASK { ?s a schema:Person }"
    assert run(query) is False


@pytest.mark.parametrize(
    ("sparql", "where", "what"),
    [
        ("SELECT * {\n  ?s ?p ?o\n", "line 3, column 1", "not valid SPARQL"),
        ("SELECT *\n{ ?s foo:x ?o }", "line 2, column 11", "the prefix 'foo' is not known"),
        ("SELECT ?x { ?x ?y ?z } GROUP BY ?y", "line 1, column 35", "variable that is unbound"),
    ],
)
def test_a_syntax_error_tells_its_place(run: Run, sparql: str, where: str, what: str) -> None:
    with pytest.raises(QueryError, match=what) as caught:
        run(sparql)
    assert caught.value.where == where
    assert "\n" not in str(caught.value)


def test_an_empty_query_is_called_empty(run: Run) -> None:
    with pytest.raises(QueryError, match="the query is empty"):
        run(" \n")


@pytest.mark.parametrize(
    "sparql",
    ["DELETE WHERE { ?s ?p ?o }", "ASK { SERVICE <u> {} }", "ASK FROM <u> {}", "ASK { '\ud800' }"],
)
def test_harm_is_refused(run: Run, sparql: str) -> None:
    with pytest.raises(QueryError):
        run(sparql)


def test_an_endless_query_is_ended(directory: str) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0\.5 seconds"):
        run_killable(directory, ENDLESS, 0.5)
    assert run_killable(directory, "ASK { ?s a schema:Person }") is True


def test_too_large_an_answer_is_refused(
    directory: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A worker with less memory to give stands in for an answer of hundreds of megabytes."""
    from queries import own_sparql

    small = tmp_path / "worker.py"
    source = own_sparql._WORKER.read_text(encoding="utf-8")
    assert source.count("ANSWER = 256 << 20") == 1
    small.write_text(source.replace("ANSWER = 256 << 20", "ANSWER = 100"), encoding="utf-8")
    monkeypatch.setattr(own_sparql, "_WORKER", small)
    with pytest.raises(QueryError, match="too much memory"):
        run_killable(directory, "SELECT * { GRAPH ?g { ?s ?p ?o } }")


def test_a_crash_of_the_engine_stays_in_the_worker(
    directory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from queries import own_sparql

    monkeypatch.setattr(own_sparql, "check_harmless", lambda _: None)
    with pytest.raises(QueryError, match=r"nested too deeply|too much memory"):
        run_killable(directory, "SELECT * " + "{" * 200_000 + "}" * 200_000)


def test_a_place_without_a_graph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="castgraph load"):
        run_killable(str(tmp_path / "none"), "ASK {}")
    assert not (tmp_path / "none").exists()


def test_a_graph_that_is_written_to_can_be_asked(directory: str) -> None:
    with open_store(directory):
        assert run_killable(directory, "ASK { ?s cast:castIn ?work }") is True
