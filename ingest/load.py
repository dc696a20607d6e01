"""Load articles into a graph: find, read, store, and tell what became of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from graph.claims import Change, load_reading, reading_key, stored_hash
from graph.errors import ArticleError, CastGraphError
from graph.model import Article, Reading
from graph.store import GraphStore
from ingest.articles import find_articles

_BATCH = 50  # articles between two flushes


class ReadsArticles(Protocol):
    """What `load` needs of a reader."""

    @property
    def version(self) -> str:
        """Differs when the reader would read something else."""

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """What each article says, in their order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a change with its figures, or an error."""

    name: str
    change: Change | None = None
    error: CastGraphError | None = None
    facts: int = 0
    asserted: int = 0
    unread: int = 0


@dataclass(slots=True)
class LoadReport:
    """What became of all articles, in their order."""

    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, change: Change) -> int:
        """How many articles met with this change."""
        return sum(outcome.change is change for outcome in self.outcomes)

    @property
    def failed(self) -> list[Outcome]:
        """The articles that could not be loaded."""
        return [outcome for outcome in self.outcomes if outcome.error is not None]

    @property
    def facts(self) -> int:
        """Facts found in the articles that were read."""
        return sum(outcome.facts for outcome in self.outcomes)

    @property
    def asserted(self) -> int:
        """Facts that their articles state as so."""
        return sum(outcome.asserted for outcome in self.outcomes)

    @property
    def unread(self) -> int:
        """Sentences that look like casting news but gave no fact."""
        return sum(outcome.unread for outcome in self.outcomes)


def load(
    store: GraphStore,
    paths: Sequence[str],
    reader: Callable[[], ReadsArticles],
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> LoadReport:
    """Load the articles of the paths, each by one store call.

    ``reader`` is made when an article has to be read; one that is stored as it is, read
    by the same reader, is passed over. ``on_outcome`` hears of an article once it is
    stored. A StoreError ends the load; what was told before is in the graph.
    """
    report = LoadReport()

    def tell(outcome: Outcome) -> None:
        report.outcomes.append(outcome)
        on_outcome(outcome)

    found = find_articles(paths)
    while batch := list(islice(found, _BATCH)):
        made = reader()
        todo: list[Article] = []
        for item in batch:
            if isinstance(item, ArticleError):
                tell(Outcome(str(item.where), error=item))
            elif stored_hash(store, item) == reading_key(item, made.version):
                tell(Outcome(item.source or item.name, Change.UNCHANGED))
            else:
                todo.append(item)
        for outcome in _load_batch(store, todo, made):
            tell(outcome)
        store.flush()
    return report


def _load_batch(
    store: GraphStore, articles: Sequence[Article], reader: ReadsArticles
) -> Iterator[Outcome]:
    for reading in reader.read_all(articles):
        change = load_reading(store, reading, reader=reader.version)
        yield Outcome(
            reading.article.source or reading.article.name,
            change,
            facts=len(reading.facts),
            asserted=sum(fact.asserted for fact in reading.facts),
            unread=len(reading.unread),
        )
