"""Which relations hold: the probabilities of all pairs, weighed together.

A performer's character, the performer's work and the character's work support each
other: who plays somebody is cast in the work that fits both best.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from graph.model import Relation
from ingest.classifier import LinearClassifier, sigmoid
from ingest.entities import Entity
from ingest.judgement import RELATION_OF, JobKey, Judgement, PairKey, Weighed, weigh
from ingest.lexicon import weights
from ingest.masking import FIRST_SLOT
from ingest.pairs import Pair, Pairs
from ingest.related import related_works
from ingest.relations import CREATOR

_BESIDE = 0.2
_ALSO = 0.75
Curve = tuple[tuple[float, ...], tuple[float, ...]]
_SAID = 0.7  # the share of right ones among what the patterns for related works find


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two entities of the article, and the pair that shows it.

    ``statuses`` are the encoder's scores of `ingest.heads.STATUSES`, if it was asked.
    """

    relation: Relation
    subject: Entity
    object: Entity
    confidence: float
    pair: Pair
    work: Entity | None = None
    job: str = ""
    statuses: tuple[float, ...] = ()
    drawn: bool = False  # follows from a played fact; the pair alone would not say so


@dataclass(frozen=True, slots=True)
class Blend:
    """How the log odds of encoder and classifier make a probability, and the least one at
    which a relation is believed."""

    both: tuple[float, float, float]  # factors of the encoder's and the classifier's, constant
    read: tuple[float, float]  # factor of the encoder's where it is alone, constant
    least: float

    def probability(self, evidence: Weighed) -> float:
        """The probability that evidence with the encoder's part makes."""
        read = evidence.read or 0.0
        if evidence.told is None:
            return sigmoid(self.read[0] * read + self.read[1])
        return sigmoid(self.both[0] * read + self.both[1] * evidence.told + self.both[2])


@dataclass(frozen=True, slots=True)
class RelationModel:
    """One classifier a combination; thresholds for it alone, blends for it and the encoder."""

    classifiers: Mapping[str, LinearClassifier]
    thresholds: Mapping[str, float]
    blends: Mapping[str, Blend] = field(default_factory=dict)
    curves: Mapping[str, Curve] = field(default_factory=dict)

    @staticmethod
    @cache
    def load() -> "RelationModel":
        """The model that is shipped in ``ingest/patterns`` and ``ingest/model``."""
        data = weights("relation_weights")
        classifiers = {
            name: LinearClassifier(("no", "yes"), table) for name, table in data["weights"].items()
        }
        blends = {
            name: Blend(tuple(row["both"]), tuple(row["read"]), row["least"])
            for name, row in weights("blends").items()
        }
        curves = {name: (tuple(x), tuple(y)) for name, (x, y) in weights("confidence").items()}
        return RelationModel(classifiers, data["thresholds"], blends, curves)

    def probability(self, label: str, evidence: Weighed) -> float:
        """How likely a relation is: blended where the encoder has read the article."""
        if evidence.read is None:
            return sigmoid(evidence.told or 0.0)
        return self.blends[label].probability(evidence)

    def confidence(self, finding: Finding, *, fast: bool) -> float:
        """The share of such findings that are right, on articles kept apart."""
        curve = self.curves.get(curve_name(finding, fast=fast))
        return _along(curve, finding.confidence) if curve else finding.confidence

    def least(self, label: str, combination: str, evidence: Weighed) -> float:
        """The probability from which a relation is believed."""
        if evidence.read is None:
            return self.thresholds[combination]
        return self.blends[label].least


def curve_name(finding: Finding, *, fast: bool) -> str:
    """Under which name findings of such a kind are calibrated."""
    return f"{'fast ' * fast}{finding.relation}{' drawn' * finding.drawn}"


def _along(curve: Curve, x: float) -> float:
    """The height of a curve of straight pieces."""
    xs, ys = curve
    at = bisect_right(xs, x)
    if at in (0, len(xs)):
        return ys[0] if at == 0 else ys[-1]
    share = (x - xs[at - 1]) / (xs[at] - xs[at - 1])
    return ys[at - 1] + share * (ys[at] - ys[at - 1])


def infer(pairs: Pairs, model: RelationModel) -> Iterator[Finding]:
    """The findings of an article, each relation between two entities once."""
    judgement = weigh(pairs, model.classifiers)
    fast = pairs.document.context is None
    for find in (_performers, _makers, _derived):
        for finding in find(pairs, model, judgement):
            yield replace(finding, confidence=model.confidence(finding, fast=fast))


def _performers(pairs: Pairs, model: RelationModel, judgement: Judgement) -> Iterator[Finding]:
    """Performers, characters, works and networks."""
    probability = {
        key: model.probability(RELATION_OF[key[0]], e) for key, e in judgement.pairs.items()
    }
    believed = {
        key: p
        for key, p in probability.items()
        if p >= model.least(RELATION_OF[key[0]], key[0], judgement.pairs[key])
    }
    found: dict[tuple[Relation, Entity, Entity], Finding] = {}

    def add(finding: Finding) -> None:
        key = finding.relation, finding.subject, finding.object
        if key not in found or found[key].confidence < finding.confidence:
            found[key] = finding

    def finding(key: PairKey, p: float, pair: Pair, work: Entity | None = None) -> Finding:
        told = tuple(judgement.statuses.get(key, ()))
        return Finding(RELATION_OF[key[0]], key[1], key[2], p, pair, work, statuses=told)

    works = [entity for entity in pairs.document.entities if entity.kind == "work"]
    enough = model.thresholds["work"]
    for key, p in believed.items():
        letters, person, character = key
        if letters != "PC":
            continue
        pair = pairs.by_key[key]
        work = _work_of(person, character, works, probability, enough, _works_beside(pair, pairs))
        add(finding(key, p, pair, work))
        if work is not None:
            for drawn in (("PW", person, work), ("CW", character, work)):
                own = pairs.by_key.get(drawn)
                shown = own if own is not None and own.places else pair
                if drawn not in believed:
                    follows = p * max(probability.get(drawn, 0.0), enough)
                    add(replace(finding(drawn, follows, shown), drawn=True))
                else:
                    add(finding(drawn, probability[drawn], shown))
    home = {f.subject: f.object for f in found.values() if f.relation is Relation.CHARACTER_IN}
    made = {
        (person, work)
        for (person, work, job), evidence in judgement.jobs.items()
        if model.probability(_label(job), evidence)
        >= max(model.least(_label(job), "PWJ", evidence), 0.5)
    }
    for key, p in believed.items():
        letters, one, other = key
        if letters == "CW" and home.get(one, other) is not other and p < _ALSO:
            continue  # a character has one home, if the text does not say so plainly
        if letters == "PW" and (one, other) in made and p < _ALSO:
            continue  # who makes a work is named beside it without acting in it
        if letters != "PC":
            add(finding(key, p, pairs.by_key[key]))
    yield from found.values()


def _label(job: str) -> str:
    """Under which label a job is blended: all of a crew together."""
    return relation_of(job).value


def relation_of(job: str) -> Relation:
    """Which relation somebody has to a work by a job."""
    return Relation.CREATED if job == CREATOR else Relation.CREW


def _makers(pairs: Pairs, model: RelationModel, judgement: Judgement) -> Iterator[Finding]:
    """Creators and crew. Where a sentence names the work that somebody made, it does not
    speak of the article's topic as well."""
    believed: list[tuple[JobKey, Pair, float]] = []
    for key, evidence in judgement.jobs.items():
        p = model.probability(_label(key[2]), evidence)
        if p >= model.least(_label(key[2]), "PWJ", evidence):
            pair = pairs.jobs.get(key) or pairs.by_key["PW", key[0], key[1]]
            believed.append((key, pair, p))
    spoken_for = {
        (person, job, place[1])
        for (person, _, job), pair, _ in believed
        if _named_beside(pair)
        for place in pair.places
    }
    for key, pair, p in believed:
        person, work, job = key
        if (
            key in pairs.jobs
            and not _named_beside(pair)
            and all((person, job, place[1]) in spoken_for for place in pair.places)
        ):
            continue
        told = tuple(judgement.statuses.get(("PW", person, work), ()))
        yield Finding(relation_of(job), person, work, p, pair, job=job, statuses=told)


def _derived(pairs: Pairs, model: RelationModel, judgement: Judgement) -> Iterator[Finding]:
    """Works that derive from others: what patterns say, and what the encoder is sure of."""
    found = {}
    for one, other, match in related_works(pairs.document, pairs.matches):
        pair = Pair(one, other, matches=[match])
        found[one, other] = Finding(
            Relation.RELATED_WORK, one, other, _SAID, pair, job=match.pattern.qualifier
        )
    for (one, other, kind), evidence in judgement.related.items():
        p = model.probability("related_work", evidence)
        known = found.get((one, other)) or found.get((other, one))
        if p >= model.blends["related_work"].least and (known is None or known.confidence < p):
            pair = Pair(one, other)
            found.pop((other, one), None)
            found[one, other] = Finding(Relation.RELATED_WORK, one, other, p, pair, job=kind)
    yield from found.values()


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
    found = (document.slots.get(c) for c in document.masked[index].text if c >= FIRST_SLOT)
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
