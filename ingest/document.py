"""An analysed article: its sentences, entities and masked views, ready for relations.

Kinds are found in two passes: the classifier types every form from where it stands;
then the relation patterns, run without regard to kinds, vote on what their slots hold.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.candidates import Sentence, find_candidates, key
from ingest.classifier import LinearClassifier
from ingest.context import Context
from ingest.discourse import Discourse
from ingest.entities import Entity, link_mentions
from ingest.masking import BLOCK_SIZE, UNKNOWN, Masked, mask, slot
from ingest.mentions import (
    Kind,
    Mention,
    Typed,
    Typing,
    candidates_of,
    choose_mentions,
    classify,
)
from ingest.pipeline import sentence_bounds
from ingest.reach import KIND_OF
from ingest.relations import votes

_VOTE = 1.0
_MOST_VOTES = 4.0
_QUOTATION = re.compile(r'"[^"\n]*"')


@dataclass(slots=True)
class Document:
    """``text`` is normalised; ``slots`` gives the entity of a character of the views."""

    text: str
    sentences: list[Sentence]
    entities: list[Entity]
    masked: list[Masked]
    slots: dict[str, Entity]
    context: Context | None = None  # none when read without the encoder

    def words_of(self, sentence: Sentence) -> tuple[int, int]:
        """The offsets of a sentence without the spaces around it."""
        written = self.text[sentence.start : sentence.end]
        start = sentence.start + len(written) - len(written.lstrip())
        return start, max(start, sentence.start + len(written.rstrip()))

    @property
    def opening(self) -> int:
        """Where the headline and the first sentence, or two sentences, end."""
        return self.sentences[:2][-1].end if self.sentences else 0


def analyse(
    doc: Doc,
    emphasis: Sequence[tuple[int, int]] = (),
    classifier: LinearClassifier | None = None,
    *,
    fast: bool = False,
    known: Mapping[str, Kind] | None = None,
) -> Document:
    """The document of a parsed, normalised text; ``fast`` goes without the encoder,
    ``known`` has kinds of names that are known from elsewhere."""
    text = doc.text  # spaCy puts it together anew at every look
    sentences = find_candidates(text, sentence_bounds(doc, text), emphasis)
    context = None if fast else Context.of(doc, text, sentences)
    linear = classifier or LinearClassifier.load("mention_weights")
    typing = classify(doc, sentences, linear, context, known)
    first = build(text, sentences, choose_mentions(sentences, typing))
    return build(text, sentences, choose_mentions(sentences, _voted(first, typing)), context)


def build(
    text: str,
    sentences: list[Sentence],
    mentions: Sequence[Mention],
    context: Context | None = None,
) -> Document:
    """The document whose mentions are known."""
    entities = link_mentions(mentions)[:BLOCK_SIZE]  # there is no slot for more
    entity_of = {id(m): entity for entity in entities for m in entity.mentions}
    named: dict[int, list[tuple[Mention, Entity]]] = defaultdict(list)
    for mention in mentions:
        if id(mention) in entity_of:
            named[mention.sentence].append((mention, entity_of[id(mention)]))
    discourse = Discourse(entities, [m.span() for m in _QUOTATION.finditer(text)])
    unknown: list[str] = []
    masked = []
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that grows when lowered, such as İ
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for index, sentence in enumerate(sentences):
        here = named[index]
        references = discourse.read(lowered[sentence.start : sentence.end], sentence.start, here)
        masked.append(mask(lowered, text, sentence, index, here, references, unknown))
    slots = {slot(entity): entity for entity in entities}
    slots |= _unknown_slots(unknown, entities)
    return Document(text, sentences, entities, masked, slots, context)


def _unknown_slots(unknown: Sequence[str], entities: list[Entity]) -> dict[str, Entity]:
    """Names of no known kind, as the characters that a pattern may find them to be."""
    slots: dict[str, Entity] = {}
    made: dict[str, Entity] = {}
    for index, name in enumerate(unknown):
        if name not in made:
            made[name] = Entity(len(entities) + len(made), Kind.CHARACTER, name, Counter((name,)))
        slots[chr(UNKNOWN + index)] = made[name]
    return slots


def _voted(document: Document, typing: Typing) -> Typing:
    """The typing after the patterns' votes."""
    ballots: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for view in document.masked:
        for character, letter, weight in votes(view):
            entity = document.slots.get(character)
            if entity is not None:
                for form in dict.fromkeys(key(form) for form in entity.forms):
                    ballots[form][letter] += weight
    places = dict(typing.places)
    for candidate in candidates_of(document.sentences):
        ballot = ballots.get(key(candidate.text))
        if ballot:
            span = candidate.start, candidate.end
            probabilities = dict(places[span].probabilities)
            for letter, count in ballot.items():
                kind = KIND_OF[letter]
                probabilities[kind] *= math.exp(_VOTE * min(count, _MOST_VOTES))
            places[span] = Typed.of(probabilities)
    return Typing.of(document.sentences, places)
