"""load, read, forget: articles into the graph and out of it."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castgraph.console import fail, note, out, show_table
from castgraph.options import (
    DEFAULT_GRAPH,
    CatalogueOption,
    FastOption,
    GraphOption,
    MinConfidenceOption,
)
from queries.tables import Row, Table, one_line

if TYPE_CHECKING:
    from graph.errors import CastGraphError
    from graph.model import Article, Fact, Reading
    from ingest.catalogue import Catalogue
    from ingest.load import LoadReport, Outcome
    from ingest.reader import Reader

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...",
        help="Files, folders, globs, web addresses, or - for standard input.",
    ),
]


class ReadFormat(StrEnum):
    """How facts are written."""

    TABLE = "table"
    JSONL = "jsonl"
    TTL = "ttl"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


def load_command(
    paths: Paths,
    graph: GraphOption = DEFAULT_GRAPH,
    min_confidence: MinConfidenceOption = 0.0,
    fast: FastOption = False,
    catalogue: CatalogueOption = None,
) -> None:
    """Read articles and keep what they say in the graph.

    Reads .txt .md .html .json .jsonl. Articles that are there already, read in the same way,
    are passed over.

    Example: castgraph load articles/ --graph tv.db
    """
    from castgraph.progress import progress
    from graph.store import open_store
    from ingest.articles import count_files
    from ingest.load import LoadReport, load

    known = _catalogue(catalogue)
    done: list[Outcome] = []
    try:
        with open_store(graph) as store, progress(count_files(paths), done.append) as step:
            load(store, paths, lambda: _reader(min_confidence, fast, known), step)
    finally:  # what is in the graph is told even if the load is cut short
        report = LoadReport(tuple(done))
        if done:
            _show_report(report)
    if report.failed:
        raise typer.Exit(1)


def read_command(
    paths: Paths,
    format: Annotated[
        ReadFormat,
        typer.Option("--format", help="How facts are written; jsonl is one article a line."),
    ] = ReadFormat.TABLE,
    min_confidence: MinConfidenceOption = 0.0,
    fast: FastOption = False,
    catalogue: CatalogueOption = None,
) -> None:
    """Show the facts of articles, without keeping them.

    Example: castgraph read article.txt --format jsonl
    """
    errors: list[CastGraphError] = []
    reader = _reader(min_confidence, fast, _catalogue(catalogue))
    readings = reader.read_all(_articles(paths, errors))
    if format is ReadFormat.JSONL:
        for reading in readings:
            out(_json_line(reading))
    elif format is ReadFormat.TTL:
        out(_turtle(readings))
    else:
        show_table(_facts_table(readings), format.value, empty="No facts were found.")
    if errors:
        raise typer.Exit(1)


def forget_command(
    article: Annotated[
        str, typer.Argument(help="An article's IRI, its URL, or the file it came from.")
    ],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Take back all that an article says.

    What no other article supports leaves the graph with it.

    Example: castgraph forget articles/finale.txt
    """
    from graph.claims import find_article, forget_article
    from graph.store import open_store

    open_store(graph, read_only=True).close()  # a graph to forget from has to be there
    with open_store(graph) as store:
        count = forget_article(store, find_article(store, article))
    claims = "1 claim" if count == 1 else f"{count} claims"
    note(f"Forgot {one_line(article)}: {claims} taken back.")


def _reader(min_confidence: float, fast: bool, known: "Catalogue | None") -> "Reader":
    from ingest.reader import Reader

    return Reader(min_confidence, fast=fast, catalogue=known)


def _catalogue(where: Path | None) -> "Catalogue | None":
    """The names in a file, or those that a graph holds."""
    from graph.recall import names
    from graph.store import open_store
    from ingest.catalogue import Catalogue, read_catalogue

    if where is None:
        return None
    if not where.is_dir():
        return read_catalogue(where)
    with open_store(str(where), read_only=True) as store:
        return Catalogue.of(names(store))


def _articles(paths: list[str], errors: "list[CastGraphError]") -> Iterator["Article"]:
    """The articles that can be read; what cannot is told and noted."""
    from graph.model import Article
    from ingest.articles import find_articles

    for found in find_articles(paths):
        if isinstance(found, Article):
            yield found
        else:
            errors.append(found)
            fail(found)


def _json_line(reading: "Reading") -> str:
    import json

    from ingest.annotations import to_annotation

    return json.dumps(to_annotation(reading), ensure_ascii=False)


def _turtle(readings: Iterator["Reading"]) -> str:
    from graph.claims import load_reading
    from graph.export_rdf import turtle
    from graph.store import MEMORY, open_store

    with open_store(MEMORY) as store:
        for reading in readings:
            load_reading(store, reading)
        return turtle(store).decode("utf-8")


def _facts_table(readings: Iterator["Reading"]) -> Table:
    columns = ("article", "relation", "subject", "object", "work", "status", "sure", "quote")
    rows = (_fact_row(reading.article, fact) for reading in readings for fact in reading.facts)
    return Table(columns, tuple(rows))


def _fact_row(article: "Article", fact: "Fact") -> Row:
    return (
        article.name or article.source,
        (fact.job or fact.derivation or fact.relation).value.replace("_", " "),
        fact.subject.name,
        fact.object.name,
        fact.work.name if fact.work else None,
        fact.status.value.replace("_", " "),
        round(fact.confidence, 2),
        tuple(evidence.quote for evidence in fact.evidence),
    )


def _show_report(report: "LoadReport") -> None:
    from graph.claims import Change

    for outcome in report.failed:
        if outcome.error is not None:
            fail(outcome.error)
    counts = {change.value: report.count(change) for change in Change}
    if report.failed:
        counts["failed"] = len(report.failed)
    out(f"Articles: {', '.join(f'{number} {word}' for word, number in counts.items())}")
    if report.facts:
        out(
            f"Facts: {report.asserted} asserted, {report.facts - report.asserted} kept as claims "
            f"only (rumoured, wished, in talks, declined, denied)"
        )
    if report.unread:
        out(f"Sentences like casting news without a fact: {report.unread} (castgraph ask unread)")
