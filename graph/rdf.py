"""Facts as RDF: what one article says is one named graph.

`article_quads` lays it out; `graph.records` reads it back, and `graph.projection` tells
what it contributes to the default graph. All functions are pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from graph import vocabulary as v
from graph.identifiers import BASE, article_iri, claim_iri, iri_of, quote_iri
from graph.model import Article, Character, Entity, Evidence, Fact, Reading, Work, WorkKind
from graph.projection import Mentions, describe
from graph.terms import Quad, Triple, term_text


def article_quads(reading: Reading, *, reader: str = "", base: str = BASE) -> list[Quad]:
    """The named graph of an article: the article, its entities and claims; in fixed order.

    ``reader`` is the version of what read it. Equal facts come in once.
    """
    iri = article_iri(reading.article, base=base)
    names = _Names(reading.facts, base)
    triples = {*head_triples(reading.article, base=base)}
    if reader:
        triples.add((iri, v.READER, v.text(reader)))
    for evidence in reading.unread:
        triples |= {*_quote_triples(iri, iri, v.UNREAD, evidence)}
    for claim, fact in _numbered(iri, reading.facts):
        triples |= {*_claim_triples(iri, claim, fact, names)}
    for entity, mentions in _mentions(reading, names).items():
        triples |= {*describe(entity, mentions)}
    return sorted(
        (Quad(*triple, iri) for triple in triples),
        key=lambda quad: tuple(term_text(term) for term in quad[:3]),
    )


def head_triples(article: Article, *, base: str = BASE) -> Iterator[Triple]:
    """What is known about an article apart from its content; "-" is no source to name."""
    iri = article_iri(article, base=base)
    yield iri, RDF.type, v.ARTICLE
    yield iri, v.CONTENT_HASH, v.text(article.content_hash)
    if article.published:
        yield iri, v.DATE_PUBLISHED, Literal(article.published)
    if article.source and article.source != "-":
        yield iri, v.SOURCE, v.text(article.source)
    texts = (
        (v.HEADLINE, article.headline),
        (v.PUBLISHER, article.publisher),
        (v.URL, article.url),
        (v.LANGUAGE, article.language),
        *((v.AUTHOR, author) for author in article.authors),
    )
    for predicate, value in texts:
        if value:
            yield iri, predicate, v.text(value)


class _Names:
    """The IRIs of the entities of one article.

    A character is named beneath its work: the fact's own, or else the only one that the
    article's facts put it in.
    """

    def __init__(self, facts: Iterable[Fact], base: str) -> None:
        self._base = base
        self._places: dict[Character, set[Work]] = defaultdict(set)
        for fact in facts:
            work = _work_of(fact)
            for entity in (fact.subject, fact.object):
                if isinstance(entity, Character) and work is not None:
                    self._places[entity].add(work)

    def iri(self, entity: Entity, fact: Fact | None = None) -> URIRef:
        if not isinstance(entity, Character):
            return iri_of(entity, base=self._base)
        work = None if fact is None else _work_of(fact)
        places = self._places.get(entity, set())
        if work is None and len(places) == 1:
            (work,) = places
        return iri_of(entity, work=work, base=self._base)


def _work_of(fact: Fact) -> Work | None:
    return fact.work or next((e for e in (fact.object, fact.subject) if isinstance(e, Work)), None)


def _numbered(article: URIRef, facts: Iterable[Fact]) -> Iterator[tuple[URIRef, Fact]]:
    """Each fact once with its claim's IRI, whatever order the facts came in."""
    used: Counter[URIRef] = Counter()
    for fact in sorted(dict.fromkeys(facts), key=repr):
        plain = claim_iri(article, fact)
        used[plain] += 1
        yield claim_iri(article, fact, used[plain]), fact


def _claim_triples(article: URIRef, claim: URIRef, fact: Fact, names: _Names) -> Iterator[Triple]:
    yield claim, RDF.type, v.CLAIM
    yield claim, v.DERIVED_FROM, article
    yield claim, v.SUBJECT, names.iri(fact.subject, fact)
    yield claim, v.PREDICATE, v.predicate_of(fact)
    yield claim, v.OBJECT, names.iri(fact.object, fact)
    yield claim, v.STAGE, v.OF_STAGE[fact.stage]
    yield claim, v.CERTAINTY, v.OF_CERTAINTY[fact.certainty]
    yield claim, v.CONFIDENCE, decimal(fact.confidence)
    if fact.work is not None:
        yield claim, v.IN_WORK, names.iri(fact.work)
    if fact.credit is not None:
        yield claim, v.CREDIT, v.OF_CREDIT[fact.credit]
    for predicate, number in ((v.SEASON, fact.season), (v.YEAR, fact.year)):
        if number is not None:
            yield claim, predicate, Literal(number)
    if fact.episode is not None:
        episode = fact.episode
        yield claim, v.EPISODE, v.text(episode) if isinstance(episode, str) else Literal(episode)
    for step in fact.steps:
        yield claim, v.STEP, v.text(step)
    for evidence in fact.evidence:
        yield from _quote_triples(article, claim, v.EVIDENCE, evidence)


def _quote_triples(
    article: URIRef, subject: URIRef, predicate: URIRef, evidence: Evidence
) -> Iterator[Triple]:
    quote = quote_iri(article, evidence)
    yield subject, predicate, quote
    yield quote, RDF.type, v.TEXT_QUOTE
    yield quote, RDF.type, v.TEXT_POSITION
    yield quote, v.EXACT, v.text(evidence.quote)
    yield quote, v.START, Literal(evidence.start)
    yield quote, v.END, Literal(evidence.end)


def _mentions(reading: Reading, names: _Names) -> Mapping[URIRef, Mentions]:
    """Each mention in a fact counts one."""
    found: dict[URIRef, Mentions] = defaultdict(Counter)
    uses: list[tuple[URIRef, Entity]] = [(names.iri(work), work) for work in reading.works]
    for fact in dict.fromkeys(reading.facts):
        for entity in (fact.subject, fact.object, fact.work):
            if entity is not None:
                uses.append((names.iri(entity, fact), entity))
    for iri, entity in uses:
        mentions = found[iri]
        mentions[RDF.type, v.type_of(entity)] += 1
        mentions[v.NAME, v.text(entity.name)] += 1
        for alias in entity.aliases:
            mentions[v.ALTERNATE_NAME, v.text(alias)] += 1
        if isinstance(entity, Work) and entity.qualifier:
            mentions[v.QUALIFIER, v.text(entity.qualifier)] += 1
        if isinstance(entity, Work) and entity.kind is WorkKind.STAGE:
            mentions[v.ADDITIONAL_TYPE, v.PLAY] += 1
    return found


def decimal(number: float) -> Literal:
    """A number as xsd:decimal with at most four digits after the point, no idle zeros."""
    digits = f"{number:.4f}".rstrip("0").rstrip(".")
    return Literal(digits, datatype=XSD.decimal)
