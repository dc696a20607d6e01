"""The classifier of statuses, and its weight beside the encoder."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from graph.model import Relation
from ingest.classifier import LinearClassifier
from ingest.document import analyse
from ingest.heads import JOBS
from ingest.inference import RELATION_OF, Finding, RelationModel, infer
from ingest.occurrences import occurrences
from ingest.pairs import Pairs
from ingest.relations import CREATOR
from ingest.standing import ASSERTED, StandingModel, standing_features
from ingest.training.blend import LETTERS_OF
from ingest.training.corpus import Annotated
from ingest.training.examples import Truth, annotated_document
from ingest.training.linear import (
    Example,
    Linear,
    fit,
    lower_case_words,
    without_names,
    write_weights,
)

_WITH_STATUS = (Relation.PLAYED, Relation.CAST_IN, Relation.CREATED, Relation.CREW)
_REGULARISATION = 0.05
_CAUTION = 3.0  # to assert what is not so is worse than not to assert what is
_GRID = (0.5, 0.75, 1.0, 1.5)


def status_examples(articles: Iterable[Annotated]) -> Iterator[Example]:
    """One example a fact that the annotation has, among names as it has them."""
    for article in articles:
        if not article.complete:
            continue
        document = annotated_document(article)
        for finding, status in _facts(Pairs(document), Truth(article.gold)):
            found = occurrences(finding, document)
            if found:
                features = dict.fromkeys(standing_features(finding, found, document), 1.0)
                yield Example(article.name, features, status)


def _facts(pairs: Pairs, truth: Truth) -> Iterator[tuple[Finding, str]]:
    """The annotated facts whose performers and makers have a status, with it."""
    for (letters, one, other), pair in pairs.by_key.items():
        relation = RELATION_OF[letters]
        if relation in _WITH_STATUS:
            status = truth.stated(letters, relation.value, one, other)
            if status is not None:
                yield Finding(relation, one, other, 1.0, pair), status
        if letters == "PW":
            for job in (CREATOR, *JOBS):
                label = "created" if job == CREATOR else job
                status = truth.stated("PW", label, one, other)
                if status is not None:
                    made = Relation.CREATED if job == CREATOR else Relation.CREW
                    shown = pairs.jobs.get((one, other, job), pair)
                    yield Finding(made, one, other, 1.0, shown, job=job), status


def train_statuses(articles: Sequence[Annotated]) -> LinearClassifier:
    """The classifier, without a feature that holds a name."""
    examples = list(status_examples(articles))
    model = fit(examples, _REGULARISATION, lambda s: 1.0 if s in ASSERTED else _CAUTION)
    return without_names(model, lower_case_words(articles))


def weigh_statuses(
    articles: Sequence[Annotated], linear: Linear, relations: RelationModel, model: LinearClassifier
) -> StandingModel:
    """The weights of classifier and encoder under which the facts of articles that neither
    was trained on are likeliest."""
    seen: list[tuple[Mapping[str, float], tuple[float, ...], str]] = []
    for article in articles:
        document = analyse(article.doc, article.emphasis, linear.mentions)
        truth = Truth(article.gold)
        for finding in infer(Pairs(document), relations):
            if finding.relation not in _WITH_STATUS or not finding.statuses:
                continue
            label = finding.job if finding.relation is Relation.CREW else finding.relation.value
            status = truth.stated(
                LETTERS_OF[finding.relation], label, finding.subject, finding.object
            )
            found = occurrences(finding, document)
            if status is not None and found:
                features = dict.fromkeys(standing_features(finding, found, document), 1.0)
                seen.append((features, finding.statuses, status))

    def unlikely(told: float, read: float) -> float:
        tried = StandingModel(model, told, read)
        return -float(np.mean([math.log(tried.probabilities(f, r)[s]) for f, r, s in seen]))

    told, read = min(((t, r) for t in _GRID for r in _GRID), key=lambda p: unlikely(*p))
    return StandingModel(model, told, read)


def write(model: StandingModel, folder: Path) -> None:
    """Write ``status_weights.json``, and ``standing.json`` into the model's folder."""
    table = dict(model.classifier.table)
    write_weights("status_weights", {"labels": list(model.classifier.labels), "weights": table})
    blend = json.dumps({"told": model.told, "read": model.read})
    (folder / "standing.json").write_text(blend + "\n", encoding="utf-8")
