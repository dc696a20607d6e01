"""Answers as tables, and tables as text: json, csv, tsv, md and aligned columns."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Cell = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: what is shown, and every variable's term in N-Triples form."""

    cells: tuple[Cell, ...]
    terms: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer under the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def show(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return ", ".join(cell)
    return str(cell)


def to_json(table: Table) -> str:
    """A list of objects, one a row; lists stay lists."""
    rows = [
        {
            column: list(cell) if isinstance(cell, tuple) else cell
            for column, cell in zip(table.columns, row.cells, strict=True)
        }
        for row in table.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def to_csv(table: Table) -> str:
    """Comma-separated, with a header line, quoted where needed (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([show(cell) for cell in row.cells] for row in table.rows)
    return text.getvalue().rstrip("\n")


def to_tsv(table: Table) -> str:
    """Tab-separated, with a header line; tabs and line ends inside become spaces."""
    lines = ["\t".join(table.columns)]
    lines += ["\t".join(_one_line(cell) for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def to_markdown(table: Table) -> str:
    """A table of Markdown (GitHub)."""
    lines = [_markdown_row(table.columns), _markdown_row(["---"] * len(table.columns))]
    lines += [_markdown_row([_one_line(cell) for cell in row.cells]) for row in table.rows]
    return "\n".join(lines)


def to_text(table: Table) -> str:
    """Columns aligned by spaces, nothing cut off."""
    lines = [list(table.columns)]
    lines += [[_one_line(cell) for cell in row.cells] for row in table.rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(table.columns))]
    padded = (
        "  ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return "\n".join(padded)


RENDERERS: Mapping[str, Callable[[Table], str]] = {
    "json": to_json,
    "csv": to_csv,
    "tsv": to_tsv,
    "md": to_markdown,
    "table": to_text,
}


def _one_line(cell: Cell) -> str:
    return " ".join(show(cell).split())


def _markdown_row(parts: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts) + " |"
