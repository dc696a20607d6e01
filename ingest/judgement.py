"""Judgement: how likely each relation is, by the linear classifiers and by the encoder.

The classifiers see patterns and the words between two mentions, the encoder all places of
both in their context. Each is surer of what the other finds hard, so that a logistic
regression on articles which neither was trained on weighs them (``blends.json``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Relation
from ingest.classifier import LinearClassifier
from ingest.document import Document
from ingest.entities import Entity
from ingest.heads import JOBS, LABELS, Place
from ingest.pairs import Pairs
from ingest.reach import pairs_within
from ingest.relations import CREATOR
from ingest.wordpieces import WordPieces

# What each combination's own classifier is about; these are labels, too.
RELATION_OF = {
    "PW": Relation.CAST_IN,
    "PC": Relation.PLAYED,
    "CW": Relation.CHARACTER_IN,
    "WN": Relation.AIRS_ON,
}
MAKERS = (CREATOR, *JOBS)
_LIKELY = -1.5  # log odds from which the encoder may propose a job that no word suggests

PairKey = tuple[str, Entity, Entity]
JobKey = tuple[Entity, Entity, str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for a relation: log odds of the encoder and of the classifier, if any."""

    read: float | None
    told: float | None


@dataclass(slots=True)
class Judgement:
    """Evidence by pair, by person, work and job, and by two works and the kind of their
    tie; scores of `ingest.heads.STATUSES` by pair."""

    pairs: dict[PairKey, Weighed] = field(default_factory=dict)
    jobs: dict[JobKey, Weighed] = field(default_factory=dict)
    related: dict[tuple[Entity, Entity, str], Weighed] = field(default_factory=dict)
    statuses: dict[PairKey, list[float]] = field(default_factory=dict)


def weigh(pairs: Pairs, classifiers: Mapping[str, LinearClassifier]) -> Judgement:
    """All evidence of an article."""
    found = Judgement()
    read = _read(pairs.document, found)
    for (letters, one, other), pair in pairs.by_key.items():
        told = classifiers[letters].log_odds(pair.seen)
        odds = read.get((letters, one, other))
        seen = None if odds is None else odds[LABELS[letters].index(RELATION_OF[letters])]
        found.pairs[letters, one, other] = Weighed(seen, told)
    for (letters, one, other), odds in read.items():
        if letters == "PW":
            for job in MAKERS:
                value = odds[LABELS["PW"].index(label_of(job))]
                known = pairs.jobs.get((one, other, job))
                if known is None and value < _LIKELY:
                    continue
                told_job = classifiers["PWJ"].log_odds(known.seen) if known else None
                found.jobs[one, other, job] = Weighed(value, told_job)
        elif letters == "WW":
            for label, value in zip(LABELS["WW"], odds, strict=True):
                if value >= _LIKELY * 2:
                    found.related[one, other, label] = Weighed(value, None)
    for key, pair in pairs.jobs.items():
        if key not in found.jobs:
            found.jobs[key] = Weighed(None, classifiers["PWJ"].log_odds(pair.seen))
    return found


def _read(document: Document, found: Judgement) -> dict[PairKey, list[float]]:
    """The encoder's log odds of each pair's LABELS; its statuses go into ``found``."""
    if document.context is None:
        return {}
    entities, places = places_of(document, document.context.pieces)
    keys = pair_keys(entities)
    numbers = {entity: number for number, entity in enumerate(entities)}
    asked = {
        letters: [(numbers[one], numbers[other]) for one, other in wanted]
        for letters, wanted in keys.items()
    }
    read: dict[PairKey, list[float]] = {}
    for letters, (odds, statuses) in document.context.relations(asked, places).items():
        for (one, other), row, status in zip(keys[letters], odds, statuses, strict=True):
            read[letters, one, other] = row.tolist()
            found.statuses[letters, one, other] = status.tolist()
    return read


def pair_keys(entities: Sequence[Entity]) -> dict[str, list[tuple[Entity, Entity]]]:
    """The pairs of each of `ingest.heads.LABELS` that an article may relate."""
    keys: dict[str, list[tuple[Entity, Entity]]] = {letters: [] for letters in LABELS}
    for letters, one, other in pairs_within(entities, tuple(LABELS)):
        keys[letters].append((one, other))
    return keys


def label_of(job: str) -> str:
    """The label that stands for what somebody is of a work."""
    return "created" if job == CREATOR else job


def places_of(document: Document, pieces: WordPieces) -> tuple[list[Entity], list[list[Place]]]:
    """The entities that are named, and for each its places in word pieces, references last."""
    entities = [entity for entity in document.entities if entity.mentions]
    places = {
        entity: [Place(*pieces.span(m.start, m.end)) for m in entity.mentions]
        for entity in entities
    }
    for view in document.masked:
        seen = set()
        for position, reference in view.resolved.items():
            entity = document.slots.get(view.text[position])
            key = reference.start, reference.end, entity
            if entity in places and key not in seen:
                seen.add(key)
                span = pieces.span(reference.start, reference.end)
                places[entity].append(Place(*span, reference=True))
    return entities, list(places.values())
