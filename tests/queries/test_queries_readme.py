"""queries/README.md: its example works, and its lists are complete."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.claims import load_reading
from graph.model import Article, Fact, Person, Reading, Relation, Stage, Work
from graph.store import MEMORY, GraphStore, open_store
from graph.vocabulary import PREFIXES
from queries import header
from queries.catalog import ParameterType, Question, parse_question
from queries.run import ask

FOLDER = Path(header.__file__).parent
README = FOLDER.joinpath("README.md").read_text(encoding="utf-8")


@pytest.fixture
def question() -> Question:
    (example,) = re.findall(r"```sparql\n(.*?)```", README, re.DOTALL)
    return parse_question("who-left", example, "README.md")


@pytest.fixture
def store() -> Iterator[GraphStore]:
    ada, harbour, mill = Person("Ada Brandt"), Work("Harbour Lights"), Work("The Mill")
    facts = (
        Fact(Relation.CAST_IN, ada, harbour, stage=Stage.EXITED, year=2021),
        Fact(Relation.CAST_IN, ada, mill, stage=Stage.EXITED, year=2012),
    )
    with open_store(MEMORY) as opened:
        load_reading(opened, Reading(Article("She left."), facts))
        yield opened


def test_the_example_answers(question: Question, store: GraphStore) -> None:
    table = ask(store, question, {"year": "2020", "work": "harbour lights"})
    assert table.columns == ("person", "work", "years")
    assert table.rows == (("Ada Brandt", "Harbour Lights", ("2021",)),)


def test_the_example_uses_its_default(question: Question, store: GraphStore) -> None:
    assert [row[1] for row in ask(store, question, {}).rows] == ["Harbour Lights", "The Mill"]


def test_the_example_can_find_nothing(question: Question, store: GraphStore) -> None:
    assert ask(store, question, {"year": "2022"}).rows == ()


def test_every_key_and_type_is_told() -> None:
    cells = re.findall(r"^\| (`.+?) \|", README, re.MULTILINE)
    told = [word for cell in cells for word in re.findall(r"`([\w.]+)`", cell)]
    files = sorted(file.name for file in FOLDER.glob("*.py") if file.name != "__init__.py")
    assert sorted(told) == sorted([*files, *header.KEYS, *ParameterType])


def test_every_prefix_is_told() -> None:
    (told,) = re.findall(r"no declaring: (.+?) are known", README)
    assert re.findall(r"\b(?!and\b)\w+", told) == sorted(PREFIXES)
