"""Pairs of entities and what speaks for a relation between them, as features.

For every pair that could stand in a relation (person-work, person-character,
character-work, work-network) the evidence of the whole article is pooled: patterns that
matched, the words between two mentions in a sentence, and how near, how often and how
prominently the two are named. No feature holds a name.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Relation
from ingest.between import Token, between, bucket, tokens_of
from ingest.document import Document
from ingest.entities import Entity
from ingest.jobs import job_candidates
from ingest.lists import list_ends
from ingest.masking import CLASSES, Masked
from ingest.mentions import Kind
from ingest.reach import pairs_within
from ingest.relations import Match, find_matches
from ingest.topics import Topics

Features = dict[str, float]
COMBINATIONS = {
    "PW": (Kind.PERSON, Kind.WORK),
    "PC": (Kind.PERSON, Kind.CHARACTER),
    "CW": (Kind.CHARACTER, Kind.WORK),
    "WN": (Kind.WORK, Kind.NETWORK),
}
_WORK = re.compile(f"[{CLASSES['W']}]")
_REACH = 30  # tokens between two mentions whose words are looked at


@dataclass(slots=True, eq=False)
class Pair:
    """Two entities, what was seen of them together, and where."""

    first: Entity
    second: Entity
    seen: Counter[str] = field(default_factory=lambda: Counter(("bias",)))
    # (tokens apart, sentence, start, end of the stretch in the masked text)
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)


class Pairs:
    """All pairs of an article that might be related, by combination."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_key: dict[tuple[str, Entity, Entity], Pair] = {}
        # Creators and crew: person, work and job, for what some pattern suggests.
        self.jobs: dict[tuple[Entity, Entity, str], Pair] = {}
        self._sentences_of: dict[Entity, list[int]] = defaultdict(list)
        self._all_pairs()
        tokens = [list(tokens_of(view, document.slots)) for view in document.masked]
        for index, found in enumerate(tokens):
            self._read_sentence(index, found)
        self.matches: list[Match] = []
        self._topics = Topics(document, self._sentences_of)
        for view in document.masked:
            self._read_jobs(view)
            for match in find_matches(view):
                self.matches.append(match)
                self._read_match(match, view)
        self._document_features()
        self._job_features()

    def _all_pairs(self) -> None:
        named = [entity for entity in self.document.entities if entity.mentions]
        for letters, first, second in pairs_within(named, tuple(COMBINATIONS)):
            self.by_key[letters, first, second] = Pair(first, second)

    def _pair(self, one: Entity, other: Entity) -> tuple[str, Pair] | None:
        for letters, (first, second) in COMBINATIONS.items():
            if (one.kind, other.kind) == (first, second):
                return letters, self.by_key.setdefault((letters, one, other), Pair(one, other))
            if (other.kind, one.kind) == (first, second):
                return letters, self.by_key.setdefault((letters, other, one), Pair(other, one))
        return None

    def _read_sentence(self, index: int, tokens: Sequence[Token]) -> None:
        places = [i for i, token in enumerate(tokens) if token.entity is not None]
        lists = list_ends([token.text for token in tokens])
        for i in places:
            entity = tokens[i].entity
            if entity is not None and index not in self._sentences_of[entity][-1:]:
                self._sentences_of[entity].append(index)
        for position, i in enumerate(places):
            for j in places[position + 1 :]:
                if j - i > _REACH:
                    break
                one, other = tokens[i].entity, tokens[j].entity
                if one is None or other is None:
                    continue
                found = self._pair(one, other)
                if found is not None:
                    pair = found[1]
                    pair.places.append((j - i, index, tokens[i].start, tokens[j].start + 1))
                    order = tokens[i].text + tokens[j].text
                    told = between(order, tokens, lists[i][1], lists[j][0])
                    pair.seen.update(dict.fromkeys(told, 1))

    def _read_jobs(self, view: Masked) -> None:
        topics = self._topics.works_at(view.index)
        for found in job_candidates(view, self.document.slots, topics):
            key = found.person, found.work, found.job
            pair = self.jobs.setdefault(key, Pair(found.person, found.work))
            pair.seen.update(dict.fromkeys(found.features, 1))
            pair.places.append((found.end - found.start, found.sentence, found.start, found.end))

    def _read_match(self, match: Match, view: Masked) -> None:
        slots = self.document.slots
        named = {
            name: [slots[c] for c in characters if c in slots]
            for name, characters in match.slots.items()
        }
        people, characters = named.get("P", []), named.get("C", [])
        works, networks = named.get("W", []), named.get("N", [])
        pattern = match.pattern
        for work in works:
            for network in networks:
                self._note(work, network, match, "")
        told = [(work, "") for work in works]
        if not works and pattern.relation != Relation.AIRS_ON:
            told = list(self._works_near(match, view))
        if pattern.relation in (Relation.CREW, Relation.CREATED):
            for person in people:
                for work, how in told:
                    self._note_job(person, work, match, how)
            return
        for person, character in _aligned(people, characters):
            self._note(person, character, match, "")
        for entity in (*people, *characters):
            for work, how in told:
                self._note(entity, work, match, how)

    def _note(self, one: Entity, other: Entity, match: Match, how: str) -> None:
        found = self._pair(one, other)
        if found is not None:
            seen = found[1].seen
            seen[f"pattern={match.pattern.name}/{how}"] += 1
            seen[f"relation={match.pattern.relation}/{how}"] += 1
            seen[f"weak={match.pattern.weak}/{how}"] += 1
            found[1].matches.append(match)

    def _note_job(self, person: Entity, work: Entity, match: Match, how: str) -> None:
        job = match.pattern.qualifier
        pair = self.jobs.get((person, work, job))
        if pair is not None:
            pair.seen[f"pattern={match.pattern.name}/{how}"] += 1
            pair.seen[f"how={how}"] += 1
            pair.seen["pattern"] = 1
            pair.matches.append(match)

    def _works_near(self, match: Match, view: Masked) -> Iterator[tuple[Entity, str]]:
        """The works that a match without one may be about, and how each was found."""
        slots = self.document.slots
        named = [
            (m.start(), slots[m.group()]) for m in _WORK.finditer(view.text) if m.group() in slots
        ]
        after = [work for at, work in named if at >= match.end]
        before = [work for at, work in named if at < match.end]
        found: dict[Entity, str] = {}
        if after:
            found[after[0]] = "after"
        if before:
            found.setdefault(before[-1], "before")
        for place, work in enumerate(self._topics.works_at(match.sentence)):
            found.setdefault(work, f"topic{place}{'+' if named else ''}")
        yield from found.items()

    def _document_features(self) -> None:
        topics = self._topics
        acting = {
            entity
            for (letters, one, other), pair in self.by_key.items()
            if letters == "PC" and any(f.startswith("relation=") for f in pair.seen)
            for entity in (one, other)
        }
        for (letters, first, second), pair in self.by_key.items():
            seen = pair.seen
            distance = bucket(min((place[0] for place in pair.places), default=99))
            told = [*_certainty(first, second), f"together={min(len(pair.places), 3)}"]
            told.append(f"nearest={distance}")
            if not pair.places:
                told.append(f"gap={self._gap(first, second)}")
            if letters == "PC":
                told.append(f"named={min(len(first.mentions), 3)}")
                told.append(f"named2={min(len(second.mentions), 3)}")
            else:
                work, other = (second, first) if letters[1] == "W" else (first, second)
                about = list(topics.about(work, other))
                role = "acts" if other in acting else "apart"
                told += [f"named={min(len(other.mentions), 3)}", *about]
                told += [f"{role}&{feature}" for feature in about]
                told += [f"{distance}&{feature}" for feature in about if feature[0] in "rc"]
            seen.update(dict.fromkeys(told, 1))

    def _job_features(self) -> None:
        """What else is known of a person and a work that a word for a job ties together."""
        told = Counter((person, job) for person, _, job in self.jobs)
        for (person, work, job), pair in self.jobs.items():
            pair.seen.update(self._topics.about(work, person))
            pair.seen.update(_certainty(person, work))
            pair.seen[f"rivals={min(told[person, job], 3)}"] = 1
            pair.seen[f"patterns={min(len(pair.matches), 3)}"] = 1
            pair.seen[f"places={min(len(pair.places), 3)}"] = 1

    def _gap(self, first: Entity, second: Entity) -> str:
        one, other = self._sentences_of.get(first, []), self._sentences_of.get(second, [])
        if not one or not other:
            return "none"
        best = 99
        for index in one:
            at = bisect_right(other, index)
            best = min(
                [best, *(abs(index - other[k]) for k in (at - 1, at) if 0 <= k < len(other))]
            )
        return str(min(best, 4))


def _certainty(first: Entity, second: Entity) -> Iterator[str]:
    """How sure it is that the two are what they are held to be."""
    one, other = _sure(first), _sure(second)
    yield f"sure1={one}"
    yield f"sure2={other}"
    yield f"sure={min(one, other)}"


def _sure(entity: Entity) -> int:
    return round(2 * min(max((mention.score for mention in entity.mentions), default=0.0), 4.0))


def _aligned(
    people: Sequence[Entity], characters: Sequence[Entity]
) -> Iterator[tuple[Entity, Entity]]:
    """Performers with their characters: by order when there are as many of both."""
    if len(people) == len(characters):
        yield from zip(people, characters, strict=True)
    elif len(people) == 1:
        yield from ((people[0], character) for character in characters)
    elif len(characters) == 1 and people:
        yield people[-1], characters[0]
