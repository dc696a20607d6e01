"""The default graph as a networkx graph, for questions about paths and for drawing."""

import networkx
from rdflib import URIRef
from rdflib.namespace import RDF

from graph import vocabulary as v
from graph.recall import default_quads
from graph.store import GraphStore
from graph.terms import Quad


def entity_graph(store: GraphStore) -> "networkx.MultiDiGraph[str]":
    """Entities as nodes (IRI; ``name``, ``kind``) and asserted facts as edges, each keyed
    by its ``relation`` ("castIn"); in fixed order."""
    return network_of(default_quads(store))


def network_of(quads: list[Quad]) -> "networkx.MultiDiGraph[str]":
    """The same from the quads of a default graph."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    names = {quad.subject: str(quad.object) for quad in quads if quad.predicate == v.NAME}
    kinds = {
        quad.subject: v.KINDS[URIRef(quad.object)]
        for quad in quads
        if quad.predicate == RDF.type and quad.object in v.KINDS
    }
    for iri in sorted(kinds):
        network.add_node(str(iri), name=names.get(iri, str(iri)), kind=kinds[iri])
    edges = {
        (str(quad.subject), str(quad.object), v.label_of(quad.predicate))
        for quad in quads
        if quad.predicate in v.MEANING and quad.subject in kinds and quad.object in kinds
    }
    for subject, value, relation in sorted(edges):
        network.add_edge(subject, value, key=relation, relation=relation)
    return network
