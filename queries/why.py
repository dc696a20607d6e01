"""Why the graph holds something: the claims between two things, with their quotes."""

from rdflib import URIRef

from graph.claims import Claim, claims
from graph.errors import UnknownName
from graph.store import GraphStore
from graph.vocabulary import CAST, MEANING
from queries.names import resolve


def why(store: GraphStore, one: str, other: str, relation: str | None = None) -> list[Claim]:
    """The claims between two names in either order, asserted or not, by article and place.

    ``relation`` narrows them down: "played", "cast_in", "crew" or a term such as
    "castIn". Raises UnknownName when there is no such relation.
    """
    predicates = _predicates(relation)
    first, second = resolve(store, one), resolve(store, other)
    found = [
        *claims(store, subject=first, object=second),
        *claims(store, subject=second, object=first),
    ]
    return [claim for claim in found if predicates is None or claim.triple[1] in predicates]


def _predicates(relation: str | None) -> frozenset[URIRef] | None:
    if relation is None:
        return None
    wanted = relation.casefold().replace("_", "").replace("-", "").replace(" ", "")
    found = frozenset(
        iri
        for iri, (kind, job, derivation) in MEANING.items()
        for name in (kind.value, job and job.value, derivation, iri.removeprefix(str(CAST)))
        if name and name.casefold().replace("_", "").replace("-", "").replace(" ", "") == wanted
    )
    if not found:
        known = sorted({kind.value for kind, _, _ in MEANING.values()})
        raise UnknownName("there is no such relation", where=relation, candidates=known)
    return found
