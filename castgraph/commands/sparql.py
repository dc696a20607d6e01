"""sparql: people's own queries."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from castgraph.console import out, show_table
from castgraph.options import DEFAULT_GRAPH, GraphOption


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
    query: Annotated[str | None, typer.Argument(help="The query; - reads standard input.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="A file with the query.")
    ] = None,
    format: Annotated[
        ResultFormat, typer.Option("--format", help="How the result is written.")
    ] = ResultFormat.TABLE,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds after which the query is ended.")
    ] = 60.0,
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Run your own SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes cast, schema, rdf, rdfs, xsd, prov, oa, skos and dcterms are known.

    Example: castgraph sparql "SELECT ?name { ?s a schema:TVSeries ; schema:name ?name }"
    """
    from queries.worker import run_within

    text = _query_text(query, file)
    answer = run_within(graph, text, format.value, timeout)
    if answer.table is not None:
        show_table(answer.table, "table" if format in (ResultFormat.TTL, ResultFormat.NT) else format.value)
    else:
        out(answer.text)


def _query_text(query: str | None, file: Path | None) -> str:
    from graph.errors import QueryError

    if (query is None) == (file is None):
        raise QueryError("give either a query or --file FILE")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"the query cannot be read ({error})", where=file) from error
    return sys.stdin.read() if query == "-" else str(query)
