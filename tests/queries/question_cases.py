"""For each question a graph with a known answer, and one in which the right answer is none.

The graphs also hold what must not be in the answer: rumours, other people, other works.
"""

import answers_on_casts
import answers_on_news
from question_case import Case, case
from question_graphs import (
    REPORTED,
    airs_on,
    article,
    cast_in,
    character_in,
    created,
    played,
)

__all__ = ["ANSWERED", "EMPTY", "Case"]

ANSWERED = (*answers_on_casts.ANSWERS, *answers_on_news.ANSWERS)

_MILL = article("The Mill", cast_in("Ada Brandt", "The Mill"), day="2020-01-01")
_RUMOUR = article("A rumour", cast_in("Cy Dunmore", "The Mill", **REPORTED), day="2020-01-01")

EMPTY = (
    case("reused-actors", _MILL, article("Two", created("Bo Castellane", "The Mill", "Dune Road"))),
    case(
        "favourites",
        _MILL,
        article("Two", created("Bo Castellane", "The Mill")),
        creator="Bo Castellane",
    ),
    case("cast", article("One", created("Bo Castellane", "The Mill")), _RUMOUR, work="The Mill"),
    case("roles", _MILL, _RUMOUR, person="Cy Dunmore"),
    case("made-by", _MILL, person="Ada Brandt"),
    case("creators", _MILL, work="The Mill"),
    case("character", article("One", character_in("Old Tam", "The Mill")), character="Old Tam"),
    case("co-stars", _MILL, _RUMOUR, person="Ada Brandt"),
    case("network", article("One", airs_on("The Mill", "Lantern+")), network="https://x.example/q"),
    case("network-moves", article("One", airs_on("The Mill", "Lantern+"))),
    case("derived", _MILL),
    case("shared-casts", _MILL, _RUMOUR),
    case("acting-creators", _MILL, article("Two", created("Bo Castellane", "The Mill"))),
    case("open-roles", article("One", played("Ada Brandt", "Mira Holt", "The Mill"))),
    case("recasts", article("One", played("Ada Brandt", "Mira Holt", "The Mill"))),
    case("in-talks", _MILL, _RUMOUR),
    case("rumours", _MILL, _RUMOUR, since="2020-01-02"),
    case("denials", _MILL, _RUMOUR),
    case("declined", _MILL),
    case("exits", _MILL),
    case("evidence", _MILL, _RUMOUR, subject="Ada Brandt", object="Cy Dunmore"),
    case("single-source", _RUMOUR),
    case("timeline", _MILL, about="The Mill", until="2019-12-31"),
    case("unread", _MILL),
)
