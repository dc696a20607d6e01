"""Ask a question of the catalogue: fill in its parameters, run it, make a table of it.

What a person types becomes a term, and only terms, in N-Triples form, become query text.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from math import isfinite

from rdflib import Literal
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import Identifier

from graph import vocabulary as v
from graph.errors import QueryError
from graph.recall import find_article
from graph.store import GraphStore
from graph.terms import Term, values_text
from queries.harmless import check_harmless
from queries.header import bind
from queries.names import resolve
from queries.question import Column, Parameter, ParameterType, Question
from queries.tables import Cell, Row, Table, one_line

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

LABELS: Mapping[str, str] = {
    str(iri): str(word).replace("_", " ")
    for terms in (
        {iri: relation for relation, iri in v.OF_RELATION.items()},
        {iri: job for job, iri in v.OF_JOB.items()},
        {iri: derivation for derivation, iri in v.OF_DERIVATION.items()},
        v.STAGES,
        v.CERTAINTIES,
        v.CREDITS,
    )
    for iri, word in terms.items()
}
"""The words for the terms of the ontology that stand in answers."""


def ask(store: GraphStore, question: Question, values: Mapping[str, str]) -> Table:
    """The answer to a question, its parameters filled with what a person typed.

    Raises QueryError for unknown, missing or malformed values, UnknownName and
    AmbiguousName for names.
    """
    result = _run(store, question, fill(store, question, values))
    variables = [str(variable) for variable in result.vars or ()]
    columns = question.columns or tuple(Column(name, name) for name in variables)
    behind = _variables_behind(question)
    for name in (*(column.variable for column in columns), *behind):
        if name not in variables:
            raise QueryError(f"the query does not select ?{name}", where=question.where)
    rows, supports = [], []
    for binding in result.bindings:
        row = {str(name): term for name, term in binding.items()}
        rows.append(_row(columns, row))
        supports.append({name: _members(row.get(name)) for name in behind})
    titles = tuple(column.title for column in columns)
    return Table(titles, tuple(rows), tuple(supports) if behind else ())


def _run(store: GraphStore, question: Question, sparql: str) -> Result:
    """What the store answers; a question's file may be anybody's, so it may only read."""
    try:
        check_harmless(question.sparql)
        return store.query(sparql)
    except QueryError as error:
        hint = f"See the query with castgraph ask {question.name} --explain"
        raise QueryError(one_line(str(error)), where=question.where, hint=hint) from error


def fill(store: GraphStore, question: Question, values: Mapping[str, str]) -> str:
    """The SPARQL that `ask` runs, prefixes declared, ready to be run anywhere."""
    known = {parameter.name for parameter in question.parameters}
    for name in values:
        if name not in known:
            what = f"{question.name} has no parameter {name!r}"
            options = ", ".join(f"--{name}" for name in sorted(known)) or "none at all"
            raise QueryError(what, hint=f"It takes {options}")
    blocks = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            blocks[parameter.name] = values_text(parameter.name, [_term(store, parameter, value)])
        elif parameter.required:
            hint = f"For example: castgraph ask {question.example}"
            raise QueryError(f"{question.name} needs --{parameter.name}", hint=hint)
    return with_prefixes(bind(question.sparql, blocks))


def with_prefixes(sparql: str) -> str:
    """A query with declarations of the known prefixes that it uses before it."""
    used = [prefix for prefix in v.PREFIXES if re.search(rf"\b{prefix}:", sparql)]
    return "".join(f"PREFIX {prefix}: <{v.PREFIXES[prefix]}>\n" for prefix in used) + sparql


def _term(store: GraphStore, parameter: Parameter, value: str) -> Term:
    value = str(v.text(value))
    kind = parameter.type
    if kind is ParameterType.TEXT:
        return Literal(value)
    if kind is ParameterType.ARTICLE:
        return find_article(store, value)
    if kind is ParameterType.ENTITY:
        return resolve(store, value)
    if kind is ParameterType.DATE and _DATE.fullmatch(value):
        with suppress(ValueError):
            return Literal(date.fromisoformat(value + "-01-01"[len(value) - 4 :]))
    elif kind is ParameterType.NUMBER and re.fullmatch(r"-?\d{1,18}", value, re.ASCII):
        return Literal(int(value))
    elif kind is ParameterType.FLAG and value.lower() in _FLAGS:
        return Literal(_FLAGS[value.lower()])
    elif kind not in _PROPER:
        return resolve(store, value, kind.value)
    raise QueryError(f"--{parameter.name} takes {_PROPER[kind]}, not {_shortened(value)!r}")


_PROPER = {
    ParameterType.DATE: "a date such as 2024-05-31, 2024-05 or 2024",
    ParameterType.NUMBER: "a whole number",
    ParameterType.FLAG: "yes or no",
}


def _shortened(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:59]}…"


def _variables_behind(question: Question) -> list[str]:
    """The variables that tell what a row rests on, each once."""
    if question.claims is not None:
        return [question.claims]
    terms = (term for pattern in question.facts for term in pattern)
    return list(dict.fromkeys(term[1:] for term in terms if term.startswith("?")))


def _row(columns: tuple[Column, ...], row: Mapping[str, Identifier]) -> Row:
    return tuple(
        _list(row.get(column.variable)) if column.many else _single(row.get(column.variable))
        for column in columns
    )


def _list(term: Identifier | None) -> tuple[str, ...]:
    """The members of a GROUP_CONCAT, in alphabetical order, numbers as numbers."""
    members = {_worded(member) for member in str(term or "").split("\n") if member}
    return tuple(sorted(members, key=lambda text: text.zfill(9) if text.isdecimal() else text))


def _single(term: Identifier | None) -> Cell:
    cell = cell_of(term)
    return _worded(cell) or None if isinstance(cell, str) else cell


def _worded(text: str) -> str:
    return LABELS.get(text, text)


def _members(term: Identifier | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(term or "").split()))


def cell_of(term: Identifier | None) -> Cell:
    """A term as what a cell holds: numbers and truth values as such, the rest as text."""
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    if term.datatype == XSD.boolean:
        return str(term) in {"true", "1"}
    try:
        if term.datatype in _WHOLE:
            return int(str(term))
        if term.datatype in _BROKEN:
            number = float(str(term))
            return number if isfinite(number) else str(term)
    except ValueError:
        return str(term)
    return str(term)


_WHOLE = frozenset({XSD.integer, XSD.int, XSD.long, XSD.nonNegativeInteger})
_BROKEN = frozenset({XSD.decimal, XSD.double, XSD.float})
