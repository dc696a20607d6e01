"""How the tests call the command line, and the small graph that they ask.

No name in it is a real one's.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from castgraph.cli import app
from graph.claims import load_reading
from graph.model import (
    Article,
    Certainty,
    Character,
    Credit,
    Evidence,
    Fact,
    Network,
    Person,
    Reading,
    Relation,
    Stage,
    Work,
    WorkKind,
)
from graph.store import open_store

LIMIT = 60  # seconds for a process that takes less than one

BO = Person("Bo Castellane")
ADA = Person("Ada Brandt", ("Brandt",))
CY = Person("Cy Dunmore")
MIRA = Character("Mira Holt")
HARBOUR = Work("Harbour Lights", WorkKind.TV)
MILL = Work("The Mill", WorkKind.TV)
LANTERN = Network("Lantern+")

FIRST = (
    "Bo Castellane created Harbour Lights for Lantern+. "
    "Ada Brandt plays Mira Holt in Harbour Lights."
)
SECOND = (
    "The Mill is Bo Castellane's new show. Brandt stars in it. "
    "Cy Dunmore is reportedly joining The Mill. Somebody joins the cast."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call of the command line left behind."""

    code: int
    out: str
    err: str


def run(*words: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Outcome:
    """Call the command line in this process; what is no exit of it goes on as an error."""
    clean: dict[str, str | None] = {"CASTGRAPH_GRAPH": None, "CASTGRAPH_QUESTIONS": None}
    result = CliRunner(env={**clean, **(env or {})}).invoke(
        app, words, input=stdin, catch_exceptions=False
    )
    return Outcome(result.exit_code, result.stdout, result.stderr)


def run_process(*words: str, python: tuple[str, ...] = (), cwd: Path | None = None) -> Outcome:
    """Call the command line as a person does, its output going into pipes."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "castgraph", *words],
        capture_output=True,
        cwd=cwd,
        encoding="utf-8",
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        timeout=LIMIT,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def clean_environment() -> dict[str, str]:
    """The environment without what would change what the command line does."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CASTGRAPH_")}
    return {**ours, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}


def imported(times: str) -> set[str]:
    """The modules in what `python -X importtime` tells."""
    return {line.rpartition("|")[2].strip() for line in times.splitlines() if "|" in line}


def sample_graph(tmp_path: Path) -> str:
    """A graph of two articles: a creator who cast a performer twice, and a rumour."""
    where = str(tmp_path / "tv.db")
    with open_store(where) as store:
        for reading in (first_reading(), second_reading()):
            load_reading(store, reading)
    return where


def first_reading() -> Reading:
    """Who made Harbour Lights, for whom, and who is in it."""
    made = quote(FIRST, "Bo Castellane created Harbour Lights for Lantern+.")
    played = quote(FIRST, "Ada Brandt plays Mira Holt in Harbour Lights.")
    article = Article(
        FIRST,
        name="harbour",
        headline="Harbour Lights is on",
        published=date(2024, 3, 9),
        publisher="The Evening Example",
        url="https://news.example/harbour",
        source="/articles/harbour.txt",
    )
    facts = (
        Fact(Relation.CREATED, BO, HARBOUR, evidence=made),
        Fact(Relation.AIRS_ON, HARBOUR, LANTERN, evidence=made),
        Fact(Relation.PLAYED, ADA, MIRA, work=HARBOUR, evidence=played, confidence=0.9),
        Fact(Relation.CAST_IN, ADA, HARBOUR, credit=Credit.MAIN, evidence=played),
        Fact(Relation.CHARACTER_IN, MIRA, HARBOUR, evidence=played),
    )
    return Reading(article, facts, (HARBOUR,))


def second_reading() -> Reading:
    """Who made The Mill, who is in it, and who may join."""
    made = quote(SECOND, "The Mill is Bo Castellane's new show.")
    cast = quote(SECOND, "Brandt stars in it.")
    rumour = quote(SECOND, "Cy Dunmore is reportedly joining The Mill.")
    article = Article(SECOND, name="mill", headline="A new show", source="/articles/mill.txt")
    facts = (
        Fact(Relation.CREATED, BO, MILL, evidence=made),
        Fact(Relation.CAST_IN, ADA, MILL, evidence=cast, steps=("it -> The Mill",)),
        Fact(
            Relation.CAST_IN,
            CY,
            MILL,
            stage=Stage.ANNOUNCED,
            certainty=Certainty.REPORTED,
            evidence=rumour,
        ),
    )
    return Reading(article, facts, (MILL,), quote(SECOND, "Somebody joins the cast."))


def quote(text: str, words: str) -> tuple[Evidence]:
    """The words as the evidence that they are in the text."""
    start = text.index(words)
    return (Evidence(start, start + len(words), words),)
