"""On a terminal, in a pipe, and when things go wrong: what a person sees of it."""

import io
import os
import pty
import re
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from command_line import LIMIT, clean_environment, run, sample_graph

from castgraph import console
from castgraph.progress import progress
from graph.errors import AmbiguousName, CastGraphError, QueryError
from ingest.load import Outcome
from queries.tables import Table

STYLE = re.compile(r"\x1b\[[\d;]*m")
WIDTH = 50


@pytest.fixture
def graph(tmp_path: Path) -> str:
    return sample_graph(tmp_path)


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "on_terminal", lambda: True)


def on_a_terminal(*words: str) -> str:
    """What the command line writes to a terminal of `WIDTH` columns."""
    colours = {"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM"}
    env = {name: value for name, value in clean_environment().items() if name not in colours}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "castgraph", *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**env, "COLUMNS": str(WIDTH), "TERM": "xterm-256color"},
    ) as process:
        os.close(theirs)
        parts = []
        with suppress(OSError):  # how Linux tells that nobody writes any more
            while part := os.read(ours, 65536):
                parts.append(part)
        assert process.wait(LIMIT) == 0
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_an_answer_on_a_terminal_has_colour_and_fits(graph: str) -> None:
    shown = on_a_terminal("ask", "reused-actors", "--graph", graph)
    assert "\x1b[" in shown
    lines = STYLE.sub("", shown).splitlines()
    assert max(map(len, lines)) == WIDTH
    assert "The Mill" in STYLE.sub("", shown)


def test_names_stand_out_in_quotes_on_a_terminal(graph: str) -> None:
    shown = on_a_terminal("why", "Ada Brandt", "Harbour Lights", "--graph", graph)
    assert re.search(r"\x1b\[1mAda Brandt\x1b\[0m plays", shown)
    assert re.search(r"\x1b\[1mHarbour Lights\x1b\[0m\.", shown)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_progress_bar_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    heard: list[Outcome] = []
    with progress(2, heard.append) as step:
        step(Outcome("/articles/a[b]\x1b.txt"))
    assert [outcome.name for outcome in heard] == ["/articles/a[b]\x1b.txt"]
    shown = STYLE.sub("", screen.getvalue())
    assert ("1/2" in shown) is is_terminal
    assert ("a[b]\ufffd.txt" in shown) is is_terminal


@pytest.mark.usefixtures("on_terminal")
def test_what_a_terminal_takes_for_orders_is_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    console.out("a\x1b]0;title\x07\tb\x9bc\n")
    assert capsys.readouterr().out == "a\ufffd]0;title\ufffd\tb\ufffdc\n"


def test_a_pipe_gets_results_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    console.out("a\x1bb")
    assert capsys.readouterr().out == "a\x1bb\n"


@pytest.mark.usefixtures("on_terminal")
def test_a_table_on_a_terminal_has_no_orders_either(capsys: pytest.CaptureFixture[str]) -> None:
    console.show_table(Table(("what",), (("\x1b[2J[bold]x[/bold]",), (3,))))
    shown = capsys.readouterr().out
    assert "\ufffd[2J[bold]x[/bold]" in shown


def test_columns_are_aligned_by_what_a_terminal_makes_of_them() -> None:
    table = Table(("name", "n"), (("Zoe\u0301", 1), ("日本", 2), ("Ada\nBrandt", 3)))
    assert console.plain_table(table).splitlines() == [
        "name        n",
        "Zoe\u0301         1",
        "日本        2",
        "Ada Brandt  3",
    ]


def test_an_error_is_one_line_and_its_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    console.fail(AmbiguousName("two\nthings", candidates=["one\x1b", "other"], hint="Choose"))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "castgraph: two things. Choose\n  one\ufffd\n  other\n"


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (CastGraphError("it is broken"), 1, "castgraph: it is broken\n"),
        (QueryError("it is wrong"), 2, "castgraph: it is wrong\n"),
        (KeyboardInterrupt(), 130, ""),
        (PermissionError(13, "Permission denied", "x"), 1, "castgraph: x: Permission denied\n"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_errors_become_exit_codes(
    graph: str, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    def fails(_: object) -> None:
        raise error

    monkeypatch.setattr("graph.claims.counts", fails)
    done = run("stats", "--graph", graph)
    assert (done.code, done.out, done.err) == (code, "", told)


@pytest.mark.parametrize(
    ("words", "code"),
    [("stats <&- >&- 2>&-", 0), ("load - <&-", 1), ("stats --graph none.db 2>&-", 1)],
)
def test_closed_streams_are_no_trouble(graph: str, words: str, code: int) -> None:
    line = f"exec {shlex.quote(sys.executable)} -m castgraph {words}"
    done = subprocess.run(
        ["sh", "-c", line],
        capture_output=True,
        encoding="utf-8",
        env={**clean_environment(), "CASTGRAPH_GRAPH": graph},
        timeout=LIMIT,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_trouble(graph: str) -> None:
    gone, pipe = os.pipe()
    os.close(gone)
    done = subprocess.run(
        [sys.executable, "-m", "castgraph", "ask", "single-source", "--graph", graph],
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=subprocess.PIPE,
        env=clean_environment(),
        timeout=LIMIT,
    )
    os.close(pipe)
    assert done.stderr == b""
