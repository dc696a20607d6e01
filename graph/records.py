"""Claims read back from an article's graph: the way from RDF to the values of the model."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from graph import vocabulary as v
from graph.model import (
    Character,
    Entity,
    Evidence,
    Fact,
    Network,
    Person,
    Work,
    WorkKind,
)
from graph.terms import Quad, Term, Triple


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What the graph keeps of an article. Of several sources, the first by name."""

    iri: URIRef
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact and the article that states it, hedges it or denies it.

    ``triple`` is the fact in IRIs, as the default graph has it if it is asserted.
    """

    fact: Fact
    article: ArticleRecord
    iri: URIRef
    triple: Triple


Node = Mapping[URIRef, list[Term]]
Nodes = Mapping[URIRef, Node]


def claims_of(quads: Iterable[Quad]) -> list[Claim]:
    """The claims among quads of articles' graphs, by article, then as they stand in it.

    The quads must also hold what the claims refer to: entities, quotes, the article.
    """
    graphs: dict[URIRef, dict[URIRef, dict[URIRef, list[Term]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for subject, predicate, value, graph in quads:
        if graph is not None:
            graphs[graph][subject][predicate].append(value)
    claims = []
    for graph, nodes in graphs.items():
        record = article_record(graph, nodes.get(graph, {}))
        for iri, node in list(nodes.items()):
            if v.CLAIM in node.get(RDF.type, ()):
                claims.append(Claim(_fact(node, nodes), record, iri, _triple(node)))
    return sorted(claims, key=_place)


def article_record(iri: URIRef, node: Node) -> ArticleRecord:
    """An article from what its graph says about it."""
    published = _text(node, v.DATE_PUBLISHED)
    return ArticleRecord(
        iri,
        headline=_text(node, v.HEADLINE),
        published=date.fromisoformat(published) if published else None,
        publisher=_text(node, v.PUBLISHER),
        url=_text(node, v.URL),
        source=_text(node, v.SOURCE),
    )


def entity_of(iri: URIRef, node: Node) -> Entity:
    """An entity from its description; without one, its IRI's last part serves as name."""
    name = _text(node, v.NAME) or iri.rsplit("/", 1)[-1]
    aliases = tuple(sorted(map(str, node.get(v.ALTERNATE_NAME, ()))))
    types = node.get(RDF.type, ())
    if v.PERSON in types:
        return Person(name, aliases)
    if v.CHARACTER in types:
        return Character(name, aliases)
    if v.NETWORK in types:
        return Network(name, aliases)
    kind = WorkKind.STAGE if v.PLAY in node.get(v.ADDITIONAL_TYPE, ()) else WorkKind.OTHER
    if v.SERIES in types:
        kind = WorkKind.TV
    elif v.MOVIE in types:
        kind = WorkKind.FILM
    return Work(name, kind, aliases, _text(node, v.QUALIFIER))


def _triple(node: Node) -> Triple:
    subject, predicate, value = (node[name][0] for name in (v.SUBJECT, v.PREDICATE, v.OBJECT))
    return URIRef(str(subject)), URIRef(str(predicate)), value


def _fact(node: Node, nodes: Nodes) -> Fact:
    def one(predicate: URIRef) -> Term | None:
        return next(iter(node.get(predicate, ())), None)

    def entity(predicate: URIRef) -> Entity:
        iri = URIRef(str(one(predicate)))
        return entity_of(iri, nodes.get(iri, {}))

    def number(predicate: URIRef) -> int | None:
        value = one(predicate)
        return None if value is None else int(str(value))

    relation, job, derivation = v.MEANING[URIRef(str(one(v.PREDICATE)))]
    work = entity(v.IN_WORK) if one(v.IN_WORK) is not None else None
    episode, credit = one(v.EPISODE), one(v.CREDIT)
    return Fact(
        relation=relation,
        subject=entity(v.SUBJECT),
        object=entity(v.OBJECT),
        work=work if isinstance(work, Work) else None,
        job=job,
        derivation=derivation,
        stage=v.STAGES[URIRef(str(one(v.STAGE)))],
        certainty=v.CERTAINTIES[URIRef(str(one(v.CERTAINTY)))],
        season=number(v.SEASON),
        episode=None if episode is None else _episode(episode),
        year=number(v.YEAR),
        credit=v.CREDITS[URIRef(str(credit))] if credit is not None else None,
        confidence=float(str(one(v.CONFIDENCE) or 1)),
        evidence=tuple(
            sorted(_quote(nodes.get(URIRef(str(iri)), {})) for iri in node.get(v.EVIDENCE, ()))
        ),
        steps=tuple(sorted(map(str, node.get(v.STEP, ())))),
    )


def _quote(node: Node) -> Evidence:
    start, end = (int(_text(node, predicate) or 0) for predicate in (v.START, v.END))
    return Evidence(start, end, _text(node, v.EXACT) or "")


def _episode(term: Term) -> int | str:
    number = isinstance(term, Literal) and term.datatype == XSD.integer
    return int(str(term)) if number else str(term)


def _text(node: Node, predicate: URIRef) -> str | None:
    return min(map(str, node.get(predicate, ())), default=None)


def _place(claim: Claim) -> tuple[str, int, str]:
    evidence = claim.fact.evidence
    return str(claim.article.iri), evidence[0].start if evidence else 0, str(claim.iri)
