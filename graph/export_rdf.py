"""Writers for the RDF formats, sorted throughout so that two exports can be compared.

Turtle, N-Triples and RDF/XML hold the default graph; N-Quads, TriG and JSON-LD hold the
articles' graphs too.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD

from graph.errors import ExportError
from graph.identifiers import BASE
from graph.recall import default_quads, graph_quads
from graph.store import GraphStore
from graph.terms import NOT_IN_XML, Quad, Term, term_text
from graph.vocabulary import NAME, PREFIXES

_RELATIVE = re.compile(r"[\w-]+(/[\w-]+)+")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Node = dict[URIRef, list[Term]]


def ntriples(store: GraphStore) -> bytes:
    """One triple a line."""
    return _lines(" ".join(map(term_text, quad[:3])) + " ." for quad in default_quads(store))


def nquads(store: GraphStore) -> bytes:
    """One quad a line; those of the default graph name no graph."""
    quads = [*default_quads(store), *graph_quads(store)]
    return _lines(
        " ".join(term_text(term) for term in quad if term is not None) + " ." for quad in quads
    )


def turtle(store: GraphStore) -> bytes:
    """Subjects as blocks; prefixes for terms, and a base for what this program names."""
    return "".join([*_head(), *_blocks(_nodes(default_quads(store)))]).encode()


def trig(store: GraphStore) -> bytes:
    """Turtle for the default graph, then each article's graph in braces."""
    parts = [*_head(), *_blocks(_nodes(default_quads(store)))]
    for graph, quads in _by_graph(graph_quads(store)):
        body = "".join(_blocks(_nodes(quads))).lstrip("\n").replace("\n", "\n  ").rstrip()
        parts.append(f"\n{_short(graph)} {{\n  {body}\n}}\n")
    return "".join(parts).encode()


def json_ld(store: GraphStore) -> bytes:
    """Flattened JSON-LD with prefixes; each article's graph is a node with an @graph."""
    nodes = [*_json_nodes(default_quads(store))]
    for graph, quads in _by_graph(graph_quads(store)):
        nodes.append({"@id": str(graph), "@graph": [*_json_nodes(quads)]})
    document = {"@context": PREFIXES, "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def rdf_xml(store: GraphStore) -> bytes:
    """RDF/XML; characters that XML cannot hold become U+FFFD."""
    spaces = "".join(f"\n  xmlns:{p}={quoteattr(n)}" for p, n in sorted(PREFIXES.items()))
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n']
    for subject, node in sorted(_nodes(default_quads(store)).items()):
        parts.append(f"<rdf:Description rdf:about={quoteattr(subject)}>\n")
        parts += [_xml_property(predicate, value) for predicate, value in _properties(node)]
        parts.append("</rdf:Description>\n")
    return "".join([*parts, "</rdf:RDF>\n"]).encode()


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def _by_graph(quads: Iterable[Quad]) -> list[tuple[URIRef, list[Quad]]]:
    graphs: dict[URIRef, list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad.graph is not None:
            graphs[quad.graph].append(quad)
    return sorted(graphs.items())


def _nodes(quads: Iterable[Quad]) -> dict[URIRef, Node]:
    nodes: dict[URIRef, Node] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        nodes[quad.subject][quad.predicate].append(quad.object)
    return nodes


def _properties(node: Node) -> Iterator[tuple[URIRef, Term]]:
    """Types first, then names, then the rest in order."""
    for predicate in sorted(node, key=lambda iri: (iri != RDF.type, iri != NAME, iri)):
        for value in sorted(node[predicate], key=term_text):
            yield predicate, value


def _head() -> list[str]:
    lines = [f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(PREFIXES.items())]
    return [f"@base <{BASE}> .\n", *lines]


def _blocks(nodes: dict[URIRef, Node]) -> Iterator[str]:
    for subject, node in sorted(nodes.items()):
        groups: dict[str, list[str]] = {}
        for predicate, value in _properties(node):
            verb = "a" if predicate == RDF.type else _short(predicate)
            groups.setdefault(verb, []).append(_short(value))
        parts = [f"{verb} {', '.join(values)}" for verb, values in groups.items()]
        body = " ;\n    ".join(parts)
        yield f"\n{_short(subject)} {body} .\n"


def _short(term: Term) -> str:
    """A term as briefly as Turtle allows."""
    if isinstance(term, URIRef):
        for prefix, space in PREFIXES.items():
            if term.startswith(space) and _LOCAL.fullmatch(term[len(space) :]):
                return f"{prefix}:{term[len(space) :]}"
        if term.startswith(BASE) and _RELATIVE.fullmatch(term[len(BASE) :]):
            return f"<{term[len(BASE) :]}>"
    if isinstance(term, Literal) and term.datatype:
        if term.datatype == XSD.integer and re.fullmatch(r"[+-]?\d+", term):
            return str(term)
        if term.datatype == XSD.decimal and re.fullmatch(r"[+-]?\d*\.\d+", term):
            return str(term)
        plain = Literal(str(term))
        return f"{term_text(plain)}^^{_short(term.datatype)}"
    return term_text(term)


def _json_nodes(quads: Iterable[Quad]) -> Iterator[dict[str, object]]:
    for subject, node in sorted(_nodes(quads).items()):
        written: dict[str, object] = {"@id": str(subject)}
        groups: dict[str, list[object]] = {}
        for predicate, value in _properties(node):
            if predicate == RDF.type and isinstance(value, URIRef):
                groups.setdefault("@type", []).append(_compact(value))
            else:
                groups.setdefault(_compact(predicate), []).append(_json_value(value))
        for key, values in groups.items():
            written[key] = values[0] if len(values) == 1 else values
        yield written


def _json_value(term: Term) -> object:
    if isinstance(term, Literal):
        if term.language:
            return {"@value": str(term), "@language": term.language}
        if term.datatype:
            return {"@value": str(term), "@type": _compact(term.datatype)}
        return str(term)
    return {"@id": f"_:{term}" if isinstance(term, BNode) else str(term)}


def _compact(iri: URIRef) -> str:
    short = _short(iri)
    return str(iri) if short.startswith("<") else short


def _xml_property(predicate: URIRef, value: Term) -> str:
    name = _short(predicate)
    attributes = ""
    if name.startswith("<"):
        space, local = _split(predicate)
        name, attributes = f"x:{local}", f" xmlns:x={quoteattr(space)}"
    if isinstance(value, URIRef):
        return f"  <{name}{attributes} rdf:resource={quoteattr(value)}/>\n"
    if isinstance(value, BNode):
        return f"  <{name}{attributes} rdf:nodeID={quoteattr(value)}/>\n"
    if value.language:
        attributes += f" xml:lang={quoteattr(value.language)}"
    elif value.datatype:
        attributes += f" rdf:datatype={quoteattr(value.datatype)}"
    text = escape(NOT_IN_XML.sub("\ufffd", value), {"\r": "&#13;"})
    return f"  <{name}{attributes}>{text}</{name}>\n"


def _split(predicate: URIRef) -> tuple[str, str]:
    """A predicate that somebody else put into the graph, as namespace and XML name."""
    found = re.fullmatch(r"(.*[/#:])([A-Za-z_][\w.-]*)", predicate, re.ASCII)
    if found is None:
        raise ExportError("RDF/XML cannot write this predicate", where=predicate, hint="Use ttl")
    return found[1], found[2]
