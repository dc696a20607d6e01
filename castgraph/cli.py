"""The command line: what each command is called, and what becomes of errors."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from castgraph.commands import ask, entity, exporting, loading, measure, sparql
from castgraph.console import fail, note, out



def _own_questions() -> Path | None:
    """The folder named by --questions: its commands have to be there before they are parsed."""
    given = sys.argv[1:]
    if "--questions" in given[:-1]:
        return Path(given[given.index("--questions") + 1])
    return next((Path(word.partition("=")[2]) for word in given if word.startswith("--questions=")), None)


app = typer.Typer(
    name="castgraph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("load")(loading.load_command)
app.command("read")(loading.read_command)
app.add_typer(ask.build(_own_questions()), name="ask")
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
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read articles about television into a graph that answers questions.

    Example: castgraph load articles/ && castgraph ask reused-actors
    """


def main() -> None:
    """Run the command line; every error ends in a line on stderr and an exit code."""
    from graph.errors import CastGraphError

    code = 0
    try:
        app(standalone_mode=True)
    except CastGraphError as error:
        fail(error)
        code = error.exit_code
    except KeyboardInterrupt:
        note("castgraph: stopped")
        code = 130
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
