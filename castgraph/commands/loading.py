"""load, read, forget: articles into the graph and out of it."""

import sys
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from castgraph.console import fail, note, out, show_table
from castgraph.options import DEFAULT_GRAPH, GraphOption

if TYPE_CHECKING:
    from ingest.load import LoadReport, Outcome
    from ingest.reader import Reader

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...",
        help="Files, folders, globs, web addresses or - for standard input.",
    ),
]
Confidence = Annotated[
    float,
    typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out facts less sure than this."),
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


def load_command(paths: Paths, graph: GraphOption = DEFAULT_GRAPH, min_confidence: Confidence = 0.0) -> None:
    """Read articles and keep what they say in the graph.

    Reads .txt .md .html .json .jsonl. Articles that are there already are passed over.

    Example: castgraph load articles/ --graph tv.db
    """
    from functools import cache

    from graph.store import open_store
    from ingest.articles import count_files
    from ingest.load import load

    @cache
    def reader() -> "Reader":
        from ingest.reader import Reader

        return Reader(min_confidence)

    with open_store(graph) as store, _progress(count_files(paths)) as step:
        report = load(store, paths, reader, step)
    _summary(report, graph)
    if report.failed:
        raise typer.Exit(1)


def read_command(
    paths: Paths,
    format: Annotated[ReadFormat, typer.Option("--format", help="How facts are written.")] = ReadFormat.TABLE,
    min_confidence: Confidence = 0.0,
) -> None:
    """Show what articles say, without keeping it.

    Example: castgraph read article.txt --format jsonl
    """
    from graph.errors import CastGraphError
    from graph.model import Article, Reading
    from ingest.articles import find_articles
    from ingest.reader import Reader

    errors: list[CastGraphError] = []

    def articles() -> Any:
        for found in find_articles(paths):
            if isinstance(found, Article):
                yield found
            else:
                errors.append(found)
                fail(found)

    readings: list[Reading] = []
    for reading in Reader(min_confidence).read_all(articles()):
        if format is ReadFormat.JSONL:
            _write_line(reading)
        else:
            readings.append(reading)
    if readings:
        _show_readings(readings, format)
    if errors:
        raise typer.Exit(1)


def forget_command(
    article: Annotated[str, typer.Argument(help="An article's IRI, its URL or the file it came from.")],
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
    note(f"Forgot {article}: {count} claims taken back.")


def _write_line(reading: Any) -> None:
    import json

    from ingest.annotations import to_annotation

    out(json.dumps(to_annotation(reading), ensure_ascii=False))


def _show_readings(readings: list[Any], format: ReadFormat) -> None:
    if format is ReadFormat.TTL:
        from graph.claims import load_reading
        from graph.export_rdf import turtle
        from graph.store import MEMORY, open_store

        with open_store(MEMORY) as store:
            for reading in readings:
                load_reading(store, reading)
            out(turtle(store).decode("utf-8"))
        return
    from queries.tables import Row, Table

    columns = ("article", "relation", "subject", "object", "work", "status", "confidence", "quote")
    rows = tuple(
        Row(
            (
                reading.article.name,
                (fact.job or fact.derivation or fact.relation).value,
                fact.subject.name,
                fact.object.name,
                fact.work.name if fact.work else None,
                fact.status.value,
                round(fact.confidence, 2),
                fact.evidence[0].quote if fact.evidence else None,
            )
        )
        for reading in readings
        for fact in reading.facts
    )
    show_table(Table(columns, rows), format.value)


def _summary(report: "LoadReport", graph: str) -> None:
    from graph.claims import Change

    for outcome in report.failed:
        if outcome.error is not None:
            fail(outcome.error)
    added, replaced = report.count(Change.ADDED), report.count(Change.REPLACED)
    same = report.count(Change.UNCHANGED)
    parts = [f"{added} added", f"{replaced} replaced", f"{same} unchanged"]
    if report.failed:
        parts.append(f"{len(report.failed)} failed")
    note(f"Articles: {', '.join(parts)}. The graph is {graph}.")
    if added or replaced:
        unsure = report.facts - report.asserted
        note(
            f"Facts: {report.asserted} that hold, {unsure} kept as claims only "
            f"(rumoured, wished, in talks, declined or denied)."
        )
    if report.unread:
        note(
            f"Sentences that look like casting news but gave no fact: {report.unread} "
            f"(castgraph ask unread)."
        )


def _progress(total: int) -> AbstractContextManager[Any]:
    """A bar on standard error that a step moves on; nothing when it is no terminal."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    return _Bar(total)


class _Bar:
    """The progress bar of a load."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[name]}", style="dim"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=total, name="")

    def __enter__(self) -> Any:
        self._progress.start()
        return self._step

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _step(self, outcome: "Outcome") -> None:
        name = outcome.name.rsplit("/", 1)[-1][:40]
        self._progress.update(self._task, advance=1, name=name)
