"""Parts of the reader by themselves: names, identity, references, qualifiers, status."""

import pytest

from graph.model import Certainty, Credit, Stage
from ingest.candidates import find_candidates, key, split_units
from ingest.discourse import Discourse
from ingest.entities import Entity, link_mentions
from ingest.lists import list_ends
from ingest.mentions import Kind, Mention
from ingest.qualifiers import Qualifiers, read_qualifiers
from ingest.status import Wording, combine, read_status
from ingest.text import normalise


def forms(text: str) -> set[str]:
    (sentence,) = find_candidates(text, [(0, len(text))])
    return {candidate.text for candidate in sentence.candidates}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She saw Juno Vale in Harbour Lights.", {"Juno Vale", "Harbour Lights"}),
        ('She saw "The Good Tide" again.', {"The Good Tide"}),
        ("It is NBC's Harbour Lights.", {"NBC", "Harbour Lights"}),
        ("A role for Judge Ada Moreno there.", {"Ada Moreno"}),
        ("He saw Captains of the Deep again.", {"Captains of the Deep"}),
        ("Instead Juno Vale came.", {"Juno Vale"}),
        ("Then Odile Brandt-Oyelaran spoke.", {"Odile Brandt-Oyelaran"}),
    ],
)
def test_candidates_hold_the_names(text: str, expected: set[str]) -> None:
    assert expected <= forms(text)


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert [unit.text for unit in split_units("Vale's", 0, 6)] == ["Vale", "'s"]
    assert key("The Mill") == "mill"


@pytest.mark.parametrize("text", ["“a’s” — b\u00a0c", "plain", "\u200b\u2011"])
def test_normalising_keeps_offsets(text: str) -> None:
    assert len(normalise(text)) == len(text)


def mention(text: str, kind: Kind, start: int = 0) -> Mention:
    return Mention(start, start + len(text), text, kind, 1.0, 0)


@pytest.mark.parametrize(
    ("kind", "full", "short"),
    [
        (Kind.PERSON, "Juno Vale", "Vale"),
        (Kind.PERSON, "Daniela Brandt", "Dani"),
        (Kind.PERSON, "Odile Brandt-Oyelaran", "Oyelaran"),
        (Kind.CHARACTER, "Kit Marlow", "Kit"),
        (Kind.WORK, "The Marvellous Mr. Toad", "Mr. Toad"),
        (Kind.WORK, "Rowing With the Tide", "RWTT"),
        (Kind.NETWORK, "Amazon Prime Video", "Amazon"),
    ],
)
def test_a_short_form_is_the_same_thing(kind: Kind, full: str, short: str) -> None:
    (entity,) = link_mentions([mention(full, kind), mention(short, kind, 90)])
    assert entity.name == full
    assert entity.aliases == (short,)


def test_a_surname_of_two_is_left_apart() -> None:
    people = [
        mention(n, Kind.PERSON, i * 20) for i, n in enumerate(["Ada Vale", "Bo Vale", "Vale"])
    ]
    assert len(link_mentions(people)) == 3


def read(text: str, *named: tuple[str, Kind]) -> dict[str, list[str]]:
    """What the phrases of a one-sentence text refer to."""
    mentions: list[tuple[Mention, Entity]] = []
    for name, kind in named:
        found = mention(name, kind, text.index(name))
        mentions.append((found, Entity(len(mentions), kind, name, mentions=[found])))
    discourse = Discourse([entity for _, entity in mentions], [])
    references = discourse.read(text.lower(), 0, mentions)
    return {r.text: [entity.name for entity in r.entities] for r in references}


def test_he_is_the_subject() -> None:
    told = read(
        "Bo Ray met Ada Vale when he sang.", ("Bo Ray", Kind.PERSON), ("Ada Vale", Kind.PERSON)
    )
    assert told == {"he": ["Bo Ray"]}


def test_who_is_named_after_by_is_no_subject() -> None:
    named = (("Low Tide", Kind.WORK), ("Bo Ray", Kind.PERSON))
    assert read("Low Tide was made by Bo Ray as he liked.", *named) == {}


def test_the_duo_are_those_named_together() -> None:
    named = (("Bo Ray", Kind.PERSON), ("Ada Vale", Kind.PERSON))
    assert read("Bo Ray and Ada Vale wrote it, and the duo sang.", *named)["the duo"] == [
        "Bo Ray",
        "Ada Vale",
    ]


def test_the_star_is_not_a_maker() -> None:
    named = (("Bo Ray", Kind.PERSON), ("Ada Vale", Kind.PERSON))
    told = read("Bo Ray praised creator Ada Vale, and the actor smiled.", *named)
    assert told["the actor"] == ["Bo Ray"]


def test_a_list_of_names_is_one() -> None:
    shown = ["W", "stars", "P", ",", "P", "and", "P", "as", "C"]
    assert list_ends(shown)[4] == (2, 6)
    assert list_ends(shown)[8] == (8, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the fourth season of it", Qualifiers(season=4)),
        ("guest-stars in season 3, episode 7", Qualifiers(3, 7, None, Credit.GUEST)),
        ("in its sophomore run", Qualifiers(season=2)),
        ("recurred in 2014", Qualifiers(year=2014, credit=Credit.RECURRING)),
        ("a cameo", Qualifiers(credit=Credit.CAMEO)),
        ("voices the otter", Qualifiers(credit=Credit.VOICE)),
        ("nothing of the kind", Qualifiers()),
    ],
)
def test_qualifiers(text: str, expected: Qualifiers) -> None:
    assert read_qualifiers(text) == expected


def test_lines_wrapped_in_a_sentence_are_joined() -> None:
    long = "Juno Vale, who was away for a year, will be back to play Kit"
    assert normalise(f"{long}\nMarlow.\n\nNext.") == f"{long} Marlow.\n\nNext."
    assert normalise("Juno Vale\nKit Marlow") == "Juno Vale\nKit Marlow"


def wording(clause: str, **more: str) -> Wording:
    return Wording(clause, clause, more.get("sentence", clause), more.get("next", ""))


@pytest.mark.parametrize(
    ("clause", "stage", "certainty"),
    [
        ("she plays kit", Stage.CONFIRMED, Certainty.STATED),
        ("she will play kit", Stage.ANNOUNCED, Certainty.STATED),
        ("she is in early talks to play kit", Stage.IN_TALKS, Certainty.STATED),
        ("she has been offered the part", Stage.OFFERED, Certainty.STATED),
        ("she would love to play kit", Stage.WISHED, Certainty.STATED),
        ("she turned down the part", Stage.DECLINED, Certainty.STATED),
        ("she is leaving the show", Stage.EXITED, Certainty.STATED),
        ("she is reportedly playing kit", Stage.CONFIRMED, Certainty.REPORTED),
        ("she denies that she plays kit", Stage.CONFIRMED, Certainty.DENIED),
        ("she will not be playing kit", Stage.ANNOUNCED, Certainty.DENIED),
        ("she isn't so sure about returning as kit", Stage.CONFIRMED, Certainty.STATED),
    ],
)
def test_cues_of_status(clause: str, stage: Stage, certainty: Certainty) -> None:
    assert read_status(wording(clause)) == (stage, certainty)


def test_the_next_sentence_may_take_it_back() -> None:
    assert combine([wording("he would direct it", next="he won't.")])[1] is Certainty.DENIED


def test_a_label_settles_it() -> None:
    label = Wording("w star p", "w star p is reportedly", "", "", stage="confirmed")
    assert combine([label, wording("she may join")]) == (Stage.CONFIRMED, Certainty.STATED)
