"""Small graphs for the questions, told as facts. No name in them is a real one's."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from graph.claims import load_reading
from graph.model import (
    Article,
    Certainty,
    Character,
    Derivation,
    Evidence,
    Fact,
    Job,
    Network,
    Person,
    Reading,
    Relation,
    Stage,
    Work,
    WorkKind,
)
from graph.store import MEMORY, GraphStore, open_store

REPORTED: dict[str, Any] = {"certainty": Certainty.REPORTED, "stage": Stage.ANNOUNCED}
DENIED: dict[str, Any] = {"certainty": Certainty.DENIED}
TALKS: dict[str, Any] = {"stage": Stage.IN_TALKS}
LEFT: dict[str, Any] = {"stage": Stage.EXITED}
REFUSED: dict[str, Any] = {"stage": Stage.DECLINED}

Facts = tuple[Fact, ...]


def work(name: str) -> Work:
    """A series; "Name (qualifier)" tells it from others of that name."""
    title, _, qualifier = name.removesuffix(")").partition(" (")
    return Work(title, WorkKind.TV, qualifier=qualifier or None)


def cast_in(person: str, title: str, **more: Any) -> Facts:
    return (Fact(Relation.CAST_IN, Person(person), work(title), **more),)


def played(person: str, character: str, title: str, **more: Any) -> Facts:
    """A part with what follows from it: being in the cast, the character in the work."""
    part = Fact(Relation.PLAYED, Person(person), Character(character), work=work(title), **more)
    place = Fact(Relation.CHARACTER_IN, Character(character), work(title))
    return (part, *cast_in(person, title, **more), place)


def character_in(character: str, title: str) -> Facts:
    return (Fact(Relation.CHARACTER_IN, Character(character), work(title)),)


def created(person: str, *titles: str, **more: Any) -> Facts:
    return tuple(Fact(Relation.CREATED, Person(person), work(title), **more) for title in titles)


def crew(person: str, title: str, job: Job, **more: Any) -> Facts:
    return (Fact(Relation.CREW, Person(person), work(title), job=job, **more),)


def airs_on(title: str, network: str) -> Facts:
    return (Fact(Relation.AIRS_ON, work(title), Network(network)),)


def derived(title: str, other: str, kind: Derivation) -> Facts:
    return (Fact(Relation.RELATED_WORK, work(title), work(other), derivation=kind),)


def article(
    text: str,
    *facts: Facts,
    day: str | None = None,
    publisher: str | None = None,
    unread: Iterable[str] = (),
) -> Reading:
    """An article that says these facts, each with its whole text as the evidence."""
    whole = (Evidence(0, len(text), text),)
    return Reading(
        Article(
            text,
            headline=text,
            published=date.fromisoformat(day) if day else None,
            publisher=publisher,
            source=f"/articles/{text}.txt",
        ),
        tuple(replace(fact, evidence=whole) for group in facts for fact in group),
        unread=tuple(Evidence(start, start + len(s), s) for start, s in enumerate(unread)),
    )


def graph_of(*readings: Reading) -> GraphStore:
    """A graph in memory of these articles."""
    store = open_store(MEMORY)
    for reading in readings:
        load_reading(store, reading)
    return store
