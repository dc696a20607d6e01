"""How cues, words and the encoder are weighed into stage and certainty."""

import math

import pytest

from graph.model import Certainty, Relation, Stage
from ingest.classifier import LinearClassifier
from ingest.document import Document
from ingest.entities import Entity
from ingest.heads import STATUSES
from ingest.inference import Finding
from ingest.mentions import Kind
from ingest.occurrences import Occurrence
from ingest.pairs import Pair
from ingest.standing import STANDINGS, StandingModel, standing, standing_features
from ingest.status import Wording

ADA = Entity(0, Kind.PERSON, "Ada Lund")
TIDE = Entity(1, Kind.WORK, "Tide")
DOCUMENT = Document("", [], [ADA, TIDE], [], {})


def model(read: float = 0.0, **weights: float) -> StandingModel:
    """One in which a feature ``rule=STATUS`` speaks for that status with the weight given."""
    table = {
        f"rule={status}": [weight * (s == status) for s in STATUSES]
        for status, weight in weights.items()
    }
    return StandingModel(
        LinearClassifier(STATUSES, {"bias": [0.0] * len(STATUSES), **table}), 1, read
    )


def finding(*scores: float) -> Finding:
    return Finding(Relation.CAST_IN, ADA, TIDE, 0.9, Pair(ADA, TIDE), statuses=scores)


def shown(core: str) -> list[Occurrence]:
    wording = Wording(core=core, clause=core, sentence=core, next="")
    return [Occurrence((0, 10), wording, core, ())]


def test_every_status_says_something() -> None:
    assert set(STANDINGS) >= set(STATUSES)
    assert STANDINGS["rumoured"] == (Stage.CONFIRMED, Certainty.REPORTED)


def test_the_classifier_decides_where_the_encoder_was_not_asked() -> None:
    told = standing(finding(), shown("will star in"), DOCUMENT, model(announced=9.0))
    assert told == (Stage.ANNOUNCED, Certainty.STATED)


def test_the_encoder_has_its_say() -> None:
    scores = [0.0] * len(STATUSES)
    scores[STATUSES.index("exited")] = 12.0
    found = standing(finding(*scores), shown("starred in"), DOCUMENT, model(1.0, confirmed=2.0))
    assert found == (Stage.EXITED, Certainty.STATED)


def test_in_doubt_it_is_not_asserted() -> None:
    """Two in five for a rumour outweigh three in five that it is so."""
    scores = [-20.0] * len(STATUSES)
    scores[STATUSES.index("confirmed")] = math.log(0.6)
    scores[STATUSES.index("rumoured")] = math.log(0.4)
    found = standing(finding(*scores), shown("could star in"), DOCUMENT, model(1.0))
    assert found[1] is Certainty.REPORTED


def test_without_a_sentence_it_is_plain() -> None:
    assert standing(finding(), [], DOCUMENT, model()) == (Stage.CONFIRMED, Certainty.STATED)


@pytest.mark.parametrize("feature", ["rule=announced", "c=will", "c=will star", "s=in", "shown=1"])
def test_features_tell_rule_and_words(feature: str) -> None:
    assert feature in set(standing_features(finding(), shown("will star in"), DOCUMENT))


def test_probabilities_are_such() -> None:
    found = model(0.5, wished=3.0).probabilities({"bias": 1.0, "rule=wished": 1.0}, [0.1] * 8)
    assert sum(found.values()) == pytest.approx(1.0)
    assert max(found, key=lambda status: found[status]) == "wished"
