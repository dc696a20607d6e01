"""Why the graph says something: the claims that tie two things, in articles' own words."""

from rdflib import URIRef

from graph import vocabulary as v
from graph.errors import QueryError
from graph.recall import claims
from graph.records import Claim
from graph.store import GraphStore


def why(store: GraphStore, a: URIRef, b: URIRef, relation: str | None = None) -> list[Claim]:
    """What articles say of the two, whichever comes first, asserted or not; oldest first.

    ``relation`` is a relation or job as people write it: "played", "cast in", "director".
    """
    wanted = None if relation is None else predicates(relation)
    found = {
        claim.iri: claim
        for subject, value in ((a, b), (b, a))
        for claim in claims(store, subject=subject, object=value)
    }
    if wanted is not None:
        found = {iri: claim for iri, claim in found.items() if claim.triple[1] in wanted}
    return sorted(found.values(), key=_place)


def predicates(relation: str) -> frozenset[URIRef]:
    """The predicates that a word for a relation means. Raises QueryError for other words."""
    word = _folded(relation)
    found = frozenset(iri for iri, names in _words().items() if word in names)
    if not found:
        known = ", ".join(sorted({meaning[0].replace("_", " ") for meaning in v.MEANING.values()}))
        raise QueryError(f"{relation[:60]!r} is no relation", hint=f"Use one of {known}, or a job")
    return found


def _words() -> dict[URIRef, set[str]]:
    """All words for each predicate: the relation, the job or kind, the name in RDF."""
    return {
        iri: {_folded(str(word)) for word in (*meaning, v.label_of(iri)) if word}
        for iri, meaning in v.MEANING.items()
    }


def _folded(word: str) -> str:
    return "".join(char for char in word.lower() if char.isalnum())


def _place(claim: Claim) -> tuple[str, str]:
    published = claim.article.published
    return published.isoformat() if published else "", str(claim.iri)
