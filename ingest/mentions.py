"""Mentions: which candidates name something, and what (person, character, work, network).

Each form is classified once for the document, from all its occurrences, by a linear
classifier; the encoder, where it is used, judges every occurrence as well. Then every
sentence keeps the best set of candidates that do not overlap.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from ingest.candidates import Candidate, Sentence, key
from ingest.classifier import LinearClassifier, softmax
from ingest.context import Context
from ingest.features import extract, is_ordinary, ordinary_words
from ingest.heads import KINDS
from ingest.pipeline import load_pipeline

# Added to every candidate's score against "none": the classifier is trained on names
# with a fact, so that it is too ready to drop the others.
_LENIENCE = 0.7
_SAY = 0.5  # of the linear classifier beside the encoder
_MARKED_GAIN = 0.5
_KNOWN = 3.0  # to the log odds of what a name is known as
_KNOWN_WORD = 1.0  # the same where it is an ordinary word as well
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


@dataclass(frozen=True, slots=True)
class Typing:
    """What the candidates of a document are held to be, by place and by form."""

    places: Mapping[tuple[int, int], Typed]
    forms: Mapping[str, Typed]

    @classmethod
    def of(cls, sentences: Sequence[Sentence], places: Mapping[tuple[int, int], Typed]) -> "Typing":
        """The typing in which a form is what it is held to be where that is surest."""
        forms: dict[str, Typed] = {}
        for candidate in candidates_of(sentences):
            typed, form = places[candidate.start, candidate.end], key(candidate.text)
            if form not in forms or forms[form].gain < typed.gain:
                forms[form] = typed
        return cls(places, forms)


def candidates_of(sentences: Sequence[Sentence]) -> Iterator[Candidate]:
    """All candidates of a document."""
    for sentence in sentences:
        yield from sentence.candidates


def classify(
    doc: Doc,
    sentences: Sequence[Sentence],
    classifier: LinearClassifier,
    context: Context | None = None,
    known: Mapping[str, Kind] | None = None,
) -> Typing:
    """The typing of a document by the classifier and, with a ``context``, the encoder;
    ``known`` has kinds of names by form, from elsewhere."""
    ordinary = ordinary_words(load_pipeline())
    known = known or {}
    forms = {
        form: classifier.probabilities(features)
        for form, features in extract(doc, sentences, ordinary).items()
    }
    favoured = {
        form: (known[form], _KNOWN_WORD if is_ordinary(form, ordinary) else _KNOWN)
        for form in forms.keys() & known.keys()
    }
    candidates = list(candidates_of(sentences))
    if context is None:
        typed = {form: Typed.of(_favour(p, favoured.get(form))) for form, p in forms.items()}
        return Typing({(c.start, c.end): typed[key(c.text)] for c in candidates}, typed)
    read = context.kinds(candidates)
    places = {}
    for candidate, row in zip(candidates, read, strict=True):
        form = key(candidate.text)
        probabilities = _favour(_together(row, forms[form]), favoured.get(form))
        places[candidate.start, candidate.end] = Typed.of(probabilities)
    return Typing.of(sentences, places)


def _favour(probabilities: dict[str, float], known: tuple[Kind, float] | None) -> dict[str, float]:
    """The (unnormalised) probabilities of a form that is known as something."""
    if known is None:
        return probabilities
    kind, gain = known
    return {**probabilities, kind: probabilities[kind] * math.exp(gain)}


def _together(read: Sequence[float], told: Mapping[str, float]) -> dict[str, float]:
    """Probabilities of the encoder (its logarithms) and of the classifier as one."""
    return softmax(
        {k: lp + _SAY * math.log(max(told[k], 1e-4)) for k, lp in zip(KINDS, read, strict=True)}
    )


def choose_mentions(sentences: Sequence[Sentence], typing: Typing) -> list[Mention]:
    """The mentions of the document in order of their place."""
    return [
        Mention(c.start, c.end, c.text, form.kind, form.gain, index, c.marked)
        for index, sentence in enumerate(sentences)
        for c, form in _best(sentence.candidates, typing)
    ]


def _best(candidates: Sequence[Candidate], typing: Typing) -> list[tuple[Candidate, Typed]]:
    """The candidates that do not overlap and gain most in sum (weighted intervals)."""
    scored = []
    for candidate in candidates:
        form = typing.places[candidate.start, candidate.end]
        gain = form.gain + (_MARKED_GAIN if candidate.marked else 0.0)
        if gain > 0:
            worth = _worth(candidate, form, gain, typing.forms)
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
