"""ask: questions as commands, answers in every format, the sentences behind them."""

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import imported, run, run_process, sample_graph

from castgraph.quotes import quotes_of
from graph.claims import claims
from graph.store import open_store

ROW = ["Bo Castellane", "Ada Brandt", "Harbour Lights; The Mill"]
OWN = """\
# question: Who is called this?
# parameter: from text optional -- the name
# parameter: ctx flag optional -- anything
# columns: person = ?name
# facts: ?person cast:castIn ?work
# example: who-is --from "Ada Brandt"

SELECT ?name ?person ?work {
  # bind from
  # bind ctx
  ?person cast:castIn ?work ; schema:name ?name . FILTER(?name = ?from)
}
"""


@pytest.fixture
def graph(tmp_path: Path) -> str:
    return sample_graph(tmp_path)


def test_a_table_in_a_pipe_is_plain_and_whole(graph: str) -> None:
    asked = run("ask", "reused-actors", "--graph", graph)
    assert asked.code == 0
    assert asked.err == ""
    assert asked.out == (
        "creators       actor       works\nBo Castellane  Ada Brandt  Harbour Lights; The Mill\n"
    )


def test_the_other_formats(graph: str) -> None:
    def answer(format: str) -> str:
        return run("ask", "reused-actors", "--graph", graph, "--format", format).out

    assert json.loads(answer("json")) == [
        {
            "creators": ["Bo Castellane"],
            "actor": "Ada Brandt",
            "works": ["Harbour Lights", "The Mill"],
        }
    ]
    header = ["creators", "actor", "works"]
    assert list(csv.reader(io.StringIO(answer("csv")))) == [header, ROW]
    assert answer("tsv") == "\t".join(header) + "\n" + "\t".join(ROW) + "\n"
    assert answer("md").splitlines()[-1] == f"| {' | '.join(ROW)} |"


def test_parameters_are_options(graph: str) -> None:
    found = run("ask", "cast", "--work", "the mill", "--graph", graph)
    assert [line.split("  ")[0] for line in found.out.splitlines()] == ["actor", "Ada Brandt"]
    none = run("ask", "reused-actors", "--creator", "Ada Brandt", "--graph", graph)
    assert none.code == 0
    assert none.out == ""
    assert none.err == "Nothing in the graph answers this.\n"


def test_an_empty_answer_for_a_program_is_well_formed(graph: str) -> None:
    words = ("ask", "reused-actors", "--creator", "Ada Brandt", "--graph", graph)
    assert json.loads(run(*words, "--format", "json").out) == []
    assert run(*words, "--format", "csv").out == "creators,actor,works\n"


def test_the_graph_may_be_named_in_three_places(graph: str, tmp_path: Path) -> None:
    other = str(tmp_path / "none.db")
    wanted = run("ask", "reused-actors", "--graph", graph)
    by_variable = {"CASTGRAPH_GRAPH": graph}
    assert run("ask", "reused-actors", env=by_variable) == wanted
    assert run("ask", "--graph", graph, "reused-actors") == wanted
    assert run("ask", "--graph", graph, "reused-actors", env={"CASTGRAPH_GRAPH": other}) == wanted
    assert run("ask", "--graph", other, "reused-actors", "-g", graph, env=by_variable) == wanted


def test_the_default_graph_may_be_named_too(
    graph: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    named = run("ask", "reused-actors", "--graph", "castgraph.db", env={"CASTGRAPH_GRAPH": graph})
    assert named.code == 1
    assert "castgraph.db" in named.err


def test_explain_shows_a_query_that_can_be_run(graph: str) -> None:
    words = ("--creator", "Castellane", "--graph", graph)
    shown = run("ask", "reused-actors", *words, "--explain")
    assert "VALUES ?creator {" in shown.out
    answer = run("sparql", shown.out, "--graph", graph, "--format", "json")
    assert [row["actorName"] for row in json.loads(answer.out)] == ["Ada Brandt"]


def test_quotes_stand_below_their_row(graph: str) -> None:
    asked = run("ask", "reused-actors", "--quotes", "--graph", graph)
    assert asked.out.splitlines()[0] == " · ".join(ROW)
    assert (
        "  “Ada Brandt plays Mira Holt in Harbour Lights.”\n"
        "    — Harbour Lights is on, The Evening Example, 2024-03-09\n"
    ) in asked.out
    assert "  “Brandt stars in it.”\n    — A new show\n" in asked.out
    assert asked.out.count("“") == 4
    assert "reportedly" not in asked.out


def test_quotes_are_a_column_for_programs(graph: str) -> None:
    words = ("ask", "rumours", "--quotes", "--graph", graph, "--format", "json")
    (row,) = json.loads(run(*words).out)
    assert row["quotes"] == ["“Cy Dunmore is reportedly joining The Mill.” — A new show [rumoured]"]


def test_a_question_without_sentences_behind_it_says_so(graph: str) -> None:
    asked = run("ask", "unread", "--quotes", "--graph", graph)
    assert asked.code == 0
    assert "Somebody joins the cast." in asked.out
    assert "does not tell" in asked.err


def test_each_fact_has_its_first_quote_before_any_has_a_second(graph: str) -> None:
    with open_store(graph, read_only=True) as store:
        said = claims(store)
    first, second = said[0], next(claim for claim in said if claim.triple != said[0].triple)
    shown = [quote.text for quote in quotes_of([first, first, second])]
    assert shown == [first.fact.evidence[0].quote, second.fact.evidence[0].quote]
    assert "Bo Castellane" in quotes_of([first])[0].names


@pytest.mark.parametrize("behind", [True, False], ids=["behind", "before"])
def test_questions_of_ones_own(graph: str, tmp_path: Path, behind: bool) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "who-is.rq").write_text(OWN)
    folder = ("--questions", str(tmp_path / "own"))
    words = ("who-is", "--from", "Ada Brandt", "--ctx", "--graph", graph)
    asked = run("ask", *words, *folder) if behind else run("ask", *folder, *words)
    assert asked.err == ""
    assert asked.out.splitlines() == ["person", "Ada Brandt", "Ada Brandt"]
    listed = run("ask", env={"CASTGRAPH_QUESTIONS": str(tmp_path / "own")})
    assert "Who is called this?" in listed.out


def test_a_wrong_header_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text("# question: What?\n# colour: red\n")
    asked = run("ask", "bad", "--questions", str(tmp_path))
    assert asked.code == 2
    assert asked.err.startswith(f"castgraph: {tmp_path / 'bad.rq'}:2: ")
    assert asked.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense"], "There is no question 'nonsense'"),
        (["reused-actor"], "Did you mean reused-actors"),
        (["cast"], "--work"),
        (["cast", "--season", "2"], "--work"),
        (["reused-actors", "--colour", "red"], "--colour"),
        (["reused-actors", "--format", "pdf"], "pdf"),
        (["cast", "--work", "The Mill", "--season", "two"], "--season takes a whole number"),
    ],
)
def test_wrong_usage(graph: str, words: list[str], told: str) -> None:
    asked = run("ask", *words, env={"CASTGRAPH_GRAPH": graph})
    assert asked.code == 2
    assert asked.out == ""
    assert told in asked.err


def test_a_name_that_is_not_known_has_candidates(graph: str) -> None:
    asked = run("ask", "roles", "--person", "Ada Brant", "--graph", graph)
    assert asked.code == 2
    assert asked.out == ""
    first, *candidates = asked.err.splitlines()
    assert first.startswith("castgraph: the graph knows no person called 'Ada Brant'")
    assert "  Ada Brandt" in candidates


def test_asking_never_imports_what_reads_articles(graph: str, tmp_path: Path) -> None:
    words = ("ask", "reused-actors", "--quotes", "--graph", graph)
    asked = run_process(*words, python=("-X", "importtime"), cwd=tmp_path)
    assert asked.code == 0
    assert asked.out.startswith(" · ".join(ROW))
    modules = {name.partition(".")[0] for name in imported(asked.err)}
    assert "rdflib" in modules
    assert modules.isdisjoint({"spacy", "ingest", "networkx", "rich", "trafilatura"})
