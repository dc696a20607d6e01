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
from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, URIRef

from graph import vocabulary as v
from graph.errors import QueryError, StoreError
from graph.store import GraphStore
from queries.harmless import check_harmless
from queries.run import cell_of, with_prefixes
from queries.tables import Cell, Table

Answer = Table | Graph | bool
"""What SELECT, what CONSTRUCT and DESCRIBE, and what ASK gives."""

TIMEOUT = 60.0
"""Seconds that a query may take."""

_WORKER = Path(__file__).with_name("worker.py")
_AT = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<what>.*)", re.DOTALL)


def run_sparql(store: GraphStore, sparql: str) -> Answer:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query; prefixes are known.

    Raises QueryError for what is no such query, with line and column.
    """
    check_harmless(sparql)
    remote = store.where.startswith(("http://", "https://"))
    try:
        result = store.query(with_prefixes(sparql) if remote else sparql)
    except QueryError as error:
        raise _syntax_error(error.what) from error
    if result.type == "SELECT":
        names = tuple(str(variable) for variable in result.vars or ())
        found = ({str(name): term for name, term in row.items()} for row in result.bindings)
        return Table(names, tuple(tuple(cell_of(row.get(n)) for n in names) for row in found))
    if result.type == "ASK":
        return bool(result.askAnswer)
    return _with_prefixes_bound(result.graph or Graph())


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
    if kind == b"SYNTAX":
        raise _syntax_error(content.decode())
    if done.returncode or not kind:
        reason = (content or done.stderr).decode(errors="replace").strip().splitlines()
        raise StoreError(f"cannot be read ({reason[-1] if reason else kind!r})", where=where)
    return _answer(kind, content)


def _answer(kind: bytes, content: bytes) -> Answer:
    """What the worker wrote: W3C results in JSON, or N-Triples."""
    if kind == b"GRAPH":
        return _with_prefixes_bound(Graph().parse(data=content, format="nt"))
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


def _with_prefixes_bound(graph: Graph) -> Graph:
    for prefix, namespace in v.PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def _syntax_error(message: str) -> QueryError:
    """The engine's message without the long lists of what a character might have been."""
    found = _AT.search(message)
    if found is None:
        return QueryError(message)
    expected = found["what"].removeprefix("expected ").removeprefix("one of ")
    ways = [way.strip() for way in re.split(r",\s+|\s+or\s+", " ".join(expected.split()))]
    plain = [way for way in ways if re.fullmatch(r'"\S+"|[A-Z][\w ]+', way)]
    told = [way for way in plain if " " in way.strip('"')] or plain[:6]
    what = f"not valid SPARQL ({'; '.join(told)})" if told else "not valid SPARQL"
    return QueryError(what, where=f"line {found['line']}, column {found['column']}")
