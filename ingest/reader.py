"""The reader: articles in, readings out.

spaCy parses; `ingest.document` finds what is named, with the encoder's help; `ingest.pairs`,
`ingest.judgement` and `ingest.inference` decide what is related; this module states it as
facts, with stage, certainty, qualifiers and evidence.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from itertools import tee

from graph.model import (
    Article,
    Certainty,
    Character,
    Derivation,
    Evidence,
    Fact,
    Job,
    Network,
    Person,
    Reading,
    Relation,
    Stage,
    Work,
)
from ingest.catalogue import Catalogue
from ingest.document import Document, analyse
from ingest.entities import Entity, strip_title
from ingest.inference import Finding, RelationModel, infer
from ingest.kinds import work_kinds
from ingest.lexicon import MODEL, PATTERNS
from ingest.mentions import Kind
from ingest.occurrences import Occurrence, occurrences
from ingest.pairs import Pairs
from ingest.pipeline import parse
from ingest.qualifiers import Qualifiers, read_qualifiers
from ingest.standing import WITH_STATUS, StandingModel, standing
from ingest.text import normalise
from ingest.unread import unread_sentences

_MOST_EVIDENCE = 3


@cache
def reader_version(least: float = 0.0, *, fast: bool = False) -> str:
    """Changes with the release, the language data, the model and the way of reading: then
    articles are read again."""
    digest = hashlib.sha256(f"{version('castgraph')} {least} {fast}".encode())
    for folder in (PATTERNS,) if fast else (PATTERNS, MODEL):
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.is_file():
                digest.update(entry.name.encode() + entry.read_bytes())
    return digest.hexdigest()[:12]


class Reader:
    """Reads English articles about television; ``fast`` by the patterns and the linear
    classifiers alone, without the encoder."""

    def __init__(
        self,
        min_confidence: float = 0.0,
        *,
        fast: bool = False,
        catalogue: Catalogue | None = None,
        model: RelationModel | None = None,
    ) -> None:
        self._least = min_confidence
        self._fast = fast
        self._known = catalogue.kinds if catalogue else {}
        self._model = model or RelationModel.load()

    @property
    def version(self) -> str:
        """See `reader_version`; a catalogue makes it another one."""
        found = reader_version(self._least, fast=self._fast)
        if not self._known:
            return found
        names = "\n".join(f"{kind} {form}" for form, kind in sorted(self._known.items()))
        return f"{found}-{hashlib.sha256(names.encode()).hexdigest()[:12]}"

    def read(self, article: Article) -> Reading:
        """What one article says."""
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """What each of the articles says, in their order; parsed in batches."""
        first, second = tee(articles)
        docs = parse(normalise(article.text) for article in first)
        for article, doc in zip(second, docs, strict=True):
            document = analyse(doc, article.emphasis, fast=self._fast, known=self._known)
            yield self._reading(article, document)

    def _reading(self, article: Article, document: Document) -> Reading:
        pairs = Pairs(document)
        findings = [f for f in infer(pairs, self._model) if f.confidence >= self._least]
        airing = {f.subject for f in findings if f.relation is Relation.AIRS_ON}
        namer = _Namer(document, airing)
        facts = tuple(_fact(f, article, document, namer) for f in findings)
        works = [e for e in document.entities if e.kind is Kind.WORK]
        told = {e.start for fact in facts for e in fact.evidence}
        return Reading(
            article,
            tuple(sorted(facts, key=_order)),
            tuple(namer.work(entity) for entity in works),
            tuple(unread_sentences(article.text, document, told)),
        )


def _order(fact: Fact) -> tuple[int, str, str, str]:
    first = fact.evidence[0].start if fact.evidence else 0
    return first, fact.relation.value, fact.subject.name, fact.object.name


class _Namer:
    """Makes the model's values of the article's entities, each once."""

    def __init__(self, document: Document, airing: set[Entity]) -> None:
        self._kinds = work_kinds(document, airing)
        self._made: dict[Entity, Person | Character | Network | Work] = {}

    def work(self, entity: Entity) -> Work:
        """The work that an entity is."""
        kind = self._kinds.get(entity)
        return Work(entity.name, kind, entity.aliases) if kind else Work(entity.name)

    def of(self, entity: Entity) -> Person | Character | Network | Work:
        """The value that an entity is."""
        if entity not in self._made:
            self._made[entity] = self._make(entity)
        return self._made[entity]

    def _make(self, entity: Entity) -> Person | Character | Network | Work:
        if entity.kind is Kind.WORK:
            return self.work(entity)
        if entity.kind is Kind.NETWORK:
            return Network(entity.name, entity.aliases)
        make = Person if entity.kind is Kind.PERSON else Character
        return make(strip_title(entity.name), entity.aliases)


def _fact(finding: Finding, article: Article, document: Document, namer: _Namer) -> Fact:
    found = occurrences(finding, document)
    stage, certainty = Stage.CONFIRMED, Certainty.STATED
    if finding.relation in WITH_STATUS:
        stage, certainty = standing(finding, found, document, StandingModel.load())
    near = [read_qualifiers(o.near) for o in found] or [Qualifiers()]
    job = derivation = None
    if finding.relation is Relation.CREW:
        job = Job(finding.job)
    elif finding.relation is Relation.RELATED_WORK:
        derivation = Derivation(finding.job)
    performs = finding.relation in (Relation.PLAYED, Relation.CAST_IN)
    work = finding.work
    return Fact(
        finding.relation,
        namer.of(finding.subject),
        namer.of(finding.object),
        work=namer.work(work) if work is not None else None,
        job=job,
        derivation=derivation,
        stage=stage,
        certainty=certainty,
        season=next((q.season for q in near if q.season), None) if performs else None,
        episode=next((q.episode for q in near if q.episode), None) if performs else None,
        year=next((q.year for q in near if q.year), None) if performs else None,
        credit=next((q.credit for q in near if q.credit), None) if performs else None,
        confidence=round(min(max(finding.confidence, 0.0001), 1.0), 4),
        evidence=_evidence(found, article),
        steps=tuple(dict.fromkeys(step for o in found for step in o.steps)),
    )


def _evidence(found: list[Occurrence], article: Article) -> tuple[Evidence, ...]:
    spans = dict.fromkeys(o.span for o in found)
    chosen = sorted(list(spans)[:_MOST_EVIDENCE])
    return tuple(Evidence(start, end, article.text[start:end]) for start, end in chosen)
