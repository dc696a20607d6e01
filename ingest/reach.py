"""Reach: which entities of an article may be related at all.

Two that are named near each other somewhere, or one of which is what the article is about.
So the number of pairs grows with the length of an article, not with its square.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.entities import Entity
from ingest.mentions import Kind

KIND_OF = {"P": Kind.PERSON, "C": Kind.CHARACTER, "W": Kind.WORK, "N": Kind.NETWORK}
_SENTENCES = 8  # apart
_TOPICS = 4  # works that all of an article may be about


def pairs_within(
    entities: Sequence[Entity], combinations: Sequence[str]
) -> Iterator[tuple[str, Entity, Entity]]:
    """The pairs of each combination of kinds ("PW" and so on), in order of the entities."""
    by_kind: dict[Kind, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_kind[entity.kind].append(entity)
    places = {kind: _Places(named) for kind, named in by_kind.items()}
    works = by_kind[Kind.WORK]
    topics = set(sorted(works, key=lambda work: -len(work.mentions))[:_TOPICS])
    for letters in combinations:
        one_kind, other_kind = (KIND_OF[letter] for letter in letters)
        if other_kind not in places:
            continue
        for one in by_kind[one_kind]:
            near = set(by_kind[other_kind]) if one in topics else places[other_kind].near(one)
            if other_kind is Kind.WORK:
                near |= topics
            near.discard(one)
            for other in sorted(near, key=lambda entity: entity.index):
                yield letters, one, other


class _Places:
    """The sentences in which the entities of a kind are named."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        found = sorted(
            {(m.sentence, e.index) for e in entities for m in e.mentions},
        )
        by_index = {entity.index: entity for entity in entities}
        self._sentences = [sentence for sentence, _ in found]
        self._entities = [by_index[index] for _, index in found]

    def near(self, entity: Entity) -> set[Entity]:
        """Those named within reach of some mention of an entity."""
        near: set[Entity] = set()
        for sentence in {mention.sentence for mention in entity.mentions}:
            first = bisect_left(self._sentences, sentence - _SENTENCES)
            last = bisect_right(self._sentences, sentence + _SENTENCES)
            near.update(self._entities[first:last])
        return near
