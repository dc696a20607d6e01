"""What goes into a graph and comes out of it again: the only module that changes one.

Each article is stored, replaced or forgotten by one call of `GraphStore.apply`, together
with what that changes in the default graph. Only what the article touches is looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from enum import StrEnum

from rdflib import URIRef

from graph import vocabulary as v
from graph.errors import UnknownName
from graph.identifiers import BASE, article_iri
from graph.model import Article, Reading
from graph.projection import DESCRIPTION, Mentions, asserted_triples, describe, mentions_in
from graph.rdf import article_quads, head_triples
from graph.recall import claims, counts, find_article, graph_quads, quads_of, rows
from graph.records import ArticleRecord, Claim
from graph.store import GraphStore
from graph.terms import Quad, Triple, term_text, values_text

__all__ = [
    "ArticleRecord",
    "Change",
    "Claim",
    "claims",
    "counts",
    "find_article",
    "forget_article",
    "load_reading",
    "reading_key",
    "stored_hash",
]


class Change(StrEnum):
    """What loading an article did to the graph."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def load_reading(
    store: GraphStore, reading: Reading, *, reader: str = "", base: str = BASE
) -> Change:
    """Store what was read in an article, in one transaction.

    It takes the place of the article stored under the same URL, or read before from the
    same source. A copy of a stored text under another path only adds that path.
    ``reader`` is the version of what read it: see `stored_hash`.
    """
    article, iri = reading.article, article_iri(reading.article, base=base)
    new = set(article_quads(reading, reader=reader, base=base))
    old: set[Quad] = set()
    change = Change.ADDED
    for stored, quads in _stored(store, article, iri).items():
        old |= quads
        sources = {quad.object for quad in quads if quad.predicate == v.SOURCE}
        if stored == iri or _holds(quads, v.URL, article.url):
            if _holds(quads, v.CONTENT_HASH, article.content_hash):
                new |= {Quad(iri, v.SOURCE, source, iri) for source in sources}
            if _said(quads) != _said(new):
                change = Change.REPLACED
            elif change is Change.ADDED:
                change = Change.UNCHANGED
        elif sources == {v.text(article.source or "")}:
            change = Change.REPLACED
        else:  # a text that still stands under another path only loses this one
            new |= {quad for quad in quads if not _holds([quad], v.SOURCE, article.source)}
    _settle(store, old, new)
    return change


def forget_article(store: GraphStore, article: URIRef) -> int:
    """Take back all that an article says; the number of its claims.

    What no other article supports leaves the default graph. Raises UnknownName when the
    graph has no such article.
    """
    quads = set(graph_quads(store, [article]))
    if not quads:
        raise UnknownName("the graph has no such article", where=article)
    _settle(store, quads, set())
    return sum(quad.object == v.CLAIM for quad in quads)


def stored_hash(store: GraphStore, article: Article, *, base: str = BASE) -> str | None:
    """The `reading_key` under which just this article is stored; else None.

    An article whose text, headline, date or source is not as stored counts as not there.
    """
    iri = article_iri(article, base=base)
    told = store.query(
        f"SELECT ?p ?o WHERE {{ GRAPH {term_text(iri)} {{ {term_text(iri)} ?p ?o }} }}"
    )
    stored = {(iri, predicate, value) for predicate, value in rows(told)}
    if not set(head_triples(article, base=base)) <= stored:
        return None
    reader = next((str(value) for _, predicate, value in stored if predicate == v.READER), "")
    return reading_key(article, reader)


def reading_key(article: Article, reader: str) -> str:
    """What tells one reading of an article from another: its text and who read it."""
    return f"{article.content_hash} {reader}".rstrip()


def _settle(store: GraphStore, old: set[Quad], new: set[Quad]) -> None:
    """Put the new quads of articles in place of their old ones, and let the default graph
    follow; ``old`` and ``new`` hold the whole graph of every article concerned."""
    if old == new:
        return
    articles = {quad.graph for quad in old | new if quad.graph is not None}
    was, is_now = asserted_triples(old), asserted_triples(new)
    add, remove = new - old, old - new
    add |= {Quad(*triple) for triple in is_now - was}
    remove |= {Quad(*triple) for triple in was - is_now - _supported(store, was - is_now, articles)}

    said = mentions_in(new)
    entities = said.keys() | mentions_in(old).keys()
    elsewhere = _mentions_elsewhere(store, entities, articles)
    wanted = {
        Quad(*triple)
        for entity in entities
        for triple in describe(entity, said.get(entity, Counter()) + elsewhere[entity])
    }
    present = _described(store, entities)
    store.apply(add=add | (wanted - present), remove=remove | (present - wanted))


def _stored(store: GraphStore, article: Article, iri: URIRef) -> dict[URIRef, set[Quad]]:
    """The graphs of stored articles that share the article's IRI, URL or source."""
    ways = [f"VALUES ?article {{ {term_text(iri)} }} GRAPH ?article {{ ?article a <{v.ARTICLE}> }}"]
    for predicate, value in ((v.URL, article.url), (v.SOURCE, article.source)):
        if value and value != "-":
            told = f"?article <{predicate}> {term_text(v.text(value))}"
            ways.append(f"GRAPH ?article {{ {told} }}")
    union = " UNION ".join(f"{{ {way} }}" for way in ways)
    found = rows(store.query(f"SELECT DISTINCT ?article WHERE {{ {union} }}"))
    graphs: dict[URIRef, set[Quad]] = defaultdict(set)
    for quad in graph_quads(store, [URIRef(row[0]) for row in found]):
        if quad.graph is not None:
            graphs[quad.graph].add(quad)
    return graphs


def _supported(
    store: GraphStore, triples: Collection[Triple], without: Collection[URIRef]
) -> set[Triple]:
    """Those of the triples that claims of other articles assert."""
    if not triples:
        return set()
    pairs = " ".join(sorted({f"({term_text(s)} {term_text(o)})" for s, _, o in triples}))
    found = store.query(
        f"""SELECT ?article ?claim ?p ?o WHERE {{
            VALUES (?subject ?object) {{ {pairs} }}
            GRAPH ?article {{
                ?claim <{v.SUBJECT}> ?subject ; <{v.OBJECT}> ?object .
                ?claim ?p ?o
            }} {_except(without)} }}"""
    )
    return asserted_triples(quads_of(found)) & set(triples)


def _mentions_elsewhere(
    store: GraphStore, entities: Collection[URIRef], without: Collection[URIRef]
) -> dict[URIRef, Mentions]:
    """What other articles say of the entities. One VALUES block only: Oxigraph joins a
    second one by scanning the graph."""
    found: dict[URIRef, Mentions] = defaultdict(Counter)
    if not entities:
        return found
    result = store.query(
        f"""SELECT ?s ?p ?o (COUNT(?article) AS ?n) WHERE {{
            {values_text("s", entities)} GRAPH ?article {{ ?s ?p ?o }} {_except(without)}
        }} GROUP BY ?s ?p ?o"""
    )
    for subject, predicate, value, number in rows(result):
        if predicate in DESCRIPTION:
            found[URIRef(subject)][URIRef(predicate), value] += int(str(number))
    return found


def _described(store: GraphStore, entities: Collection[URIRef]) -> set[Quad]:
    """What the default graph says that the entities are and are called."""
    if not entities:
        return set()
    result = store.query(f"SELECT ?s ?p ?o WHERE {{ {values_text('s', entities)} ?s ?p ?o }}")
    return {
        Quad(URIRef(subject), URIRef(predicate), value)
        for subject, predicate, value in rows(result)
        if predicate in DESCRIPTION
    }


def _except(articles: Collection[URIRef]) -> str:
    return f"FILTER(?article NOT IN ({', '.join(sorted(map(term_text, articles)))}))"


def _said(quads: Iterable[Quad]) -> set[Quad]:
    return {quad for quad in quads if quad.predicate != v.SOURCE}


def _holds(quads: Iterable[Quad], predicate: URIRef, value: str | None) -> bool:
    return value is not None and any(
        quad.predicate == predicate and quad.object == v.text(value) for quad in quads
    )
