"""Topics: which work, and which person, each part of an article is about."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.document import Document
from ingest.entities import Entity
from ingest.masking import CLASSES
from ingest.mentions import Kind

_WORK = re.compile(f"[{CLASSES['W']}]")
_PERSON = re.compile(f"[{CLASSES['P']}]")
_HEADING = re.compile(
    rf"^\W*(?:\d+\W+)?[{CLASSES['W']}](?:\W*(?:[{CLASSES['N']}]|\d{{4}}|\w+)){{0,4}}\W*$"
)
_MOST = 4


class Topics:
    """The current work and person of each sentence, section by section."""

    def __init__(self, document: Document, sentences_of: Mapping[Entity, Sequence[int]]) -> None:
        self._sentences_of = sentences_of
        self._document = document
        self._opening = document.opening
        self._rank = self._ranked(Kind.WORK)
        self._person_rank = self._ranked(Kind.PERSON)
        self._works = self._carried(_WORK)
        self._people = self._carried(_PERSON)
        self._section = self._sections()

    def works_at(self, sentence: int) -> tuple[Entity, ...]:
        """The works that a sentence may be about, the likeliest first."""
        first = min(self._rank, key=lambda e: self._rank[e], default=None)
        found = (self._section[sentence], self._works[sentence], first)
        return tuple(dict.fromkeys(work for work in found if work is not None))

    def about(self, work: Entity, other: Entity) -> Iterator[str]:
        """Features of how much the parts that name ``other`` are about ``work``."""
        rank = self._rank.get(work, _MOST)
        several = min(len(self._rank), 3)
        yield f"rank={rank}"
        yield f"rank={rank}/{several}"
        at = self._sentences_of.get(other, [])
        current = _share([self._works[i] is work for i in at])
        yield f"current={current}"
        yield f"current={current}/{rank}"
        section = _share([self._section[i] is work for i in at if self._section[i] is not None])
        yield f"section={section}"
        if work.mentions and work.mentions[0].start < self._opening:
            yield "work-opens"
        if other.kind is Kind.PERSON:
            place = self._person_rank.get(other, _MOST)
            yield f"person-rank={place}/{min(len(self._person_rank), 3)}"
            at = self._sentences_of.get(work, [])
            person = _share([self._people[i] is other for i in at])
            yield f"cperson={person}"
            yield f"cperson={person}/{place}"
            if other.mentions and other.mentions[0].start < self._opening:
                yield "person-opens"

    def _ranked(self, kind: Kind) -> dict[Entity, int]:
        """Entities of a kind by how prominent they are: 1 for the first, at most 4."""

        def weight(entity: Entity) -> tuple[int, int]:
            early = any(mention.start < self._opening for mention in entity.mentions)
            return -len(entity.mentions) - 2 * early, entity.mentions[0].start

        found = [e for e in self._document.entities if e.kind is kind and e.mentions]
        return {e: min(i, _MOST) for i, e in enumerate(sorted(found, key=weight), 1)}

    def _carried(self, pattern: re.Pattern[str]) -> list[Entity | None]:
        """For each sentence what it names first of a kind, else what was named last."""
        first = min(self._rank, key=lambda e: self._rank[e], default=None)
        current = first if pattern is _WORK else None
        result = []
        for view in self._document.masked:
            found = [c for c in pattern.findall(view.text) if c in self._document.slots]
            named = [self._document.slots[c] for c in found]
            result.append(named[0] if named else current)
            current = named[-1] if named else current
        return result

    def _sections(self) -> list[Entity | None]:
        """For each sentence the work of the heading above it."""
        current: Entity | None = None
        result = []
        for view in self._document.masked:
            if _HEADING.match(view.text):
                found = _WORK.findall(view.text)
                current = self._document.slots.get(found[0]) if found else current
            result.append(current)
        return result


def _share(inside: Sequence[bool]) -> str:
    if not inside:
        return "none"
    return "all" if all(inside) else "some" if any(inside) else "no"
