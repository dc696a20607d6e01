"""Options that several commands share, told once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class TableFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


# As in `graph.store`, which takes too long to import for --help; a test compares them.
DEFAULT_GRAPH = "castgraph.db"

GraphOption = Annotated[
    str,
    typer.Option(
        "--graph",
        "-g",
        metavar="DIR|URL",
        envvar="CASTGRAPH_GRAPH",
        help="The graph: a directory, :memory:, or the address of a SPARQL endpoint.",
    ),
]
FormatOption = Annotated[TableFormat, typer.Option("--format", help="How the answer is written.")]
MinConfidenceOption = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        help="Leave out what is less sure: fewer facts, more of them right.",
    ),
]
FastOption = Annotated[
    bool,
    typer.Option("--fast", help="Read by patterns alone: twice as fast, but finds less."),
]
CatalogueOption = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        metavar="FILE|DIR",
        help="Names known already: a graph, or a file with a kind and a name a line (.tsv, .csv).",
    ),
]
