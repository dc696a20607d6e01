"""Related works: what a spin-off, sequel, remake or adaptation derives from."""

from collections.abc import Iterable, Iterator

from graph.model import Relation
from ingest.document import Document
from ingest.entities import Entity
from ingest.relations import Match


def related_works(
    document: Document, matches: Iterable[Match]
) -> Iterator[tuple[Entity, Entity, Match]]:
    """Each two works that a pattern relates, the later one first, with its first match."""
    seen = set()
    for match in matches:
        if match.pattern.relation is not Relation.RELATED_WORK:
            continue
        one, other = (document.slots.get(match.slots[name][0]) for name in ("W", "W2"))
        if one is None or other is None or one is other or (one, other) in seen:
            continue
        seen.add((one, other))
        yield one, other, match
