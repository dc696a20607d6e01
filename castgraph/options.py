"""Options that several commands share, told once."""

from enum import StrEnum
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
