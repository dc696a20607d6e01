"""From a name as a person types it to the one thing in the graph that it means.

In this order: an IRI or a CURIE as it is; a name, case, accents and punctuation set aside;
an alias or a person's surname; a title without its article. The first of these that finds
anything decides: one thing is the answer, several are ambiguous.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from graph import vocabulary as v
from graph.errors import AmbiguousName, NameLookupError, UnknownName
from graph.identifiers import BASE, slug
from graph.recall import rows
from graph.store import GraphStore
from graph.terms import term_text, values_text

KINDS = ("person", "work", "character", "network")
_LONGEST = 300
_NEAREST = 3
_LEAST_SCORE = 60
_CURIE = re.compile(r"(?P<prefix>[a-z]+):(?P<local>[^\s/]\S*)")
_ARTICLE = re.compile(r"^(the|an?)-")


@dataclass(slots=True)
class _Entity:
    """What is known of a thing by whose names one looks it up."""

    iri: URIRef
    kind: str
    name: str = ""
    aliases: set[str] = field(default_factory=set)


def resolve(store: GraphStore, name: str, kind: str | None = None) -> URIRef:
    """The entity that goes by a name; ``kind`` is one of `KINDS`, or any.

    Raises UnknownName with the nearest names, AmbiguousName with what tells those apart
    that it may mean.
    """
    typed = " ".join(name.split())
    iri = _as_iri(typed)
    if iri is not None:
        return iri
    what = kind or "thing"
    shown = typed if len(typed) <= 60 else f"{typed[:59]}…"
    if not typed or len(typed) > _LONGEST:
        problem = "is empty" if not typed else f"is longer than {_LONGEST} characters"
        raise UnknownName(f"the name of the {what} {problem}", hint="Type a name or an IRI")
    found = _by_exact_name(store, typed, kind)
    known: Mapping[URIRef, _Entity] = {}
    if not found:
        known = _all_named(store, kind)
        found = _by_loose_name(known.values(), typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(
            f"{shown!r} may mean several {_PLURALS[what]}",
            candidates=_told_apart(store, found),
            hint="Name one of them by its full name or its IRI",
        )
    near = _nearest(known, typed)
    raise UnknownName(
        f"the graph knows no {what} called {shown!r}",
        candidates=[known[iri].name for iri in near],
        hint="These come nearest" if near else "Load articles about it with castgraph load",
    )


def _as_iri(text: str) -> URIRef | None:
    """The text as an IRI, if it is one or abbreviates one."""
    curie = _CURIE.fullmatch(text)
    if text.lower().startswith(("http://", "https://", "urn:")):
        iri = URIRef(text)
    elif curie and curie["prefix"] in v.PREFIXES:
        iri = URIRef(v.PREFIXES[curie["prefix"]] + curie["local"])
    else:
        return None
    try:
        term_text(iri)
    except ValueError as error:
        raise NameLookupError(f"{text[:60]!r} is not a valid IRI") from error
    return iri


def _by_exact_name(store: GraphStore, name: str, kind: str | None) -> list[URIRef]:
    """Things whose name is just this, or whose IRI is made of it.

    Asks for few triples however large the graph is.
    """
    made = [URIRef(f"{BASE}{part}/{slug(name)}") for part in ("person", "work", "network")]
    found = store.query(
        f"""SELECT ?s ?t WHERE {{
            {{ ?s <{v.NAME}> {term_text(v.text(name))} ; a ?t }}
            UNION {{ {values_text("s", made)} ?s a ?t }} }}"""
    )
    return sorted({URIRef(iri) for iri, type_ in rows(found) if _fits(URIRef(type_), kind)})


def _fits(type_: URIRef, kind: str | None) -> bool:
    return type_ in v.KINDS and kind in {None, v.KINDS[type_]}


def _all_named(store: GraphStore, kind: str | None) -> dict[URIRef, _Entity]:
    """All things of a kind with their names."""
    found: dict[URIRef, _Entity] = {}
    for predicate in (v.NAME, v.ALTERNATE_NAME):
        query = f"SELECT ?s ?t ?name WHERE {{ ?s <{predicate}> ?name ; a ?t }}"
        for iri, type_, name in rows(store.query(query)):
            if not _fits(URIRef(type_), kind):
                continue
            entity = found.setdefault(URIRef(iri), _Entity(URIRef(iri), v.KINDS[URIRef(type_)]))
            if predicate == v.NAME:
                entity.name = str(name)
            else:
                entity.aliases.add(str(name))
    return found


def _by_loose_name(entities: Iterable[_Entity], name: str) -> list[URIRef]:
    """The best class of matches, best first: see the module."""
    wanted = slug(name)
    untitled = _ARTICLE.sub("", wanted)
    classes: dict[int, set[URIRef]] = defaultdict(set)
    for entity in entities:
        folded = slug(entity.name)
        if folded == wanted:
            classes[0].add(entity.iri)
        elif wanted in map(slug, entity.aliases) or _is_surname(wanted, entity):
            classes[1].add(entity.iri)
        elif entity.kind == "work" and _ARTICLE.sub("", folded) == untitled:
            classes[2].add(entity.iri)
    return sorted(classes[min(classes)]) if classes else []


def _is_surname(folded: str, entity: _Entity) -> bool:
    return entity.kind == "person" and slug(entity.name).endswith(f"-{folded}")


def _nearest(known: Mapping[URIRef, _Entity], name: str) -> list[URIRef]:
    """Things with names that look most like it, best first."""
    from rapidfuzz import fuzz, process

    names = {iri: slug(entity.name) for iri, entity in sorted(known.items())}
    found = process.extract(
        slug(name), names, scorer=fuzz.WRatio, limit=_NEAREST, score_cutoff=_LEAST_SCORE
    )
    return [iri for _, _, iri in found]


_PLURALS = {
    "thing": "things",
    "person": "people",
    "work": "works",
    "character": "characters",
    "network": "networks",
}


def _told_apart(store: GraphStore, iris: list[URIRef]) -> list[str]:
    """Each thing with its kind, something that it is known by, and its IRI."""
    query = f"""SELECT ?s ?t ?name (SAMPLE(?otherName) AS ?by) WHERE {{
        {values_text("s", iris)} ?s a ?t ; <{v.NAME}> ?name .
        OPTIONAL {{ ?s <{v.CAST.castIn}>|<{v.CAST.created}>|<{v.CAST.characterIn}> ?other .
                    ?other <{v.NAME}> ?otherName }} }}
        GROUP BY ?s ?t ?name"""
    lines = {}
    for binding in store.query(query).bindings:
        row = {str(name): term for name, term in binding.items()}
        type_ = URIRef(str(row["t"]))
        if type_ in v.KINDS:
            by = f", {row['by']}" if "by" in row else ""
            lines[str(row["s"])] = f"{row['name']} ({v.KINDS[type_]}{by}): {row['s']}"
    return [lines[key] for key in sorted(lines)]
