"""Run questions and people's own SPARQL; what they answer, and what stands behind it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from graph.claims import Claim, claims
from graph.errors import QueryError
from graph.store import GraphStore
from graph.terms import Term, plain, term_text
from graph.vocabulary import CAST, PREFIXES
from queries.catalog import ENTITIES, VALUES, Parameter, ParameterType, Question
from queries.names import resolve
from queries.tables import Cell, Row, Table

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.query import Result

SEPARATOR = "\x1f"  # between the parts of a GROUP_CONCAT that is a list
_NAME = "Name"
_DECLARED = re.compile(r"\bPREFIX\s+(\w*)\s*:", re.I)
_STRIPPED = re.compile(r"<[^<>\"{}|^`\\\s]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|#[^\n]*", re.S)
_FORBIDDEN = re.compile(
    r"\b(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|SERVICE|FROM)\b(?!\s*[:\w]*:)", re.I
)


def ask(store: GraphStore, question: Question, values: Mapping[str, str]) -> Table:
    """The answer to a question; parameter values are names, dates, numbers as typed.

    Raises QueryError for a parameter that is unknown or missing or of the wrong form,
    and what `queries.names.resolve` raises for a name.
    """
    bound = frozenset(p.name for p in question.parameters if p.type in ENTITIES)
    return _table(store.query(prepared(store, question, values)), hidden=bound)


def prepared(store: GraphStore, question: Question, values: Mapping[str, str]) -> str:
    """The SPARQL that a question runs with these values, ready to paste."""
    known = {parameter.name: parameter for parameter in question.parameters}
    unknown = sorted(values.keys() - known.keys())
    if unknown:
        raise QueryError(f"{question.name} has no parameter {unknown[0]!r}")
    blocks = []
    for parameter in question.parameters:
        given = values.get(parameter.name, parameter.default)
        if given is None:
            if parameter.required:
                raise QueryError(
                    f"{question.name} needs --{parameter.name} ({parameter.meaning})",
                    hint=f"For example: {question.example}" if question.example else "",
                )
            continue
        term = _term(store, parameter, given)
        blocks.append(f"VALUES ?{parameter.name} {{ {term_text(term)} }}")
    lines = [
        "\n".join(blocks) if line.strip() == VALUES else line
        for line in question.sparql.split("\n")
    ]
    return _with_prefixes("\n".join(line for line in lines if line.strip()))


def evidence_of(store: GraphStore, question: Question, row: Row) -> list[Claim]:
    """The claims behind a row of a question's answer, through its ``facts`` patterns."""
    bound = {name: term for name, term in row.terms.items() if term.startswith("<")}
    found: dict[URIRef, Claim] = {}
    used = {variable for fact in question.facts for variable in (fact.subject, fact.object)}
    open_variables = sorted(used - bound.keys())
    pattern = " ".join(f"?{f.subject} {f.predicate} ?{f.object} ." for f in question.facts)
    if not pattern:
        return []
    given = " ".join(f"VALUES ?{name} {{ {bound[name]} }}" for name in sorted(used & bound.keys()))
    select = " ".join(f"?{name}" for name in open_variables) or "(1 AS ?one)"
    sparql = _with_prefixes(f"SELECT DISTINCT {select} WHERE {{ {given} {pattern} }}")
    for binding in store.query(sparql).bindings:
        terms = {str(n): URIRef(str(term)) for n, term in binding.items() if term is not None}
        terms |= {name: URIRef(term[1:-1]) for name, term in bound.items()}
        for fact in question.facts:
            predicate = URIRef(fact.predicate.replace("cast:", str(CAST)))
            for claim in claims(
                store,
                subject=terms[fact.subject],
                predicate=predicate,
                object=terms[fact.object],
            ):
                found.setdefault(claim.iri, claim)
    return [claim for claim in found.values() if claim.fact.asserted]


def run_sparql(store: GraphStore, text: str) -> "Table | Graph | bool":
    """The answer to somebody's own query: rows, a graph, or yes or no.

    Only reads, and only this graph: updates, SERVICE and FROM are refused.
    """
    refuse_unsafe(text)
    result = store.query(_with_prefixes(text))
    if result.type == "ASK":
        return bool(result.askAnswer)
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        if result.graph is None:
            raise QueryError("the query gave no graph")
        return result.graph
    return _table(result, plain_names=True)


def refuse_unsafe(text: str) -> None:
    """Raise QueryError for what would write or reach beyond the graph."""
    bare = _STRIPPED.sub(" ", text)
    found = _FORBIDDEN.search(bare)
    if found is not None:
        word = found.group(1).upper()
        raise QueryError(
            f"{word} is not allowed: queries only read, and only this graph",
            hint="Use SELECT, ASK, CONSTRUCT or DESCRIBE",
        )


def _with_prefixes(sparql: str) -> str:
    declared = {name for name in _DECLARED.findall(sparql)}
    missing = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in PREFIXES.items()
        if prefix not in declared and re.search(rf"\b{prefix}:", sparql)
    ]
    return "\n".join([*missing, sparql])


def _term(store: GraphStore, parameter: Parameter, given: str) -> Term:
    kind = parameter.type
    if kind in ENTITIES:
        return resolve(store, given, None if kind is ParameterType.ENTITY else kind.value)
    if kind is ParameterType.ARTICLE:
        from graph.claims import find_article

        return find_article(store, given)
    try:
        if kind is ParameterType.DATE:
            return Literal(date.fromisoformat(given).isoformat(), datatype=XSD.date)
        if kind is ParameterType.NUMBER:
            return Literal(str(int(given)), datatype=XSD.integer)
    except ValueError as error:
        form = "a date like 2024-05-31" if kind is ParameterType.DATE else "a whole number"
        raise QueryError(f"--{parameter.name} takes {form}, not {given[:80]!r}") from error
    return Literal(given)


def _table(
    result: "Result", *, hidden: frozenset[str] = frozenset(), plain_names: bool = False
) -> Table:
    """Rows as people read them: ``?xName`` stands for ``?x``, and what a parameter binds
    is shown only by its name."""
    names = [str(variable) for variable in result.vars or []]
    if plain_names:
        shown, columns = names, names
    else:
        shown = [n for n in names if f"{n}{_NAME}" not in names and n not in hidden]
        columns = [n.removesuffix(_NAME) for n in shown]
    rows = []
    for binding in result.bindings:
        terms = {str(name): plain(term) for name, term in binding.items() if term is not None}
        cells = tuple(_cell(terms.get(name)) for name in shown)
        rows.append(Row(cells, {name: term_text(term) for name, term in terms.items()}))
    return Table(tuple(columns), tuple(rows))


def _cell(term: Term | None) -> Cell:
    if term is None:
        return None
    if isinstance(term, Literal):
        text = str(term)
        if SEPARATOR in text:
            return tuple(sorted(set(text.split(SEPARATOR)), key=str.casefold))
        if term.datatype == XSD.integer:
            return int(text)
        if term.datatype in (XSD.decimal, XSD.double, XSD.float):
            return float(text)
        return text
    text = str(term)
    return text.removeprefix(str(CAST)) if text.startswith(str(CAST)) else text

