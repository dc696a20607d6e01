"""The measure: what counts as the same fact, and the figures that follow."""

import json
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ArticleError
from ingest.evaluate import ARGUMENTS, Mistake, Names, Row, fold, keys, read_annotations, score

ONE: dict[str, Any] = {
    "works": [
        {"name": "The Harbour Lights", "kind": "tv", "aliases": ["Lights"]},
        {"name": "Mill & Sons", "kind": "film", "aliases": ["the series"]},
        {"name": "Old Mill", "kind": "film", "aliases": ["the series"]},
    ],
    "people": [
        {"name": "Zoë Brandt", "aliases": ["Ms. B"]},
        {"name": "Ben Castellane", "aliases": []},
        {"name": "Ida Castellane", "aliases": []},
    ],
    "characters": [{"name": "Mira Holt", "aliases": ["Mira"]}],
    "networks": [{"name": "Lantern+", "aliases": []}],
    "facts": [
        {"relation": "played", "person": "Zoë Brandt", "character": "Mira Holt",
         "work": "The Harbour Lights", "status": "confirmed", "evidence": "plays Mira"},
        {"relation": "cast_in", "person": "Zoë Brandt", "work": "The Harbour Lights",
         "status": "exited", "evidence": "left"},
        {"relation": "cast_in", "person": "Ben Castellane", "work": "Old Mill",
         "status": "rumoured", "evidence": "may join"},
        {"relation": "cast_in", "person": "Ida Castellane", "work": "Old Mill",
         "status": "denied", "evidence": "will not"},
        {"relation": "character_in", "character": "Mira Holt", "work": "The Harbour Lights",
         "evidence": "Mira of Lights"},
        {"relation": "created", "person": "Ben Castellane", "work": "Mill & Sons",
         "status": "confirmed", "evidence": "made by Ben"},
        {"relation": "crew", "person": "Ida Castellane", "work": "Mill & Sons", "job": "writer",
         "status": "confirmed", "evidence": "wrote it"},
        {"relation": "crew", "person": "Ben Castellane", "work": "Old Mill", "job": "other",
         "status": "confirmed", "evidence": "worked on it"},
        {"relation": "airs_on", "work": "The Harbour Lights", "network": "Lantern+",
         "evidence": "on Lantern+"},
        {"relation": "related_work", "work": "Old Mill", "other": "Mill & Sons",
         "kind": "sequel", "evidence": "a sequel"},
    ],
}  # fmt: skip
TWO: dict[str, Any] = {
    "works": [{"name": "Tide", "kind": "tv", "aliases": []}],
    "people": [{"name": "Ada Lund", "aliases": ["Ada"]}],
    "facts": [
        {"relation": "cast_in", "person": "Ada Lund", "work": "Tide", "status": "wished",
         "evidence": "hopes"},
        {"relation": "created", "person": "Ada Lund", "work": "Tide", "evidence": "her Tide"},
    ],
}  # fmt: skip
PREDICTED_ONE: dict[str, Any] = {
    "facts": [
        {"relation": "played", "person": "zoe BRANDT", "character": "Mira", "status": "announced"},
        {"relation": "played", "person": "Brandt", "character": "Mira Holt"},
        {"relation": "cast_in", "person": "Ms B", "work": "Lights", "status": "exited"},
        {"relation": "cast_in", "person": "Castellane", "work": "Old Mill"},
        {"relation": "cast_in", "person": "Ida Castellane", "work": "Old Mill", "status": None},
        {"relation": "character_in", "character": "Mira Holt's", "work": "Harbour Lights"},
        {"relation": "character_in", "character": "Mira Holt", "work": "the series"},
        {"relation": "crew", "person": "Ida Castellane", "work": "Mill and Sons", "job": "Writer"},
        {"relation": "crew", "person": "Ben Castellane", "work": "Old Mill", "job": "director"},
        {"relation": "crew", "person": "Zoë Brandt", "work": "Old Mill", "job": "other"},
        {"relation": "crew", "person": "Zoë Brandt", "work": "Old Mill", "job": "host",
         "evidence": "hosts"},
        {"relation": "airs_on", "work": "Harbour Lights", "network": "Lantern"},
        {"relation": "related_work", "work": "Old Mill", "other": None},
        {"relation": "related_work", "work": "Old Mill", "other": "Mill & Sons"},
        {"relation": "knows", "person": "Zoë Brandt", "work": "Old Mill"},
    ]
}  # fmt: skip
# What the measure of the corpus gives for these two articles: gold, predicted, matched,
# precision, recall and F1.
EXPECTED = {
    "played": (1, 1, 1, 1.0, 1.0, 1.0),
    "cast_in": (4, 3, 2, 0.6667, 0.5, 0.5714),
    "character_in": (1, 2, 1, 0.5, 1.0, 0.6667),
    "created": (2, 0, 0, 0.0, 0.0, 0.0),
    "crew": (1, 2, 1, 0.5, 1.0, 0.6667),
    "airs_on": (1, 1, 0, 0.0, 0.0, 0.0),
    "related_work": (1, 1, 1, 1.0, 1.0, 1.0),
    "core": (10, 9, 5, 0.5556, 0.5, 0.5263),
}


def test_figures_of_a_small_pair() -> None:
    result = score({"one": ONE, "two": TWO}, {"one": PREDICTED_ONE, "three": TWO})
    assert {name: figures(row) for name, row in result.rows.items()} == EXPECTED
    assert result.articles == 2
    assert result.status_accuracy == 0.5
    assert (result.unasserted_gold, result.false_assertions) == (3, 1)


def figures(row: Row) -> tuple[int, int, int, float, float, float]:
    return row.gold, row.predicted, row.matched, row.precision, row.recall, row.f1


def test_mistakes_are_named_with_their_words() -> None:
    result = score({"one": ONE, "two": TWO}, {"one": PREDICTED_ONE})
    assert [astuple(mistake) for mistake in result.missed] == [
        ("one", ("cast_in", "ben castellane", "old mill"), "rumoured", "may join"),
        ("one", ("created", "ben castellane", "mill and sons"), "confirmed", "made by Ben"),
        ("one", ("airs_on", "harbour lights", "lantern+"), "confirmed", "on Lantern+"),
        ("two", ("cast_in", "ada lund", "tide"), "wished", "hopes"),
        ("two", ("created", "ada lund", "tide"), "confirmed", "her Tide"),
    ]
    assert [mistake.key for mistake in result.wrong] == [
        ("cast_in", "castellane", "old mill"),
        ("character_in", "mira holt", "series"),
        ("crew", "zoe brandt", "old mill", "host"),
        ("airs_on", "harbour lights", "lantern"),
    ]
    hosts = ("crew", "zoe brandt", "old mill", "host")
    assert result.wrong[2] == Mistake("one", hosts, "confirmed", "hosts")


def test_an_annotation_matches_itself_and_nothing_gives_nothing() -> None:
    itself = score({"one": ONE}, {"one": ONE})
    assert figures(itself.rows["core"]) == (8, 8, 8, 1.0, 1.0, 1.0)
    assert (itself.missed, itself.wrong, itself.false_assertions) == ((), (), 0)
    nothing = score({}, {"one": ONE})
    assert figures(nothing.rows["core"]) == (0, 0, 0, 0.0, 0.0, 0.0)
    assert nothing.status_accuracy == 0.0
    assert set(nothing.rows) == {*ARGUMENTS, "core"}


@pytest.mark.parametrize(
    ("status", "false"),
    [("confirmed", 1), ("announced", 1), ("exited", 1), (None, 1)]
    + [(word, 0) for word in ("wished", "rumoured", "denied", "declined", "in_talks", "unsure")],
)
def test_a_wish_told_as_so_is_a_false_assertion(status: str | None, false: int) -> None:
    predicted = {"facts": [{**TWO["facts"][0], "status": status}]}
    result = score({"two": TWO}, {"two": predicted})
    assert (result.unasserted_gold, result.false_assertions) == (1, false)
    assert result.status_accuracy == (status == "wished")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Mill", "mill"),
        ("An Óscar & a Zoë!", "oscar and a zoe"),
        ("Brandt's  Own-Show", "brandt own show"),
        ("Brandt\N{RIGHT SINGLE QUOTATION MARK}s", "brandts"),
        ("Lantern+", "lantern+"),
        ("Theodora", "theodora"),
        ("海", ""),
        (None, ""),
    ],
)
def test_names_are_folded(name: str | None, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("slot", "form", "canonical"),
    [
        ("person", "Ms. B", "zoe brandt"),
        ("person", "BRANDT", "zoe brandt"),  # a surname that one person bears
        ("person", "Castellane", "castellane"),  # a surname of two
        ("person", "Zoë", "zoe"),
        ("character", "Holt", "holt"),  # surnames are for people
        ("work", "lights", "harbour lights"),
        ("other", "Lights", "harbour lights"),
        ("work", "The Series", "series"),  # an alias of two
        ("network", "Ms. B", "ms b"),
        ("job", "The Writer", "writer"),
    ],
)
def test_forms_lead_to_the_full_name(slot: str, form: str, canonical: str) -> None:
    assert Names(ONE).canon(slot, form) == canonical


def test_the_first_of_equal_facts_stands() -> None:
    facts = [
        {"relation": "created", "person": "Ada", "work": "Tide", "status": "wished"},
        {"relation": "created", "person": "Ada Lund", "work": "Tide", "status": "denied"},
    ]
    (stated,) = keys(facts, Names(TWO)).values()
    assert (stated.key, stated.status) == (("created", "ada lund", "tide"), "wished")


def test_annotations_of_a_folder(tmp_path: Path) -> None:
    for name, data in (("one", ONE), ("two", TWO)):
        (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no annotation", encoding="utf-8")
    found = read_annotations(tmp_path)
    assert list(found) == ["one", "two"]
    assert found["one"]["facts"] == ONE["facts"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", r"bad\.json: cannot be read as JSON"),
        (b"\xff\xfe\x00", r"bad\.json: cannot be read as JSON"),
        (b"[" * 100_000, r"bad\.json: cannot be read as JSON"),
        (b"[]", r"bad\.json: the annotation is malformed: it is not a JSON object"),
        (b'{"people": []}', r'bad\.json: .* "facts" is not a list of objects'),
        (b'{"facts": [{"person": 3}]}', r'bad\.json, fact 1: .*"person" is 3'),
    ],
)
def test_a_broken_annotation_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(ArticleError, match=message):
        read_annotations(tmp_path)


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ArticleError, match="has no annotations"):
            read_annotations(folder)
