"""Coreference: what pronouns and role nouns of an article refer to.

"he", "the actress", "the 44-year-old", "the duo", "the show", "the streamer" are
resolved from left to right against what was named before, or left alone when that is
not clear. Nothing inside a direct quotation is resolved to its speaker.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.entities import Entity
from ingest.lexicon import alternatives, table, words
from ingest.mentions import Kind, Mention

_ADJ = r"(?:[\w'-]+ ){0,3}?"
_WORK_NOUN = alternatives(frozenset(row["noun"] for row in table("work_nouns")))
_ROLE_NOUN = alternatives(words("role_nouns") | words("person_nouns"))
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b")
_PERSON = re.compile(
    rf"\b(?:the|this) {_ADJ}"
    rf"(?:{_ROLE_NOUN}|\d\d?-year-old|\w+ native|\w+ nominee|\w+ winner)(?![\w-])"
)
_GROUP = re.compile(
    r"\b(?:the (?:duo|pair|couple|two|siblings|brothers|sisters|husband and wife)|both)\b(?!-)"
)
# Not "the former TITLE star": what follows goes on with the sentence.
_ONE_OF_TWO = re.compile(
    r"\bthe (?:former|latter)(?='s\b|\W|\Z)(?=\W*$|[,.;:)]| (?:is|was|has|had|will|would|who|as"
    r"|in|on|for|by|and|being|also|now|later|plays?|played|stars?|starred|created|wrote|directed)\b)"
)
_WORK = re.compile(rf"\b(?:the|this|that|her|his|its|their) {_ADJ}(?:{_WORK_NOUN})(?![\w-])")
_NETWORK = re.compile(
    r"\bthe (?:network|streamer|channel|broadcaster|platform|net|cabler"
    r"|streaming (?:service|giant))\b"
)
_MAKER = re.compile(rf"\b(?:{alternatives(words('crew_nouns'))})s?,? (?:and \w+ )?$")
_LEAD = 40  # characters before a name in which a noun introduces it
_ACTING = frozenset(("actor", "actress", "star", "co-star", "performer", "thespian", "lead"))
_GOVERNED = re.compile(r"\b(?:by|with|opposite|alongside|from|of|for|like|than) (?:the |\w+ )?$")
_PERSONS = (Kind.PERSON, Kind.CHARACTER)
_SURNAMES = re.compile(r"\bthe (\w[\w'-]+)s\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase at (start, end) that stands for entities; ``inserted`` ones keep their words."""

    start: int
    end: int
    entities: tuple[Entity, ...]
    text: str
    inserted: bool


class Discourse:
    """What has been named so far, while an article is read from left to right."""

    def __init__(self, entities: Sequence[Entity], quotes: Sequence[tuple[int, int]]) -> None:
        self._quotes = quotes
        self._subject: Entity | None = None  # of the sentence before, person or character
        self._work: Entity | None = None
        self._network: Entity | None = None
        self._pair: tuple[Entity, ...] = ()
        self._two: tuple[Entity, ...] = ()  # of one kind, named last as "one and other"
        self._recent: list[Entity] = []  # people, the one named last first
        self._makers: set[Entity] = set()  # introduced as creators or crew
        people = [e for e in entities if e.kind is Kind.PERSON and " " in e.name]
        self._by_surname: dict[str, tuple[Entity, ...]] = {}
        for entity in people:
            surname = entity.name.split()[-1].lower().split("-")[-1]
            self._by_surname[surname] = (*self._by_surname.get(surname, ()), entity)

    def read(
        self, lower: str, offset: int, mentions: Sequence[tuple[Mention, Entity]]
    ) -> list[Reference]:
        """The references of a sentence, whose lower-cased text begins at ``offset``."""
        spans = [(m.start - offset, m.end - offset, e) for m, e in mentions]
        found = [
            (start, end, kind)
            for start, end, kind in self._phrases(lower)
            # "the TITLE star": a name inside the phrase does no harm, one at its end does.
            if not any(s < end <= e or (kind == "he" and s <= start < e) for s, e, _ in spans)
        ]
        labels = {
            s
            for start, end, kind in found
            if kind == "person"
            for s, _, _ in spans
            if start < s < end
        }
        references = []
        subject = None
        events: list[tuple[int, int, Entity | None, str]] = [
            (s, e, entity, "") for s, e, entity in spans
        ]
        events += [(s, e, None, kind) for s, e, kind in found]
        here: list[tuple[int, int, Entity]] = []
        for start, end, entity, kind in sorted(events, key=lambda event: event[:2]):
            quoted = self._in_quote(offset + start)
            if entity is not None:
                if quoted or start in labels:
                    # Whom somebody speaks of, or is known for, is not what it is about.
                    here.append((start, end, entity))
                    continue
                self._named(entity, here, start, end, lower)
                governed = _GOVERNED.search(lower[max(0, start - _LEAD) : start])
                if subject is None and entity.kind in _PERSONS and not governed:
                    subject = entity
                continue
            resolved = self._resolve(kind, lower[start:end], subject, quoted, lower, end, spans)
            if resolved:
                if subject is None and resolved[0].kind in _PERSONS:
                    subject = resolved[0]
                # A phrase that holds a name ("the NETWORK drama") keeps its words.
                inserted = any(start < s < end for s, _, _ in spans)
                references.append(
                    Reference(offset + start, offset + end, resolved, lower[start:end], inserted)
                )
        if subject is not None:
            self._subject = subject
        return references

    def _phrases(self, lower: str) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for kind, pattern in (
            ("group", _GROUP),
            ("one of two", _ONE_OF_TWO),
            ("person", _PERSON),
            ("work", _WORK),
            ("network", _NETWORK),
            ("surname", _SURNAMES),
            ("he", _PRONOUN),
        ):
            for match in pattern.finditer(lower):
                if not any(match.start() < e and s < match.end() for s, e, _ in found):
                    found.append((match.start(), match.end(), kind))
        return found

    def _named(
        self, entity: Entity, here: list[tuple[int, int, Entity]], start: int, end: int, lower: str
    ) -> None:
        before = here[-1] if here else None
        joined = before and lower[before[1] : start].strip(" \"'") in ("and", "&")
        if before and joined and before[2].kind is entity.kind and before[2] is not entity:
            self._two = (before[2], entity)
        if entity.kind is Kind.WORK:
            self._work = entity
        elif entity.kind is Kind.NETWORK:
            self._network = entity
        else:
            if entity.kind is Kind.PERSON:
                self._recent = [entity, *(e for e in self._recent if e is not entity)]
                paired = here and here[-1][2] in self._makers
                if _MAKER.search(lower[max(0, start - _LEAD) : start]) or (
                    paired and lower[here[-1][1] : start].strip(" ,") in ("and", "&", "")
                ):
                    self._makers.add(entity)
                if self._two[1:] == (entity,) and joined:
                    self._pair = self._two
        here.append((start, end, entity))

    def _resolve(
        self,
        kind: str,
        phrase: str,
        subject: Entity | None,
        quoted: bool,
        lower: str,
        end: int,
        spans: Sequence[tuple[int, int, Entity]],
    ) -> tuple[Entity, ...]:
        if kind == "he":
            who = None if quoted else (subject or self._subject)
            return (who,) if who else ()
        if kind == "group":
            return self._pair
        if kind == "one of two":
            return self._two[:1] if "former" in phrase else self._two[1:]
        if kind == "surname":
            match = _SURNAMES.fullmatch(phrase)
            group = self._by_surname.get(match.group(1), ()) if match else ()
            if len(group) > 1:
                self._pair = group
                return group
            return ()
        # "the actress NAME", "the drama TITLE": the phrase introduces a name itself.
        following = [e for s, _, e in spans if 0 <= s - end <= 2 and not lower[end:s].strip(" \"'")]
        if kind == "person":
            if any(e.kind in _PERSONS for e in following) or quoted:
                return ()
            who = self._meant(phrase.split()[-1], subject or self._subject)
            return (who,) if who else ()
        if kind == "work":
            if any(e.kind is Kind.WORK for e in following) or self._work is None:
                return ()
            return (self._work,)
        return (self._network,) if self._network else ()

    def _meant(self, noun: str, subject: Entity | None) -> Entity | None:
        """Whom "the actor" or "the writer" means: the subject or who was named last, but
        no maker for a performer's noun, and rather a maker for a maker's."""
        first = [subject] if subject is not None and subject.kind is Kind.PERSON else []
        order = [*first, *self._recent]
        if noun in _ACTING:
            return next((who for who in order if who not in self._makers), None)
        if noun in words("crew_nouns"):
            return next((who for who in order if who in self._makers), None) or next(
                iter(order), None
            )
        return next(iter(order), None)

    def _in_quote(self, position: int) -> bool:
        return any(start < position < end for start, end in self._quotes)
