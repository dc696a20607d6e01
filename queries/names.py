"""From a name as a person types it to the one entity that it means."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from rdflib import URIRef

from graph.errors import AmbiguousName, UnknownName
from graph.store import GraphStore
from graph.terms import term_text
from graph.vocabulary import ALTERNATE_NAME, KINDS, NAME, PREFIXES, text

_MARKS = re.compile(r"[^\w]+")
_CURIE = re.compile(r"(\w+):([\w./-]+)")
_LONGEST = 300
_NEAREST = 5
_ENOUGH = 70  # rapidfuzz's score from which on a name is worth offering


def resolve(store: GraphStore, name: str, kind: str | None = None) -> URIRef:
    """The entity that a name, IRI or CURIE means; ``kind`` is person, work and so on.

    Case, accents and punctuation do not count; an alias or a surname will do when only
    one entity has it. Raises UnknownName with the nearest names, AmbiguousName with all.
    """
    if name.startswith(("http://", "https://")) and not re.search(r"[\s<>\"{}|\\^`]", name):
        return URIRef(name)
    if (curie := _CURIE.fullmatch(name)) and curie.group(1) in PREFIXES:
        return URIRef(PREFIXES[curie.group(1)] + curie.group(2))
    exact = _named_exactly(store, name, kind)
    if len(exact) == 1:
        return next(iter(exact))
    known = _names(store, kind)
    wanted = fold(name)
    found = exact or {iri for iri, names in known.items() if wanted in map(fold, names)}
    if not found and wanted and " " not in wanted:
        found = {
            iri for iri, names in known.items() if any(wanted == fold(n).split()[-1:][0] for n in names if fold(n))
        }
    what = kind or "name"
    shown = name if len(name) <= 80 else f"{name[:80]}…"
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise AmbiguousName(
            f"several things are called {shown!r}",
            candidates=[_described(store, iri, known) for iri in sorted(found)],
            hint="Name one of them in full, or by its IRI",
        )
    raise UnknownName(
        f"the graph has no {what} called {shown!r}",
        candidates=_nearest(wanted, known),
        hint="",
    )


def fold(name: str) -> str:
    """A name without case, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", name[:_LONGEST]).casefold()
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return _MARKS.sub(" ", letters).strip()


def _named_exactly(store: GraphStore, name: str, kind: str | None) -> set[URIRef]:
    """Entities with just this name: one look-up in the store, however large it is."""
    found = store.query(
        f"SELECT ?e ?type WHERE {{ ?e <{NAME}> {term_text(text(name))} ; a ?type }}"
    )
    return {
        URIRef(str(row["e"]))
        for row in ({str(k): v for k, v in b.items()} for b in found.bindings)
        if _is(str(row["type"]), kind)
    }


def _names(store: GraphStore, kind: str | None) -> dict[URIRef, set[str]]:
    found = store.query(
        f"SELECT ?e ?type ?name WHERE {{ ?e a ?type ; <{NAME}>|<{ALTERNATE_NAME}> ?name }}"
    )
    names: dict[URIRef, set[str]] = defaultdict(set)
    for binding in found.bindings:
        row = {str(key): value for key, value in binding.items()}
        if _is(str(row["type"]), kind):
            names[URIRef(str(row["e"]))].add(str(row["name"]))
    return names


def _is(type_: str, kind: str | None) -> bool:
    told = KINDS.get(URIRef(type_))
    return told is not None and kind in (None, told)


def _described(store: GraphStore, iri: URIRef, known: dict[URIRef, set[str]]) -> str:
    """A candidate with what tells it apart: its kind and what it is tied to."""
    from graph.vocabulary import label_of

    result = store.query(
        f"""SELECT ?p ?name ?type WHERE {{ {term_text(iri)} a ?type .
            OPTIONAL {{ {term_text(iri)} ?p ?o . ?o <{NAME}> ?name }} }} LIMIT 3"""
    )
    kind, ties = "", []
    for binding in result.bindings:
        row = {str(key): value for key, value in binding.items() if value is not None}
        kind = KINDS.get(URIRef(str(row["type"])), "")
        if "name" in row:
            ties.append(f"{label_of(URIRef(str(row['p'])))} {row['name']}")
    name = min(known.get(iri, {str(iri)}), key=lambda n: (-len(n), n))
    return f"{name} ({', '.join([kind, *ties]) if kind else 'unknown'}) <{iri}>"


def _nearest(wanted: str, known: dict[URIRef, set[str]]) -> list[str]:
    from rapidfuzz import fuzz, process

    choices: Iterable[str] = sorted({name for names in known.values() for name in names})
    found = process.extract(
        wanted, choices, scorer=fuzz.WRatio, processor=fold, limit=_NEAREST, score_cutoff=_ENOUGH
    )
    return [name for name, _, _ in found]
