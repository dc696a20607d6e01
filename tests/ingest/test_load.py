"""Loading: what becomes of articles, twice, changed, failing and cut off."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from fake_reader import FakeReader

from graph.claims import Change, counts, find_article
from graph.errors import ArticleError, StoreError, StoreLocked
from graph.export import export
from graph.model import Article, Fact, Person, Reading, Relation, Work
from graph.store import MEMORY, GraphStore, open_store
from ingest import load as load_module
from ingest.load import LoadReport, Outcome, load

NAMES = ("Ada Brandt", "Bo Castellane", "Cy Dunmore", "Dee Eastlake", "Eve Farrow")
SCRIPT = Path(__file__).with_name("load_in_process.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five articles about one show, which two of them share a role of."""
    place = tmp_path / "articles"
    place.mkdir()
    for number, name in enumerate(NAMES):
        role = "Mira Holt" if number < 2 else f"{name.split()[0]} Holt"
        (place / f"{number}.txt").write_text(f"{name} plays {role} in Harbour Lights.\n")
    return place


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store(MEMORY) as opened:
        yield opened


def exported(store: GraphStore, tmp_path: Path) -> bytes:
    return export(store, tmp_path / "all.nq").read_bytes()


def loaded(paths: Sequence[str], tmp_path: Path) -> bytes:
    """What a fresh graph holds after these paths are loaded."""
    with open_store(MEMORY) as fresh:
        load(fresh, paths, FakeReader)
        return exported(fresh, tmp_path)


def changes(report: LoadReport) -> list[Change | None]:
    return [outcome.change for outcome in report.outcomes]


def test_a_first_load(store: GraphStore, tmp_path: Path) -> None:
    text = (
        "Ada Brandt plays Mira Holt in The Mill.\n"
        "Bo Castellane reportedly plays Tam Holt in The Mill. Somebody joins The Mill."
    )
    (tmp_path / "mill.txt").write_text(text)
    (tmp_path / "none.txt").write_text("Nothing is on.")
    report = load(store, [str(tmp_path)], FakeReader)
    assert report.outcomes == (
        Outcome(str(tmp_path / "mill.txt"), Change.ADDED, facts=6, asserted=4, unread=1),
        Outcome(str(tmp_path / "none.txt"), Change.ADDED),
    )
    assert (report.facts, report.asserted, report.unread, report.failed) == (6, 4, 1, ())
    assert (report.count(Change.ADDED), report.count(Change.UNCHANGED)) == (2, 0)
    assert counts(store)["articles"] == 2
    assert counts(store)["claims"] == 6
    assert counts(store)["asserted facts"] == 4


def test_loading_twice_changes_nothing_and_reads_nothing(folder: Path, tmp_path: Path) -> None:
    where = str(tmp_path / "graph")
    with open_store(where) as store:
        load(store, [str(folder)], FakeReader)
        before = exported(store, tmp_path)
    again = FakeReader()
    with open_store(where) as store:
        report = load(store, [str(folder), str(folder / "1.txt")], lambda: again)
        assert exported(store, tmp_path) == before
    assert changes(report) == [Change.UNCHANGED] * 6
    assert again.read == []


def test_an_article_named_twice_at_once_is_added_once(store: GraphStore, folder: Path) -> None:
    report = load(store, [str(folder / "0.txt")] * 2, FakeReader)
    assert changes(report) == [Change.ADDED, Change.UNCHANGED]


def test_another_version_of_the_reader_reads_again(store: GraphStore, folder: Path) -> None:
    load(store, [str(folder)], FakeReader)
    newer = FakeReader("2")
    assert changes(load(store, [str(folder)], lambda: newer)) == [Change.REPLACED] * 5
    assert newer.read == ["0", "1", "2", "3", "4"]
    assert changes(load(store, [str(folder)], lambda: newer)) == [Change.UNCHANGED] * 5


def test_a_changed_article_takes_the_place_of_the_old(
    store: GraphStore, folder: Path, tmp_path: Path
) -> None:
    load(store, [str(folder)], FakeReader)
    (folder / "1.txt").write_text("Bo Castellane plays Tam Holt in The Mill.")
    reader = FakeReader()
    report = load(store, [str(folder)], lambda: reader)
    assert [change is Change.REPLACED for change in changes(report)] == [0, 1, 0, 0, 0]
    assert reader.read == ["1"]
    assert exported(store, tmp_path) == loaded([str(folder)], tmp_path)


def test_the_order_of_articles_leaves_no_trace(folder: Path, tmp_path: Path) -> None:
    paths = [str(path) for path in sorted(folder.iterdir())]
    assert loaded(paths, tmp_path) == loaded(paths[::-1], tmp_path)


def test_outcomes_are_told_in_order_once_they_are_stored(
    store: GraphStore, folder: Path, tmp_path: Path
) -> None:
    load(store, [str(folder / "1.txt")], FakeReader)
    told: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        told.append(outcome)
        if outcome.error is None:
            find_article(store, outcome.name)

    paths = [str(folder / name) for name in ("0.txt", "missing.txt", "1.txt", "2.txt")]
    report = load(store, paths, FakeReader, tell)
    assert tuple(told) == report.outcomes
    assert [outcome.name for outcome in told] == paths
    assert changes(report) == [Change.ADDED, None, Change.UNCHANGED, Change.ADDED]


def test_articles_are_taken_a_few_at_a_time(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def many(_: Sequence[str]) -> Iterator[Article]:
        for number in range(200):
            drawn.append(number)
            yield Article(f"Nothing is on, {number}.", source=str(number))

    monkeypatch.setattr(load_module, "find_articles", many)
    ahead: list[int] = []
    load(store, [], FakeReader, lambda _: ahead.append(len(drawn) - len(ahead)))
    assert len(ahead) == 200
    assert max(ahead) <= 100


def test_the_reader_is_made_once_and_only_for_articles(store: GraphStore, folder: Path) -> None:
    made: list[FakeReader] = []

    def make() -> FakeReader:
        made.append(FakeReader())
        return made[-1]

    load(store, [str(folder / "missing.txt")], make)
    assert len(made) == 0
    load(store, [str(folder)], make)
    assert len(made) == 1


def test_an_article_that_the_reader_fails_at_costs_no_other(
    store: GraphStore, folder: Path, tmp_path: Path
) -> None:
    bad = folder / "2.txt"
    bad.write_text("This is unreadable.")
    report = load(store, [str(folder)], FakeReader)
    added = Change.ADDED
    assert changes(report) == [added, added, None, added, added]
    (failed,) = report.failed
    assert failed.name == str(bad)
    assert str(failed.error) == f"{bad}: could not be read (KeyError: 'no such token')"
    bad.unlink()
    assert exported(store, tmp_path) == loaded([str(folder)], tmp_path)


@pytest.mark.parametrize("error", [KeyError("token"), ArticleError("is odd", where="x.txt")])
def test_a_reader_may_fail_in_the_middle(store: GraphStore, folder: Path, error: Exception) -> None:
    def before(article: Article) -> None:
        if article.name == "3":
            raise error

    reader = FakeReader(before=before)
    report = load(store, [str(folder)], lambda: reader)
    assert [outcome.error is None for outcome in report.outcomes] == [1, 1, 1, 0, 1]
    assert reader.read == ["0", "1", "2", "4"]
    said = report.failed[0].error
    assert said is error or (said is not None and said.__cause__ is error)
    assert isinstance(error, ArticleError) == (said is error)


def test_a_reading_that_makes_no_sense_costs_no_other(store: GraphStore, folder: Path) -> None:
    jobless = Fact(Relation.CREW, Person("Ada Brandt"), Work("The Mill"))

    class Careless(FakeReader):
        def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
            for number, reading in enumerate(super().read_all(articles)):
                yield Reading(reading.article, (jobless,)) if number == 1 else reading

    report = load(store, [str(folder)], Careless)
    assert [outcome.error is None for outcome in report.outcomes] == [1, 0, 1, 1, 1]
    assert "could not be stored (ValueError" in str(report.failed[0].error)
    assert counts(store)["articles"] == 4


def full_after(number: int, update: Callable[..., None]) -> Callable[..., None]:
    """An update of a store that finds the disk full after so many."""
    done: list[int] = []

    def updating(*arguments: object) -> None:
        if len(done) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done.append(len(done))
        update(*arguments)

    return updating


def test_a_full_disk_ends_the_load_and_keeps_what_was_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = str(tmp_path / "graph")
    told: list[Outcome] = []
    with open_store(where) as store, monkeypatch.context() as patch:
        inner = store.dataset.store
        patch.setattr(inner, "update", full_after(2, inner.update))
        with pytest.raises(StoreError, match=r"graph: the disk is full\. Nothing .* is lost"):
            load(store, [str(folder)], FakeReader, told.append)
    assert [Path(outcome.name).name for outcome in told] == ["0.txt", "1.txt"]
    with open_store(where) as store:
        assert counts(store)["articles"] == 2
        report = load(store, [str(folder)], FakeReader)
        assert changes(report) == [Change.UNCHANGED] * 2 + [Change.ADDED] * 3
        assert exported(store, tmp_path) == loaded([str(folder)], tmp_path)


def test_a_flush_that_fails_ends_the_load(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> NoReturn:
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "flush", fail)
    with pytest.raises(StoreError, match="disk is full"):
        load(store, [str(folder)], FakeReader)


def start(graph: Path, folder: Path, moment: str) -> subprocess.Popen[str]:
    """Another process that loads the folder, and what becomes of it at its third article."""
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(graph), str(folder), moment],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SCRIPT.parents[2])},
    )


@pytest.mark.parametrize(("moment", "there"), [("reading", 2), ("stored", 3)])
def test_a_load_that_is_killed_can_be_completed(
    folder: Path, tmp_path: Path, moment: str, there: int
) -> None:
    graph = tmp_path / "graph"
    process = start(graph, folder, moment)
    told = process.communicate()[0].splitlines()
    assert process.returncode == -signal.SIGKILL
    assert told == [str(folder / "0.txt"), str(folder / "1.txt")]
    with open_store(str(graph), read_only=True) as store:
        assert len({find_article(store, name) for name in told}) == 2
        assert counts(store)["articles"] == there
    with open_store(str(graph)) as store:
        report = load(store, [str(folder)], FakeReader)
        assert changes(report) == [Change.UNCHANGED] * there + [Change.ADDED] * (5 - there)
        assert exported(store, tmp_path) == loaded([str(folder)], tmp_path)


def test_a_graph_is_held_while_another_process_loads(folder: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    process = start(graph, folder, "waiting")
    assert process.stdout is not None
    said = [process.stdout.readline().rstrip() for _ in range(3)]
    assert said == [str(folder / "0.txt"), str(folder / "1.txt"), "waiting"]
    with pytest.raises(StoreLocked, match="another process is writing"):
        open_store(str(graph))
    process.communicate("\n")
    assert process.returncode == 0
    with open_store(str(graph)) as store:
        assert exported(store, tmp_path) == loaded([str(folder)], tmp_path)
