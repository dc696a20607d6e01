"""What people see: results on standard output, all else on standard error.

On a terminal tables have colour and fit the width; in a pipe they are plain and whole.
Names and quotes come from articles: whatever is shown has its control characters replaced.
"""

import re
import sys
import unicodedata
from typing import TYPE_CHECKING

from queries.tables import FORMATS, Table, cell_text, one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from graph.errors import CastGraphError


_ORDERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that a terminal may take for orders; line ends and tabs are none."""


def out(text: str) -> None:
    """A result: as it is in a pipe, harmless on a terminal."""
    shown = _ORDERS.sub("\ufffd", text) if on_terminal() else text
    sys.stdout.write(shown if shown.endswith("\n") else f"{shown}\n")


def note(text: str) -> None:
    """Something to know beside the result."""
    sys.stderr.write(f"{text}\n")


def fail(error: "CastGraphError") -> None:
    """An error in one line, and a line for each candidate it has."""
    note(f"castgraph: {one_line(str(error))}")
    for candidate in getattr(error, "candidates", ()):
        note(f"  {one_line(candidate)}")


def on_terminal() -> bool:
    """Whether results go to a person's screen."""
    return sys.stdout.isatty()


def show_table(
    table: Table, format: str = "table", empty: str = "Nothing in the graph answers this."
) -> None:
    """A table as people read it, or in one of the formats of `queries.tables`.

    ``empty`` is said of a table without rows.
    """
    if format != "table":
        out(FORMATS[format](table))
    elif table.rows and on_terminal():
        terminal().print(_rich_table(table))
    elif table.rows:
        out(plain_table(table))
    if not table.rows:
        note(empty)


def heading(text: str) -> None:
    """A line that others belong to; it stands out on a terminal."""
    if on_terminal():
        from rich.text import Text

        terminal().print(Text(one_line(text), style="bold cyan"))
    else:
        out(one_line(text))


def terminal() -> "Console":
    """A person's screen."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def plain_table(table: Table) -> str:
    """Columns aligned by blanks, each as wide as what it holds, nothing cut off."""
    lines = [[one_line(cell_text(cell)) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _width(text: str) -> int:
    """How many columns a terminal gives to the text."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def _rich_table(table: Table) -> "RenderableType":
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.ROUNDED, header_style="bold cyan", border_style="dim")
    for title, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        is_number = all(isinstance(cell, int | float) for cell in cells)
        shown.add_column(title, overflow="fold", justify="right" if is_number else "left")
    for row in table.rows:
        shown.add_row(*(Text(one_line(cell_text(cell))) for cell in row))
    return shown
