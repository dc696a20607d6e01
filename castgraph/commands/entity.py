"""show and why: one name, and what stands behind what is said of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from castgraph.console import heading, note, out, show_table
from castgraph.options import DEFAULT_GRAPH, FormatOption, GraphOption, TableFormat
from queries.tables import Table, one_line

if TYPE_CHECKING:
    from graph.records import Claim
    from queries.card import Card, Line

_CLAIM_COLUMNS = (
    "subject",
    "relation",
    "object",
    "status",
    "confidence",
    "quotes",
    "article",
    "publisher",
    "published",
)

Name = Annotated[str, typer.Argument(help="A name as you would type it, or an IRI.")]


def show_command(
    name: Name, format: FormatOption = TableFormat.TABLE, graph: GraphOption = DEFAULT_GRAPH
) -> None:
    """Show everything about one person, work, character or network.

    Example: castgraph show "Ada Brandt"
    """
    from graph.store import open_store
    from queries.card import card
    from queries.names import resolve

    with open_store(graph, read_only=True) as store:
        found = card(store, resolve(store, name))
    if format is TableFormat.TABLE:
        _show_card(found)
    else:
        show_table(_card_table(found), format.value)


def why_command(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A [RELATION] B",
            help="Two names, in either order, with a relation between them if you like.",
        ),
    ],
    format: FormatOption = TableFormat.TABLE,
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Show the sentences behind a fact.

    That is all that articles say of two things together, asserted or not.

    Example: castgraph why "Bo Castellane" created "Harbour Lights"
    """
    from graph.store import open_store
    from queries.names import resolve
    from queries.why import why

    if len(names) not in (2, 3):
        raise typer.BadParameter("why takes two names, with a relation between them if you like")
    relation = names[1] if len(names) == 3 else None
    with open_store(graph, read_only=True) as store:
        first, second = (resolve(store, name) for name in (names[0], names[-1]))
        found = why(store, first, second, relation)
    if not found:
        note("No article says anything of the two together.")
        raise typer.Exit(1)
    if format is TableFormat.TABLE:
        _show_claims(found)
    else:
        show_table(_claims_table(found), format.value)


def _show_card(card: "Card") -> None:
    heading(f"{card.name} ({card.kind})")
    if card.aliases:
        out(f"  also {one_line('; '.join(card.aliases))}")
    _show_lines(card.facts)
    if card.unconfirmed:
        out("  Not confirmed:")
        _show_lines(card.unconfirmed)
    dates = "" if card.first is None else f", {card.first} to {card.last}"
    articles = "1 article" if card.articles == 1 else f"{card.articles} articles"
    out(f"  In {articles}{dates}. {card.iri}")


def _show_lines(lines: Sequence["Line"]) -> None:
    for line in lines:
        status = "" if line.status == "confirmed" else f" [{line.status}]"
        times = "" if line.articles < 2 else f" ({line.articles} articles)"
        out(f"  {one_line(line.text)}{status}{times}")


def _card_table(card: "Card") -> Table:
    lines = (*card.facts, *card.unconfirmed)
    return Table(
        ("fact", "status", "articles"),
        tuple((line.text, line.status, line.articles) for line in lines),
    )


def _show_claims(claims: Sequence["Claim"]) -> None:
    from castgraph.quotes import quotes_of, show_quotes

    for claim in claims:
        fact = claim.fact
        what = " · ".join((fact.subject.name, relation_of(claim), fact.object.name))
        status = fact.status.value.replace("_", " ")
        heading(f"{what} ({status}, confidence {fact.confidence:.2f})")
        show_quotes(quotes_of([claim]), indent="  ")
        for step in fact.steps:
            out(f"  read: {one_line(step)}")


def _claims_table(claims: Sequence["Claim"]) -> Table:
    rows = (
        (
            claim.fact.subject.name,
            relation_of(claim),
            claim.fact.object.name,
            claim.fact.status.value.replace("_", " "),
            claim.fact.confidence,
            tuple(evidence.quote for evidence in claim.fact.evidence),
            claim.article.headline or str(claim.article.iri),
            claim.article.publisher,
            None if claim.article.published is None else str(claim.article.published),
        )
        for claim in claims
    )
    return Table(_CLAIM_COLUMNS, tuple(rows))


def relation_of(claim: "Claim") -> str:
    """The relation of a claim in words: the job or kind, if it has one."""
    fact = claim.fact
    return (fact.job or fact.derivation or fact.relation).value.replace("_", " ")
