"""sparql: people's own queries."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castgraph.console import out, show_table
from castgraph.options import DEFAULT_GRAPH, GraphOption
from graph.errors import QueryError
from queries.tables import Table

if TYPE_CHECKING:
    from rdflib import Graph

    from queries.own_sparql import Answer


class ResultFormat(StrEnum):
    """How a result is written; ttl and nt are for CONSTRUCT and DESCRIBE."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"
    TTL = "ttl"
    NT = "nt"


def sparql_command(
    query: Annotated[
        str | None, typer.Argument(help="The query; - reads it from standard input.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="A file with the query.")
    ] = None,
    format: Annotated[
        ResultFormat,
        typer.Option("--format", help="How the result is written; a graph is ttl or nt."),
    ] = ResultFormat.TABLE,
    timeout: Annotated[
        float,
        typer.Option("--timeout", min=0.1, help="Seconds after which the query is ended."),
    ] = 60.0,
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Run your own SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE. It only reads.

    The prefixes cast, schema, rdf, rdfs, xsd, prov, oa, skos and dcterms are known. What
    holds is in the default graph; GRAPH ?article { ... } has what each article says.

    Example: castgraph sparql "SELECT ?name { ?s a schema:TVSeries ; schema:name ?name }"
    """
    answer = _ask(graph, _query_text(query, file), timeout)
    if isinstance(answer, bool) and format is ResultFormat.TABLE:
        out("yes" if answer else "no")
    elif isinstance(answer, bool):
        _show_rows(Table(("answer",), ((answer,),)), format)
    elif isinstance(answer, Table):
        _show_rows(answer, format)
    else:
        out(_graph_text(answer, format))


def _ask(graph: str, sparql: str, timeout: float) -> "Answer":
    import socket

    from graph.store import MEMORY, open_store
    from queries.own_sparql import run_killable, run_sparql

    usual = socket.getdefaulttimeout()
    socket.setdefaulttimeout(timeout)  # all that an endpoint's client listens to
    try:
        with open_store(graph, read_only=True) as store:
            if graph == MEMORY or graph.startswith(("http://", "https://")):
                return run_sparql(store, sparql)
    finally:
        socket.setdefaulttimeout(usual)
    return run_killable(graph, sparql, timeout)


def _show_rows(rows: Table, format: ResultFormat) -> None:
    if format in {ResultFormat.TTL, ResultFormat.NT}:
        what = f"an answer in rows cannot be written as {format.value}"
        raise QueryError(what, hint="Use json, csv, tsv or md, or ask with CONSTRUCT")
    show_table(rows, format.value)


def _graph_text(answer: "Graph", format: ResultFormat) -> str:
    if format is ResultFormat.NT:
        return "".join(sorted(answer.serialize(format="nt").splitlines(keepends=True)))
    if format in {ResultFormat.TABLE, ResultFormat.TTL}:
        return answer.serialize(format="turtle").strip()
    raise QueryError(f"a graph cannot be written as {format.value}", hint="Use ttl or nt")


def _query_text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise QueryError("give either a query or --file FILE")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"the query cannot be read ({error})", where=file) from error
    return sys.stdin.read() if query == "-" else str(query)
