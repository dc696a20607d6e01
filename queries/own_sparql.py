"""A person's own SPARQL: it reads one graph, changes nothing, and asks nobody else.

`run_sparql` asks an open graph. `run_killable` asks a graph on disk from a process of its
own, which is ended for sure when the time or the memory is used up: nothing else stops a
query that has gone into the engine.
"""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from graph import vocabulary as v
from graph.errors import QueryError, StoreError
from graph.store import GraphStore, open_store
from graph.terms import plain
from queries.harmless import check_harmless
from queries.run import cell_of, with_prefixes
from queries.tables import Cell, Table

Answer = Table | Graph | bool
"""What SELECT, what CONSTRUCT and DESCRIBE, and what ASK gives."""

TIMEOUT = 60.0
"""Seconds that a query may take."""

_WORKER = Path(__file__).with_name("worker.py")
_AT = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<what>.*)", re.DOTALL)
_PREFIX_BEFORE = re.compile(r"([\w.-]*):\S*\s*$")
_REASON = re.compile(r"[A-Z]\w* [\w ]*\w")
_SHOWN = 30  # characters of the text around an error


def run_sparql(store: GraphStore, sparql: str) -> Answer:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query; prefixes are known.

    Raises QueryError for what is no such query, with line and column.
    """
    check_harmless(sparql)
    remote = store.where.startswith(("http://", "https://"))
    asked = with_prefixes(sparql) if remote else sparql
    try:
        result = store.query(asked)
    except QueryError as error:
        lines_before = asked.count("\n") - sparql.count("\n")
        raise _syntax_error(error.what, sparql, lines_before) from error
    if result.type == "SELECT":
        names = tuple(str(variable) for variable in result.vars or ())
        found = ({str(name): term for name, term in row.items()} for row in result.bindings)
        return Table(names, tuple(tuple(cell_of(row.get(n)) for n in names) for row in found))
    if result.type == "ASK":
        return bool(result.askAnswer)
    return _graph(result.graph or ())


def run_killable(where: str, sparql: str, timeout: float = TIMEOUT) -> Answer:
    """The same on a graph in a directory, ended after ``timeout`` seconds.

    Raises QueryError when the query does not end in time or takes too much memory,
    StoreError when the graph cannot be read.
    """
    check_harmless(sparql)
    task = json.dumps({"where": where, "sparql": sparql, "prefixes": v.PREFIXES}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_WORKER)], input=task, capture_output=True, timeout=timeout
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(
            f"the query was stopped after {timeout:g} seconds",
            hint="Make it ask for less, with LIMIT for instance, or give it more --timeout",
        ) from error
    kind, _, content = done.stdout.partition(b"\n")
    if done.returncode in {-signal.SIGABRT, -signal.SIGKILL} or kind == b"LARGE":
        raise QueryError(
            "the query takes too much memory", hint="Make it ask for less, with LIMIT for instance"
        )
    if done.returncode < 0:
        raise QueryError("the query is nested too deeply", hint="Take brackets away")
    if kind == b"SYNTAX":
        raise _syntax_error(content.decode(), sparql)
    if done.returncode or not kind:
        open_store(where, read_only=True).close()  # raises in words what is wrong with the place
        reason = (content or done.stderr).decode(errors="replace").strip().splitlines()
        raise StoreError(f"cannot be read ({reason[-1] if reason else kind!r})", where=where)
    return _answer(kind, content)


def _answer(kind: bytes, content: bytes) -> Answer:
    """What the worker wrote: W3C results in JSON, or N-Triples."""
    if kind == b"GRAPH":
        return _graph(Graph().parse(data=content, format="nt"))
    answer = json.loads(content)
    if "boolean" in answer:
        return bool(answer["boolean"])
    names = tuple(answer["head"]["vars"])
    found = answer["results"]["bindings"]
    return Table(names, tuple(tuple(_cell(row.get(name)) for name in names) for row in found))


def _cell(value: dict[str, Any] | None) -> Cell:
    if value is None:
        return None
    if value["type"] == "literal" and "datatype" in value:
        return cell_of(Literal(value["value"], datatype=URIRef(value["datatype"]), normalize=False))
    if value["type"] == "triple":
        return json.dumps(value["value"], ensure_ascii=False)
    return str(value["value"])


def _graph(triples: Iterable[tuple[Node, Node, Node]]) -> Graph:
    """The triples with plain strings and the prefixes that people know."""
    graph = Graph()
    for subject, predicate, value in triples:
        graph.add((subject, predicate, plain(value) if isinstance(value, Literal) else value))
    for prefix, namespace in v.PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def _syntax_error(message: str, sparql: str, lines_before: int = 0) -> QueryError:
    """Where the engine stopped reading and what stands there, without its long list of
    what might have stood there instead.

    ``lines_before`` is how many lines were put before the person's own text.
    """
    found = _AT.search(message)
    if found is None:
        return QueryError(message)
    number, column = int(found["line"]) - lines_before, int(found["column"])
    where = f"line {number}, column {column}"
    lines = sparql.split("\n")
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    before, after = line[: column - 1], line[column - 1 :].strip()
    prefix = _PREFIX_BEFORE.search(before)
    if "prefix not found" in found["what"].lower() and prefix:
        known = ", ".join(v.PREFIXES)
        hint = f"Declare it with PREFIX; known without are {known}"
        return QueryError(f"the prefix {prefix[1]!r} is not known", where=where, hint=hint)
    if not sparql.strip():
        return QueryError("the query is empty")
    reason = _REASON.search(found["what"])
    told = f" ({reason[0]})" if reason else ""
    near = f"at {after[:_SHOWN]!r}" if after else f"behind {before[-_SHOWN:].strip()!r}"
    return QueryError(f"not valid SPARQL{told}, {near}", where=where)
