"""export: the graph as a file."""

from pathlib import Path
from typing import Annotated

import typer

from castgraph.console import note
from castgraph.options import DEFAULT_GRAPH, GraphOption
from queries.tables import one_line


def export_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="ttl, nt, nq, trig, jsonld, rdf, graphml, gexf, csv, html or svg; "
            "told by the file's ending if left out.",
        ),
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Write the graph to a file.

    RDF, a table, a network for other programs, or a picture to look at:
    ttl, nt and rdf hold what is so; nq, trig and jsonld also what each article says.

    Example: castgraph export tv.html
    """
    from graph.export import export
    from graph.store import open_store

    with open_store(graph, read_only=True) as store:
        written = export(store, file, format)
    note(f"Wrote {one_line(str(written))}")
