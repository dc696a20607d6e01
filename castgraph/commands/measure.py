"""stats and evaluate: what is in the graph, and how well the reader reads."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castgraph.console import note, out, show_table
from castgraph.options import DEFAULT_GRAPH, FormatOption, GraphOption, TableFormat

if TYPE_CHECKING:
    from ingest.evaluate import Score


def stats_command(graph: GraphOption = DEFAULT_GRAPH, format: FormatOption = TableFormat.TABLE) -> None:
    """Count what is in the graph.

    Example: castgraph stats --graph tv.db
    """
    from graph.claims import counts
    from graph.store import open_store
    from queries.tables import Row, Table

    with open_store(graph, read_only=True) as store:
        found = counts(store)
    rows = tuple(Row((name, number)) for name, number in found.items())
    show_table(Table(("what", "how_many"), rows), format.value)


def evaluate_command(
    texts: Annotated[Path, typer.Argument(metavar="TEXT_DIR", help="A folder of articles.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of annotations, NAME.json each.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every missed and wrong fact.")] = False,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Measure the reader against annotated articles.

    Example: castgraph evaluate data/articles data/annotations --errors
    """
    from graph.model import Article
    from ingest.annotations import to_annotation
    from ingest.articles import find_articles
    from ingest.evaluate import read_annotations, score
    from ingest.reader import Reader

    annotated = read_annotations(gold)
    articles = [
        found
        for found in find_articles([str(texts)])
        if isinstance(found, Article) and found.name in annotated
    ]
    missing = annotated.keys() - {article.name for article in articles}
    if missing:
        note(f"castgraph: {len(missing)} annotations have no article, such as {min(missing)}")
    predicted = {r.article.name: to_annotation(r) for r in Reader().read_all(articles)}
    _show_score(score(annotated, predicted), errors, format.value)


def _show_score(result: "Score", errors: bool, format: str) -> None:
    from queries.tables import Row, Table

    columns = ("relation", "gold", "predicted", "matched", "precision", "recall", "f1")
    rows = tuple(
        Row((name, r.gold, r.predicted, r.matched, r.precision, r.recall, r.f1))
        for name, r in result.rows.items()
    )
    show_table(Table(columns, rows), format)
    note(
        f"{result.articles} articles; status accuracy {result.status_accuracy:.4f}; "
        f"{result.false_assertions} of {result.unasserted_gold} unconfirmed facts asserted"
    )
    if errors:
        for word, judged in (("missed", result.missed), ("wrong", result.wrong)):
            for one in judged:
                key = " · ".join(one.key)
                out(f"{one.article}: {word} {key} [{one.status}] {' '.join(one.evidence.split())}")
