"""Readings of odd texts, checked to be sound, with the encoder and without it."""

from functools import cache

import pytest

from graph.model import Article, Evidence, Fact, Reading
from ingest.reader import Reader
from ingest.text import normalise

BOTH = pytest.mark.parametrize("fast", [True, False], ids=["fast", "full"])
Triple = tuple[str, str, str]
PLAIN = 'Juno Vale plays Kit Marlow in "Harbour Lights".'
PLAYED = ("played", "Juno Vale", "Kit Marlow")
TOLD = {  # by PLAIN
    PLAYED,
    ("cast_in", "Juno Vale", "Harbour Lights"),
    ("character_in", "Kit Marlow", "Harbour Lights"),
}


@cache
def reader(fast: bool) -> Reader:
    return Reader(fast=fast)


def spaced(text: str) -> str:
    return " ".join(normalise(text).split())


def forms(fact: Fact) -> list[str]:
    named = (fact.subject, fact.object)
    return [form for entity in named for form in (entity.name, *entity.aliases)]


def faults(reading: Reading) -> list[str]:
    """What makes a reading unsound: quotes and names have to stand in the text."""
    text = reading.article.text
    whole = spaced(text)
    found = []
    shown: list[Evidence] = [*reading.unread]
    for fact in reading.facts:
        quotes = spaced(" ".join(evidence.quote for evidence in fact.evidence))
        if not fact.evidence:
            found.append(f"no evidence: {fact}")
        if not 0 < fact.confidence <= 1:
            found.append(f"no probability: {fact}")
        if fact.subject == fact.object:
            found.append(f"of itself: {fact}")
        if not (fact.steps or any(spaced(form) in quotes for form in forms(fact))):
            found.append(f"nobody of it in its quotes: {fact}")
        shown += fact.evidence
    for evidence in shown:
        if not evidence.quote.strip():
            found.append(f"a blank quote: {evidence}")
        if text[evidence.start : evidence.end] != evidence.quote:
            found.append(f"not what stands there: {evidence}")
    for entity in reading.entities():
        for name in (entity.name, *entity.aliases):
            if not spaced(name) or spaced(name) not in whole:
                found.append(f"not in the text: {name!r}")
    return found


def read(text: str, fast: bool) -> Reading:
    """The reading of a text, which is sound."""
    reading = reader(fast).read(Article(text))
    assert faults(reading) == []
    return reading


def triple(fact: Fact) -> Triple:
    one, other = (" ".join(entity.name.split()) for entity in (fact.subject, fact.object))
    return fact.relation.value, one, other


def told(text: str, fast: bool) -> set[Triple]:
    return {triple(fact) for fact in read(text, fast).facts}


def asserted(text: str, fast: bool) -> set[Triple]:
    return {triple(fact) for fact in read(text, fast).facts if fact.asserted}
