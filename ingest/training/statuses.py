"""The classifier of statuses, and its weight beside the encoder."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from ingest.classifier import LinearClassifier
from ingest.document import Document, analyse
from ingest.inference import Finding, RelationModel, infer, relation_of
from ingest.judgement import MAKERS, RELATION_OF
from ingest.occurrences import occurrences
from ingest.pairs import Pairs
from ingest.standing import ASSERTED, WITH_STATUS, StandingModel, standing_features
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

_REGULARISATION = 0.05
_CAUTION = 3.0  # to assert what is not so is worse than not to assert what is
_GRID = (0.5, 0.75, 1.0, 1.5)


def status_examples(articles: Iterable[Annotated]) -> Iterator[Example]:
    """One example a fact that the annotation has, among names as it has them."""
    for article in articles:
        if not article.complete:
            continue
        document = annotated_document(article)
        truth = Truth(article.gold)
        for finding in _conceivable(Pairs(document)):
            status = truth.status_of(finding)
            if status is not None and (features := _features(finding, document)):
                yield Example(article.name, features, status)


def _conceivable(pairs: Pairs) -> Iterator[Finding]:
    """All that performers and makers could be to their works and characters."""
    for (letters, one, other), pair in pairs.by_key.items():
        relation = RELATION_OF[letters]
        if relation in WITH_STATUS:
            yield Finding(relation, one, other, 1.0, pair)
        if letters == "PW":
            for job in MAKERS:
                shown = pairs.jobs.get((one, other, job), pair)
                yield Finding(relation_of(job), one, other, 1.0, shown, job=job)


def _features(finding: Finding, document: Document) -> dict[str, float]:
    """The features of a finding; none if no sentence shows it."""
    found = occurrences(finding, document)
    return dict.fromkeys(standing_features(finding, found, document), 1.0) if found else {}


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
            if finding.relation not in WITH_STATUS or not finding.statuses:
                continue
            status = truth.status_of(finding)
            if status is not None and (features := _features(finding, document)):
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
