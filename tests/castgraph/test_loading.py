"""load, read, forget and evaluate: what becomes of articles, and what is told of it.

Most of it with a reader that understands one kind of sentence; one test has the real one.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from command_line import quote, run, run_process
from rdflib import Graph, URIRef

from graph.claims import Change, load_reading
from graph.errors import StoreError
from graph.model import Article, Certainty, Fact, Person, Reading, Relation, Work, WorkKind
from graph.store import GraphStore

SENTENCE = re.compile(r"(\w+ \w+)( reportedly)? stars in ([^.]+)\.")
UNREAD = "Somebody joins the cast."


class OneSentenceReader:
    """Ada Brandt stars in Harbour Lights. Ada Brandt reportedly stars in The Mill."""

    version = "1"

    def __init__(self, min_confidence: float = 0.0, **_: object) -> None:
        self._least = min_confidence

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            if "unplugged" in article.text:
                raise KeyboardInterrupt
            unread = quote(article.text, UNREAD) if UNREAD in article.text else ()
            yield Reading(article, tuple(self._facts(article.text)), unread=unread)

    def _facts(self, text: str) -> Iterator[Fact]:
        for found in SENTENCE.finditer(text):
            fact = Fact(
                Relation.CAST_IN,
                Person(found[1]),
                Work(found[3], WorkKind.TV),
                certainty=Certainty.REPORTED if found[2] else Certainty.STATED,
                confidence=0.5 if found[2] else 1.0,
                evidence=quote(text, found[0]),
            )
            if fact.confidence >= self._least:
                yield fact


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = ModuleType("ingest.reader")
    module.Reader = OneSentenceReader
    monkeypatch.setitem(sys.modules, "ingest.reader", module)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Ada Brandt stars in Harbour Lights.")
    (folder / "b.txt").write_text(f"Bo Castellane reportedly stars in The Mill. {UNREAD}")
    return folder


@pytest.fixture
def graph(tmp_path: Path) -> str:
    return str(tmp_path / "tv.db")


def statistics(graph: str) -> dict[str, int]:
    shown = run("stats", "--graph", graph, "--format", "json").out
    return {row["what"]: row["how many"] for row in json.loads(shown)}


@pytest.mark.usefixtures("fake_reader")
class TestLoad:
    def test_a_first_load(self, articles: Path, graph: str) -> None:
        done = run("load", str(articles), "--graph", graph)
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines() == [
            "Articles: 2 added, 0 replaced, 0 unchanged",
            "Facts: 1 asserted, 1 kept as claims only "
            "(rumoured, wished, in talks, declined, denied)",
            "Sentences like casting news without a fact: 1 (castgraph ask unread)",
        ]
        assert statistics(graph)["articles"] == 2

    def test_a_second_load_changes_nothing(self, articles: Path, graph: str) -> None:
        run("load", str(articles), "--graph", graph)
        before = statistics(graph)
        done = run("load", str(articles), "--graph", graph)
        assert (done.code, done.out) == (0, "Articles: 0 added, 0 replaced, 2 unchanged\n")
        assert statistics(graph) == before

    def test_a_changed_article_is_replaced(self, articles: Path, graph: str) -> None:
        run("load", str(articles), "--graph", graph)
        (articles / "a.txt").write_text("Ada Brandt stars in The Mill.")
        done = run("load", str(articles), "--graph", graph)
        assert done.out.startswith("Articles: 0 added, 1 replaced, 1 unchanged\n")
        assert statistics(graph)["articles"] == 2

    def test_what_fails_is_told_and_costs_no_other(self, articles: Path, graph: str) -> None:
        (articles / "bad.json").write_text("{")
        done = run("load", str(articles), "nowhere.txt", "--graph", graph)
        assert done.code == 1
        assert done.out.startswith("Articles: 2 added, 0 replaced, 0 unchanged, 2 failed\n")
        broken, missing = done.err.splitlines()
        assert broken.startswith(f"castgraph: {articles / 'bad.json'}")
        assert missing.startswith("castgraph: nowhere.txt: there is no such file")
        assert statistics(graph)["articles"] == 2

    def test_a_load_that_is_cut_short_tells_what_is_there(
        self, articles: Path, graph: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def store_one(store: GraphStore, reading: Reading, *, reader: str) -> Change:
            if reading.article.name == "b":
                raise StoreError("the disk is full", where=store.where)
            return load_reading(store, reading, reader=reader)

        monkeypatch.setattr("ingest.load.load_reading", store_one)
        done = run("load", str(articles), "--graph", graph)
        assert done.code == 1
        assert done.err == f"castgraph: {graph}: the disk is full\n"
        assert done.out.startswith("Articles: 1 added, 0 replaced, 0 unchanged\n")
        assert statistics(graph)["articles"] == 1

    def test_a_load_that_is_stopped_by_hand(self, articles: Path, graph: str) -> None:
        (articles / "c.txt").write_text("An unplugged evening.")
        done = run("load", str(articles), "--graph", graph)
        assert (done.code, done.err) == (130, "")
        assert done.out.startswith("Articles: 2 added")
        assert statistics(graph)["articles"] == 2

    def test_standard_input(self, graph: str) -> None:
        done = run("load", "-", "--graph", graph, stdin="Ada Brandt stars in Harbour Lights.")
        assert done.code == 0
        assert done.out.startswith("Articles: 1 added")

    def test_a_place_that_is_no_graph(self, articles: Path) -> None:
        done = run("load", str(articles), "--graph", str(articles))
        assert (done.code, done.out) == (1, "")
        assert "not a graph" in done.err
        assert sorted(file.name for file in articles.iterdir()) == ["a.txt", "b.txt"]

    def test_forget(self, articles: Path, graph: str) -> None:
        run("load", str(articles), "--graph", graph)
        file = str(articles / "a.txt")
        done = run("forget", file, "--graph", graph)
        assert done.code == 0
        assert done.err == f"Forgot {file}: 1 claim taken back.\n"
        assert statistics(graph)["articles"] == 1
        again = run("forget", file, "--graph", graph)
        assert again.code == 2
        assert again.err.startswith(f"castgraph: {file}: the graph has no such article")


@pytest.mark.usefixtures("fake_reader")
class TestRead:
    def test_a_table(self, articles: Path) -> None:
        shown = run("read", str(articles))
        assert (shown.code, shown.err) == (0, "")
        assert shown.out == (
            "article  relation  subject        object          work  status     sure  quote\n"
            "a        cast in   Ada Brandt     Harbour Lights        confirmed  1.0   "
            "Ada Brandt stars in Harbour Lights.\n"
            "b        cast in   Bo Castellane  The Mill              rumoured   0.5   "
            "Bo Castellane reportedly stars in The Mill.\n"
        )

    def test_annotations(self, articles: Path) -> None:
        shown = run("read", str(articles), "--format", "jsonl")
        first, second = map(json.loads, shown.out.splitlines())
        assert (first["id"], second["id"]) == ("a", "b")
        assert first["facts"][0]["person"] == "Ada Brandt"
        assert second["facts"][0]["status"] == "rumoured"

    def test_turtle_has_what_holds(self, articles: Path) -> None:
        shown = run("read", str(articles), "--format", "ttl")
        held = Graph().parse(data=shown.out, format="turtle")
        (performer,) = held.subjects(URIRef("https://w3id.org/castgraph#castIn"))
        assert str(performer).endswith("/person/ada-brandt")

    def test_what_is_less_sure_is_left_out(self, articles: Path) -> None:
        shown = run("read", str(articles), "--min-confidence", "0.8", "--format", "csv")
        assert [line.partition(",")[0] for line in shown.out.splitlines()] == ["article", "a"]

    def test_nothing_to_tell(self, tmp_path: Path) -> None:
        (tmp_path / "dull.txt").write_text("The weather is fine, and it was fine before.")
        shown = run("read", str(tmp_path / "dull.txt"))
        assert (shown.code, shown.out) == (0, "")
        assert shown.err == "No facts were found.\n"

    def test_what_fails_is_told(self, articles: Path) -> None:
        shown = run("read", "nowhere.txt", str(articles / "a.txt"))
        assert shown.code == 1
        assert "Ada Brandt" in shown.out
        assert shown.err.startswith("castgraph: nowhere.txt: there is no such file")


@pytest.mark.usefixtures("fake_reader")
class TestEvaluate:
    @pytest.fixture
    def gold(self, articles: Path, tmp_path: Path) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir()
        read = run("read", str(articles), "--format", "jsonl").out.splitlines()
        right, missed = map(json.loads, read)
        missed["facts"][0]["person"] = "Somebody Else"
        for annotation in (right, missed):
            (folder / f"{annotation['id']}.json").write_text(json.dumps(annotation))
        return folder

    def test_a_table(self, articles: Path, gold: Path) -> None:
        shown = run("evaluate", str(articles), str(gold))
        assert (shown.code, shown.err) == (0, "")
        table = {line.split()[0]: line.split()[1:] for line in shown.out.splitlines()}
        assert table["cast_in"] == ["2", "2", "1", "0.5", "0.5", "0.5"]
        assert table["core"] == table["cast_in"]
        assert "0 of 1 unconfirmed facts" in shown.out

    def test_every_mistake_with_its_sentence(self, articles: Path, gold: Path) -> None:
        shown = run("evaluate", str(articles), str(gold), "--errors")
        missed, wrong = (
            next(line for line in shown.out.splitlines() if word in line)
            for word in ("missed", "wrong")
        )
        assert missed.startswith("b: missed cast_in · somebody else · mill [rumoured]")
        assert wrong.startswith("b: wrong cast_in · bo castellane · mill [rumoured]")
        assert wrong.endswith("“Bo Castellane reportedly stars in The Mill.”")

    def test_figures_for_programs(self, articles: Path, gold: Path) -> None:
        words = ("evaluate", str(articles), str(gold), "--format", "json")
        figures = json.loads(run(*words).out)
        assert figures["articles"] == 2
        assert figures["relations"]["core"] == {
            "gold": 2,
            "predicted": 2,
            "matched": 1,
            "precision": 0.5,
            "recall": 0.5,
            "f1": 0.5,
        }
        assert "missed" not in figures
        (missed,) = json.loads(run(*words, "--errors").out)["missed"]
        assert missed["article"] == "b"

    def test_an_annotation_without_an_article(self, articles: Path, gold: Path) -> None:
        (articles / "b.txt").unlink()
        shown = run("evaluate", str(articles), str(gold))
        assert shown.code == 0
        assert shown.err == "castgraph: 1 annotations without an article, such as b\n"

    @pytest.mark.parametrize("swapped", [True, False])
    def test_folders_with_nothing_to_measure(
        self, articles: Path, gold: Path, tmp_path: Path, swapped: bool
    ) -> None:
        empty = str(tmp_path / "empty")
        words = (str(articles), empty) if swapped else (empty, str(gold))
        shown = run("evaluate", *words)
        assert (shown.code, shown.out) == (1, "")
        assert f"castgraph: {empty}: has no " in shown.err


def test_the_real_reader_from_file_to_answer(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(
        "Bo Castellane created the drama series Harbour Lights, which premiered on HBO in 2021. "
        "Ada Brandt stars in Harbour Lights."
    )
    loaded = run_process("load", "news.txt", cwd=tmp_path)
    assert (loaded.code, loaded.err) == (0, "")
    assert loaded.out.startswith("Articles: 1 added")
    asked = run_process("show", "Harbour Lights", cwd=tmp_path)
    assert asked.code == 0
    assert asked.out.startswith("Harbour Lights (work)\n")
