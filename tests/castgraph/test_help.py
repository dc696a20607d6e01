"""Help: every command has it, with an example that can be typed, and it comes at once."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from command_line import imported, run, run_process

from castgraph.cli import app
from castgraph.commands.loading import ReadFormat
from castgraph.commands.sparql import ResultFormat
from castgraph.options import DEFAULT_GRAPH, TableFormat
from graph.store import DEFAULT_PLACE
from queries.catalog import questions
from queries.tables import FORMATS

WITHOUT_GRAPH = {"read", "evaluate"}


def _commands(group: Any, ctx: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all commands, groups too, as the parser itself finds them."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        yield (*path, name)
        if hasattr(command, "list_commands"):
            inner = command.make_context(name, [], parent=ctx, resilient_parsing=True)
            yield from _commands(command, inner, (*path, name))


def _root() -> tuple[Any, Any]:
    root: Any = typer.main.get_command(app)
    return root, root.make_context("castgraph", [], resilient_parsing=True)


COMMANDS = list(_commands(*_root()))


def test_all_commands_are_collected() -> None:
    verbs = {path[0] for path in COMMANDS}
    designed = {"load", "read", "ask", "sparql", "export", "show", "why", "stats", "forget"}
    assert designed | {"evaluate"} <= verbs
    assert {path[1] for path in COMMANDS if len(path) == 2} == set(questions())


@pytest.mark.parametrize("path", [(), *COMMANDS], ids=" ".join)
def test_every_command_has_help_and_an_example(path: tuple[str, ...]) -> None:
    shown = run(*path, "--help")
    assert shown.code == 0
    assert shown.err == ""
    assert run(*path, "-h") == shown
    example = re.search(r"^ *Example: (castgraph (?:.+\n)+)", shown.out, re.MULTILINE)
    assert example is not None, shown.out
    words = shlex.split(" ".join(example[1].split()))
    assert words[1 : 1 + len(path)] == list(path)
    for option in (word for word in words if word.startswith("--")):
        assert option in shown.out or not path or path == ("ask",)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_that_uses_a_graph_takes_it(path: tuple[str, ...]) -> None:
    takes_it = "--graph" in run(*path, "--help").out
    assert takes_it is (path[0] not in WITHOUT_GRAPH)


def test_no_arguments_show_help() -> None:
    assert run() == run("--help")


def test_version() -> None:
    shown = run("--version")
    assert (shown.code, shown.err) == (0, "")
    assert re.fullmatch(r"castgraph \d+\.\d+\.\d+\S*\n", shown.out)


def test_ask_alone_lists_the_questions_in_full() -> None:
    shown = run("ask")
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert len(lines) == len(questions())
    for line, question in zip(lines, questions().values(), strict=True):
        assert line.split(maxsplit=1) == [question.name, question.text]


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    shown = run_process("--help", python=("-X", "importtime"), cwd=tmp_path)
    assert shown.out.startswith("Usage:")
    heavy = {"rdflib", "pyoxigraph", "spacy", "networkx", "rich", "ingest.articles", "graph.store"}
    assert imported(shown.err).isdisjoint(heavy)


def test_what_is_told_twice_is_the_same() -> None:
    tables = {"table", *FORMATS}
    assert DEFAULT_GRAPH == DEFAULT_PLACE
    assert set(TableFormat) == tables
    assert set(ResultFormat) == tables | {"ttl", "nt"}
    assert set(ReadFormat) == tables | {"jsonl", "ttl"}
