"""Training examples of the network: candidates with their kinds, pairs with what holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.model import Relation
from ingest.candidates import Candidate, Sentence, find_candidates, key
from ingest.document import Document, build
from ingest.encoder import Floats
from ingest.entities import Entity
from ingest.evaluate import Names, keys
from ingest.heads import (
    JOBS,
    KINDS,
    LABELS,
    STATUSES,
    WITH_STATUS,
    Placed,
    Spans,
    forms_of,
    place_pairs,
)
from ingest.inference import Finding
from ingest.judgement import RELATION_OF, label_of, pair_keys, places_of
from ingest.mentions import Kind, Mention
from ingest.pipeline import sentence_bounds
from ingest.training.corpus import Annotated
from ingest.wordpieces import Ints, WordPieces, word_pieces

LETTERS_OF = {
    **{relation: letters for letters, relation in RELATION_OF.items()},
    Relation.CREATED: "PW",
    Relation.CREW: "PW",
    Relation.RELATED_WORK: "WW",
}
_UNSAID = -1  # the status of a pair that nothing is said of


@dataclass(frozen=True, slots=True)
class Asked:
    """The pairs of one combination: places, labels [n, labels], index of the status [n]."""

    placed: Placed
    labels: Floats
    statuses: Ints


@dataclass(frozen=True, slots=True)
class Example:
    """An article as the network is trained on it.

    ``kinds`` [n, len(KINDS)] has 0 for a kind that a candidate may be and a large negative
    number for others; ``forms`` tells which candidates are written alike.
    """

    name: str
    pieces: WordPieces
    spans: Spans
    forms: Ints
    kinds: Floats
    pairs: Mapping[str, Asked]


def example(article: Annotated) -> Example:
    """The example that an annotated article makes."""
    text = article.doc.text
    sentences = find_candidates(text, sentence_bounds(article.doc, text), article.emphasis)
    pieces = word_pieces(article.doc, text, sentences)
    candidates = [(i, c) for i, s in enumerate(sentences) for c in s.candidates]
    named = _named(sentences, article.kinds)
    spans = np.array([pieces.span(c.start, c.end) for _, c in candidates], np.int64).reshape(-1, 2)
    kinds = np.full((len(candidates), len(KINDS)), -1e4, np.float32)
    mentions = []
    for row, (index, candidate) in enumerate(candidates):
        allowed = named.get((candidate.start, candidate.end), {"none"})
        kinds[row, [KINDS.index(kind) for kind in allowed]] = 0
        if "none" not in allowed:
            mentions.append(_mention(candidate, index, Kind(min(allowed))))
    pairs = {}
    if article.complete and len(pieces):
        chosen = _with_strangers(article, candidates, _disjoint(mentions))
        pairs = _asked(build(text, sentences, chosen), article.gold, pieces)
    forms = forms_of(key(c.text) for _, c in candidates)
    return Example(article.name, pieces, spans, forms, kinds, pairs)


def annotated_document(article: Annotated) -> Document:
    """The document in which exactly the annotated names are mentions."""
    text = article.doc.text
    sentences = find_candidates(text, sentence_bounds(article.doc, text), article.emphasis)
    named = _named(sentences, article.kinds)
    mentions = [
        _mention(candidate, index, Kind(min(named[candidate.start, candidate.end])))
        for index, sentence in enumerate(sentences)
        for candidate in sentence.candidates
        if (candidate.start, candidate.end) in named
    ]
    return build(text, sentences, _disjoint(mentions))


def _named(
    sentences: Sequence[Sentence], kinds: Mapping[str, set[str]]
) -> dict[tuple[int, int], set[str]]:
    """The kinds of the candidates that are names, by their place; a part of a longer name
    is none by itself."""
    found: dict[tuple[int, int], set[str]] = {}
    for sentence in sentences:
        here = {(c.start, c.end): key(c.text) for c in sentence.candidates}
        hits = {span: form for span, form in here.items() if form in kinds}
        for span, form in hits.items():
            if not any(s <= span[0] and span[1] <= e and (s, e) != span for s, e in hits):
                found[span] = kinds[form]
    return found


def _mention(candidate: Candidate, sentence: int, kind: Kind, score: float = 3.0) -> Mention:
    start, end, text = candidate.start, candidate.end, candidate.text
    return Mention(start, end, text, kind, score, sentence, candidate.marked)


def _disjoint(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _with_strangers(
    article: Annotated, candidates: Sequence[tuple[int, Candidate]], mentions: list[Mention]
) -> list[Mention]:
    """The mentions and other people whom spaCy finds: nothing may be said of them."""
    people = {(e.start_char, e.end_char) for e in article.doc.ents if e.label_ == "PERSON"}
    strangers = [
        _mention(candidate, index, Kind.PERSON, score=1.0)
        for index, candidate in candidates
        if (candidate.start, candidate.end) in people
        and " " in candidate.text
        and not any(m.start < candidate.end and candidate.start < m.end for m in mentions)
    ]
    return sorted([*mentions, *strangers], key=lambda mention: mention.start)


def _asked(document: Document, gold: Any, pieces: WordPieces) -> dict[str, Asked]:
    entities, places = places_of(document, pieces)
    numbers = {entity: number for number, entity in enumerate(entities)}
    truth = Truth(gold)
    found = {}
    for letters, wanted in pair_keys(entities).items():
        if wanted:
            indices = [(numbers[one], numbers[other]) for one, other in wanted]
            found[letters] = Asked(
                place_pairs(indices, places, pieces),
                np.array([truth.labels(letters, *pair) for pair in wanted], np.float32),
                np.array([truth.status(letters, *pair) for pair in wanted], np.int64),
            )
    return found


class Truth:
    """What an annotation says of two entities as the reader found them."""

    def __init__(self, gold: Any) -> None:
        self._names = Names(gold)
        self._stated = keys(gold["facts"], self._names)
        self._kinds = {
            (fact["kind"], key[1:]): key
            for fact in gold["facts"]
            for key in keys([fact], self._names)
            if key[0] == "related_work"
        }

    def stated(self, letters: str, label: str, one: Entity, other: Entity) -> str | None:
        """The status of the fact that a label of a combination stands for; None without it."""
        for pair in self._pairs(letters, one, other):
            if letters == "WW":
                if (label, pair) in self._kinds:
                    return "confirmed"
                continue
            key = ("crew", *pair, label) if label in JOBS else (label, *pair)
            if key in self._stated:
                return self._stated[key].status or "confirmed"
        return None

    def status_of(self, finding: Finding) -> str | None:
        """The status of the fact that a finding stands for; None without it."""
        label = label_of(finding.job) if finding.job else finding.relation.value
        letters = LETTERS_OF[finding.relation]
        return self.stated(letters, label, finding.subject, finding.object)

    def loose(self, one: Entity, other: Entity) -> bool:
        """Whether a person has a tie to a work that is not scored."""
        return any(("crew", *p, "other") in self._stated for p in self._pairs("PW", one, other))

    def labels(self, letters: str, one: Entity, other: Entity) -> list[float]:
        """1 for each of the combination's labels that is so, else 0."""
        return [float(self.stated(letters, lb, one, other) is not None) for lb in LABELS[letters]]

    def status(self, letters: str, one: Entity, other: Entity) -> int:
        """The index of the first fact's status."""
        if letters in WITH_STATUS:
            for label in LABELS[letters]:
                status = self.stated(letters, label, one, other)
                if status is not None:
                    return STATUSES.index(status)
        return _UNSAID

    def _pairs(self, letters: str, one: Entity, other: Entity) -> set[tuple[str, str]]:
        slots = {"P": "person", "C": "character", "W": "work", "N": "network"}
        first, second = (slots[letter] for letter in letters)
        return {
            (self._names.canon(first, a), self._names.canon(second, b))
            for a in (one.name, *one.aliases)
            for b in (other.name, *other.aliases)
        }
