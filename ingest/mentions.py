"""Mentions: which candidates name something, and what (person, character, work, network).

Each form is classified once for the document, from all its occurrences; then every
sentence keeps the best set of candidates that do not overlap.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from ingest.candidates import Candidate, Sentence, key
from ingest.classifier import LinearClassifier
from ingest.features import extract, ordinary_words
from ingest.pipeline import load_pipeline

# Added to every candidate's score against "none": the classifier is trained on names
# with a fact, so that it is too ready to drop the others.
_LENIENCE = 0.7
_MARKED_GAIN = 0.5
_CAP = 3.0
_LENGTH = 1.25  # two words are worth more than twice one


class Kind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    CHARACTER = "character"
    WORK = "work"
    NETWORK = "network"


@dataclass(slots=True)
class Mention:
    """A span of the document that names something."""

    start: int
    end: int
    text: str
    kind: Kind
    score: float
    sentence: int
    marked: bool = False


@dataclass(slots=True)
class Typed:
    """What a form is held to be: its likeliest kind, and its log odds against none."""

    kind: Kind
    gain: float
    probabilities: dict[str, float]

    @classmethod
    def of(cls, probabilities: dict[str, float]) -> "Typed":
        """The typing that follows from (unnormalised) probabilities of kinds and "none"."""
        kind = max(Kind, key=lambda k: probabilities[k])
        odds = max(probabilities[kind], 1e-9) / max(probabilities["none"], 1e-9)
        return cls(kind, math.log(odds) + _LENIENCE, probabilities)


def classify(
    doc: Doc, sentences: Sequence[Sentence], classifier: LinearClassifier
) -> dict[str, Typed]:
    """The typing of every form of the document, by key."""
    ordinary = ordinary_words(load_pipeline())
    return {
        form: Typed.of(classifier.probabilities(features))
        for form, features in extract(doc, sentences, ordinary).items()
    }


def choose_mentions(sentences: Sequence[Sentence], typed: Mapping[str, Typed]) -> list[Mention]:
    """The mentions of the document in order of their place."""
    return [
        Mention(c.start, c.end, c.text, form.kind, form.gain, index, c.marked)
        for index, sentence in enumerate(sentences)
        for c, form in _best(sentence.candidates, typed)
    ]


def _best(
    candidates: Sequence[Candidate], typed: Mapping[str, Typed]
) -> list[tuple[Candidate, Typed]]:
    """The candidates that do not overlap and gain most in sum (weighted intervals)."""
    scored = []
    for candidate in candidates:
        form = typed[key(candidate.text)]
        gain = form.gain + (_MARKED_GAIN if candidate.marked else 0.0)
        if gain > 0:
            worth = _worth(candidate, form, gain, typed)
            scored.append((candidate.end, candidate.start, worth, candidate, form))
    scored.sort(key=lambda item: (item[0], item[1]))
    best: list[tuple[float, int, bool]] = []  # value, previous index, taken
    for index, (_, start, gain, _, _) in enumerate(scored):
        before = index - 1
        while before >= 0 and scored[before][0] > start:
            before -= 1
        with_it = gain + (best[before][0] if before >= 0 else 0.0)
        without = best[index - 1][0] if index else 0.0
        best.append((with_it, before, True) if with_it > without else (without, index - 1, False))
    chosen = []
    index = len(scored) - 1
    while index >= 0:
        _, before, taken = best[index]
        if taken:
            chosen.append((scored[index][3], scored[index][4]))
        index = before
    return chosen[::-1]


def _worth(candidate: Candidate, form: Typed, gain: float, typed: Mapping[str, Typed]) -> float:
    """What a candidate adds to a choice: more for more words, and for a full name always
    more than for its parts, which other sentences may know by themselves."""
    parts = candidate.text.lower().split()
    worth: float = min(gain, _CAP) * len(parts) ** _LENGTH
    paired = form.kind is Kind.WORK and (candidate.marked or "&" in parts)
    personal = form.kind in (Kind.PERSON, Kind.CHARACTER)
    if (personal or paired) and 1 < len(parts) <= 4:
        known = [typed[part] for part in parts if part in typed]
        apart = sum(min(t.gain, _CAP) for t in known if t.gain > 0)
        worth = max(worth, apart + 0.1)
    return worth
