"""A graph as a file, in one of a dozen formats; the same graph gives the same bytes.

To add a format, write a function from a store to bytes and name it in `FORMATS`.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph import export_html, export_network, export_rdf, export_svg, export_table
from graph.errors import ExportError
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name's ending, what it is, and what makes its content."""

    suffix: str
    title: str
    writer: Callable[[GraphStore], bytes]


FORMATS: dict[str, Format] = {
    one.suffix: one
    for one in (
        Format("ttl", "Turtle: what holds", export_rdf.turtle),
        Format("nt", "N-Triples: what holds", export_rdf.ntriples),
        Format("nq", "N-Quads: what holds and all claims", export_rdf.nquads),
        Format("trig", "TriG: what holds and all claims", export_rdf.trig),
        Format("jsonld", "JSON-LD: what holds and all claims", export_rdf.json_ld),
        Format("rdf", "RDF/XML: what holds", export_rdf.rdf_xml),
        Format("graphml", "GraphML, for yEd, Gephi, igraph: what holds", export_network.graphml),
        Format("gexf", "GEXF, for Gephi: what holds", export_network.gexf),
        Format("csv", "a table: one row a fact that holds", export_table.table),
        Format("html", "a picture to explore, one offline page", export_html.page),
        Format("svg", "a picture to print", export_svg.drawing),
    )
}


def export(store: GraphStore, file: Path, format: str | None = None) -> Path:
    """Write the graph to a file and return it; the format is told by its ending if not named.

    The file appears whole or not at all: what was there before stays until the new one
    is complete. Raises ExportError.
    """
    name = (format or file.suffix).lower().removeprefix(".")
    if name not in FORMATS:
        said = f"{name!r} is not a format" if name else "the file's name has no ending"
        known = ", ".join(FORMATS)
        raise ExportError(said, where=file, hint=f"Use one of {known}, or name it with --format")
    content = FORMATS[name].writer(store)
    try:
        _write(file, content)
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
        what = "the disk is full" if full else f"cannot be written ({_reason(error)})"
        raise ExportError(what, where=file, hint="Nothing was changed there") from error
    return file


def _write(file: Path, content: bytes) -> None:
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if file.exists() and (not file.is_file() or file.is_relative_to("/dev")):
        file.write_bytes(content)  # a pipe or terminal can only be written through
        return
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
