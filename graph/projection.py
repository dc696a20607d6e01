"""The default graph as a projection of the articles' graphs.

What holds follows from what the articles say, and from nothing else: neither the order
in which they came nor what was there before plays a part. All functions are pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.namespace import RDF

from graph import vocabulary as v
from graph.model import ASSERTED_STAGES, Certainty
from graph.terms import Quad, Term, Triple

Mentions = Counter[tuple[URIRef, Term]]
"""How often each (predicate, value) is said of one entity."""

DESCRIPTION = frozenset({RDF.type, v.ADDITIONAL_TYPE, v.NAME, v.ALTERNATE_NAME, v.QUALIFIER})
"""The predicates that tell what an entity is and how it is called."""

_ASSERTED = frozenset(v.OF_STAGE[stage] for stage in ASSERTED_STAGES)
_STATED = v.OF_CERTAINTY[Certainty.STATED]


def asserted_triples(quads: Iterable[Quad]) -> set[Triple]:
    """The plain triples that the claims among these quads assert."""
    claims: dict[tuple[URIRef | None, URIRef], dict[URIRef, Term]] = defaultdict(dict)
    for quad in quads:
        claims[quad.graph, quad.subject][quad.predicate] = quad.object
    found: set[Triple] = set()
    for parts in claims.values():
        if parts.get(v.CERTAINTY) == _STATED and parts.get(v.STAGE) in _ASSERTED:
            subject, predicate = parts[v.SUBJECT], parts[v.PREDICATE]
            if isinstance(subject, URIRef) and isinstance(predicate, URIRef):
                found.add((subject, predicate, parts[v.OBJECT]))
    return found


def mentions_in(quads: Iterable[Quad]) -> dict[URIRef, Mentions]:
    """What articles' graphs say that their entities are and are called."""
    found: dict[URIRef, Mentions] = defaultdict(Counter)
    for subject, predicate, value, graph in quads:
        if predicate in DESCRIPTION and subject != graph and value != v.CLAIM:
            found[subject][predicate, value] += 1
    for subject in [iri for iri, said in found.items() if not any(p == v.NAME for p, _ in said)]:
        del found[subject]  # a quote has a type, but no name
    return found


def describe(entity: URIRef, mentions: Mentions) -> Iterator[Triple]:
    """What an entity is and is called, by all that is said of it; nothing if nothing is.

    The name said most often is its name, the first in the alphabet among equals; all
    others are alternate names. Of several kinds of work the one said most often counts;
    "other" only where nothing better is known.
    """
    names = {value: n for (predicate, value), n in mentions.items() if predicate == v.NAME}
    if not names:
        return
    name = min(names, key=lambda value: (-names[value], str(value)))
    yield entity, v.NAME, name
    for predicate, value in mentions:
        if predicate in {v.NAME, v.ALTERNATE_NAME} and value != name:
            yield entity, v.ALTERNATE_NAME, value
    qualifiers = {
        value: n for (predicate, value), n in mentions.items() if predicate == v.QUALIFIER
    }
    if qualifiers:
        best = min(qualifiers, key=lambda value: (-qualifiers[value], str(value)))
        yield entity, v.QUALIFIER, best
    for predicate, kind in _kind(mentions):
        yield entity, predicate, kind


def _kind(mentions: Mentions) -> Iterator[tuple[URIRef, URIRef]]:
    kinds = [
        (RDF.type, v.PERSON),
        (RDF.type, v.CHARACTER),
        (RDF.type, v.NETWORK),
        (RDF.type, v.SERIES),
        (RDF.type, v.MOVIE),
        (v.ADDITIONAL_TYPE, v.PLAY),
    ]
    # max takes the first among equals, so the order above decides a draw.
    best = max(kinds, key=lambda kind: mentions[kind])
    if best[0] == v.ADDITIONAL_TYPE or not mentions[best]:
        yield RDF.type, v.CREATIVE_WORK
    if mentions[best]:
        yield best
