"""Weigh encoder against classifiers, choose thresholds and calibrate confidences.

All on articles that neither was trained on, read with the model as it is shipped.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from graph.model import Relation
from ingest.document import analyse
from ingest.inference import Blend, Curve, Finding, RelationModel, curve_name, infer, relation_of
from ingest.judgement import RELATION_OF, Weighed, label_of, weigh
from ingest.pairs import Pairs
from ingest.training.corpus import Annotated
from ingest.training.examples import Truth
from ingest.training.linear import Linear

LABELS = tuple(relation.value for relation in Relation)
_GRID = np.arange(0.3, 0.61, 0.02)
_STRENGTH = 1.0  # regularisation of the weighing
_FEW = 10  # right ones; of fewer nothing can be learnt
# The precision that the threshold has to reach among pairs: what is chosen together after
# it leaves a little more of what is right.
PRECISION = 0.68
_GROUP, _PRIOR = 25, 4.0  # findings in a group; how many like the mean are added
Curves = dict[str, Curve]


@dataclass(frozen=True, slots=True)
class Judged:
    """Evidence for a label, and whether the annotation has it."""

    label: str
    evidence: Weighed
    right: bool


def judged(articles: Sequence[Annotated], linear: Linear) -> Iterator[Judged]:
    """All evidence in the articles, with the truth."""
    for article in articles:
        pairs = Pairs(analyse(article.doc, article.emphasis, linear.mentions))
        truth = Truth(article.gold)
        found = weigh(pairs, linear.relations)
        for (letters, one, other), evidence in found.pairs.items():
            label = RELATION_OF[letters].value
            right = truth.stated(letters, label, one, other) is not None
            yield Judged(label, evidence, right)
        for (person, work, job), evidence in found.jobs.items():
            right = truth.stated("PW", label_of(job), person, work) is not None
            if right or not truth.loose(person, work):
                yield Judged(relation_of(job).value, evidence, right)
        for (one, other, kind), evidence in found.related.items():
            right = truth.stated("WW", kind, one, other) is not None
            yield Judged("related_work", evidence, right)


def fit_blends(evidence: Sequence[Judged]) -> dict[str, Blend]:
    """One blend a label; all with the one threshold that is best for all facts together."""
    by_label: dict[str, list[Judged]] = defaultdict(list)
    for item in evidence:
        if item.evidence.read is not None:
            by_label[item.label].append(item)
    blends = {label: _fit(by_label[label]) for label in LABELS}
    scored = [
        (blends[label].probability(item.evidence), item.right)
        for label, items in by_label.items()
        for item in items
    ]
    least = _threshold(scored)
    return {label: replace(blend, least=least) for label, blend in blends.items()}


def _fit(items: Sequence[Judged]) -> Blend:
    told = [item for item in items if item.evidence.told is not None]
    both = _regression([(i.evidence.read, i.evidence.told) for i in told], [i.right for i in told])
    alone = [item for item in items if item.evidence.told is None] or items
    read = _regression([(i.evidence.read,) for i in alone], [i.right for i in alone])
    return Blend(_three(both), (read[0], read[1]), 0.5)


def _three(found: Sequence[float]) -> tuple[float, float, float]:
    return (found[0], found[1], found[2]) if len(found) == 3 else (1.0, 0.0, 0.0)


def _regression(rows: Sequence[tuple[float | None, ...]], right: Sequence[bool]) -> list[float]:
    """Factors and constant of a logistic regression; the encoder's own odds without one."""
    from sklearn.linear_model import LogisticRegression

    if sum(right) < _FEW or all(right):
        return [1.0, *([0.0] * (len(rows[0]) if rows else 1))]
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(np.array(rows, np.float64), right)
    return [round(float(w), 3) for w in (*model.coef_[0], model.intercept_[0])]


def _threshold(scored: Sequence[tuple[float, bool]]) -> float:
    """The probability of the grid with the best F1 whose precision is enough."""
    total = sum(right for _, right in scored)

    def worth(least: float) -> tuple[bool, float]:
        believed = [right for p, right in scored if p >= least]
        precision = sum(believed) / max(len(believed), 1)
        return precision >= PRECISION, 2 * sum(believed) / max(len(believed) + total, 1)

    return round(float(max(_GRID, key=worth)), 2)


def fit_curves(
    articles: Sequence[Annotated], linear: Linear, blends: Mapping[str, Blend]
) -> Curves:
    """For each kind of finding, with and without the encoder, the share of right ones by
    the probability that was found."""
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    model = RelationModel(linear.relations, linear.thresholds, blends)
    for article, fast in ((a, f) for f in (False, True) for a in articles):
        truth = Truth(article.gold)
        pairs = Pairs(analyse(article.doc, article.emphasis, linear.mentions, fast=fast))
        for finding in infer(pairs, model):
            right = _is_right(finding, truth)
            if right is not None:
                seen[curve_name(finding, fast=fast)].append((finding.confidence, right))
    return {name: _curve(items) for name, items in sorted(seen.items())}


def _is_right(finding: Finding, truth: Truth) -> bool | None:
    """Whether the annotation has it; None for a tie that is not scored."""
    right = truth.status_of(finding) is not None
    if not right and finding.relation is Relation.CREW:
        return None if truth.loose(finding.subject, finding.object) else False
    return right


def _curve(items: Sequence[tuple[float, bool]]) -> Curve:
    """Means of groups of equal size, made to rise, and drawn towards the mean of all."""
    ordered = sorted(items)
    mean = sum(right for _, right in items) / len(items)
    groups = [
        list(g) for g in np.array_split(np.array(ordered, float), max(1, len(items) // _GROUP))
    ]
    points = [
        (
            float(np.mean([x for x, _ in group])),
            float((sum(right for _, right in group) + _PRIOR * mean) / (len(group) + _PRIOR)),
            len(group),
        )
        for group in groups
    ]
    rising: list[tuple[float, float, int]] = []
    for point in points:
        rising.append(point)
        while len(rising) > 1 and rising[-2][1] >= rising[-1][1]:
            (x1, y1, n1), (x2, y2, n2) = rising[-2:]
            whole = n1 + n2
            rising[-2:] = [((x1 * n1 + x2 * n2) / whole, (y1 * n1 + y2 * n2) / whole, whole)]
    return tuple(round(x, 4) for x, _, _ in rising), tuple(round(y, 4) for _, y, _ in rising)


def write(blends: Mapping[str, Blend], curves: Curves, folder: Path) -> None:
    """Write ``blends.json`` and ``confidence.json``."""
    rows = {n: {"both": b.both, "read": b.read, "least": b.least} for n, b in blends.items()}
    for name, data in (("blends", rows), ("confidence", curves)):
        text = json.dumps(data, separators=(", ", ": ")).replace("}, ", "},\n ")
        (folder / f"{name}.json").write_text(
            text.replace("]], ", "]],\n ") + "\n", encoding="utf-8"
        )
