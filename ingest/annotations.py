"""The corpus format: what an article says as one JSON object, to and from a `Reading`.

It knows one word for how sure a fact is, so stage and certainty come back as that word
has them, and it leaves out what was left unread and how references were resolved.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import ArticleError
from graph.model import (
    Article,
    Certainty,
    Character,
    Credit,
    Derivation,
    Entity,
    Evidence,
    Fact,
    Job,
    Network,
    Person,
    Reading,
    Relation,
    Stage,
    Status,
    Work,
    WorkKind,
)
from ingest.text import normalise

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "played": ("person", "character"),
    "cast_in": ("person", "work"),
    "character_in": ("character", "work"),
    "created": ("person", "work"),
    "crew": ("person", "work", "job"),
    "airs_on": ("work", "network"),
    "related_work": ("work", "other"),
}
"""The keys that make a fact of each relation what it is; the first two name entities."""

GROUPS: Mapping[str, str] = {
    "work": "works",
    "other": "works",
    "person": "people",
    "character": "characters",
    "network": "networks",
}
"""The list that describes what each of these keys names."""

LOOSE_TIE = "other"
"""The job of a crew fact that is annotated but neither scored nor known to the model."""

_SEPARATOR = " […] "
_PERFORMED = (Relation.PLAYED, Relation.CAST_IN)
_CLASSES: Mapping[str, type[Work | Person | Character | Network]] = {
    "works": Work,
    "people": Person,
    "characters": Character,
    "networks": Network,
}
_STANDING: Mapping[Status, tuple[Stage, Certainty]] = {
    Status.RUMOURED: (Stage.ANNOUNCED, Certainty.REPORTED),
    Status.DENIED: (Stage.ANNOUNCED, Certainty.DENIED),
}
_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("relation", "status", "evidence", "job", "kind", "credit", *GROUPS), (str,)),
    "season": (int,),
    "year": (int,),
    "episode": (int, str),
    "confidence": (int, float),
}


def to_annotation(reading: Reading) -> dict[str, Any]:
    """A reading in the corpus format, each fact with its confidence.

    The quotes of a fact are joined by " […] ". A work's qualifier is put behind its name,
    in brackets, and stands beside it.
    """
    entities = dict.fromkeys((*reading.works, *reading.entities()))
    groups = {
        group: [_entity_data(entity) for entity in entities if isinstance(entity, kind)]
        for group, kind in _CLASSES.items()
    }
    facts = [_fact_data(fact) for fact in reading.facts]
    return {"id": reading.article.name, **groups, "facts": facts}


def from_annotation(data: object, article: Article) -> Reading:
    """The reading that an annotation describes, its quotes found in the article's text.

    Quotes may differ from the text in the form of quotation marks and in white space.
    Loose ties are left out. Raises ArticleError when the annotation is not in the format,
    or a quote is not in the text.
    """
    where = article.source or article.name
    annotation = check_annotation(data, where)
    facts = []
    try:
        entities = {group: _entities(group, annotation) for group in _CLASSES}
        for number, item in enumerate(annotation["facts"], 1):
            where = f"{article.source or article.name}, fact {number}"
            if not _is_loose(item):
                facts.append(_fact(item, entities, article.text))
    except ValueError as error:
        raise _malformed(str(error), where) from error
    works = tuple(work for work in entities["works"].values() if isinstance(work, Work))
    return Reading(article, tuple(facts), works)


def check_annotation(data: object, where: object) -> dict[str, Any]:
    """The annotation, once all in it is of the type that it should be.

    Raises ArticleError otherwise. What its words are is not looked at.
    """
    if not isinstance(data, dict):
        raise _malformed("it is not a JSON object", where)
    annotation: dict[str, Any] = {**{group: [] for group in _CLASSES}, **data}
    for group in (*_CLASSES, "facts"):
        items = annotation.get(group)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise _malformed(f'"{group}" is not a list of objects', where)
    for group in _CLASSES:
        for item in annotation[group]:
            aliases = item.get("aliases", [])
            if not (_is_name(item.get("name")) and isinstance(aliases, list)):
                raise _malformed(f'{item} in "{group}" has no name, or no list of aliases', where)
            if not all(map(_is_name, aliases)):
                raise _malformed(f"an alias of {item['name']!r} is no name", where)
    for number, fact in enumerate(annotation["facts"], 1):
        for key, types in _TYPES.items():
            value = fact.get(key)
            if value is not None and type(value) not in types:
                kinds = " or ".join(kind.__name__ for kind in types)
                said = f'"{key}" is {value!r}, which is not of type {kinds}'
                raise _malformed(said, f"{where}, fact {number}")
    return annotation


def _entity_data(entity: Entity) -> dict[str, Any]:
    data: dict[str, Any] = {"name": _label(entity)}
    if isinstance(entity, Work):
        data["kind"] = entity.kind.value
        if entity.qualifier:
            data["qualifier"] = entity.qualifier
    return {**data, "aliases": list(entity.aliases)}


def _label(entity: Entity) -> str:
    if isinstance(entity, Work) and entity.qualifier:
        return f"{entity.name} ({entity.qualifier})"
    return entity.name


def _fact_data(fact: Fact) -> dict[str, Any]:
    first, second, *_ = ARGUMENTS[fact.relation]
    data: dict[str, Any] = {
        "relation": fact.relation.value,
        first: _label(fact.subject),
        second: _label(fact.object),
    }
    if fact.relation is Relation.PLAYED:
        data["work"] = fact.work and _label(fact.work)
    if fact.job is not None:
        data["job"] = fact.job.value
    if fact.derivation is not None:
        data["kind"] = fact.derivation.value
    data["status"] = fact.status.value
    for key, value in (
        ("season", fact.season),
        ("episode", fact.episode),
        ("credit", fact.credit and fact.credit.value),
        ("year", fact.year),
    ):
        if value is not None or fact.relation in _PERFORMED:
            data[key] = value
    data["confidence"] = fact.confidence
    data["evidence"] = _SEPARATOR.join(evidence.quote for evidence in fact.evidence)
    return data


def _entities(group: str, annotation: Mapping[str, Any]) -> dict[str, Entity]:
    """The entities of a list, by the name that facts use for them."""
    found: dict[str, Entity] = {}
    for item in annotation[group]:
        name, aliases = item["name"], tuple(item.get("aliases", ()))
        if group == "works":
            qualifier = item.get("qualifier")
            title = name.removesuffix(f" ({qualifier})")
            kind = WorkKind(item.get("kind") or WorkKind.OTHER)
            found[name] = Work(title, kind, aliases, qualifier if title != name else None)
        else:
            found[name] = _CLASSES[group](name, aliases=aliases)
    return found


def _fact(item: Mapping[str, Any], entities: Mapping[str, Mapping[str, Entity]], text: str) -> Fact:
    relation = Relation(item.get("relation", ""))
    first, second, *_ = ARGUMENTS[relation]
    status = Status(item.get("status") or Status.CONFIRMED)
    stage, certainty = _STANDING.get(status) or (Stage(status.value), Certainty.STATED)
    place = relation is Relation.PLAYED and item.get("work")
    work = _named("work", item, entities) if place else None
    confidence = item.get("confidence")
    if confidence is not None and not 0 < confidence <= 1:
        raise ValueError(f"the confidence {confidence} is not above 0 and at most 1")
    return Fact(
        relation,
        _named(first, item, entities),
        _named(second, item, entities),
        work=work if isinstance(work, Work) else None,
        job=Job(item.get("job", "")) if relation is Relation.CREW else None,
        derivation=Derivation(item.get("kind", "")) if relation is Relation.RELATED_WORK else None,
        stage=stage,
        certainty=certainty,
        season=item.get("season"),
        episode=item.get("episode"),
        year=item.get("year"),
        credit=Credit(item["credit"]) if item.get("credit") else None,
        confidence=1.0 if confidence is None else float(confidence),
        evidence=_evidence(item.get("evidence") or "", text),
    )


def _named(
    key: str, item: Mapping[str, Any], entities: Mapping[str, Mapping[str, Entity]]
) -> Entity:
    """What an argument names; facts may name what no list describes."""
    name, group = item.get(key), GROUPS[key]
    if not _is_name(name):
        raise ValueError(f'"{key}" is missing')
    return entities[group].get(str(name)) or _CLASSES[group](str(name))


def _evidence(quotes: str, text: str) -> tuple[Evidence, ...]:
    """The places of quotes in the text: of all as one, or else of each."""
    if not quotes.strip():
        return ()
    places = _places([quotes], text) or _places(quotes.split(_SEPARATOR), text)
    if not places:
        raise ValueError(f"the text does not say {quotes!r}")
    return tuple(Evidence(start, end, text[start:end]) for start, end in places)


def _places(quotes: Iterable[str], text: str) -> list[tuple[int, int]]:
    """The first place of each quote; none at all when one of them has none."""
    plain = normalise(text)
    patterns = (r"\s+".join(map(re.escape, normalise(quote).split())) for quote in quotes)
    found = [re.search(pattern, plain) for pattern in patterns]
    return [match.span() for match in found if match] if all(found) else []


def _is_loose(item: Mapping[str, Any]) -> bool:
    """Whether the corpus notes it in passing, as no fact that the model has."""
    if item.get("relation") == "crew":
        return bool(item.get("job") == LOOSE_TIE)
    return item.get("relation") == "related_work" and not item.get("other")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _malformed(what: str, where: object) -> ArticleError:
    return ArticleError(f"the annotation is malformed: {what}", where=where)
