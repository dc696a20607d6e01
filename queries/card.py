"""A card: everything that the graph holds of one person, work, character or network."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import RDF

from graph import vocabulary as v
from graph.errors import UnknownName
from graph.model import Fact, Relation
from graph.recall import claims, rows
from graph.records import Claim, entity_of
from graph.store import GraphStore
from graph.terms import Term, term_text, values_text


@dataclass(frozen=True, slots=True)
class Line:
    """What one or more articles say of the thing: words, status, how many articles."""

    text: str
    status: str
    articles: int


@dataclass(frozen=True, slots=True)
class Card:
    """A thing with its facts, with what is only said of it, and when it was in the news.

    ``first`` and ``last`` are the dates of the articles, as in "2024-05-31".
    """

    iri: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    facts: tuple[Line, ...]
    unconfirmed: tuple[Line, ...]
    articles: int
    first: str | None
    last: str | None


_ORDER = tuple(Relation)
_PHRASES = {
    (Relation.PLAYED, True): "played {other}",
    (Relation.PLAYED, False): "played by {other}",
    (Relation.CAST_IN, True): "in {other}",
    (Relation.CAST_IN, False): "with {other}",
    (Relation.CHARACTER_IN, True): "a character of {other}",
    (Relation.CHARACTER_IN, False): "has the character {other}",
    (Relation.CREATED, True): "created {other}",
    (Relation.CREATED, False): "created by {other}",
    (Relation.CREW, True): "{job} of {other}",
    (Relation.CREW, False): "{job}: {other}",
    (Relation.AIRS_ON, True): "on {other}",
    (Relation.AIRS_ON, False): "shows {other}",
    (Relation.RELATED_WORK, True): "{kind} of {other}",
    (Relation.RELATED_WORK, False): "{kind}: {other}",
}


def card(store: GraphStore, iri: URIRef) -> Card:
    """The card of a thing. Raises UnknownName when the graph knows nothing of it."""
    found = {c.iri: c for c in (*claims(store, subject=iri), *claims(store, object=iri))}
    told = store.query(f"SELECT ?p ?o WHERE {{ {term_text(iri)} ?p ?o }}")
    node: dict[URIRef, list[Term]] = defaultdict(list)
    for predicate, value in rows(told):
        node[URIRef(predicate)].append(value)
    if not node:
        raise UnknownName("the graph knows nothing by this IRI", where=iri)
    entity = entity_of(iri, node)
    parts = _parts_in(store, iri, found.values())
    holding = [claim for claim in found.values() if claim.fact.asserted]
    others = [claim for claim in found.values() if not claim.fact.asserted]
    dates = sorted(c.article.published.isoformat() for c in found.values() if c.article.published)
    kinds = (v.KINDS[kind] for kind in v.KINDS if kind in node.get(RDF.type, ()))
    return Card(
        str(iri),
        entity.name,
        next(kinds, "thing"),
        entity.aliases,
        _lines(holding, iri, parts),
        _lines(others, iri, parts),
        len({claim.article.iri for claim in found.values()}),
        dates[0] if dates else None,
        dates[-1] if dates else None,
    )


def _parts_in(store: GraphStore, work: URIRef, found: Iterable[Claim]) -> dict[URIRef, str]:
    """Whom each performer of a work plays there; nothing for what is no work."""
    characters = {
        c.triple[0]
        for c in found
        if c.fact.relation is Relation.CHARACTER_IN and c.triple[2] == work
    }
    if not characters:
        return {}
    played = store.query(
        f"""SELECT ?actor ?name WHERE {{ {values_text("c", characters)}
            ?actor <{v.OF_RELATION[Relation.PLAYED]}> ?c . ?c <{v.NAME}> ?name }} ORDER BY ?name"""
    )
    parts: dict[URIRef, list[str]] = defaultdict(list)
    for actor, name in rows(played):
        parts[URIRef(actor)].append(str(name))
    return {actor: " and ".join(names) for actor, names in parts.items()}


def _lines(found: Sequence[Claim], iri: URIRef, parts: Mapping[URIRef, str]) -> tuple[Line, ...]:
    """One line for claims that say the same, in the order of relations, then by name.

    That somebody was in a work goes without saying where the part is told.
    """
    places = {
        (claim.fact.work.name, claim.fact.status): _words(claim, iri, parts)
        for claim in found
        if claim.fact.relation is Relation.PLAYED and claim.fact.work and claim.triple[0] == iri
    }
    articles: dict[tuple[int, str, str], set[URIRef]] = defaultdict(set)
    details: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    for claim in found:
        fact = claim.fact
        relation, text = fact.relation, _words(claim, iri, parts)
        if relation is Relation.CAST_IN and (fact.object.name, fact.status) in places:
            relation, text = Relation.PLAYED, places[fact.object.name, fact.status]
        key = (_ORDER.index(relation), text, fact.status.value.replace("_", " "))
        articles[key].add(claim.article.iri)
        details[key].update(_details(fact))
    return tuple(
        Line(" ".join([text, *_bracketed(details[key])]), status, len(articles[key]))
        for key in sorted(articles)
        for _, text, status in [key]
    )


def _words(claim: Claim, iri: URIRef, parts: Mapping[URIRef, str]) -> str:
    """A claim in words, from the point of view of the thing."""
    fact = claim.fact
    is_subject = claim.triple[0] == iri
    text = _PHRASES[fact.relation, is_subject].format(
        other=(fact.object if is_subject else fact.subject).name,
        job=fact.job,
        kind=fact.derivation,
    )
    if fact.work is not None:
        text += f" in {fact.work.name}"
    if fact.relation is Relation.CAST_IN and claim.triple[0] in parts:
        text += f" as {parts[claim.triple[0]]}"
    return text


def _details(fact: Fact) -> list[str]:
    told = (
        fact.credit and fact.credit.value,
        fact.season and f"season {fact.season}",
        fact.episode and f"episode {fact.episode}",
        fact.year and str(fact.year),
    )
    return [detail for detail in told if detail]


def _bracketed(details: Iterable[str]) -> list[str]:
    joined = ", ".join(sorted(details))
    return [f"({joined})"] if joined else []
