"""What a question is: the values that the header of its file tells."""

from dataclasses import dataclass
from enum import StrEnum


class ParameterType(StrEnum):
    """What a parameter takes. The first six are names of things in the graph."""

    PERSON = "person"
    WORK = "work"
    CHARACTER = "character"
    NETWORK = "network"
    ENTITY = "entity"
    ARTICLE = "article"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something to fill in."""

    name: str
    type: ParameterType
    meaning: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What is shown of a variable; ``many`` when it holds a list."""

    title: str
    variable: str
    many: bool = False


Pattern = tuple[str, str, str]
"""Three terms, each ``?variable`` or ``prefix:name``."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its file has it. ``sparql`` is the whole file, ``where`` its place."""

    name: str
    text: str
    example: str
    sparql: str
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    facts: tuple[Pattern, ...] = ()
    claims: str | None = None
    where: str = ""
