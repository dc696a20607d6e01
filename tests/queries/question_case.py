"""A question asked of a graph, with its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Reading
from queries.tables import Row


@dataclass(frozen=True, slots=True)
class Case:
    """A question asked of a graph, and its answer."""

    question: str
    readings: tuple[Reading, ...]
    rows: tuple[Row, ...]
    values: Mapping[str, str] = field(default_factory=dict)


def case(question: str, *readings: Reading, rows: tuple[Row, ...] = (), **values: str) -> Case:
    return Case(question, readings, rows, values)
