"""sparql, export, show, why and stats: what they answer, and what they refuse."""

import json
import socket
from pathlib import Path

import pytest
from command_line import run, sample_graph
from rdflib import Graph

CONSTRUCT = "CONSTRUCT { ?s schema:name ?n } WHERE { ?s a schema:Person ; schema:name ?n }"
NAMES = "SELECT ?n { ?s a schema:Person ; schema:name ?n } ORDER BY ?n"


@pytest.fixture
def graph(tmp_path: Path) -> str:
    return sample_graph(tmp_path)


def test_rows(graph: str) -> None:
    asked = run("sparql", NAMES, "--graph", graph)
    assert (asked.code, asked.err) == (0, "")
    assert asked.out == "n\nAda Brandt\nBo Castellane\nCy Dunmore\n"
    as_json = run("sparql", NAMES, "--graph", graph, "--format", "json")
    assert json.loads(as_json.out)[0] == {"n": "Ada Brandt"}


def test_queries_from_a_file_and_from_standard_input(graph: str, tmp_path: Path) -> None:
    (tmp_path / "names.rq").write_text(NAMES)
    wanted = run("sparql", NAMES, "--graph", graph)
    assert run("sparql", "-f", str(tmp_path / "names.rq"), "--graph", graph) == wanted
    assert run("sparql", "-", "--graph", graph, stdin=NAMES) == wanted


def test_yes_and_no(graph: str) -> None:
    assert run("sparql", "ASK { ?s a schema:Person }", "--graph", graph).out == "yes\n"
    assert run("sparql", "ASK { ?s a schema:Movie }", "--graph", graph).out == "no\n"
    as_json = run("sparql", "ASK { ?s a schema:Movie }", "--graph", graph, "--format", "json")
    assert json.loads(as_json.out) == [{"answer": False}]


@pytest.mark.parametrize(
    ("format", "parser"), [("table", "turtle"), ("ttl", "turtle"), ("nt", "nt")]
)
def test_a_graph(graph: str, format: str, parser: str) -> None:
    asked = run("sparql", CONSTRUCT, "--graph", graph, "--format", format)
    assert len(Graph().parse(data=asked.out, format=parser)) == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["SELECT ?s { ?s ?p }"], "line 1, column"),
        (["DELETE WHERE { ?s ?p ?o }"], "DELETE would change the graph"),
        (["SELECT * { SERVICE <http://other.example/> { ?s ?p ?o } }"], "SERVICE"),
        ([], "a query"),
        ([NAMES, "-f", "names.rq"], "a query"),
        (["-f", "nowhere.rq"], "nowhere.rq"),
        ([NAMES, "--format", "ttl"], "ttl"),
        ([CONSTRUCT, "--format", "csv"], "csv"),
        ([NAMES, "--timeout", "0"], "timeout"),
    ],
)
def test_queries_that_are_refused(graph: str, words: list[str], told: str) -> None:
    asked = run("sparql", *words, "--graph", graph)
    assert asked.code == 2
    assert asked.out == ""
    assert told in asked.err


def test_a_query_that_takes_too_long_is_ended(graph: str) -> None:
    endless = (
        "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
    )
    asked = run("sparql", endless, "--graph", graph, "--timeout", "1")
    assert asked.code == 2
    assert asked.err.startswith("castgraph: the query was stopped after 1 seconds")


def test_an_endpoint_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        asked = run("sparql", NAMES, "--graph", address, "--timeout", "0.2")
    assert (asked.code, asked.out) == (1, "")
    assert asked.err.startswith(f"castgraph: {address}: ")
    assert asked.err.count("\n") == 1
    assert socket.getdefaulttimeout() is None


@pytest.mark.parametrize("name", ["tv.ttl", "tv.nq", "tv.graphml", "tv.csv", "tv.html", "tv.svg"])
def test_export(graph: str, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    done = run("export", str(file), "--graph", graph)
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {file}\n")
    assert "Ada Brandt" in file.read_text()


def test_export_in_a_named_format(graph: str, tmp_path: Path) -> None:
    file = tmp_path / "tv.data"
    assert run("export", str(file), "--format", "nt", "--graph", graph).code == 0
    assert len(Graph().parse(file, format="nt")) > 10
    refused = run("export", str(file), "--graph", graph)
    assert refused.code == 1
    assert refused.err.startswith(f"castgraph: {file}: 'data' is not a format")


def test_show(graph: str) -> None:
    shown = run("show", "brandt", "--graph", graph)
    assert (shown.code, shown.err) == (0, "")
    first, *lines = shown.out.splitlines()
    assert first == "Ada Brandt (person)"
    assert any("Mira Holt in Harbour Lights" in line for line in lines)
    assert any("The Mill" in line for line in lines)
    assert "/person/ada-brandt" in lines[-1]


def test_show_what_is_only_rumoured(graph: str) -> None:
    shown = run("show", "Cy Dunmore", "--graph", graph)
    unsure = shown.out.partition("Not confirmed:\n")[2]
    assert "The Mill" in unsure
    assert "[rumoured]" in unsure
    (line,) = json.loads(run("show", "Cy Dunmore", "--graph", graph, "--format", "json").out)
    assert line["status"] == "rumoured"


def test_why(graph: str) -> None:
    shown = run("why", "The Mill", "Ada Brandt", "--graph", graph)
    assert shown.code == 0
    assert shown.out == (
        "Ada Brandt · cast in · The Mill (confirmed, confidence 1.00)\n"
        "  “Brandt stars in it.”\n"
        "    — A new show\n"
        "  read: it -> The Mill\n"
    )


def test_why_of_one_relation(graph: str) -> None:
    words = ("why", "Bo Castellane", "created", "Harbour Lights", "--graph", graph)
    assert run(*words).out.startswith("Bo Castellane · created · Harbour Lights")
    (row,) = json.loads(run(*words, "--format", "json").out)
    assert row["quotes"] == ["Bo Castellane created Harbour Lights for Lantern+."]
    assert (row["publisher"], row["published"]) == ("The Evening Example", "2024-03-09")


def test_why_without_an_answer(graph: str) -> None:
    shown = run("why", "Cy Dunmore", "Harbour Lights", "--graph", graph)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err == "No article says anything of the two together.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["why", "Ada Brandt"],
        ["why", "a", "b", "c", "d"],
        ["why", "Ada Brandt", "loved", "The Mill"],
        ["show"],
        ["show", ""],
        ["show", "Nobody Atall"],
        ["show", "http://a b/"],
        ["export"],
        ["stats", "more"],
        ["forget", "nowhere.txt"],
        ["nonsense"],
        ["--nonsense"],
    ],
)
def test_wrong_usage(graph: str, words: list[str]) -> None:
    done = run(*words, env={"CASTGRAPH_GRAPH": graph})
    assert done.code == 2
    assert done.out == ""
    assert done.err


def test_stats(graph: str) -> None:
    shown = run("stats", "--graph", graph, "--format", "json")
    counts = {row["what"]: row["how many"] for row in json.loads(shown.out)}
    assert counts["articles"] == 2
    assert counts["people"] == 3
    assert counts["claims"] == 8
    assert counts["asserted facts"] == 7
    assert run("stats", "--graph", graph).out.splitlines()[0].split() == ["what", "how", "many"]


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "reused-actors"],
        ["sparql", NAMES],
        ["export", "tv.ttl"],
        ["show", "Ada Brandt"],
        ["why", "Ada Brandt", "The Mill"],
        ["stats"],
        ["forget", "harbour.txt"],
    ],
    ids=lambda words: words[0],
)
def test_a_graph_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "castgraph: castgraph.db: there is no graph here yet. "
        "Make one with: castgraph load ARTICLES\n"
    )
    assert list(tmp_path.iterdir()) == []
