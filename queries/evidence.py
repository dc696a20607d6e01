"""What stands behind a row of an answer: the claims of articles, with their words."""

from collections.abc import Mapping
from itertools import product

from rdflib import URIRef

from graph import vocabulary as v
from graph.errors import QueryError
from graph.recall import claims
from graph.records import Claim
from graph.store import GraphStore
from graph.terms import Triple
from queries.catalog import Question


class Evidence:
    """Finds the claims behind rows; what was found for one row serves the next."""

    def __init__(self, store: GraphStore, question: Question) -> None:
        self._store = store
        self._question = question
        for term in (term for pattern in question.facts for term in pattern):
            prefix = term.partition(":")[0]
            if not term.startswith("?") and prefix not in v.PREFIXES:
                raise QueryError(
                    f"the facts have the unknown prefix {prefix}:", where=question.where
                )
        self._of_triple: dict[Triple, list[Claim]] = {}
        self._of_article: dict[URIRef, dict[str, Claim]] = {}

    def behind(self, row: Mapping[str, tuple[str, ...]]) -> list[Claim]:
        """The claims behind a row (an entry of ``Table.behind``), each once: asserted ones
        where the question rests on facts, and just those that it names otherwise."""
        found: dict[URIRef, Claim] = {}
        if self._question.claims is not None:
            named = [self._named(iri) for iri in row[self._question.claims]]
            return [claim for claim in named if claim is not None]
        for pattern in self._question.facts:
            subjects, relations, values = (_meant(term, row) for term in pattern)
            for triple in product(subjects, relations, values):
                found |= {claim.iri: claim for claim in self._asserting(triple)}
        return list(found.values())

    def _asserting(self, triple: Triple) -> list[Claim]:
        if triple not in self._of_triple:
            subject, predicate, value = triple
            said = claims(
                self._store, subject=subject, predicate=predicate, object=URIRef(str(value))
            )
            self._of_triple[triple] = [claim for claim in said if claim.fact.asserted]
        return self._of_triple[triple]

    def _named(self, claim: str) -> Claim | None:
        article = URIRef(claim.partition("/claim/")[0])
        if article not in self._of_article:
            said = claims(self._store, article=article)
            self._of_article[article] = {str(claim.iri): claim for claim in said}
        return self._of_article[article].get(claim)


def _meant(term: str, row: Mapping[str, tuple[str, ...]]) -> tuple[URIRef, ...]:
    """The IRIs that a term of a pattern stands for in a row."""
    if term.startswith("?"):
        return tuple(map(URIRef, row[term[1:]]))
    prefix, _, name = term.partition(":")
    return (URIRef(v.PREFIXES[prefix] + name),)
