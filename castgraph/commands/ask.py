"""ask: each question is a command of its own, made from the header of its file."""

import inspect
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from castgraph.console import heading, note, out, show_table
from castgraph.options import DEFAULT_GRAPH, FormatOption, GraphOption, TableFormat
from queries.catalog import Parameter, ParameterType, Question, questions
from queries.tables import Table, cell_text, one_line

if TYPE_CHECKING:
    from graph.store import GraphStore

_MOST_QUOTES = 6  # below each row of a table
_OPTION = "--questions"
_CATALOG = "castgraph.questions"


class Questions(TyperGroup):
    """The questions as commands, read from their files when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all questions."""
        return list(_questions(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a question, or None."""
        question = _questions(ctx).get(cmd_name)
        if question is None:
            near = get_close_matches(cmd_name, _questions(ctx), n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "castgraph ask lists them all."
            return ctx.fail(f"There is no question {one_line(cmd_name)[:60]!r}. {hint}")
        return _command(question)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take --questions from behind the question's name, too."""
        for place, word in enumerate(args):
            size = 2 if word == _OPTION else 1 if word.startswith(f"{_OPTION}=") else 0
            if size:
                args = [*args[place : place + size], *args[:place], *args[place + size :]]
                break
        return super().parse_args(ctx, args)


def _questions(ctx: typer.Context) -> dict[str, Question]:
    """All questions, parsed once a call."""
    if _CATALOG not in ctx.meta:
        ctx.meta[_CATALOG] = questions(ctx.params.get("questions"))
    found: dict[str, Question] = ctx.meta[_CATALOG]
    return found


app = typer.Typer(cls=Questions, rich_markup_mode=None, invoke_without_command=True)


@app.callback(epilog="Each question has its own --help: castgraph ask NAME --help")
def list_questions(
    ctx: typer.Context,
    questions: Annotated[  # noqa: ARG001 - `_questions` takes it from the context
        Path | None,
        typer.Option(
            _OPTION,
            metavar="DIR",
            envvar="CASTGRAPH_QUESTIONS",
            is_eager=True,
            help="A folder of .rq files with questions of your own.",
        ),
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,  # noqa: ARG001 - "ask --graph DIR" lists, like "ask"
) -> None:
    """Ask one of the questions below; without one, list them.

    Example: castgraph ask cast --work "Harbour Lights"
    """
    if ctx.invoked_subcommand is None:
        known = _questions(ctx).values()
        width = max(len(question.name) for question in known)
        for question in known:
            out(f"{question.name:{width}}  {question.text}")
        note("\nEach has its own --help: castgraph ask NAME --help")


def _command(question: Question) -> Any:
    """A question as a command with its parameters as options."""
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    help_text = f"{question.text}\n\nExample: castgraph ask {question.example}"
    single.command(question.name, help=help_text, short_help=question.text)(_function(question))
    return typer.main.get_command(single)


def _function(question: Question) -> Callable[..., None]:
    """A function with the signature that Typer makes such a command of."""

    def run(ctx: typer.Context, **given: Any) -> None:
        values = {
            parameter.name: str(given[_argument(parameter)])
            for parameter in question.parameters
            if given[_argument(parameter)] is not None
        }
        graph = _graph_named(ctx)
        _answer(question, values, graph, given["format"], given["quotes"], given["explain"])

    options: dict[str, tuple[Any, Any]] = {
        **{_argument(parameter): _option(parameter) for parameter in question.parameters},
        "quotes": (_QUOTES, False),
        "explain": (_EXPLAIN, False),
        "format": (FormatOption, TableFormat.TABLE),
        "graph": (GraphOption, DEFAULT_GRAPH),
    }
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        *(
            inspect.Parameter(name, keyword, annotation=kind, default=default)
            for name, (kind, default) in options.items()
        ),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _argument(parameter: Parameter) -> str:
    """The name of a parameter in Python, where some words are taken, such as "from"."""
    return f"value_{parameter.name}"


def _graph_named(ctx: typer.Context) -> str:
    """The graph named behind the question, else the one named behind ask."""
    source = ctx.get_parameter_source("graph")
    here = source is not None and source.name == "COMMANDLINE"
    named = ctx if here or ctx.parent is None else ctx.parent
    return str(named.params["graph"])


_QUOTES = Annotated[bool, typer.Option("--quotes", help="Show the sentences behind each row.")]
_EXPLAIN = Annotated[
    bool, typer.Option("--explain", help="Show the SPARQL that would run, ready to paste.")
]


def _option(parameter: Parameter) -> tuple[Any, Any]:
    """The type and the default of a parameter's option."""
    meaning = parameter.meaning[0].upper() + parameter.meaning[1:]
    if parameter.default is not None:
        meaning += f"  [default: {parameter.default}]"
    name = f"--{parameter.name}"
    if parameter.type is ParameterType.FLAG:
        return Annotated[bool | None, typer.Option(name, help=meaning)], None
    option = typer.Option(name, metavar=parameter.type.value.upper(), help=meaning)
    if parameter.required:
        return Annotated[str, option], inspect.Parameter.empty
    return Annotated[str | None, option], None


def _answer(
    question: Question,
    values: Mapping[str, str],
    graph: str,
    format: TableFormat,
    quotes: bool,
    explain: bool,
) -> None:
    from graph.store import open_store
    from queries.run import ask, fill

    with open_store(graph, read_only=True) as store:
        if explain:
            out(fill(store, question, values))
            return
        table = ask(store, question, values)
        if quotes and not table.behind:
            note(f"{question.name} does not tell which sentences stand behind its rows.")
        if not (quotes and table.behind):
            show_table(table, format.value)
        elif format is TableFormat.TABLE and table.rows:
            _show_with_quotes(store, question, table)
        else:
            show_table(_with_quotes(store, question, table), format.value)


def _show_with_quotes(store: "GraphStore", question: Question, table: Table) -> None:
    """Each row on a line, and under it the sentences that stand behind it."""
    from castgraph.quotes import quotes_of, show_quotes
    from queries.evidence import Evidence

    evidence = Evidence(store, question)
    for number, (row, behind) in enumerate(zip(table.rows, table.behind, strict=True)):
        cells = [one_line(cell_text(cell)) for cell in row]
        if number:
            out("")
        heading(" · ".join(cell for cell in cells if cell))
        found = quotes_of(evidence.behind(behind))
        show_quotes(found[:_MOST_QUOTES], indent="  ")
        if len(found) > _MOST_QUOTES:
            out(f"  … and {len(found) - _MOST_QUOTES} more")


def _with_quotes(store: "GraphStore", question: Question, table: Table) -> Table:
    """The table with one more column: the sentences behind each row."""
    from castgraph.quotes import quotes_of
    from queries.evidence import Evidence

    evidence = Evidence(store, question)
    columns = (*table.columns, "quotes")
    rows = [
        (*row, tuple(f"“{quote.text}” — {quote.source}" for quote in quotes_of(evidence.behind(b))))
        for row, b in zip(table.rows, table.behind, strict=True)
    ]
    return Table(columns, tuple(rows))
