"""Readings made up for tests, by hand and at random. No name in them is a real one's."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from graph.export_rdf import nquads
from graph.model import (
    Article,
    Certainty,
    Character,
    Credit,
    Derivation,
    Entity,
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
from graph.store import GraphStore

ADA = Person("Ada Brandt", ("Brandt",))
BO = Person("Bo Castellane")
MIRA = Character("Mira Holt", ("Mira",))
HARBOUR = Work("Harbour Lights", WorkKind.TV)
MILL = Work("The Mill", WorkKind.TV)
CHANNEL = Network("Lantern+")

TEXT = (
    "Bo Castellane created Harbour Lights. Ada Brandt plays Mira Holt in it. She may join The Mill."
)


def evidence(quote: str, text: str = TEXT) -> Evidence:
    """The quote where it first stands in the text."""
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote)


def sample() -> Reading:
    """One article with four asserted facts and a rumour."""
    shown = evidence("Ada Brandt plays Mira Holt in it")
    facts = (
        Fact(
            Relation.CREATED,
            BO,
            HARBOUR,
            evidence=(evidence("Bo Castellane created Harbour Lights"),),
        ),
        Fact(Relation.PLAYED, ADA, MIRA, work=HARBOUR, season=2, evidence=(shown,), confidence=0.9),
        Fact(Relation.CAST_IN, ADA, HARBOUR, credit=Credit.MAIN, evidence=(shown,), confidence=0.9),
        Fact(Relation.CHARACTER_IN, MIRA, HARBOUR, evidence=(shown,)),
        Fact(
            Relation.CAST_IN,
            ADA,
            MILL,
            certainty=Certainty.REPORTED,
            stage=Stage.IN_TALKS,
            confidence=0.7,
            evidence=(evidence("She may join The Mill"),),
            steps=("She -> Ada Brandt",),
        ),
    )
    article = Article(
        TEXT,
        name="harbour",
        headline="Harbour Lights is on",
        published=date(2024, 3, 9),
        publisher="The Evening Example",
        authors=("Kit Rowe",),
        url="https://news.example/harbour",
        language="en",
        source="articles/harbour.txt",
    )
    return Reading(article, facts, (HARBOUR, MILL), (evidence("She may join The Mill."),))


def snapshot(store: GraphStore) -> bytes:
    """All that a store holds, comparable."""
    return nquads(store)


# Spellings of few names, so that articles often speak of the same things in other words.
PEOPLE = ("Ada Brandt", "Áda Brandt", "ada brandt", "Bo Castellane", "Cy Dunmore")
CHARACTERS = ("Mira Holt", "MIRA HOLT", "Old Tam")
WORKS = ("Harbour Lights", "Harbour lights", "The Mill", "Café 9", "Cafe 9")
NETWORKS = ("Lantern+", "Lantern Plus", "Channel Q")
ALIASES = ("Brandt", "the duo", "Holt", "HL")

_aliases = st.lists(st.sampled_from(ALIASES), max_size=2, unique=True).map(tuple)
_people = st.builds(Person, st.sampled_from(PEOPLE), _aliases)
_characters = st.builds(Character, st.sampled_from(CHARACTERS), _aliases)
_works = st.builds(
    Work,
    st.sampled_from(WORKS),
    st.sampled_from(WorkKind),
    _aliases,
    st.sampled_from([None, None, "1998", "film"]),
)
_networks = st.builds(Network, st.sampled_from(NETWORKS), _aliases)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Any fact that the model allows."""
    relation = draw(st.sampled_from(Relation))
    subjects: dict[Relation, st.SearchStrategy[Entity]] = {
        Relation.CHARACTER_IN: _characters,
        Relation.AIRS_ON: _works,
        Relation.RELATED_WORK: _works,
    }
    objects: dict[Relation, st.SearchStrategy[Entity]] = {
        Relation.PLAYED: _characters,
        Relation.AIRS_ON: _networks,
    }
    start = draw(st.integers(0, 50))
    quotes = st.builds(
        lambda start, quote: Evidence(start, start + len(quote), quote),
        st.just(start),
        st.text(min_size=1, max_size=12),
    )
    return Fact(
        relation=relation,
        subject=draw(subjects.get(relation, _people)),
        object=draw(objects.get(relation, _works)),
        work=draw(st.none() | _works) if relation is Relation.PLAYED else None,
        job=draw(st.sampled_from(Job)) if relation is Relation.CREW else None,
        derivation=draw(st.sampled_from(Derivation)) if relation is Relation.RELATED_WORK else None,
        stage=draw(st.sampled_from(Stage)),
        certainty=draw(st.sampled_from(Certainty)),
        season=draw(st.none() | st.integers(1, 9)),
        episode=draw(st.none() | st.integers(1, 20) | st.text(min_size=1, max_size=8)),
        year=draw(st.none() | st.integers(1950, 2030)),
        credit=draw(st.none() | st.sampled_from(Credit)),
        confidence=draw(st.sampled_from((1.0, 0.5, 0.0312, 0.98765))),
        evidence=tuple(draw(st.lists(quotes, max_size=1))),
        steps=tuple(draw(st.lists(st.text(min_size=1, max_size=5), max_size=1))),
    )


def readings(number: int) -> st.SearchStrategy[Sequence[Reading]]:
    """So many readings of different articles, some known by URL and some by their text."""
    said = st.tuples(
        st.lists(facts(), max_size=4).map(tuple), st.lists(_works, max_size=2).map(tuple)
    )
    return st.lists(said, min_size=number, max_size=number).map(
        lambda all_said: [
            Reading(
                Article(
                    f"Text {index}.",
                    headline=f"Headline {index % 2}",
                    url=f"https://news.example/{index}" if index % 2 else None,
                    source=f"articles/{index}.txt",
                ),
                *what,
            )
            for index, what in enumerate(all_said)
        ]
    )
