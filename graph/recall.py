"""What a graph holds, read back: claims with their articles, articles by name, counts."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from rdflib import URIRef
from rdflib.query import Result

from graph import vocabulary as v
from graph.errors import AmbiguousName, UnknownName
from graph.records import Claim, claims_of
from graph.store import GraphStore
from graph.terms import Quad, Term, plain, term_text, values_text


def claims(
    store: GraphStore,
    *,
    subject: URIRef | None = None,
    predicate: URIRef | None = None,
    object: URIRef | None = None,
    article: URIRef | None = None,
) -> list[Claim]:
    """What articles say about these things, asserted or not; by article, then by place.

    Without any of them: every claim of the graph.
    """
    wanted = [
        f"?claim <{name}> {term_text(value)} ."
        for name, value in ((v.SUBJECT, subject), (v.PREDICATE, predicate), (v.OBJECT, object))
        if value is not None
    ]
    if not wanted:
        return claims_of(graph_quads(store, None if article is None else [article]))
    place = "" if article is None else values_text("article", [article])
    claim = f"{place} GRAPH ?article {{ {' '.join(wanted)} ?claim"
    said = store.query(f"SELECT ?article ?claim ?p ?o WHERE {{ {claim} ?p ?o }} }}")
    # One step on from the claims: their entities, quotes and articles.
    behind = store.query(
        f"SELECT DISTINCT ?article ?s ?p ?o WHERE {{ {claim} ?link ?s . ?s ?p ?o }} }}"
    )
    return claims_of([*quads_of(said), *quads_of(behind)])


def find_article(store: GraphStore, key: str) -> URIRef:
    """The article that goes by this IRI, URL or file path.

    A .jsonl file stands for its articles: one is found, of several the line must be
    named, as in FILE#3. Raises UnknownName or AmbiguousName, with candidates.
    """
    known = _article_keys(store)
    for name in (key, str(Path(key).resolve()) if "\0" not in key else key):
        exact = {iri for iri, names in known.items() if name in names}
        lines = {
            iri: spelling
            for iri, names in known.items()
            for spelling in names
            if spelling.rpartition("#")[0] == name and spelling.rpartition("#")[2].isdecimal()
        }
        found = exact or lines.keys()
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise AmbiguousName(
                "several articles were read from there",
                where=key,
                candidates=sorted(lines.values()) if not exact else sorted(map(str, exact)),
                hint="Name one of them",
            )
    spellings = sorted({name for names in known.values() for name in names})
    raise UnknownName(
        "the graph has no such article",
        where=key,
        candidates=get_close_matches(key, spellings, n=5),
        hint="Name its IRI, its URL or the file it was read from",
    )


def names(store: GraphStore) -> Iterator[tuple[str, str]]:
    """The names of all things in the default graph, each with its kind (see `v.KINDS`)."""
    query = f"SELECT ?type ?name WHERE {{ ?s a ?type ; <{v.NAME}> ?name }}"
    for type_, name in rows(store.query(query)):
        if type_ in v.KINDS:
            yield v.KINDS[URIRef(type_)], str(name)


def counts(store: GraphStore) -> dict[str, int]:
    """How many articles, entities of each kind, claims, asserted facts and triples there
    are; triples are those of the default graph and of all articles."""
    kinds = dict.fromkeys(("person", "character", "work", "network"), 0)
    by_type = store.query("SELECT ?type (COUNT(?s) AS ?n) WHERE { ?s a ?type } GROUP BY ?type")
    for type_, number in rows(by_type):
        if type_ in v.KINDS:
            kinds[v.KINDS[URIRef(type_)]] += int(str(number))
    facts = ", ".join(sorted(map(term_text, v.MEANING)))
    return {
        "articles": _count(store, f"GRAPH ?s {{ ?s a <{v.ARTICLE}> }}"),
        "people": kinds["person"],
        "characters": kinds["character"],
        "works": kinds["work"],
        "networks": kinds["network"],
        "claims": _count(store, f"GRAPH ?g {{ ?s a <{v.CLAIM}> }}"),
        "asserted facts": _count(store, f"?s ?p ?o FILTER(?p IN ({facts}))"),
        "triples": _count(store, "?s ?p ?o")
        + _count(store, "GRAPH ?g { ?s ?p ?o }")
        - _count(store, f"GRAPH <{v.STORE}> {{ ?s ?p ?o }}"),
    }


def graph_quads(store: GraphStore, articles: Collection[URIRef] | None = None) -> list[Quad]:
    """All that these articles' graphs hold, or that all of them hold."""
    if articles is not None and not articles:
        return []
    place = f"FILTER(?g != <{v.STORE}>)" if articles is None else values_text("g", articles)
    query = f"SELECT ?g ?s ?p ?o WHERE {{ {place} GRAPH ?g {{ ?s ?p ?o }} }}"
    return list(quads_of(store.query(query)))


def default_quads(store: GraphStore) -> list[Quad]:
    """All that the default graph holds."""
    found = rows(store.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }"))
    return [Quad(URIRef(s), URIRef(p), o) for s, p, o in found]


def quads_of(result: Result) -> Iterator[Quad]:
    """Quads from rows of graph, subject, predicate and object."""
    for graph, subject, predicate, value in rows(result):
        yield Quad(URIRef(subject), URIRef(predicate), value, URIRef(graph))


def rows(result: Result) -> Iterator[tuple[Term, ...]]:
    """The rows of a SELECT whose variables are bound in all of them."""
    names = result.vars or []
    for row in result.bindings:
        yield tuple(plain(row[name]) for name in names)


def _article_keys(store: GraphStore) -> dict[URIRef, set[str]]:
    """All articles, each with its IRI, URL and sources."""
    result = store.query(
        f"""SELECT ?article ?p ?o WHERE {{
            GRAPH ?article {{ ?article a <{v.ARTICLE}> ; ?p ?o }}
            FILTER(?p IN (<{v.URL}>, <{v.SOURCE}>, <{v.CONTENT_HASH}>)) }}"""
    )
    keys: dict[URIRef, set[str]] = {}
    for article, predicate, value in rows(result):
        names = keys.setdefault(URIRef(article), {str(article)})
        if predicate != v.CONTENT_HASH:
            names.add(str(value))
    return keys


def _count(store: GraphStore, pattern: str) -> int:
    (row,) = rows(store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"))
    return int(str(row[0]))
