"""show and why: one name, and what stands behind what is said of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from castgraph.console import note, out, show_claims
from castgraph.options import DEFAULT_GRAPH, GraphOption

if TYPE_CHECKING:
    from queries.card import Line

Name = Annotated[str, typer.Argument(help="A name as you would type it, or an IRI.")]


def show_command(name: Name, graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Show everything about one person, work, character or network.

    Example: castgraph show "Ada Moreno"
    """
    from graph.store import open_store
    from queries.card import card
    from queries.names import resolve

    with open_store(graph, read_only=True) as store:
        found = card(store, resolve(store, name))
    out(f"{found.name} ({found.kind})" if found.kind else found.name)
    if found.aliases:
        out(f"  also {', '.join(found.aliases)}")
    _show_lines(found.facts)
    if found.unconfirmed:
        out("  Not confirmed:")
        _show_lines(found.unconfirmed)
    dates = f", {found.first} to {found.last}" if found.first else ""
    out(f"  {_count(found.articles)}{dates}")


def why_command(
    names: Annotated[
        list[str],
        typer.Argument(metavar="A [RELATION] B", help="Two names, with a relation between if you like."),
    ],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Show the sentences behind a fact.

    Example: castgraph why "Ada Moreno" created "Low Tide"
    """
    from graph.errors import QueryError
    from graph.store import open_store
    from queries.why import why

    if len(names) not in (2, 3):
        raise QueryError("why takes two names, with a relation between them if you like")
    relation = names[1] if len(names) == 3 else None
    with open_store(graph, read_only=True) as store:
        found = why(store, names[0], names[-1], relation)
    if not found:
        note("No article says anything about the two together.")
        raise typer.Exit(1)
    for claim in found:
        fact = claim.fact
        what = (fact.job or fact.derivation or fact.relation).value.replace("_", " ")
        out(f"{fact.subject.name} · {what} · {fact.object.name} ({fact.status.value}, {fact.confidence:.2f})")
        show_claims([claim], indent="    ")
        for step in fact.steps:
            out(f"    read “{step.replace(' -> ', '” as ')}")


def _show_lines(lines: Sequence["Line"]) -> None:
    for line in lines:
        status = "" if line.status == "confirmed" else f" [{line.status}]"
        out(f"  {line.text}{status}{f' ×{line.articles}' if line.articles > 1 else ''}")


def _count(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles} articles"
