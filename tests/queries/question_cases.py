"""For each question a graph with a known answer, and one in which the right answer is none.

The graphs also hold what must not be in the answer: rumours, other people, other works.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from question_graphs import (
    DENIED,
    LEFT,
    REFUSED,
    REPORTED,
    TALKS,
    airs_on,
    article,
    cast_in,
    character_in,
    created,
    crew,
    derived,
    played,
)

from graph.model import Credit, Derivation, Job, Reading, Stage
from queries.tables import Row


@dataclass(frozen=True, slots=True)
class Case:
    """A question asked of a graph, and its answer."""

    question: str
    readings: tuple[Reading, ...]
    rows: tuple[Row, ...]
    values: Mapping[str, str] = field(default_factory=dict)


def _case(question: str, *readings: Reading, rows: tuple[Row, ...] = (), **values: str) -> Case:
    return Case(question, readings, rows, values)


ANSWERED = (
    _case(
        "reused-actors",
        article(
            "One",
            created("Bo Castellane", "Harbour Lights", "The Mill", "Dune Road"),
            created("Cy Dunmore", "Harbour Lights", "The Mill", "Dune Road"),
            created("Di Ember", "Harbour Lights"),
            cast_in("Ada Brandt", "Harbour Lights"),
            cast_in("Fay Gill", "Harbour Lights"),
            cast_in("Fay Gill", "The Mill", **REPORTED),
            cast_in("Hal Ives", "Dune Road"),
            cast_in("Hal Ives", "Elsewhere"),
        ),
        article("Two", cast_in("Ada Brandt", "The Mill")),
        rows=((("Bo Castellane", "Cy Dunmore"), "Ada Brandt", ("Harbour Lights", "The Mill")),),
    ),
    _case(
        "reused-actors",
        article(
            "Homonyms",
            created("Bo Castellane", "Dune Road", "Dune Road (2012)"),
            cast_in("Ada Brandt", "Dune Road"),
            cast_in("Ada Brandt", "Dune Road (2012)"),
            created("Cy Dunmore", "The Mill", "Elsewhere"),
            cast_in("Ada Brandt", "The Mill"),
            cast_in("Ada Brandt", "Elsewhere"),
        ),
        rows=((("Bo Castellane",), "Ada Brandt", ("Dune Road", "Dune Road (2012)")),),
        creator="castellane",
        person="ada brandt",
    ),
    _case(
        "favourites",
        article(
            "One",
            created("Bo Castellane", "Harbour Lights", "The Mill", "Dune Road"),
            created("Cy Dunmore", "Elsewhere"),
            *(cast_in("Ada Brandt", title) for title in ("Harbour Lights", "The Mill")),
            *(cast_in("Fay Gill", title) for title in ("Harbour Lights", "The Mill", "Dune Road")),
            *(cast_in("Hal Ives", title) for title in ("Dune Road", "Elsewhere")),
        ),
        rows=(
            ("Fay Gill", 3, ("Dune Road", "Harbour Lights", "The Mill")),
            ("Ada Brandt", 2, ("Harbour Lights", "The Mill")),
        ),
        creator="Bo Castellane",
    ),
    _case(
        "cast",
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "Harbour Lights", season=2),
            played("Ada Brandt", "Old Tam", "The Mill", season=5),
            cast_in("Bo Castellane", "Harbour Lights", credit=Credit.GUEST),
            cast_in("Cy Dunmore", "Harbour Lights", **REPORTED),
        ),
        article("Two", cast_in("Ada Brandt", "Harbour Lights", credit=Credit.CO_STAR, season=10)),
        rows=(
            ("Ada Brandt", ("Mira Holt",), ("co-star",), ("2", "10")),
            ("Bo Castellane", (), ("guest",), ()),
        ),
        work="Harbour Lights",
    ),
    _case(
        "cast",
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "Harbour Lights", season=2, credit=Credit.CO_STAR),
            cast_in("Bo Castellane", "Harbour Lights", season=2, credit=Credit.MAIN),
            cast_in("Cy Dunmore", "Harbour Lights", season=1, credit=Credit.CO_STAR),
        ),
        rows=(("Ada Brandt", ("Mira Holt",), ("co-star",), ("2",)),),
        work="Harbour Lights",
        season="2",
        credit="Co-Star",
    ),
    _case(
        "roles",
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "Harbour Lights", season=1, year=2019),
            played("Ada Brandt", "Old Tam", "Harbour Lights", credit=Credit.VOICE),
            cast_in("Ada Brandt", "The Mill", **LEFT),
            cast_in("Ada Brandt", "Elsewhere", **TALKS),
            cast_in("Bo Castellane", "Dune Road"),
        ),
        rows=(
            ("Harbour Lights", ("Mira Holt", "Old Tam"), ("voice",), ("1",), ("2019",)),
            ("The Mill", (), (), (), ()),
        ),
        person="Ada Brandt",
    ),
    _case(
        "made-by",
        article(
            "One",
            created("Bo Castellane", "Harbour Lights"),
            crew("Bo Castellane", "Harbour Lights", Job.EXECUTIVE_PRODUCER),
            crew("Bo Castellane", "Dune Road", Job.HOST),
            crew("Bo Castellane", "Elsewhere", Job.WRITER, **REPORTED),
            cast_in("Bo Castellane", "The Mill"),
        ),
        rows=(
            ("Dune Road", ("host",)),
            ("Harbour Lights", ("creator", "executive producer")),
        ),
        person="Bo Castellane",
    ),
    _case(
        "creators",
        article(
            "One",
            created("Cy Dunmore", "Harbour Lights"),
            crew("Bo Castellane", "Harbour Lights", Job.DIRECTOR),
            crew("Bo Castellane", "Harbour Lights", Job.WRITER),
            created("Ada Brandt", "The Mill"),
        ),
        rows=(("Cy Dunmore", ("creator",)), ("Bo Castellane", ("director", "writer"))),
        work="Harbour Lights",
    ),
    _case(
        "character",
        article(
            "Old",
            played("Ada Brandt", "Mira Holt", "Harbour Lights", season=1, **LEFT),
            day="2020-01-01",
        ),
        article(
            "New",
            played("Cy Dunmore", "Mira Holt", "Harbour Lights", season=2),
            played("Di Ember", "Old Tam", "Harbour Lights"),
            played("Fay Gill", "Mira Holt", "Harbour Lights", **REPORTED),
            day="2021-05-01",
        ),
        rows=(
            ("Cy Dunmore", ("Harbour Lights",), ("2",), None, "2021-05-01", "Mira Holt"),
            ("Ada Brandt", ("Harbour Lights",), ("1",), "yes", "2020-01-01", "Mira Holt"),
        ),
        character="Mira Holt",
    ),
    _case(
        "co-stars",
        article(
            "One",
            *(cast_in("Ada Brandt", title) for title in ("Harbour Lights", "The Mill")),
            *(cast_in("Cy Dunmore", title) for title in ("Harbour Lights", "The Mill")),
            cast_in("Bo Castellane", "The Mill"),
            cast_in("Di Ember", "Dune Road"),
            cast_in("Fay Gill", "The Mill", **DENIED),
        ),
        rows=(
            ("Cy Dunmore", 2, ("Harbour Lights", "The Mill")),
            ("Bo Castellane", 1, ("The Mill",)),
        ),
        person="Ada Brandt",
    ),
    _case(
        "network",
        article(
            "One",
            airs_on("The Mill", "Lantern+"),
            airs_on("Dune Road", "Lantern+"),
            airs_on("Elsewhere", "Channel Q"),
            created("Bo Castellane", "The Mill"),
            created("Ada Brandt", "The Mill"),
        ),
        rows=(("Dune Road", ()), ("The Mill", ("Ada Brandt", "Bo Castellane"))),
        network="Lantern+",
    ),
    _case(
        "network-moves",
        article(
            "One",
            airs_on("The Mill", "Lantern+"),
            airs_on("The Mill", "Channel Q"),
            airs_on("Dune Road", "Lantern+"),
        ),
        rows=(("The Mill", ("Channel Q", "Lantern+")),),
    ),
    _case(
        "derived",
        article(
            "One",
            derived("Harbour Nights", "Harbour Lights", Derivation.SPIN_OFF),
            derived("Elsewhere", "Dune Road", Derivation.ADAPTATION),
            cast_in("Ada Brandt", "Harbour Lights"),
            cast_in("Ada Brandt", "Harbour Nights"),
            cast_in("Bo Castellane", "Harbour Lights"),
        ),
        rows=(("Harbour Nights", "spin-off", "Harbour Lights", ("Ada Brandt",)),),
        work="Harbour Lights",
    ),
    _case(
        "shared-casts",
        article(
            "One",
            *(
                cast_in("Ada Brandt", title)
                for title in ("Harbour Lights", "The Mill", "Dune Road")
            ),
            *(cast_in("Cy Dunmore", title) for title in ("Harbour Lights", "The Mill")),
        ),
        rows=(("Harbour Lights", "The Mill", 2, ("Ada Brandt", "Cy Dunmore")),),
    ),
    _case(
        "acting-creators",
        article(
            "One",
            created("Ada Brandt", "The Mill"),
            cast_in("Ada Brandt", "The Mill"),
            cast_in("Ada Brandt", "Dune Road"),
            created("Bo Castellane", "Dune Road"),
            cast_in("Cy Dunmore", "Dune Road"),
        ),
        rows=(("Ada Brandt", ("The Mill",), ("Dune Road", "The Mill")),),
    ),
    _case(
        "open-roles",
        article(
            "One",
            character_in("Old Tam", "The Mill"),
            character_in("Mira Holt", "Dune Road"),
            played("Ada Brandt", "Jo Kerr", "The Mill"),
        ),
        rows=(("Old Tam", "The Mill"),),
        work="The Mill",
    ),
    _case(
        "recasts",
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "The Mill", **LEFT),
            played("Cy Dunmore", "Mira Holt", "The Mill"),
            played("Di Ember", "Old Tam", "The Mill"),
        ),
        rows=(("Mira Holt", "The Mill", ("Ada Brandt", "Cy Dunmore")),),
    ),
    _case(
        "in-talks",
        article("Old", cast_in("Ada Brandt", "The Mill", **TALKS), day="2019-12-31"),
        article(
            "New",
            played("Bo Castellane", "Mira Holt", "The Mill", stage=Stage.OFFERED),
            created("Cy Dunmore", "Dune Road", stage=Stage.WISHED),
            cast_in("Di Ember", "The Mill"),
            cast_in("Fay Gill", "The Mill", **{**TALKS, **DENIED}),
            day="2020-06-01",
            publisher="The Evening Example",
        ),
        rows=(
            (
                "Bo Castellane",
                "The Mill",
                ("Mira Holt",),
                "offered",
                "stated",
                "2020-06-01",
                "The Evening Example",
            ),
            (
                "Cy Dunmore",
                "Dune Road",
                ("creator",),
                "wished",
                "stated",
                "2020-06-01",
                "The Evening Example",
            ),
        ),
        since="2020",
    ),
    _case(
        "rumours",
        article(
            "Rumours",
            cast_in("Ada Brandt", "The Mill", **REPORTED),
            cast_in("Bo Castellane", "The Mill", **REPORTED),
            crew("Cy Dunmore", "The Mill", Job.DIRECTOR, **REPORTED),
            cast_in("Di Ember", "The Mill"),
            day="2020-06-01",
        ),
        article(
            "Later",
            cast_in("Ada Brandt", "The Mill"),
            cast_in("Bo Castellane", "The Mill", **DENIED),
            day="2020-07-01",
        ),
        rows=(
            ("Ada Brandt", "The Mill", (), "announced", "confirmed", "2020-06-01", None),
            ("Bo Castellane", "The Mill", (), "announced", "denied", "2020-06-01", None),
            ("Cy Dunmore", "The Mill", ("director",), "announced", "open", "2020-06-01", None),
        ),
    ),
    _case(
        "denials",
        article("Old", cast_in("Cy Dunmore", "The Mill", **DENIED), day="2019-12-31"),
        article(
            "New",
            played("Ada Brandt", "Mira Holt", "The Mill", **DENIED),
            cast_in("Bo Castellane", "The Mill"),
            day="2020-06-01",
            publisher="The Evening Example",
        ),
        rows=(("Ada Brandt", "The Mill", ("Mira Holt",), "2020-06-01", "The Evening Example"),),
        since="2020-01",
    ),
    _case(
        "declined",
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "The Mill", **REFUSED),
            played("Cy Dunmore", "Mira Holt", "The Mill"),
            cast_in("Bo Castellane", "Dune Road", **REFUSED),
            cast_in("Di Ember", "Dune Road", **{**REFUSED, **DENIED}),
            day="2020-06-01",
        ),
        rows=(
            ("Ada Brandt", "The Mill", ("Mira Holt",), ("Cy Dunmore",), "2020-06-01", None),
            ("Bo Castellane", "Dune Road", (), (), "2020-06-01", None),
        ),
    ),
    _case(
        "exits",
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "The Mill", season=3, **LEFT),
            cast_in("Ada Brandt", "Dune Road", **LEFT),
            cast_in("Bo Castellane", "The Mill"),
            cast_in("Cy Dunmore", "The Mill", **{**LEFT, **DENIED}),
            day="2020-06-01",
        ),
        rows=(("Ada Brandt", "The Mill", ("Mira Holt",), ("3",), "2020-06-01", None),),
        work="The Mill",
    ),
    _case(
        "evidence",
        article(
            "First",
            cast_in("Ada Brandt", "The Mill"),
            crew("Ada Brandt", "The Mill", Job.WRITER),
            cast_in("Ada Brandt", "Dune Road"),
            day="2020-01-01",
        ),
        article("Second", cast_in("Ada Brandt", "The Mill", **DENIED), day="2020-02-01"),
        rows=(
            ("First", "cast in", "confirmed", "stated", "First", None, "2020-01-01"),
            ("Second", "cast in", "confirmed", "denied", "Second", None, "2020-02-01"),
        ),
        subject="The Mill",
        object="Ada Brandt",
        relation="Cast in",
    ),
    _case(
        "single-source",
        article("First", cast_in("Ada Brandt", "The Mill"), cast_in("Cy Dunmore", "The Mill")),
        article(
            "Second",
            cast_in("Ada Brandt", "The Mill"),
            cast_in("Cy Dunmore", "The Mill", **REPORTED),
            publisher="The Evening Example",
        ),
        rows=(("Cy Dunmore", "cast in", "The Mill", "First", None, None),),
    ),
    _case(
        "timeline",
        article("Later", cast_in("Ada Brandt", "The Mill"), day="2021-01-01"),
        article("Early", cast_in("Ada Brandt", "The Mill", **REPORTED), day="2020-01-01"),
        article("Too late", cast_in("Ada Brandt", "The Mill", **LEFT), day="2023-01-01"),
        article("Other", cast_in("Ada Brandt", "Dune Road"), day="2020-01-01"),
        rows=(
            ("2020-01-01", "Ada Brandt", "cast in", "The Mill", "announced", "reported", "Early"),
            ("2021-01-01", "Ada Brandt", "cast in", "The Mill", "confirmed", "stated", "Later"),
        ),
        about="The Mill",
        until="2022-12-31",
    ),
    _case(
        "unread",
        article("Old", unread=["Nobody knows who."], day="2020-01-01"),
        article("New", unread=["A star joins.", "Another, too."], day="2021-01-01"),
        rows=(
            ("A star joins.", "New", None, "2021-01-01"),
            ("Another, too.", "New", None, "2021-01-01"),
        ),
        article="/articles/New.txt",
    ),
)

_MILL = article("The Mill", cast_in("Ada Brandt", "The Mill"), day="2020-01-01")
_RUMOUR = article("A rumour", cast_in("Cy Dunmore", "The Mill", **REPORTED), day="2020-01-01")

EMPTY = (
    _case(
        "reused-actors", _MILL, article("Two", created("Bo Castellane", "The Mill", "Dune Road"))
    ),
    _case(
        "favourites",
        _MILL,
        article("Two", created("Bo Castellane", "The Mill")),
        creator="Bo Castellane",
    ),
    _case("cast", article("One", created("Bo Castellane", "The Mill")), _RUMOUR, work="The Mill"),
    _case("roles", _MILL, _RUMOUR, person="Cy Dunmore"),
    _case("made-by", _MILL, person="Ada Brandt"),
    _case("creators", _MILL, work="The Mill"),
    _case("character", article("One", character_in("Old Tam", "The Mill")), character="Old Tam"),
    _case("co-stars", _MILL, _RUMOUR, person="Ada Brandt"),
    _case(
        "network", article("One", airs_on("The Mill", "Lantern+")), network="https://x.example/q"
    ),
    _case("network-moves", article("One", airs_on("The Mill", "Lantern+"))),
    _case("derived", _MILL),
    _case("shared-casts", _MILL, _RUMOUR),
    _case("acting-creators", _MILL, article("Two", created("Bo Castellane", "The Mill"))),
    _case("open-roles", article("One", played("Ada Brandt", "Mira Holt", "The Mill"))),
    _case("recasts", article("One", played("Ada Brandt", "Mira Holt", "The Mill"))),
    _case("in-talks", _MILL, _RUMOUR),
    _case("rumours", _MILL, _RUMOUR, since="2020-01-02"),
    _case("denials", _MILL, _RUMOUR),
    _case("declined", _MILL),
    _case("exits", _MILL),
    _case("evidence", _MILL, _RUMOUR, subject="Ada Brandt", object="Cy Dunmore"),
    _case("single-source", _RUMOUR),
    _case("timeline", _MILL, about="The Mill", until="2019-12-31"),
    _case("unread", _MILL),
)
