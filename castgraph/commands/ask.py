"""ask: each canned question is a command of its own, made from the header of its file."""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from castgraph.console import note, out, show_claims, show_table
from castgraph.options import DEFAULT_GRAPH, FormatOption, GraphOption, QuestionsOption, TableFormat
from queries.catalog import Question, questions

if TYPE_CHECKING:
    from graph.store import GraphStore
    from queries.tables import Table

_MOST_QUOTES = 6  # for each row

Quotes = Annotated[
    bool, typer.Option("--quotes", help="Show the sentences behind each row.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show the SPARQL instead of running it.")
]


def build(extra: Path | None = None) -> typer.Typer:
    """The group of all questions, those in a folder of one's own included."""
    app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
    app.callback()(_list_questions)
    for question in questions(extra).values():
        help_text = f"{question.text}\n\nExample: {question.example}"
        app.command(question.name, help=help_text, short_help=question.text)(_command(question))
    return app


def _list_questions(ctx: typer.Context, questions: QuestionsOption = None) -> None:
    """Ask one of the canned questions; without one, list them.

    Example: castgraph ask cast --work "Low Tide"
    """
    if ctx.invoked_subcommand is None:
        known = _known(questions)
        width = max(map(len, known))
        for question in known.values():
            out(f"{question.name:{width}}  {question.text}")
        note("\nEach has its own --help: castgraph ask NAME --help")


def _known(extra: Path | None) -> dict[str, Question]:
    return questions(extra)


def _command(question: Question) -> Callable[..., None]:
    """A function with the question's parameters as options, which Typer makes a command of."""

    def run(**given: Any) -> None:
        values = {
            parameter.name: given[parameter.name]
            for parameter in question.parameters
            if given[parameter.name] is not None
        }
        _answer(question, values, given)

    options: dict[str, tuple[Any, Any]] = {}
    for parameter in question.parameters:
        shown = f"{parameter.meaning} [default: {parameter.default}]" if parameter.default else parameter.meaning
        option = typer.Option(
            f"--{parameter.name}", metavar=parameter.type.value.upper(), help=shown.capitalize()
        )
        kind = str if parameter.required else str | None
        default = inspect.Parameter.empty if parameter.required else None
        options[parameter.name] = (Annotated[kind, option], default)
    options["quotes"] = (Quotes, False)
    options["explain"] = (Explain, False)
    options["format"] = (FormatOption, TableFormat.TABLE)
    options["graph"] = (GraphOption, DEFAULT_GRAPH)
    signature = inspect.Signature(
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, (kind, default) in options.items()
        ]
    )
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {name: kind for name, (kind, _) in options.items()}
    return run


def _answer(question: Question, values: Mapping[str, str], given: Mapping[str, Any]) -> None:
    from graph.store import open_store
    from queries.run import ask, prepared

    with open_store(given["graph"], read_only=True) as store:
        if given["explain"]:
            out(prepared(store, question, values))
            return
        table = ask(store, question, values)
        if given["quotes"] and given["format"] is TableFormat.TABLE and table.rows:
            _show_quotes(store, question, table)
        else:
            show_table(table, given["format"].value)


def _show_quotes(store: "GraphStore", question: Question, table: "Table") -> None:
    """Each row in words, and under it the sentences that stand behind it."""
    from queries.run import evidence_of
    from queries.tables import show

    for row in table.rows:
        out(" · ".join(show(cell) for cell in row.cells if cell is not None))
        claims = evidence_of(store, question, row)
        seen: set[tuple[str, str]] = set()
        kept = []
        for claim in claims:
            key = str(claim.article.iri), " ".join(e.quote for e in claim.fact.evidence)
            if key not in seen:
                seen.add(key)
                kept.append(claim)
        show_claims(kept[:_MOST_QUOTES], indent="    ")
        if len(kept) > _MOST_QUOTES:
            out(f"    … and {len(kept) - _MOST_QUOTES} more")
        out("")
