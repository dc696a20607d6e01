"""For the first half of the questions a graph with a known answer."""

from question_case import case
from question_graphs import (
    DENIED,
    LEFT,
    REPORTED,
    TALKS,
    airs_on,
    article,
    cast_in,
    created,
    crew,
    derived,
    played,
)

from graph.model import Credit, Derivation, Job

ANSWERS = (
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
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
    case(
        "network-moves",
        article(
            "One",
            airs_on("The Mill", "Lantern+"),
            airs_on("The Mill", "Channel Q"),
            airs_on("Dune Road", "Lantern+"),
        ),
        rows=(("The Mill", ("Channel Q", "Lantern+")),),
    ),
    case(
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
)
