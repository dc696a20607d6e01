"""A card: everything that the graph holds of one person, work, character or network."""

from dataclasses import dataclass

from rdflib import URIRef

from graph.claims import Claim, claims
from graph.model import Entity, Relation
from graph.recall import rows
from graph.records import entity_of
from graph.store import GraphStore
from graph.terms import Term, term_text
from graph.vocabulary import KINDS


@dataclass(frozen=True, slots=True)
class Line:
    """What one or more articles say of the entity: words, status, how many articles."""

    text: str
    status: str
    articles: int


@dataclass(frozen=True, slots=True)
class Card:
    """An entity with its facts, what is only said of it, and when it was in the news."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    facts: tuple[Line, ...]
    unconfirmed: tuple[Line, ...]
    articles: int
    first: str | None
    last: str | None


def card(store: GraphStore, iri: URIRef) -> Card:
    """The card of an entity."""
    found = [*claims(store, subject=iri), *claims(store, object=iri)]
    entity = _entity(store, iri, found)
    told: dict[tuple[str, str], set[str]] = {}
    asserted: set[tuple[str, str]] = set()
    for claim in found:
        key = _words(claim, iri), claim.fact.status.value
        told.setdefault(key, set()).add(str(claim.article.iri))
        if claim.fact.asserted:
            asserted.add(key)
    lines = {key: Line(*key, len(articles)) for key, articles in told.items()}
    dates = sorted(c.article.published.isoformat() for c in found if c.article.published)
    return Card(
        entity.name,
        _kind(store, iri),
        entity.aliases,
        tuple(line for key, line in lines.items() if key in asserted),
        tuple(line for key, line in lines.items() if key not in asserted),
        len({claim.article.iri for claim in found}),
        dates[0] if dates else None,
        dates[-1] if dates else None,
    )


def _entity(store: GraphStore, iri: URIRef, found: list[Claim]) -> Entity:
    node: dict[URIRef, list[Term]] = {}
    told = store.query(f"SELECT ?p ?o WHERE {{ {term_text(iri)} ?p ?o }}")
    for predicate, value in rows(told):
        node.setdefault(URIRef(predicate), []).append(value)
    if not node:
        for claim in found:
            return claim.fact.subject if claim.triple[0] == iri else claim.fact.object
    return entity_of(iri, node)


def _kind(store: GraphStore, iri: URIRef) -> str:
    told = store.query(f"SELECT ?type WHERE {{ {term_text(iri)} a ?type }}")
    return next((KINDS[URIRef(t)] for (t,) in rows(told) if t in KINDS), "")


def _words(claim: Claim, iri: URIRef) -> str:
    """A claim as a short phrase from the point of view of the entity."""
    fact = claim.fact
    own = claim.triple[0] == iri
    other = (fact.object if own else fact.subject).name
    job = fact.job.value if fact.job else ""
    kind = fact.derivation.value if fact.derivation else ""
    phrase = {
        (Relation.PLAYED, True): f"played {other}",
        (Relation.PLAYED, False): f"played by {other}",
        (Relation.CAST_IN, True): f"in {other}",
        (Relation.CAST_IN, False): f"with {other}",
        (Relation.CHARACTER_IN, True): f"a character of {other}",
        (Relation.CHARACTER_IN, False): f"has the character {other}",
        (Relation.CREATED, True): f"created {other}",
        (Relation.CREATED, False): f"created by {other}",
        (Relation.CREW, True): f"{job} of {other}",
        (Relation.CREW, False): f"{job}: {other}",
        (Relation.AIRS_ON, True): f"on {other}",
        (Relation.AIRS_ON, False): f"shows {other}",
        (Relation.RELATED_WORK, True): f"{kind} of {other}",
        (Relation.RELATED_WORK, False): f"{kind}: {other}",
    }[fact.relation, own]
    if fact.work is not None and fact.relation is Relation.PLAYED:
        phrase += f" in {fact.work.name}"
    details = [
        f"season {fact.season}" if fact.season else "",
        f"episode {fact.episode}" if fact.episode else "",
        str(fact.year or ""),
        fact.credit.value if fact.credit else "",
    ]
    shown = ", ".join(detail for detail in details if detail)
    return f"{phrase} ({shown})" if shown else phrase
