"""The progress bar of a load, on standard error, when that is a person's screen."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from queries.tables import one_line

if TYPE_CHECKING:
    from ingest.load import Outcome


@contextmanager
def progress(
    total: int, on_outcome: Callable[["Outcome"], None]
) -> Iterator[Callable[["Outcome"], None]]:
    """What to call with each outcome: it moves the bar on and calls ``on_outcome``.

    ``total`` is how many outcomes are expected at least.
    """
    if not sys.stderr.isatty():
        yield on_outcome
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", style="dim"),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=total, name="")
    done = 0

    def step(outcome: "Outcome") -> None:
        nonlocal done
        on_outcome(outcome)
        done += 1
        name = escape(one_line(outcome.name.rsplit("/", 1)[-1])[:40])
        bar.update(task, completed=done, total=max(total, done), name=name)

    with bar:
        yield step
