"""RDF terms at the border between rdflib and a store: quads, their text, their order.

A store gives every string back as an xsd:string literal, which rdflib holds unequal to
a plain one; `plain` makes them one. `term_text` writes a term so that nothing in it can
end it early, which keeps updates safe from what articles hold.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

Term = URIRef | BNode | Literal
"""What may stand in a triple; this program itself never makes blank nodes."""


class Quad(NamedTuple):
    """A triple and the named graph that it is in; None is the default graph."""

    subject: URIRef
    predicate: URIRef
    object: Term
    graph: URIRef | None = None


Triple = tuple[URIRef, URIRef, Term]

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, not even escaped."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
_FORBIDDEN_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')


def plain(term: object) -> Term:
    """The term with xsd:string literals made plain ones; other kinds raise TypeError."""
    if isinstance(term, Literal):
        return Literal(str(term)) if term.datatype == XSD.string else term
    if isinstance(term, URIRef | BNode):
        return term
    raise TypeError(f"Unexpected term: {term!r}")


def term_text(term: Term) -> str:
    """The term in N-Triples form, which Turtle and SPARQL read too."""
    if isinstance(term, URIRef):
        if _FORBIDDEN_IN_IRI.search(term):
            raise ValueError(f"Not a valid IRI: {str(term)!r}")
        return f"<{term}>"
    if isinstance(term, BNode):
        return f"_:{term}"
    quoted = f'"{_TO_ESCAPE.sub(_escape, str(term))}"'
    if term.language:
        return f"{quoted}@{term.language}"
    if term.datatype and term.datatype != XSD.string:
        return f"{quoted}^^{term_text(term.datatype)}"
    return quoted


def quads_text(quads: Iterable[Quad]) -> str:
    """Quads as the body of INSERT DATA and DELETE DATA, one line each."""
    lines = []
    for subject, predicate, value, graph in quads:
        triple = f"{term_text(subject)} {term_text(predicate)} {term_text(value)} ."
        lines.append(triple if graph is None else f"GRAPH {term_text(graph)} {{ {triple} }}")
    return "\n".join(sorted(lines))


def values_text(variable: str, terms: Iterable[Term]) -> str:
    """A VALUES block that binds the variable to each of the terms."""
    return f"VALUES ?{variable} {{ {' '.join(sorted(map(term_text, terms)))} }}"


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
