"""The corpus format, there and back."""

import json
from itertools import product
from typing import Any

import pytest

from graph.errors import ArticleError
from graph.model import (
    Article,
    Certainty,
    Character,
    Credit,
    Derivation,
    Evidence,
    Fact,
    Job,
    Network,
    Person,
    Reading,
    Relation,
    Stage,
    Status,
    Work,
    WorkKind,
)
from ingest.annotations import check_annotation, from_annotation, to_annotation

TEXT = (
    "Ada Brandt plays Mira Holt in \N{LEFT DOUBLE QUOTATION MARK}Harbour Lights,"
    "\N{RIGHT DOUBLE QUOTATION MARK} Lantern\N{RIGHT SINGLE QUOTATION MARK}s\n  hit. "
    "Bo Castellane wrote it. The Mill (1998) was its model. Mira is in every episode."
)
ARTICLE = Article(TEXT, name="harbour", source="/a/harbour.txt")
ADA = Person("Ada Brandt", ("Ada",))
BO = Person("Bo Castellane")
MIRA = Character("Mira Holt", ("Mira",))
HARBOUR = Work("Harbour Lights", WorkKind.TV, ("the hit",))
MILL = Work("The Mill", WorkKind.FILM, qualifier="1998")
LANTERN = Network("Lantern")


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start, start + len(quote), quote)


PLAYS, EVERY = evidence("Ada Brandt plays Mira Holt"), evidence("Mira is in every episode")
READING = Reading(
    ARTICLE,
    (
        Fact(
            Relation.PLAYED,
            ADA,
            MIRA,
            work=HARBOUR,
            stage=Stage.EXITED,
            season=2,
            episode="Low Tide",
            credit=Credit.MAIN,
            year=2031,
            confidence=0.75,
            evidence=(PLAYS, EVERY),
        ),
        Fact(Relation.CHARACTER_IN, MIRA, HARBOUR, evidence=(PLAYS,)),
        Fact(Relation.CREW, BO, HARBOUR, job=Job.WRITER, season=1, evidence=(evidence("Bo"),)),
        Fact(Relation.AIRS_ON, HARBOUR, LANTERN),
        Fact(Relation.RELATED_WORK, HARBOUR, MILL, derivation=Derivation.REMAKE),
    ),
    (MILL, HARBOUR),
)
FACT: dict[str, Any] = {"relation": "created", "person": "Bo Castellane", "work": "Harbour Lights"}


def read_fact(**changes: object) -> Fact:
    """The one fact of an annotation that has it with these changes."""
    (fact,) = from_annotation({"facts": [{**FACT, **changes}]}, ARTICLE).facts
    return fact


def test_a_reading_in_the_corpus_format() -> None:
    data = to_annotation(READING)
    assert list(data) == ["id", "works", "people", "characters", "networks", "facts"]
    assert data["id"] == "harbour"
    assert data["works"] == [
        {"name": "The Mill (1998)", "kind": "film", "qualifier": "1998", "aliases": []},
        {"name": "Harbour Lights", "kind": "tv", "aliases": ["the hit"]},
    ]
    assert data["people"] == [
        {"name": "Ada Brandt", "aliases": ["Ada"]},
        {"name": "Bo Castellane", "aliases": []},
    ]
    assert data["characters"] == [{"name": "Mira Holt", "aliases": ["Mira"]}]
    assert data["networks"] == [{"name": "Lantern", "aliases": []}]
    assert data["facts"][0] == {
        "relation": "played",
        "person": "Ada Brandt",
        "character": "Mira Holt",
        "work": "Harbour Lights",
        "status": "exited",
        "season": 2,
        "episode": "Low Tide",
        "credit": "main",
        "year": 2031,
        "confidence": 0.75,
        "evidence": "Ada Brandt plays Mira Holt […] Mira is in every episode",
    }
    assert data["facts"][2] == {
        "relation": "crew",
        "person": "Bo Castellane",
        "work": "Harbour Lights",
        "job": "writer",
        "status": "confirmed",
        "season": 1,
        "confidence": 1.0,
        "evidence": "Bo",
    }
    assert data["facts"][4] == {
        "relation": "related_work",
        "work": "Harbour Lights",
        "other": "The Mill (1998)",
        "kind": "remake",
        "status": "confirmed",
        "confidence": 1.0,
        "evidence": "",
    }


def test_there_and_back() -> None:
    line = json.dumps(to_annotation(READING), ensure_ascii=False)
    again = from_annotation(json.loads(line), ARTICLE)
    assert again == READING
    assert to_annotation(again) == to_annotation(READING)  # aliases and kinds are no part of ==


def test_a_role_without_a_work_has_none() -> None:
    fact = Fact(Relation.PLAYED, ADA, MIRA)
    data = to_annotation(Reading(ARTICLE, (fact,)))
    assert data["facts"][0]["work"] is None
    assert from_annotation(data, ARTICLE).facts == (fact,)


@pytest.mark.parametrize(("stage", "certainty"), [*product(Stage, Certainty)])
def test_the_status_word_survives(stage: Stage, certainty: Certainty) -> None:
    fact = Fact(Relation.CAST_IN, ADA, HARBOUR, stage=stage, certainty=certainty)
    (again,) = from_annotation(to_annotation(Reading(ARTICLE, (fact,))), ARTICLE).facts
    assert (again.status, again.asserted) == (fact.status, fact.asserted)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('in "Harbour Lights,"', TEXT[27:47]),
        ("Lantern's hit", "Lantern\N{RIGHT SINGLE QUOTATION MARK}s\n  hit"),
        ("s\N{NO-BREAK SPACE}hit", "s\n  hit"),
        ("\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}Harbour", TEXT[30:38]),
        ("  Bo Castellane\nwrote ", "Bo Castellane wrote"),
        ("The Mill (1998)", "The Mill (1998)"),  # no pattern: signs stand for themselves
    ],
)
def test_quotes_are_found_whatever_their_marks_and_spaces(quote: str, found: str) -> None:
    (place,) = read_fact(evidence=quote).evidence
    assert place.quote == found
    assert place.quote == TEXT[place.start : place.end]


def test_a_quote_that_has_the_separator_in_it_is_one_quote() -> None:
    article = Article("Bo […] wrote it.")
    (fact,) = from_annotation({"facts": [{**FACT, "evidence": "Bo […] wrote"}]}, article).facts
    assert fact.evidence == (Evidence(0, 12, "Bo […] wrote"),)


def test_what_is_left_out_has_its_default() -> None:
    fact = read_fact(status=None, season=None, confidence=None, evidence=None)
    assert fact == Fact(Relation.CREATED, BO, HARBOUR)
    assert fact.status is Status.CONFIRMED


def test_loose_ties_are_no_facts_but_their_works_are_named() -> None:
    data = {
        "works": [{"name": "The Mill", "kind": "film"}],
        "facts": [
            {"relation": "crew", "person": "Bo Castellane", "work": "The Mill", "job": "other"},
            {"relation": "related_work", "work": "The Mill", "other": None, "kind": "remake"},
        ],
    }
    assert from_annotation(data, ARTICLE) == Reading(ARTICLE, (), (Work("The Mill"),))


MALFORMED: list[tuple[dict[str, Any], str]] = [
    ({"relation": "knows"}, "'knows' is not a valid Relation"),
    ({"relation": None}, "None is not a valid Relation"),
    ({"relation": ["created"]}, r'"relation" is .*not of type str'),
    ({"status": "perhaps"}, "'perhaps' is not a valid Status"),
    ({"person": ""}, '"person" is missing'),
    ({"work": None}, '"work" is missing'),
    ({"work": 3}, '"work" is 3, which is not of type str'),
    ({"relation": "crew"}, "is not a valid Job"),
    ({"relation": "crew", "job": "cook"}, "'cook' is not a valid Job"),
    ({"relation": "related_work", "other": "The Mill", "kind": "copy"}, "valid Derivation"),
    ({"season": "two"}, "\"season\" is 'two', which is not of type int"),
    ({"season": True}, '"season" is True'),
    ({"episode": 1.5}, '"episode" is 1.5, which is not of type int or str'),
    ({"credit": "star"}, "'star' is not a valid Credit"),
    ({"confidence": 0}, "confidence 0 is not above 0"),
    ({"confidence": float("nan")}, "confidence nan is not above 0"),
    ({"evidence": "Bo sang it"}, "the text does not say 'Bo sang it'"),
    ({"evidence": "Bo Castellane […] sang"}, "the text does not say"),
]


@pytest.mark.parametrize(("changes", "message"), MALFORMED)
def test_a_malformed_fact_is_named(changes: dict[str, Any], message: str) -> None:
    data = {"facts": [FACT, {**FACT, **changes}]}
    with pytest.raises(ArticleError, match=message) as caught:
        from_annotation(data, ARTICLE)
    assert caught.value.where == "/a/harbour.txt, fact 2"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "not a JSON object"),
        ({}, '"facts" is not a list'),
        ({"facts": {}}, '"facts" is not a list'),
        ({"facts": ["created"]}, '"facts" is not a list of objects'),
        ({"facts": [], "people": None}, '"people" is not a list'),
        ({"facts": [], "people": [{}]}, 'in "people" has no name'),
        ({"facts": [], "works": [{"name": " "}]}, 'in "works" has no name'),
        ({"facts": [], "works": [{"name": "Tide", "aliases": "T"}]}, "no list of aliases"),
        ({"facts": [], "works": [{"name": "Tide", "aliases": [1]}]}, "an alias of 'Tide'"),
        ({"facts": [], "works": [{"name": "Tide", "kind": "song"}]}, "valid WorkKind"),
    ],
)
def test_a_malformed_annotation_is_refused(data: object, message: str) -> None:
    with pytest.raises(ArticleError, match=message) as caught:
        from_annotation(data, ARTICLE)
    assert caught.value.where == "/a/harbour.txt"


def test_checking_adds_the_lists_that_are_missing() -> None:
    checked = check_annotation({"facts": [FACT]}, "here")
    assert checked["people"] == checked["works"] == []
    assert checked["facts"] == [FACT]
