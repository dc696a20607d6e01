"""For the other half of the questions a graph with a known answer."""

from question_case import case
from question_graphs import (
    DENIED,
    LEFT,
    REFUSED,
    REPORTED,
    TALKS,
    article,
    cast_in,
    character_in,
    created,
    crew,
    played,
)

from graph.model import Job, Stage

ANSWERS = (
    case(
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
    case(
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
    case(
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
    case(
        "recasts",
        article(
            "One",
            played("Ada Brandt", "Mira Holt", "The Mill", **LEFT),
            played("Cy Dunmore", "Mira Holt", "The Mill"),
            played("Di Ember", "Old Tam", "The Mill"),
        ),
        rows=(("Mira Holt", "The Mill", ("Ada Brandt", "Cy Dunmore")),),
    ),
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
