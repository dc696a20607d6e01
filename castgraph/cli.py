"""The command line: what each command is called, and what becomes of errors."""

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from castgraph.commands import ask, entity, exporting, loading, measure, sparql
from castgraph.console import fail, out
from graph.errors import CastGraphError

_FIRST = ("load", "read", "ask")


class Root(TyperGroup):
    """All commands. What goes wrong in one ends in a line on stderr and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which one needs them."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: (name not in _FIRST, names.index(name)))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except CastGraphError as error:
            fail(error)
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError:
            raise  # whoever read the answer has seen enough: Typer ends without a word
        except OSError as error:
            fail(CastGraphError(f"{error.filename or 'the output'}: {error.strerror or error}"))
            raise typer.Exit(1) from error
        return result


app = typer.Typer(
    name="castgraph",
    cls=Root,
    invoke_without_command=True,
    add_completion=False,
    # Rich would take a third of the time that a cold --help may take.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("load")(loading.load_command)
app.command("read")(loading.read_command)
app.add_typer(ask.app, name="ask")
app.command("sparql")(sparql.sparql_command)
app.command("export")(exporting.export_command)
app.command("show")(entity.show_command)
app.command("why")(entity.why_command)
app.command("stats")(measure.stats_command)
app.command("forget")(loading.forget_command)
app.command("evaluate")(measure.evaluate_command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        out(f"castgraph {version('castgraph')}")
        raise typer.Exit


@app.callback()
def castgraph(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read articles about television into a graph that answers questions.

    Example: castgraph load articles/ && castgraph ask reused-actors
    """
    if ctx.invoked_subcommand is None:
        out(ctx.get_help())


def main() -> None:
    """Run the command line."""
    _open_streams()
    app()


def _open_streams() -> None:
    """See that the three streams are there and take all letters that names may have."""
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever called us; no other file may take its number
            place = os.open(os.devnull, os.O_RDONLY if way == "r" else os.O_WRONLY)
            setattr(sys, name, os.fdopen(place, way, encoding="utf-8"))
        elif way == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
