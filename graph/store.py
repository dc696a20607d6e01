"""The store that a graph is kept in: a directory, memory, or a SPARQL 1.1 endpoint.

A directory has one writer at a time; readers open a snapshot of it and never wait. All
that is written goes through `GraphStore.apply`, each call one transaction.
"""

from collections.abc import Callable, Collection
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import pyoxigraph
from rdflib import Dataset, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from rdflib.query import Result
from rdflib.term import Identifier

from graph.errors import QueryError, StoreError
from graph.places import (
    dataset_of,
    endpoint,
    first_line,
    open_for_reading,
    open_for_writing,
    store_error,
)
from graph.terms import Quad, plain, quads_text
from graph.vocabulary import FORMAT_VERSION, PREFIXES, STORE, VERSION

DEFAULT_PLACE = "castgraph.db"
MEMORY = ":memory:"

_VERSION_QUAD = Quad(STORE, VERSION, Literal(FORMAT_VERSION), STORE)
_VERSION_QUERY = f"SELECT ?version WHERE {{ GRAPH <{STORE}> {{ <{STORE}> <{VERSION}> ?version }} }}"
_T = TypeVar("_T")


def open_store(where: str = DEFAULT_PLACE, *, read_only: bool = False) -> "GraphStore":
    """Open a graph: a directory, `MEMORY` or the http(s) address of a SPARQL endpoint.

    Writing makes a directory that is not there; reading needs one. Raises StoreLocked
    when another process writes to the directory, StoreError when it is no graph, cannot
    be reached, or was written by a newer castgraph.
    """
    if where == MEMORY:
        store = GraphStore(dataset_of(pyoxigraph.Store()), where, writable=not read_only)
    elif where.startswith(("http://", "https://")):
        store = GraphStore(endpoint(where), where, writable=not read_only)
    else:
        inner = open_for_reading(where) if read_only else open_for_writing(where)
        store = GraphStore(dataset_of(inner), where, writable=not read_only, inner=inner)
    try:
        _check_version(store)
    except BaseException:
        store.close()
        raise
    return store


class GraphStore:
    """An open graph; use it as a context manager. ``dataset`` is the rdflib view of it."""

    def __init__(
        self, dataset: Dataset, where: str, *, writable: bool, inner: pyoxigraph.Store | None = None
    ) -> None:
        self.dataset = dataset
        self.where = where
        self._closed = False
        self.writable = writable
        self._inner = inner
        # An endpoint would look for a graph of rdflib's name for the default graph.
        remote = isinstance(dataset.store, SPARQLUpdateStore)
        self._default: Any = None if remote else DATASET_DEFAULT_GRAPH_ID
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace, replace=True)

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query; strings in it are plain literals.

        Raises QueryError when the text is no valid query, StoreError when the store fails.
        """
        result = self._guard(lambda: self._ask(sparql), "cannot be read")
        if result.type == "SELECT":
            rows = self._guard(lambda: list(result.bindings), "cannot be read")
            result.bindings = [{name: _plain(term) for name, term in row.items()} for row in rows]
        return result

    def apply(self, *, add: Collection[Quad], remove: Collection[Quad] = ()) -> None:
        """Remove and add quads in one transaction: all of it happens, or nothing."""
        if not self.writable:
            raise StoreError("was opened for reading only", where=self.where)
        if not add and not remove:
            return
        steps = []
        if remove:
            steps.append(f"DELETE DATA {{\n{quads_text(remove)}\n}}")
        if add:
            steps.append(f"INSERT DATA {{\n{quads_text([*add, _VERSION_QUAD])}\n}}")
        self._guard(lambda: self._write(" ;\n".join(steps)), "cannot be written")

    def flush(self) -> None:
        """See that everything written so far is on the disk."""
        if self._inner is not None and self.writable:
            self._guard(self._inner.flush, "cannot be written")

    def close(self) -> None:
        """Give the directory free. What was applied stays, flushed or not."""
        if not self._closed:
            self._closed, self._inner, self.writable = True, None, False
            self.dataset.store.close()  # drops the last reference, which holds the lock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.flush()
        finally:
            self.close()

    def _ask(self, sparql: str) -> Result:
        # Past Dataset.query, which would turn to rdflib's own slow engine on some errors.
        result = self.dataset.store.query(sparql, {}, {}, self._default)
        if isinstance(result, tuple):  # how rdflib's endpoint client reports an HTTP status
            status, message = result[:2]
            raise (
                QueryError(f"the endpoint refused the query: {message}")
                if status
                in {
                    400,
                    406,
                }
                else OSError(message)
            )
        return result

    def _write(self, update: str) -> None:
        self.dataset.store.update(update, {}, {}, self._default)

    def _guard(self, action: Callable[[], _T], trouble: str) -> _T:
        if self._closed:
            raise StoreError("is closed", where=self.where)
        try:
            return action()
        except SyntaxError as error:
            raise QueryError(f"not valid SPARQL: {first_line(error)}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise store_error(error, self.where, trouble) from error


def _check_version(store: GraphStore) -> None:
    for row in store.query(_VERSION_QUERY).bindings:
        found = str(next(iter(row.values())))
        if not found.isdecimal() or int(found) > FORMAT_VERSION:
            raise StoreError(
                f"was written by a newer castgraph (format {found}; this one knows up to "
                f"{FORMAT_VERSION})",
                where=store.where,
                hint="Update castgraph, or load the articles into another graph",
            )


def _plain(term: object) -> Identifier:
    return plain(term) if isinstance(term, Literal) else cast(Identifier, term)
