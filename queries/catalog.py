"""The canned questions: one .rq file each, described by its header.

    # Which creators have cast the same performer in more than one of their works?
    #
    # tags: creators, performers
    # param: creator person - only this creator
    # param: least number =2 - how many works at least
    # facts: ?creator cast:created ?work . ?actor cast:castIn ?work
    # example: castgraph ask reused-actors --creator "Ada Moreno"

The first lines, up to an empty comment, are the question. A parameter has a name, a
type, ``required`` or ``=DEFAULT`` or nothing, and a meaning; its values are bound to the
variable of its name wherever the query has a line ``# values``. ``facts`` are patterns
over the query's variables whose claims stand behind a row. A variable ``?xName`` is what
people see of ``?x``. Adding a file adds a question; no Python is touched.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path

from graph.errors import QueryError, UnknownName

_PARAMETER = re.compile(r"(\w+)\s+(\w+)(?:\s+(required|=\S*))?\s+-\s+(.+)")
_FACT = re.compile(r"\?(\w+)\s+(\w+:\w+)\s+\?(\w+)")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
VALUES = "# values"


class ParameterType(StrEnum):
    """What a parameter takes: a name of an entity of that kind, or a plain value."""

    PERSON = "person"
    WORK = "work"
    CHARACTER = "character"
    NETWORK = "network"
    ENTITY = "entity"
    ARTICLE = "article"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


ENTITIES = frozenset({"person", "work", "character", "network", "entity"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question; ``default`` is bound when no value is given."""

    name: str
    type: ParameterType
    meaning: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class FactPattern:
    """A triple pattern whose claims stand behind a row: two variables and a predicate."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Question:
    """A canned question."""

    name: str
    text: str
    sparql: str
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    facts: tuple[FactPattern, ...] = ()
    example: str = ""


def questions(extra: Path | None = None) -> dict[str, Question]:
    """All questions by name, those of a folder of one's own included (they win)."""
    found = dict(_own_questions())
    if extra is not None:
        if not extra.is_dir():
            raise QueryError("there is no such folder of questions", where=extra)
        files = sorted(extra.glob("*.rq"))
        found |= {
            question.name: question
            for question in (parse(f.stem, _read(f), str(f)) for f in files)
        }
    return dict(sorted(found.items()))


def question_named(name: str, extra: Path | None = None) -> Question:
    """One question; raises UnknownName with the nearest names."""
    from difflib import get_close_matches

    known = questions(extra)
    if name not in known:
        raise UnknownName(
            "there is no such question",
            where=name,
            candidates=get_close_matches(name, known, n=3, cutoff=0.4),
            hint="`castgraph ask` lists them",
        )
    return known[name]


@cache
def _own_questions() -> dict[str, Question]:
    folder = resources.files("queries").joinpath("sparql")
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".rq")),
        key=lambda entry: entry.name,
    )
    parsed = (parse(f.name.removesuffix(".rq"), f.read_text("utf-8"), f.name) for f in files)
    return {question.name: question for question in parsed}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"this question cannot be read ({error})", where=file) from error


def parse(name: str, text: str, where: str) -> Question:
    """The question that a .rq file holds. Raises QueryError naming file and line."""
    if not _NAME.fullmatch(name):
        raise QueryError(
            "a question's file name is lower-case words joined by hyphens", where=where
        )
    lines = text.split("\n")
    head = []
    for line in lines:
        if not line.startswith("#"):
            break
        head.append(line.lstrip("#").strip())
    asked, fields = _split(head, where)
    sparql = "\n".join(lines[len(head) :]).strip()
    if not sparql:
        raise QueryError("there is no query after the header", where=where)
    parameters = tuple(_parameter(value, place) for value, place in fields["param"])
    if parameters and VALUES not in sparql:
        raise QueryError(f"parameters need a line {VALUES!r} in the query", where=where)
    return Question(
        name,
        asked,
        sparql,
        tuple(tag.strip() for value, _ in fields["tags"] for tag in value.split(",")),
        parameters,
        tuple(_fact_patterns(fields["facts"])),
        " ".join(value for value, _ in fields["example"]),
    )


def _split(head: list[str], where: str) -> tuple[str, dict[str, list[tuple[str, str]]]]:
    """The question in words, and the fields with the place of each."""
    fields: dict[str, list[tuple[str, str]]] = {
        "tags": [],
        "param": [],
        "facts": [],
        "example": [],
    }
    end = head.index("") if "" in head else len(head)
    asked = " ".join(head[:end])
    if not asked.endswith("?"):
        raise QueryError("the header has to begin with a question", where=f"{where}, line 1")
    for number, line in enumerate(head[end:], end + 1):
        if not line:
            continue
        key, colon, value = line.partition(":")
        place = f"{where}, line {number}"
        if not colon or key not in fields:
            raise QueryError(
                f"unknown header line {line!r}", where=place, hint=f"Known are {', '.join(fields)}"
            )
        fields[key].append((value.strip(), place))
    return asked, fields


def _parameter(value: str, place: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None:
        raise QueryError(
            f"a parameter is NAME TYPE [required|=DEFAULT] - MEANING, not {value!r}", where=place
        )
    name, kind, given, meaning = match.groups()
    if kind not in list(ParameterType):
        known = ", ".join(ParameterType)
        raise QueryError(f"unknown type {kind!r}", where=place, hint=f"Known are {known}")
    default = given[1:] if given and given.startswith("=") else None
    return Parameter(name, ParameterType(kind), meaning, given == "required", default)


def _fact_patterns(values: Iterable[tuple[str, str]]) -> Iterator[FactPattern]:
    for value, place in values:
        for part in value.split(" . "):
            match = _FACT.fullmatch(part.strip().rstrip(" ."))
            if match is None:
                raise QueryError(f"a fact is ?a prefix:name ?b, not {part!r}", where=place)
            yield FactPattern(*match.groups())
