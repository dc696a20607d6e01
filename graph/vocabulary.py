"""The terms that the graph is written in, as `graph/ontology.ttl` defines them.

A test compares this module with the ontology: neither has a term that the other lacks.
"""

from collections.abc import Mapping
from importlib import resources

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from graph.model import (
    Certainty,
    Character,
    Credit,
    Derivation,
    Entity,
    Fact,
    Job,
    Network,
    Person,
    Relation,
    Stage,
    Work,
    WorkKind,
)

CAST = Namespace("https://w3id.org/castgraph#")
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")

PREFIXES: dict[str, str] = {
    "cast": str(CAST),
    "dcterms": str(DCTERMS),
    "oa": str(OA),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

FORMAT_VERSION = 1
"""The version of the way facts are laid out in a graph; older programs refuse newer ones."""

STORE = CAST["store"]
"""Names the graph itself, and the named graph that holds its format version."""

# Classes
CHARACTER = CAST["Character"]
CLAIM = CAST["Claim"]
NETWORK = CAST["Network"]
PERSON = SCHEMA["Person"]
SERIES = SCHEMA["TVSeries"]
MOVIE = SCHEMA["Movie"]
CREATIVE_WORK = SCHEMA["CreativeWork"]
PLAY = SCHEMA["Play"]
ARTICLE = SCHEMA["NewsArticle"]

# Entities
NAME = SCHEMA["name"]
ALTERNATE_NAME = SCHEMA["alternateName"]
ADDITIONAL_TYPE = SCHEMA["additionalType"]
QUALIFIER = CAST["qualifier"]

# Articles
HEADLINE = SCHEMA["headline"]
DATE_PUBLISHED = SCHEMA["datePublished"]
PUBLISHER = SCHEMA["publisher"]
AUTHOR = SCHEMA["author"]
URL = SCHEMA["url"]
LANGUAGE = SCHEMA["inLanguage"]
SOURCE = CAST["source"]
CONTENT_HASH = CAST["contentHash"]
READER = CAST["reader"]
UNREAD = CAST["unread"]
VERSION = CAST["formatVersion"]

# Claims
SUBJECT = RDF.subject
PREDICATE = RDF.predicate
OBJECT = RDF.object
IN_WORK = CAST["inWork"]
STAGE = CAST["stage"]
CERTAINTY = CAST["certainty"]
CREDIT = CAST["credit"]
SEASON = CAST["season"]
EPISODE = CAST["episode"]
YEAR = CAST["year"]
CONFIDENCE = CAST["confidence"]
EVIDENCE = CAST["evidence"]
STEP = CAST["step"]
DERIVED_FROM = PROV["wasDerivedFrom"]
TEXT_QUOTE = OA["TextQuoteSelector"]
TEXT_POSITION = OA["TextPositionSelector"]
EXACT = OA["exact"]
START = OA["start"]
END = OA["end"]

OF_RELATION: Mapping[Relation, URIRef] = {
    Relation.PLAYED: CAST["played"],
    Relation.CAST_IN: CAST["castIn"],
    Relation.CHARACTER_IN: CAST["characterIn"],
    Relation.CREATED: CAST["created"],
    Relation.AIRS_ON: CAST["airsOn"],
}
OF_JOB: Mapping[Job, URIRef] = {
    Job.SHOWRUNNER: CAST["showran"],
    Job.EXECUTIVE_PRODUCER: CAST["executiveProduced"],
    Job.PRODUCER: CAST["produced"],
    Job.DIRECTOR: CAST["directed"],
    Job.WRITER: CAST["wrote"],
    Job.HOST: CAST["hosted"],
    Job.JUDGE: CAST["judged"],
}
OF_DERIVATION: Mapping[Derivation, URIRef] = {
    Derivation.SPIN_OFF: CAST["spinOffOf"],
    Derivation.REMAKE: CAST["remakeOf"],
    Derivation.REVIVAL: CAST["revivalOf"],
    Derivation.REBOOT: CAST["rebootOf"],
    Derivation.SEQUEL: CAST["sequelTo"],
    Derivation.PREQUEL: CAST["prequelTo"],
    Derivation.ADAPTATION: CAST["adaptedFrom"],
}
OF_STAGE: Mapping[Stage, URIRef] = {
    Stage.WISHED: CAST["wished"],
    Stage.OFFERED: CAST["offered"],
    Stage.IN_TALKS: CAST["inTalks"],
    Stage.ANNOUNCED: CAST["announced"],
    Stage.CONFIRMED: CAST["confirmed"],
    Stage.DECLINED: CAST["declined"],
    Stage.EXITED: CAST["exited"],
}
OF_CERTAINTY: Mapping[Certainty, URIRef] = {
    Certainty.STATED: CAST["stated"],
    Certainty.REPORTED: CAST["reported"],
    Certainty.DENIED: CAST["denied"],
}
OF_CREDIT: Mapping[Credit, URIRef] = {
    Credit.MAIN: CAST["main"],
    Credit.RECURRING: CAST["recurring"],
    Credit.GUEST: CAST["guest"],
    Credit.CAMEO: CAST["cameo"],
    Credit.VOICE: CAST["voice"],
    Credit.CO_STAR: CAST["coStar"],
}

MEANING: Mapping[URIRef, tuple[Relation, Job | None, Derivation | None]] = {
    **{iri: (relation, None, None) for relation, iri in OF_RELATION.items()},
    **{iri: (Relation.CREW, job, None) for job, iri in OF_JOB.items()},
    **{iri: (Relation.RELATED_WORK, None, kind) for kind, iri in OF_DERIVATION.items()},
}
"""The way back: what a predicate of the default graph means in the model."""

STAGES: Mapping[URIRef, Stage] = {iri: stage for stage, iri in OF_STAGE.items()}
CERTAINTIES: Mapping[URIRef, Certainty] = {iri: sure for sure, iri in OF_CERTAINTY.items()}
CREDITS: Mapping[URIRef, Credit] = {iri: credit for credit, iri in OF_CREDIT.items()}

KINDS: Mapping[URIRef, str] = {
    PERSON: "person",
    CHARACTER: "character",
    NETWORK: "network",
    SERIES: "work",
    MOVIE: "work",
    CREATIVE_WORK: "work",
}
"""The types that entities have, and the kind of entity that each stands for."""


def predicate_of(fact: Fact) -> URIRef:
    """The predicate of a fact. A crew fact needs its job, a related work its derivation."""
    if fact.relation is Relation.CREW and fact.job is not None:
        return OF_JOB[fact.job]
    if fact.relation is Relation.RELATED_WORK and fact.derivation is not None:
        return OF_DERIVATION[fact.derivation]
    if fact.relation in OF_RELATION:
        return OF_RELATION[fact.relation]
    raise ValueError(f"A fact that lacks its job or derivation: {fact!r}")


def type_of(entity: Entity) -> URIRef:
    """The class of an entity; stage works and those left open are plain creative works."""
    if isinstance(entity, Person):
        return PERSON
    if isinstance(entity, Character):
        return CHARACTER
    if isinstance(entity, Network):
        return NETWORK
    if isinstance(entity, Work):
        return {WorkKind.TV: SERIES, WorkKind.FILM: MOVIE}.get(entity.kind, CREATIVE_WORK)
    raise TypeError(f"Unexpected entity: {entity!r}")


def text(value: str) -> Literal:
    """A plain string literal. Lone surrogates, which no file can hold, become U+FFFD."""
    return Literal(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def label_of(predicate: URIRef) -> str:
    """A predicate in short, as people and file formats see it: "castIn"."""
    return predicate.removeprefix(str(CAST))


def ontology_text() -> str:
    """The ontology, in Turtle."""
    return resources.files("graph").joinpath("ontology.ttl").read_text(encoding="utf-8")


def shapes_text() -> str:
    """The SHACL shapes that a sound graph keeps, in Turtle."""
    return resources.files("graph").joinpath("shapes.ttl").read_text(encoding="utf-8")
