"""What a picture of a graph shows, before it is laid out and drawn.

People, works and networks are nodes. Characters are nodes in a small graph; in a large
one they are told on the line between performer and work, which keeps it legible. A
network of many works is a hub that would pull everything together; its lines are weak.
"""

from collections import Counter
from dataclasses import dataclass, field

import networkx

from graph.model import Relation
from graph.network import network_of
from graph.recall import default_quads, graph_quads
from graph.records import Claim, claims_of
from graph.store import GraphStore
from graph.vocabulary import CAST, MEANING

LARGE = 150
"""From so many nodes on, characters are no nodes."""

MOST = 1200
"""No more nodes than this are drawn: those with most lines."""

LONGEST = 34
"""The most letters of a name that stand beside its node."""

_RANK = ("created", "crew", "played", "cast", "related", "character", "airs")


@dataclass(slots=True)
class Line:
    """A line between two nodes: all the facts that join them, the weightiest as kind."""

    source: str
    target: str
    relations: set[str] = field(default_factory=set)
    characters: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """One of `_RANK`; it decides how the line is drawn."""
        return min(map(_kind, self.relations), key=_RANK.index)


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes (IRI -> name and kind) and lines to draw, and the claims behind all of it."""

    nodes: dict[str, tuple[str, str]]
    lines: list[Line]
    claims: list[Claim]

    def labels(self) -> dict[str, str]:
        """What stands beside each node: its name, cut where it is very long."""
        return {
            iri: name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}\u2026"
            for iri, (name, _) in self.nodes.items()
        }

    def network(self) -> "networkx.Graph[str]":
        """Nodes and lines as a simple graph."""
        network: networkx.Graph[str] = networkx.Graph()
        network.add_nodes_from(self.nodes)
        for line in self.lines:
            weight = 0.1 if line.kind == "airs" else 1.0
            network.add_edge(line.source, line.target, weight=weight)
        return network


def picture_of(store: GraphStore) -> Picture:
    """The picture of a store's graph. Entities that no asserted fact joins are left out."""
    network = network_of(default_quads(store))
    linked = [node for node, degree in network.degree() if degree]
    large = len(linked) > LARGE
    lines = _without_characters(network) if large else _with_characters(network)
    kept = _most_linked(lines)
    drawn = {end for line in kept for end in (line.source, line.target)}
    nodes = {
        node: (str(network.nodes[node]["name"]), str(network.nodes[node]["kind"]))
        for node in sorted(drawn)
    }
    claims = claims_of(graph_quads(store))
    if len(kept) < len(lines):
        claims = [c for c in claims if {str(c.triple[0]), str(c.triple[2])} & drawn]
    return Picture(nodes, kept, claims)


def _most_linked(lines: list[Line]) -> list[Line]:
    degrees = Counter(end for line in lines for end in (line.source, line.target))
    kept = set(sorted(degrees, key=lambda node: (-degrees[node], node))[:MOST])
    return [line for line in lines if line.source in kept and line.target in kept]


def _with_characters(network: "networkx.MultiDiGraph[str]") -> list[Line]:
    """A role is a path from performer over character to work, so the direct line from
    the performer to that work is left out."""
    lines = _lines(network)
    for performer, work, relation in list(network.edges(keys=True)):
        if relation == "castIn" and _roles(network, performer, work):
            line = lines[_pair(performer, work)]
            line.relations.discard("castIn")
    return [line for line in lines.values() if line.relations]


def _without_characters(network: "networkx.MultiDiGraph[str]") -> list[Line]:
    plain = network.copy()
    characters = [n for n in network if network.nodes[n]["kind"] == "character"]
    for character in characters:
        works = [o for _, o, key in network.out_edges(character, keys=True) if key == "characterIn"]
        performers = [s for s, _, key in network.in_edges(character, keys=True) if key == "played"]
        for performer in performers:
            for work in works:
                plain.add_edge(performer, work, key="castIn")
    plain.remove_nodes_from(characters)
    lines = _lines(plain)
    for line in lines.values():
        performer, work = line.source, line.target
        line.characters |= {network.nodes[c]["name"] for c in _roles(network, performer, work)}
    return list(lines.values())


def _roles(network: "networkx.MultiDiGraph[str]", performer: str, work: str) -> list[str]:
    return [
        character
        for _, character, relation in network.out_edges(performer, keys=True)
        if relation == "played" and network.has_edge(character, work, "characterIn")
    ]


def _lines(network: "networkx.MultiDiGraph[str]") -> dict[tuple[str, str], Line]:
    lines: dict[tuple[str, str], Line] = {}
    for source, target, relation in sorted(network.edges(keys=True)):
        if source != target:
            line = lines.setdefault(_pair(source, target), Line(source, target))
            line.relations.add(relation)
    return lines


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _kind(relation: str) -> str:
    named = {
        Relation.CREATED: "created",
        Relation.CREW: "crew",
        Relation.PLAYED: "played",
        Relation.CAST_IN: "cast",
        Relation.RELATED_WORK: "related",
        Relation.CHARACTER_IN: "character",
        Relation.AIRS_ON: "airs",
    }
    return named[MEANING[CAST[relation]][0]]
