"""Standing of a fact: the cues, the words around it and the encoder, weighed together.

The cues of ``patterns/status.tsv`` are surest where they are meant for the statement;
which of them are, a linear classifier has learnt from the words beside them. The encoder
has read whole paragraphs.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.model import ASSERTED_STAGES, Certainty, Relation, Stage
from ingest.classifier import LinearClassifier, softmax
from ingest.document import Document
from ingest.heads import STATUSES
from ingest.inference import Finding
from ingest.lexicon import weights
from ingest.masking import ANY
from ingest.occurrences import Occurrence
from ingest.status import PLAIN, Standing, combine, read_status

_TOKEN = re.compile(rf"[^\W\d_{ANY}]+(?:'[^\W\d_{ANY}]+)?|[?\"]")
_MOST = 3  # statements looked at
_MENTIONS = 6  # sentences that name the performer or maker
# What a status says, by its two axes.
STANDINGS: Mapping[str, Standing] = {
    **{stage.value: (stage, Certainty.STATED) for stage in Stage},
    "in_talks": (Stage.IN_TALKS, Certainty.STATED),
    "rumoured": (Stage.CONFIRMED, Certainty.REPORTED),
    "denied": (Stage.CONFIRMED, Certainty.DENIED),
}
ASSERTED = tuple(status for status in STATUSES if status in ASSERTED_STAGES)
# Of these relations an article tells how far they have come. A work airs and a character is
# somebody's, whatever a sentence that tells so in passing hopes, denies or hears of a performer.
WITH_STATUS = (Relation.PLAYED, Relation.CAST_IN, Relation.CREATED, Relation.CREW)
# From which share on a fact is taken for asserted, where the cues say so too, and where not.
_SURE, _SURER = 0.9, 0.98


@dataclass(frozen=True, slots=True)
class StandingModel:
    """The classifier, and the weight of its log probabilities beside the encoder's."""

    classifier: LinearClassifier
    told: float
    read: float

    @staticmethod
    @cache
    def load() -> "StandingModel":
        """The model that is shipped in ``ingest/patterns`` and ``ingest/model``."""
        blend = weights("standing")
        return StandingModel(LinearClassifier.load("status_weights"), blend["told"], blend["read"])

    def probabilities(
        self, features: Mapping[str, float], read: Sequence[float]
    ) -> dict[str, float]:
        """The probability of each status; ``read`` are the encoder's scores, if any."""
        told = self.classifier.probabilities(features)
        total = {s: math.log(max(told.get(s, 0.0), 1e-4)) for s in STATUSES}
        if read:
            total = {
                s: self.told * value + self.read * score
                for (s, value), score in zip(total.items(), read, strict=True)
            }
        return softmax(total)


def standing(
    finding: Finding, found: Sequence[Occurrence], document: Document, model: StandingModel
) -> Standing:
    """Stage and certainty of a finding, shown by the occurrences."""
    if not found:
        return PLAIN
    features = dict.fromkeys(standing_features(finding, found, document), 1.0)
    probabilities = model.probabilities(features, finding.statuses)
    asserted = sum(probabilities[s] for s in ASSERTED)
    cued = combine([occurrence.wording for occurrence in found[:_MOST]])
    so = _name(cued) in ASSERTED
    # First whether it is so, then how far it has come. Why it is not, the cues know best.
    believed = asserted >= (_SURE if so else _SURER)
    if not believed and not so:
        return cued
    best = max((s for s in STATUSES if (s in ASSERTED) == believed), key=probabilities.__getitem__)
    stage, certainty = STANDINGS[best]
    if certainty is not Certainty.STATED:
        stage = cued[0]
    return stage, certainty


def standing_features(
    finding: Finding, found: Sequence[Occurrence], document: Document
) -> Iterator[str]:
    """What speaks for one status or another."""
    wordings = [occurrence.wording for occurrence in found[:_MOST]]
    rule = _name(combine(wordings))
    yield "bias"
    yield f"rule={rule}"
    yield f"rule={rule}/{finding.relation}"
    yield f"relation={finding.relation}"
    if finding.relation is Relation.CREW:
        yield f"job={finding.job}"
    yield f"shown={len(wordings)}"
    first, *others = wordings
    yield f"first={_name(read_status(first))}/{first.inferred}/{first.stage}"
    core = _TOKEN.findall(first.core)
    for word in dict.fromkeys(core):
        yield f"c={word}"
    for one, other in pairwise(core):
        yield f"c={one} {other}"
    clause = _TOKEN.findall(first.clause)
    for word in dict.fromkeys(clause):
        yield f"k={word}"
    for one, other in pairwise(clause):
        yield f"k={one} {other}"
    for word in dict.fromkeys(_TOKEN.findall(first.sentence)):
        yield f"s={word}"
    for word in dict.fromkeys(_TOKEN.findall(first.next)):
        yield f"n={word}"
    for wording in others:
        yield f"other={_name(read_status(wording))}"
        for word in dict.fromkeys(_TOKEN.findall(wording.core)):
            yield f"o={word}"
    sentences = dict.fromkeys(mention.sentence for mention in finding.subject.mentions)
    told = [document.masked[index].text for index in list(sentences)[:_MENTIONS]]
    for word in dict.fromkeys(word for text in told for word in _TOKEN.findall(text)):
        yield f"p={word}"


def _name(found: Standing) -> str:
    stage, certainty = found
    if certainty is Certainty.STATED:
        return stage.value
    return certainty.value
