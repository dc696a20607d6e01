"""The values that castgraph is about: articles, entities and the facts articles state.

All are frozen and compare by value. Names are as an article writes them; identity
across articles is a matter of `graph.identifiers`. Fields marked ``compare=False``
tell where a value comes from and are no part of what it is.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class WorkKind(StrEnum):
    """What a work is; OTHER when the text leaves it open."""

    TV = "tv"
    FILM = "film"
    STAGE = "stage"
    OTHER = "other"


class Relation(StrEnum):
    """The closed set of relations, each with a fixed order of its two arguments."""

    PLAYED = "played"  # person -> character
    CAST_IN = "cast_in"  # person -> work
    CHARACTER_IN = "character_in"  # character -> work
    CREATED = "created"  # person -> work
    CREW = "crew"  # person -> work, with a job
    AIRS_ON = "airs_on"  # work -> network
    RELATED_WORK = "related_work"  # work -> work, with a derivation


class Job(StrEnum):
    """What a crew member does for a work."""

    SHOWRUNNER = "showrunner"
    EXECUTIVE_PRODUCER = "executive producer"
    PRODUCER = "producer"
    DIRECTOR = "director"
    WRITER = "writer"
    HOST = "host"
    JUDGE = "judge"


class Derivation(StrEnum):
    """How a work derives from another."""

    SPIN_OFF = "spin-off"
    REMAKE = "remake"
    REVIVAL = "revival"
    REBOOT = "reboot"
    SEQUEL = "sequel"
    PREQUEL = "prequel"
    ADAPTATION = "adaptation"


class Credit(StrEnum):
    """The billing of a performer."""

    MAIN = "main"
    RECURRING = "recurring"
    GUEST = "guest"
    CAMEO = "cameo"
    VOICE = "voice"
    CO_STAR = "co-star"


class Stage(StrEnum):
    """How far a casting has come. CONFIRMED: the person has done it or does it."""

    WISHED = "wished"
    OFFERED = "offered"
    IN_TALKS = "in_talks"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXITED = "exited"


class Certainty(StrEnum):
    """How the article commits itself: in its own voice, by hedge or attribution, or not."""

    STATED = "stated"
    REPORTED = "reported"
    DENIED = "denied"


class Status(StrEnum):
    """The one word shown to people, derived from stage and certainty."""

    CONFIRMED = "confirmed"
    ANNOUNCED = "announced"
    IN_TALKS = "in_talks"
    RUMOURED = "rumoured"
    WISHED = "wished"
    DECLINED = "declined"
    DENIED = "denied"
    EXITED = "exited"


ASSERTED_STAGES = frozenset({Stage.ANNOUNCED, Stage.CONFIRMED, Stage.EXITED})


@dataclass(frozen=True, slots=True)
class Person:
    """A real person."""

    name: str
    aliases: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in a work."""

    name: str
    aliases: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Work:
    """A series, film, stage work or other performed work.

    ``qualifier`` keeps homonyms apart ("1998", "film"); most works need none.
    """

    name: str
    kind: WorkKind = field(default=WorkKind.OTHER, compare=False)
    aliases: tuple[str, ...] = field(default=(), compare=False)
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A channel or streaming platform."""

    name: str
    aliases: tuple[str, ...] = field(default=(), compare=False)


Entity = Person | Character | Work | Network


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A verbatim quote: ``article.text[start:end] == quote`` (offsets in characters)."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What an article says: a relation between two entities, how sure, and in whose words.

    ``work`` is where a character was played; ``job`` belongs to crew facts and
    ``derivation`` to related works. ``episode`` is a number or a title.
    ``steps`` tells how a reference in the quote was resolved ("he -> NAME").
    """

    relation: Relation
    subject: Entity
    object: Entity
    work: Work | None = None
    job: Job | None = None
    derivation: Derivation | None = None
    stage: Stage = Stage.CONFIRMED
    certainty: Certainty = Certainty.STATED
    season: int | None = None
    episode: int | str | None = None
    year: int | None = None
    credit: Credit | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[str, ...] = field(default=(), compare=False)

    @property
    def status(self) -> Status:
        """The one word for stage and certainty together."""
        if self.certainty is Certainty.DENIED:
            return Status.DENIED
        if self.certainty is Certainty.REPORTED:
            return Status.RUMOURED
        return Status.IN_TALKS if self.stage is Stage.OFFERED else Status(self.stage.value)

    @property
    def asserted(self) -> bool:
        """Whether the article states it as so: only such facts enter the default graph."""
        return self.certainty is Certainty.STATED and self.stage in ASSERTED_STAGES


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article and what is known about it.

    ``source`` is where it was read from: a path or URL, with ``#LINE`` for a line of
    a .jsonl file. ``emphasis`` holds the (start, end) spans that the layout set in
    italics. ``name`` is the file's name without its ending.
    """

    text: str
    name: str = ""
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    source: str | None = field(default=None, compare=False)
    emphasis: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and what was read in it: facts, all works named, and sentences that
    look like casting news but gave no fact (``unread``)."""

    article: Article
    facts: tuple[Fact, ...] = ()
    works: tuple[Work, ...] = ()
    unread: tuple[Evidence, ...] = ()

    def entities(self) -> tuple[Entity, ...]:
        """Every entity of the facts, then works without a fact, each once."""
        seen: dict[Entity, None] = {}
        for fact in self.facts:
            for entity in (fact.subject, fact.object, fact.work):
                if entity is not None:
                    seen.setdefault(entity)
        for work in self.works:
            seen.setdefault(work)
        return tuple(seen)
