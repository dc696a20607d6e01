"""Which relations hold: the classifiers' probabilities of all pairs, weighed together.

A performer's character, the performer's work and the character's work support each
other: who plays somebody is cast in the work that fits both best.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.model import Relation
from ingest.classifier import LinearClassifier
from ingest.entities import Entity
from ingest.lexicon import weights
from ingest.pairs import Pair, Pairs
from ingest.relations import CREATOR

_BESIDE = 0.2
_ALSO = 0.75

RELATION_OF = {
    "PW": Relation.CAST_IN,
    "PC": Relation.PLAYED,
    "CW": Relation.CHARACTER_IN,
    "WN": Relation.AIRS_ON,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two entities of the article, and the pair that shows it."""

    relation: Relation
    subject: Entity
    object: Entity
    confidence: float
    pair: Pair
    work: Entity | None = None
    job: str = ""


@dataclass(frozen=True, slots=True)
class RelationModel:
    """One classifier a combination, with the least probability at which each is believed."""

    classifiers: dict[str, LinearClassifier]
    thresholds: dict[str, float]

    @staticmethod
    @cache
    def load() -> "RelationModel":
        """The model that is shipped in ``ingest/patterns/relation_weights.json``."""
        data = weights("relation_weights")
        classifiers = {
            name: LinearClassifier(("no", "yes"), table) for name, table in data["weights"].items()
        }
        return RelationModel(classifiers, data["thresholds"])

    def probability(self, combination: str, pair: Pair) -> float:
        """How likely the relation of the combination holds of the pair."""
        return self.classifiers[combination].probability(pair.seen)


def infer(pairs: Pairs, model: RelationModel) -> Iterator[Finding]:
    """The findings of an article, each relation between two entities once."""
    probability = {
        (letters, one, other): model.probability(letters, pair)
        for (letters, one, other), pair in pairs.by_key.items()
    }
    least = model.thresholds
    found: dict[tuple[Relation, Entity, Entity], Finding] = {}

    def add(finding: Finding) -> None:
        key = finding.relation, finding.subject, finding.object
        if key not in found or found[key].confidence < finding.confidence:
            found[key] = finding

    works = [entity for entity in pairs.document.entities if entity.kind == "work"]
    for (letters, person, character), p in probability.items():
        if letters != "PC" or p < least["PC"]:
            continue
        pair = pairs.by_key[letters, person, character]
        beside = _works_beside(pair, pairs)
        work = _work_of(person, character, works, probability, least["work"], beside)
        add(Finding(Relation.PLAYED, person, character, p, pair, work))
        if work is not None:
            for combination, entity in (("PW", person), ("CW", character)):
                key = combination, entity, work
                p_work = max(probability.get(key, 0.0), min(p, least["work"]))
                own = pairs.by_key.get(key)
                shown = own if own is not None and own.places else pair
                add(Finding(RELATION_OF[combination], entity, work, p_work, shown))
    home = {f.subject: f.object for f in found.values() if f.relation is Relation.CHARACTER_IN}
    made = {
        (one, work)
        for (one, work, _), pair in pairs.jobs.items()
        if model.probability("PWJ", pair) >= max(least["PWJ"], 0.5)
    }
    for (letters, one, other), p in probability.items():
        if letters == "PC" or p < least[letters]:
            continue
        if letters == "CW" and home.get(one, other) is not other and p < _ALSO:
            continue  # a character has one home, if the text does not say so plainly
        if letters == "PW" and (one, other) in made and p < _ALSO:
            continue  # who makes a work is named beside it without acting in it
        add(Finding(RELATION_OF[letters], one, other, p, pairs.by_key[letters, one, other]))
    yield from found.values()
    yield from _makers(pairs, model)


def _makers(pairs: Pairs, model: RelationModel) -> Iterator[Finding]:
    """Creators and crew. Where a sentence names the work that somebody made, it does not
    speak of the article's topic as well."""
    believed = [
        (key, pair, p)
        for key, pair in pairs.jobs.items()
        if (p := model.probability("PWJ", pair)) >= model.thresholds["PWJ"]
    ]
    spoken_for = {
        (person, job, place[1])
        for (person, _, job), pair, _ in believed
        if _named_beside(pair)
        for place in pair.places
    }
    for (person, work, job), pair, p in believed:
        if not _named_beside(pair) and all(
            (person, job, place[1]) in spoken_for for place in pair.places
        ):
            continue
        relation = Relation.CREATED if job == CREATOR else Relation.CREW
        yield Finding(relation, person, work, p, pair, job=job)


def _named_beside(pair: Pair) -> bool:
    """Whether some sentence names person, job and work together."""
    return any(feature.startswith("order=") for feature in pair.seen)


def _works_beside(pair: Pair, pairs: Pairs) -> set[Entity]:
    """The works in the sentence that shows a pair best."""
    if pair.matches:
        index = pair.matches[0].sentence
    elif pair.places:
        index = min(pair.places)[1]
    else:
        return set()
    document = pairs.document
    found = (document.slots.get(c) for c in document.masked[index].text if c >= "\ue000")
    return {e for e in found if e is not None and e.kind == "work"}


def _work_of(
    person: Entity,
    character: Entity,
    works: list[Entity],
    probability: dict[tuple[str, Entity, Entity], float],
    least: float,
    beside: set[Entity],
) -> Entity | None:
    """The work that fits performer and character best, if any does well enough.

    One that the sentence itself names (``beside``) has an advantage.
    """

    def fit(work: Entity) -> float:
        one = probability.get(("PW", person, work), 0.0)
        other = probability.get(("CW", character, work), 0.0)
        return (one + other) / 2 + _BESIDE * (work in beside)

    best = max(works, key=fit, default=None)
    return best if best is not None and fit(best) >= least else None
