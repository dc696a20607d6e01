"""Runs one query on a graph on disk, opened for reading, in a process of its own.

`queries.own_sparql` starts this file and may end it at any time. Standard input: a JSON
object with where, sparql and prefixes. Standard output: a line with the kind of the
answer, then the answer. RESULTS: W3C SPARQL results in JSON. GRAPH: N-Triples. SYNTAX,
ERROR: a message. LARGE: nothing more.
"""

import io
import json
import sys
from time import sleep

import pyoxigraph

MEMORY = 4 << 30
ANSWER = 256 << 20
_TRIES = 4
_PAUSE = 0.05  # seconds


class _TooLarge(Exception):
    """The answer has more than `ANSWER` bytes."""


class _Limited(io.BytesIO):
    """A buffer that refuses what is too much to hand over."""

    def write(self, data: object) -> int:
        if self.tell() > ANSWER:
            raise _TooLarge
        return super().write(data)  # type: ignore[arg-type]


def main() -> None:
    """Do the task of standard input."""
    task = json.load(sys.stdin)
    _limit_memory()
    try:
        kind, content = _run(_open(task["where"]), task["sparql"], task["prefixes"])
    except SyntaxError as error:
        kind, content = "SYNTAX", str(error).encode()
    except (_TooLarge, MemoryError):
        kind, content = "LARGE", b""
    except (OSError, RuntimeError, ValueError) as error:
        kind, content = "ERROR", str(error).encode()
    sys.stdout.buffer.write(f"{kind}\n".encode() + content)
    sys.exit(kind == "ERROR")


def _open(where: str) -> pyoxigraph.Store:
    for _ in range(_TRIES - 1):
        # A writer may tidy a file away between our reading its list and opening it, which
        # is told as a corruption; a moment later the list is right.
        try:
            return pyoxigraph.Store.read_only(where)
        except (OSError, RuntimeError):
            sleep(_PAUSE)
    return pyoxigraph.Store.read_only(where)


def _run(store: pyoxigraph.Store, sparql: str, prefixes: dict[str, str]) -> tuple[str, bytes]:
    result = store.query(sparql, prefixes=prefixes)
    out = _Limited()
    if isinstance(result, pyoxigraph.QueryTriples):
        result.serialize(out, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return "GRAPH", out.getvalue()
    result.serialize(out, format=pyoxigraph.QueryResultsFormat.JSON)
    return "RESULTS", out.getvalue()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # only Unix can limit a process from within
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
