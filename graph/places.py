"""Where a graph can be kept, and what is wrong with a place that it cannot.

Oxigraph tells its troubles in RocksDB's words; `store_error` says them in ours.
"""

import errno
from pathlib import Path
from time import sleep
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from graph.errors import StoreError, StoreLocked

_SNAPSHOT_TRIES = 4
_SNAPSHOT_PAUSE = 0.05  # seconds


def dataset_of(inner: pyoxigraph.Store) -> Dataset:
    """The rdflib view of an Oxigraph store. No union of the graphs: see `GraphStore`."""
    return Dataset(store=OxigraphStore(store=inner), default_union=False)


def endpoint(where: str) -> Dataset:
    """A SPARQL 1.1 endpoint, nothing asked of it yet.

    A bare server address means Oxigraph's own layout, /query and /update; any other
    address is asked and updated at one place, save that .../query has .../update beside.
    """
    try:
        scheme, host, path, options, _ = urlsplit(where)
    except ValueError as error:
        raise StoreError(f"this is no web address ({error})", where=where) from error
    query = path if path.strip("/") else "/query"
    update = f"{query.removesuffix('/query')}/update" if query.endswith("/query") else query
    return Dataset(
        store=SPARQLUpdateStore(
            query_endpoint=urlunsplit((scheme, host, query, options, "")),
            update_endpoint=urlunsplit((scheme, host, update, options, "")),
            method="POST",
        ),
        default_union=False,
    )


def open_for_reading(where: str) -> pyoxigraph.Store:
    """A snapshot of the graph in a directory, whether or not somebody writes to it."""
    path = _check_place(where)
    if not path.is_dir() or _is_empty(path):
        raise StoreError(
            "there is no graph here yet",
            where=where,
            hint="Make one with: castgraph load ARTICLES",
        )
    for _ in range(_SNAPSHOT_TRIES - 1):
        # A writer may tidy a file away between our reading its list and opening it, which
        # is told as a corruption; a moment later the list is right.
        try:
            return pyoxigraph.Store.read_only(where)
        except (OSError, RuntimeError):
            sleep(_SNAPSHOT_PAUSE)
    try:
        return pyoxigraph.Store.read_only(where)
    except (OSError, RuntimeError, ValueError) as error:
        raise store_error(error, where, "cannot be opened") from error


def open_for_writing(where: str) -> pyoxigraph.Store:
    """The graph in a directory, made if it is not there; nobody else can write to it."""
    path = _check_place(where)
    try:
        path.mkdir(parents=True, exist_ok=True)
        return pyoxigraph.Store(where)
    except (OSError, RuntimeError, ValueError) as error:
        raise store_error(error, where, "cannot be opened") from error


def _check_place(where: str) -> Path:
    """Refuse what is plainly no graph before the store touches it."""
    path = Path(where)
    hint = "Name another place with --graph"
    try:
        if not where or "\0" in where:
            raise StoreError("is no name of a directory", where=repr(where), hint=hint)
        if path.exists() and not path.is_dir():
            raise StoreError("is a file, not a graph", where=where, hint=hint)
        if path.is_dir() and not _is_empty(path) and not _looks_like_graph(path):
            raise StoreError("is a folder of other things, not a graph", where=where, hint=hint)
    except OSError as error:
        raise store_error(error, where, "cannot be opened") from error
    return path


def _is_empty(path: Path) -> bool:
    return next(path.iterdir(), None) is None


def _looks_like_graph(path: Path) -> bool:
    """Oxigraph keeps its data in RocksDB's files. A first start that was cut off leaves
    only the last two of these, and can be started again."""
    names = {entry.name for entry in path.iterdir()}
    manifest = any(name.startswith("MANIFEST-") for name in names)
    return manifest or names <= {"IDENTITY", "LOCK", "LOG"}


def store_error(error: Exception, where: str, trouble: str) -> StoreError:
    """What went wrong in words, from what the store says in its own."""
    message = str(error)
    lowered = message.lower()
    code = getattr(error, "errno", None)
    if "lock file" in lowered or "lock hold by" in lowered:
        return StoreLocked(
            "another process is writing to this graph",
            where=where,
            hint="Wait until it is done, or name another graph with --graph",
        )
    if code in {errno.ENOSPC, errno.EDQUOT} or "no space left" in lowered or "quota" in lowered:
        return StoreError(
            "the disk is full",
            where=where,
            hint="Nothing that was in the graph is lost; free some space and run it again",
        )
    if code in {errno.EACCES, errno.EPERM, errno.EROFS} or "permission denied" in lowered:
        return StoreError("there is no permission to use this place", where=where)
    if lowered.startswith("corruption") or "invalid data" in lowered:
        return StoreError(
            f"the graph is damaged ({first_line(error)})",
            where=where,
            hint="Load the articles into a new one",
        )
    if isinstance(error, HTTPError | URLError):
        return StoreError(
            f"the endpoint does not answer as it should ({first_line(error)})",
            where=where,
            hint="Check the address and that the server runs",
        )
    return StoreError(f"{trouble} ({first_line(error)})", where=where)


def first_line(error: Exception) -> str:
    """The first line of an error's message, or its class when it has none."""
    return (str(error).splitlines() or [type(error).__name__])[0]
