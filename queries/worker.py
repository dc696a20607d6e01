"""Run somebody's own query in a process of its own, which can be ended for sure.

A native query cannot be interrupted from within, so it runs on a read-only snapshot in
a worker; when its time is over, the worker is killed. In memory there is nothing to
share with a worker, and an endpoint has its own limits: both are asked directly.
"""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection

from graph.errors import CastGraphError, QueryError
from graph.store import MEMORY, open_store
from queries.run import refuse_unsafe, run_sparql
from queries.tables import Table

_FORMATS = {"ttl": "turtle", "nt": "nt"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A table, or the text of a graph or of yes and no."""

    table: Table | None = None
    text: str = ""


def run_within(where: str, query: str, format: str, seconds: float) -> Answer:
    """The answer to a query on the graph at ``where``, or QueryError after ``seconds``."""
    refuse_unsafe(query)
    if where == MEMORY or where.startswith(("http://", "https://")):
        return _answer(where, query, format)
    # Errors of the place come from here, before a process is started for nothing.
    open_store(where, read_only=True).close()
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(there, where, query, format), daemon=True)
    worker.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise QueryError(
                f"the query was ended after {seconds:g} seconds",
                hint="Narrow it down, or give it longer with --timeout",
            )
        answer = here.recv()
    except EOFError as error:
        raise QueryError("the query ended without an answer (out of memory?)") from error
    finally:
        worker.kill()
        worker.join()
        here.close()
    if isinstance(answer, Answer):
        return answer
    kind, *rest = answer
    raise kind(rest[0], where=rest[1], hint=rest[2])


def _work(connection: Connection, where: str, query: str, format: str) -> None:
    try:
        connection.send(_answer(where, query, format))
    except CastGraphError as error:
        place = None if error.where is None else str(error.where)
        connection.send((type(error), error.what, place, error.hint))


def _answer(where: str, query: str, format: str) -> Answer:
    with open_store(where, read_only=True) as store:
        result = run_sparql(store, query)
        if isinstance(result, bool):
            return Answer(text="yes" if result else "no")
        if isinstance(result, Table):
            return Answer(table=result)
        text = result.serialize(format=_FORMATS.get(format, "turtle"))
        lines = sorted(line for line in text.split("\n") if line)
        return Answer(text="\n".join(lines) if format == "nt" else text.strip())
