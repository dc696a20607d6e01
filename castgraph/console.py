"""What people see: results on standard output, all else on standard error.

On a terminal tables have colour and fit the width; in a pipe they are plain and whole.
"""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from graph.claims import Claim
    from graph.errors import CastGraphError
    from queries.tables import Table


def out(text: str) -> None:
    """A result, as it is."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def note(text: str) -> None:
    """Something to know beside the result."""
    sys.stderr.write(f"{text}\n")


def fail(error: "CastGraphError") -> None:
    """An error in one line, and a line for each candidate it has."""
    sys.stderr.write(f"castgraph: {' '.join(str(error).split())}\n")
    for candidate in getattr(error, "candidates", ()):
        sys.stderr.write(f"  {candidate}\n")


def on_terminal() -> bool:
    """Whether results go to a person's screen."""
    return sys.stdout.isatty()


def show_table(table: "Table", format: str) -> None:
    """A table in one of the formats of `queries.tables`."""
    from queries.tables import RENDERERS

    if format == "table" and on_terminal():
        _terminal().print(_rich_table(table))
    elif table.rows or format != "table":
        out(RENDERERS[format](table))
    if not table.rows:
        note("Nothing found.")


def show_claims(claims: Iterable["Claim"], indent: str = "") -> None:
    """The quotes behind claims, with the article of each; arguments stand out."""
    for claim in claims:
        source = _source(claim)
        for evidence in claim.fact.evidence:
            quote = " ".join(evidence.quote.split())
            if on_terminal():
                _terminal().print(_marked(claim, f"{indent}“{quote}”"), soft_wrap=False)
                _terminal().print(f"{indent}  — {source}", style="dim", markup=False)
            else:
                out(f"{indent}“{quote}” — {source}")


def _source(claim: "Claim") -> str:
    article = claim.article
    title = article.headline or article.url or article.source or str(article.iri)
    parts = [title, article.publisher, str(article.published or "")]
    status = "" if claim.fact.asserted else f" [{claim.fact.status.value}]"
    return ", ".join(part for part in parts if part) + status


def _marked(claim: "Claim", text: str) -> object:
    from rich.text import Text

    shown = Text(text)
    for entity in (claim.fact.subject, claim.fact.object):
        words = [entity.name, *entity.aliases]
        shown.highlight_words([word for word in words if word], style="bold cyan")
    return shown


def _terminal() -> "Console":
    from rich.console import Console

    return Console(highlight=False)


def _rich_table(table: "Table") -> object:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    from queries.tables import show

    shown = RichTable(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in table.columns:
        shown.add_column(column.replace("_", " "), overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(show(cell)) for cell in row.cells))
    return shown
