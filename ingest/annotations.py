"""The corpus format: an article's facts as one JSON object, to and from a `Reading`."""

from collections.abc import Mapping
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

Data = Mapping[str, Any]
_GROUPS: dict[str, type[Person] | type[Character] | type[Network]] = {
    "people": Person,
    "characters": Character,
    "networks": Network,
}
_SLOTS = {
    Relation.PLAYED: ("person", "character"),
    Relation.CAST_IN: ("person", "work"),
    Relation.CHARACTER_IN: ("character", "work"),
    Relation.CREATED: ("person", "work"),
    Relation.CREW: ("person", "work"),
    Relation.AIRS_ON: ("work", "network"),
    Relation.RELATED_WORK: ("work", "other"),
}
_GROUP_OF_SLOT = {"person": "people", "character": "characters", "network": "networks"}
_PERFORMED = (Relation.PLAYED, Relation.CAST_IN)


def to_annotation(reading: Reading) -> dict[str, Any]:
    """The reading in the corpus format, with a confidence for each fact."""
    groups: dict[str, list[dict[str, Any]]] = {
        "works": [],
        "people": [],
        "characters": [],
        "networks": [],
    }
    for entity in reading.entities():
        shown: dict[str, Any] = {"name": entity.name, "aliases": list(entity.aliases)}
        if isinstance(entity, Work):
            groups["works"].append({**shown, "kind": entity.kind.value})
        else:
            group = next(g for g, kind in _GROUPS.items() if isinstance(entity, kind))
            groups[group].append(shown)
    facts = [_fact_data(fact) for fact in reading.facts]
    return {"id": reading.article.name, **groups, "facts": facts}


def from_annotation(data: Data, article: Article) -> Reading:
    """The reading that an annotation describes; quotes are found in the article's text.

    Raises ArticleError when the annotation is malformed or a quote is not in the text.
    """
    try:
        entities = _entities(data)
        facts = tuple(
            fact for item in data["facts"] if (fact := _fact(item, entities, article)) is not None
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ArticleError(
            f"the annotation is malformed ({error})",
            where=article.name,
            hint="See data/README.md.",
        ) from error
    works = tuple(entity for entity in entities["works"].values() if isinstance(entity, Work))
    return Reading(article, facts, works)


def _fact_data(fact: Fact) -> dict[str, Any]:
    first, second = _SLOTS[fact.relation]
    data: dict[str, Any] = {
        "relation": fact.relation.value,
        first: fact.subject.name,
        second: fact.object.name,
    }
    if fact.relation is Relation.PLAYED:
        data["work"] = fact.work.name if fact.work else None
    if fact.job is not None:
        data["job"] = fact.job.value
    if fact.derivation is not None:
        data["kind"] = fact.derivation.value
    data["status"] = fact.status.value
    if fact.relation in _PERFORMED:
        data["season"] = fact.season
        data["episode"] = fact.episode
        data["credit"] = fact.credit.value if fact.credit else None
        data["year"] = fact.year
    data["confidence"] = fact.confidence
    data["evidence"] = " […] ".join(evidence.quote for evidence in fact.evidence)
    return data


def _entities(data: Data) -> dict[str, dict[str, Entity]]:
    found: dict[str, dict[str, Entity]] = {"works": {}}
    for item in data.get("works", []):
        kind = WorkKind(item.get("kind", "other"))
        found["works"][item["name"]] = Work(item["name"], kind, tuple(item.get("aliases", [])))
    for group, make in _GROUPS.items():
        found[group] = {
            item["name"]: make(item["name"], tuple(item.get("aliases", [])))
            for item in data.get(group, [])
        }
    return found


def _named(slot: str, name: str, entities: dict[str, dict[str, Entity]]) -> Entity:
    group = _GROUP_OF_SLOT.get(slot, "works")
    make = _GROUPS.get(group, Work)
    return entities[group].get(name) or make(name)


def _fact(item: Data, entities: dict[str, dict[str, Entity]], article: Article) -> Fact | None:
    relation = Relation(item["relation"])
    if item.get("job") == "other" or (relation is Relation.RELATED_WORK and not item.get("other")):
        return None  # a loose tie: annotated, but no fact of the model
    first, second = _SLOTS[relation]
    stage, certainty = _status(item.get("status") or "confirmed")
    work = item.get("work") if relation is Relation.PLAYED else None
    quote = item.get("evidence") or ""
    named_work = _named("work", work, entities) if work else None
    return Fact(
        relation,
        _named(first, item[first], entities),
        _named(second, item[second], entities),
        work=named_work if isinstance(named_work, Work) else None,
        job=Job(item["job"]) if relation is Relation.CREW else None,
        derivation=Derivation(item["kind"]) if relation is Relation.RELATED_WORK else None,
        stage=stage,
        certainty=certainty,
        season=item.get("season"),
        episode=item.get("episode"),
        year=item.get("year"),
        credit=Credit(item["credit"]) if item.get("credit") else None,
        confidence=item.get("confidence", 1.0),
        evidence=(_find(quote, article),) if quote else (),
    )


def _status(word: str) -> tuple[Stage, Certainty]:
    status = Status(word)
    if status is Status.DENIED:
        return Stage.ANNOUNCED, Certainty.DENIED
    if status is Status.RUMOURED:
        return Stage.ANNOUNCED, Certainty.REPORTED
    return Stage(status.value), Certainty.STATED


def _find(quote: str, article: Article) -> Evidence:
    """The quote's place in the text, whatever marks and spaces it is written with."""
    start = normalise(article.text).find(normalise(quote))
    if start < 0:
        raise ArticleError(
            f"the text does not say {quote!r}",
            where=article.name,
            hint="Evidence has to be copied from the article.",
        )
    end = start + len(quote)
    return Evidence(start, end, article.text[start:end])
