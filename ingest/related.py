"""Related works: what a spin-off, sequel, remake or adaptation derives from."""

from collections.abc import Iterable, Iterator

from graph.model import Relation
from ingest.document import Document
from ingest.inference import Finding
from ingest.pairs import Pair
from ingest.relations import Match

_CONFIDENCE = 0.7  # the share of right ones among what the patterns find on train


def related_works(document: Document, matches: Iterable[Match]) -> Iterator[Finding]:
    """One finding for each two works that a pattern relates."""
    seen = set()
    for match in matches:
        if match.pattern.relation is not Relation.RELATED_WORK:
            continue
        works = [document.slots.get(match.slots[name][0]) for name in ("W", "W2")]
        one, other = works
        if one is None or other is None or one is other or (one, other) in seen:
            continue
        seen.add((one, other))
        pair = Pair(one, other, matches=[match])
        yield Finding(
            Relation.RELATED_WORK, one, other, _CONFIDENCE, pair, job=match.pattern.qualifier
        )
