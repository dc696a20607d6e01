"""The errors of castgraph, one small tree.

    CastGraphError
    ├── ArticleError      an article cannot be read
    ├── StoreError        a graph cannot be opened, read or written
    │   └── StoreLocked   another process holds it
    ├── NameLookupError   a name does not lead to exactly one thing
    │   ├── UnknownName   nothing goes by it
    │   └── AmbiguousName several things do
    ├── QueryError        a question or its parameters are wrong
    └── ExportError       a file cannot be written

Each says what is wrong, where, and what to do, and keeps the datum. Only the
command line turns them into a line on stderr and an exit code.
"""

from collections.abc import Sequence


class CastGraphError(Exception):
    """Something a person can act on. ``str()`` is one line: what, where, what to do."""

    exit_code = 1

    def __init__(self, what: str, *, where: object = None, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        line = self.what if self.where is None else f"{self.where}: {self.what}"
        return f"{line}. {self.hint}" if self.hint else line


class ArticleError(CastGraphError):
    """An article cannot be read: missing, empty, binary, too large, malformed."""


class StoreError(CastGraphError):
    """A graph cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process is writing to the graph."""


class NameLookupError(CastGraphError):
    """A name does not lead to exactly one thing; ``candidates`` may."""

    exit_code = 2

    def __init__(
        self, what: str, *, candidates: Sequence[str] = (), where: object = None, hint: str = ""
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.candidates = tuple(candidates)


class UnknownName(NameLookupError):
    """Nothing goes by that name; ``candidates`` holds the nearest names."""


class AmbiguousName(NameLookupError):
    """Several things go by that name; ``candidates`` tells them apart."""


class QueryError(CastGraphError):
    """A query, a question or its parameters are wrong."""

    exit_code = 2


class ExportError(CastGraphError):
    """A file cannot be written, or its format is not known."""
