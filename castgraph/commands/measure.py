"""stats and evaluate: what is in the graph, and how well the reader reads."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castgraph.console import fail, note, out, show_table
from castgraph.options import (
    DEFAULT_GRAPH,
    FastOption,
    FormatOption,
    GraphOption,
    MinConfidenceOption,
    TableFormat,
)
from queries.tables import Table, one_line

if TYPE_CHECKING:
    from graph.model import Article
    from ingest.evaluate import Mistake, Score


_MISTAKES = ("missed", "wrong")


class MeasureFormat(StrEnum):
    """How figures are written."""

    TABLE = "table"
    JSON = "json"


def stats_command(
    format: FormatOption = TableFormat.TABLE, graph: GraphOption = DEFAULT_GRAPH
) -> None:
    """Count what is in the graph.

    Example: castgraph stats --graph tv.db
    """
    from graph.claims import counts
    from graph.store import open_store

    with open_store(graph, read_only=True) as store:
        found = counts(store)
    show_table(Table(("what", "how many"), tuple(found.items())), format.value)


def evaluate_command(
    texts: Annotated[Path, typer.Argument(metavar="TEXT_DIR", help="A folder of articles.")],
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="A folder of annotations, NAME.json each.")
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="List every missed and every wrong fact.")
    ] = False,
    min_confidence: MinConfidenceOption = 0.0,
    fast: FastOption = False,
    format: Annotated[
        MeasureFormat, typer.Option("--format", help="How the figures are written.")
    ] = MeasureFormat.TABLE,
) -> None:
    """Measure the reader against articles annotated by hand.

    Example: castgraph evaluate data/articles data/annotations --errors
    """
    from ingest.annotations import to_annotation
    from ingest.evaluate import read_annotations, score
    from ingest.reader import Reader

    annotated = read_annotations(gold)
    articles, failed = _annotated_articles(texts, annotated)
    readings = Reader(min_confidence, fast=fast).read_all(articles)
    result = score(annotated, {r.article.name: to_annotation(r) for r in readings})
    if format is MeasureFormat.JSON:
        out(_score_json(result, errors))
    else:
        _show_score(result)
        if errors:
            _show_mistakes("missed", result.missed)
            _show_mistakes("wrong", result.wrong)
    if failed:
        raise typer.Exit(1)


def _annotated_articles(texts: Path, annotated: Collection[str]) -> "tuple[list[Article], int]":
    """The articles that have an annotation, and how many files failed; the latter are told.

    Raises ArticleError when there is nothing to measure.
    """
    from graph.errors import ArticleError
    from ingest.articles import find_articles

    articles, failed = [], 0
    for found in find_articles([str(texts)]):
        if isinstance(found, ArticleError):
            failed += 1
            fail(found)
        elif found.name in annotated:
            articles.append(found)
    if not articles:
        what = "has no article to measure with"
        raise ArticleError(what, where=texts, hint="NAME.txt goes with NAME.json")
    missing = sorted(set(annotated) - {article.name for article in articles})
    if missing:
        note(f"castgraph: {len(missing)} annotations without an article, such as {missing[0]}")
    return articles, failed


def _score_json(result: "Score", errors: bool) -> str:
    """All figures by their names; the mistakes only when they are asked for."""
    import json
    from dataclasses import asdict

    figures = asdict(result)
    rows = figures.pop("rows")
    figures["relations"] = {
        name: {**rows[name], "precision": r.precision, "recall": r.recall, "f1": r.f1}
        for name, r in result.rows.items()
    }
    kept = {name: value for name, value in figures.items() if errors or name not in _MISTAKES}
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _show_score(result: "Score") -> None:
    columns = ("relation", "annotated", "read", "right", "precision", "recall", "f1")
    rows = tuple(
        (name, row.gold, row.predicted, row.matched, row.precision, row.recall, row.f1)
        for name, row in result.rows.items()
    )
    show_table(Table(columns, rows))
    out(
        f"{result.articles} articles; status right {result.status_accuracy:.4f}; "
        f"{result.false_assertions} of {result.unasserted_gold} unconfirmed facts taken as so"
    )


def _show_mistakes(word: str, mistakes: Iterable["Mistake"]) -> None:
    for mistake in mistakes:
        fact = " · ".join(part for part in mistake.key if part)
        out(one_line(f"{mistake.article}: {word} {fact} [{mistake.status}] “{mistake.evidence}”"))
