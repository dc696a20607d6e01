"""The picture of a graph as one page that needs nothing else: no network, no server.

Its parts lie in `graph/picture/`. The data goes in as JSON that cannot leave its script
element, and the page's policy allows its own script and style alone, by their hashes.
"""

import base64
import hashlib
import json
from importlib import resources

from rdflib import Graph, URIRef
from rdflib.namespace import RDFS

from graph import vocabulary as v
from graph.export_layout import ROOMY, layout
from graph.export_picture import Picture, picture_of
from graph.model import Fact
from graph.records import ArticleRecord, Claim
from graph.store import GraphStore


def page(store: GraphStore) -> bytes:
    """The page, in UTF-8."""
    folder = resources.files("graph").joinpath("picture")
    template, style, *scripts = (
        folder.joinpath(name).read_text(encoding="utf-8")
        for name in ("page.html", "page.css", "page.js", "panel.js")
    )
    script = "\n".join(scripts)
    parts = {
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "style": style,
        "script": script,
        "data": _harmless(
            json.dumps(_data(picture_of(store)), ensure_ascii=False, separators=(",", ":"))
        ),
    }
    # Each part once and from the template alone: data may hold what looks like a mark.
    pieces = template.split("{{")
    whole = pieces[0] + "".join(
        parts[name] + rest for name, _, rest in (piece.partition("}}") for piece in pieces[1:])
    )
    return whole.encode("utf-8", "replace")


def _data(picture: Picture) -> dict[str, object]:
    entities = _entities(picture)
    numbers = {iri: number for number, iri in enumerate(entities)}
    labels = picture.labels()
    places = layout(picture.network(), labels)
    drawn = {iri: number for number, iri in enumerate(places)}
    articles = {a: n for n, a in enumerate(dict.fromkeys(c.article for c in picture.claims))}
    relations = _relations()
    return {
        "roomy": ROOMY,
        "summary": _summary(picture, len(articles)),
        "entities": list(entities.values()),
        "nodes": [
            [numbers[iri], labels[iri], p.x, p.y, p.radius, p.side] for iri, p in places.items()
        ],
        "lines": [
            [drawn[line.source], drawn[line.target], line.kind, sorted(line.characters)]
            for line in picture.lines
        ],
        "articles": [_article(article) for article in articles],
        "claims": [
            _claim(claim, numbers, relations, articles[claim.article]) for claim in picture.claims
        ],
    }


def _entities(picture: Picture) -> dict[str, list[object]]:
    """Name, kind and aliases of all that is drawn or that a claim is about."""
    found: dict[str, list[object]] = {}
    aliases: dict[str, set[str]] = {}
    for claim in picture.claims:
        subject, _, value = claim.triple
        for iri, entity in ((str(subject), claim.fact.subject), (str(value), claim.fact.object)):
            aliases.setdefault(iri, set()).update((entity.name, *entity.aliases))
            found.setdefault(iri, [entity.name, type(entity).__name__.lower()])
    found |= {iri: [name, kind] for iri, (name, kind) in picture.nodes.items()}
    return {
        iri: [name, kind, sorted(aliases.get(iri, set()) - {str(name)})]
        for iri, (name, kind) in sorted(found.items())
    }


def _claim(
    claim: Claim, numbers: dict[str, int], relations: dict[URIRef, str], article: int
) -> dict[str, object]:
    subject, predicate, value = claim.triple
    return {
        "subject": numbers[str(subject)],
        "relation": relations.get(predicate, v.label_of(predicate)),
        "object": numbers[str(value)],
        "detail": _detail(claim.fact),
        "status": claim.fact.status.value,
        "holds": claim.fact.asserted,
        "quotes": [evidence.quote for evidence in claim.fact.evidence],
        "article": article,
    }


def _detail(fact: Fact) -> str:
    parts = (
        f"in {fact.work.name}" if fact.work else "",
        fact.credit.value if fact.credit else "",
        f"season {fact.season}" if fact.season is not None else "",
        f"episode {fact.episode}" if fact.episode is not None else "",
        str(fact.year or ""),
    )
    return ", ".join(part for part in parts if part)


def _article(article: ArticleRecord) -> list[str | None]:
    """Only addresses of the web become links."""
    url = article.url if (article.url or "").startswith(("http://", "https://")) else None
    published = article.published.isoformat() if article.published else None
    return [
        article.headline or article.source or str(article.iri),
        article.publisher,
        published,
        url,
    ]


def _summary(picture: Picture, articles: int) -> str:
    kinds = [kind for _, kind in picture.nodes.values()]
    counted = [
        f"{kinds.count(one)} {one if kinds.count(one) == 1 else many}"
        for one, many in (("person", "people"), ("work", "works"), ("network", "networks"))
        if one in kinds
    ]
    return f"{', '.join(counted)} from {articles} article{'' if articles == 1 else 's'}"


def _relations() -> dict[URIRef, str]:
    ontology = Graph().parse(data=v.ontology_text(), format="turtle")
    return {iri: str(ontology.value(iri, RDFS.label)) for iri in v.MEANING}


def _harmless(text: str) -> str:
    """JSON that no HTML parser takes for markup; it reads the same."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
