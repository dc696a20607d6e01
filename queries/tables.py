"""Answers as tables, and tables as text for other programs."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Cell = str | int | float | bool | tuple[str, ...] | None
"""What one cell holds; a tuple is a list of texts, None is nothing."""

Row = tuple[Cell, ...]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: named columns, ordered rows.

    ``behind`` has one entry a row where the question tells what its rows rest on: the
    IRIs that each variable of the query stands for there.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    behind: tuple[Mapping[str, tuple[str, ...]], ...] = ()

    def __len__(self) -> int:
        return len(self.rows)


def one_line(text: str) -> str:
    """Text that is safe to show: white space as single blanks, control characters as U+FFFD.

    Names and quotes come from articles, and may hold what a terminal takes for orders.
    """
    words = " ".join(text.split())
    return "".join(char if char.isprintable() or char == " " else "\ufffd" for char in words)


def cell_text(cell: Cell) -> str:
    """A cell in words: lists parted by "; ", nothing as the empty text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "; ".join(cell) if isinstance(cell, tuple) else str(cell)


def to_json(table: Table) -> str:
    """A list of objects, one a row; list cells are lists."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_csv(table: Table) -> str:
    """RFC 4180 with a header line. Texts that a spreadsheet would take for a formula get
    an apostrophe in front."""
    rows = [list(table.columns), *([_csv_cell(cell) for cell in row] for row in table.rows)]
    return "".join(map(_csv_line, rows))


def to_tsv(table: Table) -> str:
    r"""Tab-separated with a header line; tabs, line ends and backslashes as \t, \n, \r, \\."""
    rows = [table.columns, *table.rows]
    return "".join(
        "\t".join(cell_text(cell).translate(_TSV_ESCAPES) for cell in row) + "\n" for row in rows
    )


def to_markdown(table: Table) -> str:
    """A Markdown table; nothing in a cell can end it or is taken for markup."""
    lines = [table.columns, ("---",) * len(table.columns)]
    body = [tuple(_markdown_cell(cell) for cell in row) for row in table.rows]
    return "".join(_markdown_line(line) for line in (*lines, *body))


FORMATS: Mapping[str, Callable[[Table], str]] = {
    "json": to_json,
    "csv": to_csv,
    "tsv": to_tsv,
    "md": to_markdown,
}
"""The text formats of a table by name."""


def _csv_line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    # Only what stands in the line's end is quoted, and a lone \r would end a line, too.
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _csv_cell(cell: Cell) -> str:
    text = cell_text(cell)
    is_text = isinstance(cell, str | tuple)
    return f"'{text}" if is_text and text.startswith(_FORMULA) else text


def _markdown_cell(cell: Cell) -> str:
    text = one_line(cell_text(cell))
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#~&" else char for char in text)


def _markdown_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
