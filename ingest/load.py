"""Load articles into a graph: find, read, store, and tell what became of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Protocol

from graph.claims import Change, load_reading, reading_key, stored_hash
from graph.errors import ArticleError, CastGraphError, StoreError
from graph.model import Article, Reading
from graph.store import GraphStore
from ingest.articles import find_articles

BATCH = 50  # articles between two flushes


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


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of all articles, in their order."""

    outcomes: tuple[Outcome, ...] = ()

    def count(self, change: Change) -> int:
        """How many articles met with this change."""
        return sum(outcome.change is change for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The articles that could not be loaded."""
        return tuple(outcome for outcome in self.outcomes if outcome.error is not None)

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

    ``reader`` is called once, when the first article is found. An article that is stored
    as it is, read by the same version, is not read again. ``on_outcome`` hears of each
    article, in order, once it is stored. What is wrong with an article is its outcome and
    costs no other; a StoreError ends the load, and what was told before is in the graph.
    """
    made = cache(reader)
    outcomes: list[Outcome] = []
    found = find_articles(paths)
    while batch := list(islice(found, BATCH)):
        for outcome in _load_batch(store, batch, made):
            outcomes.append(outcome)
            on_outcome(outcome)
        store.flush()
    return LoadReport(tuple(outcomes))


def _load_batch(
    store: GraphStore, batch: Sequence[Article | ArticleError], reader: Callable[[], ReadsArticles]
) -> Iterator[Outcome]:
    known: list[Outcome | None] = []
    todo: list[Article] = []
    for item in batch:
        if isinstance(item, ArticleError):
            known.append(Outcome(str(item.where), error=item))
        elif stored_hash(store, item) == reading_key(item, reader().version):
            known.append(Outcome(_name(item), Change.UNCHANGED))
        else:
            known.append(None)
            todo.append(item)
    loaded = _read_and_store(store, todo, reader) if todo else iter(())
    for outcome in known:
        yield outcome or next(loaded)


def _read_and_store(
    store: GraphStore, articles: Sequence[Article], reader: Callable[[], ReadsArticles]
) -> Iterator[Outcome]:
    for article, reading in zip(articles, _readings(articles, reader()), strict=True):
        if isinstance(reading, Exception):
            yield _failure(article, "could not be read", reading)
            continue
        try:
            change = load_reading(store, reading, reader=reader().version)
        except StoreError:
            raise
        except Exception as error:
            yield _failure(article, "what was read in it could not be stored", error)
        else:
            yield Outcome(
                _name(article),
                change,
                facts=len(reading.facts),
                asserted=sum(fact.asserted for fact in reading.facts),
                unread=len(reading.unread),
            )


def _readings(articles: Sequence[Article], reader: ReadsArticles) -> Iterator[Reading | Exception]:
    """What each article says, or what went wrong with it."""
    done = 0
    try:
        for reading in reader.read_all(articles):
            done += 1
            yield reading
    except Exception:
        # A reader parses ahead, so the one at fault may be any of those left.
        for article in articles[done:]:
            try:
                yield from reader.read_all([article])
            except Exception as error:
                yield error


def _failure(article: Article, what: str, error: Exception) -> Outcome:
    if isinstance(error, CastGraphError):
        said = error
    else:
        said = ArticleError(f"{what} ({type(error).__name__}: {error})", where=_name(article))
        said.__cause__ = error
    return Outcome(_name(article), error=said)


def _name(article: Article) -> str:
    return article.source or article.name
