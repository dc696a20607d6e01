"""The linear classifiers: of candidates, and of pairs; what reads alone with ``--fast``.

The relation classifiers learn from mentions as they are found in articles that the
mention classifier has not seen (five folds), and the thresholds are chosen on relations
of articles that the relation classifiers have not seen.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.candidates import find_candidates
from ingest.classifier import LinearClassifier, sigmoid
from ingest.document import analyse
from ingest.features import extract, ordinary_words
from ingest.judgement import RELATION_OF, label_of
from ingest.pairs import Pairs
from ingest.pipeline import load_pipeline, sentence_bounds
from ingest.training.corpus import Annotated
from ingest.training.examples import Truth

FOLDS = 5
WORK_FIT = 0.15  # how well a work has to fit a performer and a character on average
RARE = 3  # a feature seen in fewer articles is dropped
COMBINATIONS = ("PW", "PC", "CW", "WN", "PWJ")
# The precision that a threshold has to reach on unseen articles, where it can.
PRECISION = {"PW": 0.62, "PC": 0.74, "CW": 0.62, "WN": 0.72, "PWJ": 0.64}
_TRUST = 1.0
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_WEIGHTS = Path(__file__).parent.parent / "patterns"


@dataclass(frozen=True, slots=True)
class Example:
    """Features with their label, and the article they come from."""

    article: str
    features: Mapping[str, float]
    label: str


def mention_examples(articles: Iterable[Annotated]) -> list[Example]:
    """One example a form of each article, labelled by the annotated kind or "none"."""
    ordinary = ordinary_words(load_pipeline())
    examples = []
    for article in articles:
        kinds = article.kinds
        text = article.doc.text
        sentences = find_candidates(text, sentence_bounds(article.doc, text), article.emphasis)
        for form, features in extract(article.doc, sentences, ordinary).items():
            found = kinds.get(form, set())
            label = next(iter(found)) if len(found) == 1 else "none"
            examples.append(Example(article.name, features, label))
    return examples


def relation_examples(
    articles: Iterable[Annotated], mentions: LinearClassifier
) -> dict[str, list[Example]]:
    """One example a pair (or pair and job) of each article, by combination."""
    examples: dict[str, list[Example]] = defaultdict(list)
    for article in articles:
        if not article.complete:
            continue
        truth = Truth(article.gold)
        pairs = Pairs(analyse(article.doc, article.emphasis, mentions, fast=True))
        for (letters, one, other), pair in pairs.by_key.items():
            hit = truth.stated(letters, RELATION_OF[letters], one, other) is not None
            features = dict.fromkeys(pair.seen, 1.0)
            examples[letters].append(Example(article.name, features, "yes" if hit else "no"))
        for (person, work, job), pair in pairs.jobs.items():
            hit = truth.stated("PW", label_of(job), person, work) is not None
            if hit or not truth.loose(person, work):
                features = dict.fromkeys(pair.seen, 1.0)
                examples["PWJ"].append(Example(article.name, features, "yes" if hit else "no"))
    return examples


def fit(
    examples: Sequence[Example],
    regularisation: float,
    weight: Callable[[str], float] = lambda _: 1.0,
) -> LinearClassifier:
    """A logistic regression over the features that enough articles have; ``weight`` tells
    how much an example of a label counts."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    seen: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            seen[feature].add(example.article)
    kept = {feature for feature, where in seen.items() if len(where) >= RARE}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{f: v * _scale(f) for f, v in e.features.items() if f in kept} for e in examples]
    )
    model = LogisticRegression(C=regularisation, max_iter=3000, fit_intercept=False)
    labels = [example.label for example in examples]
    model.fit(matrix, labels, sample_weight=[weight(label) for label in labels])
    table = {
        feature: [round(float(w) * _scale(feature), 3) for w in model.coef_[:, column]]
        for column, feature in enumerate(vectorizer.feature_names_)
    }
    bias = table.pop("bias")
    table = {f: row for f, row in table.items() if max(map(abs, row)) >= 0.03}
    return LinearClassifier(tuple(model.classes_), {**table, "bias": bias})


def _scale(feature: str) -> float:
    """Patterns are written with care: regularisation is to spare what they say."""
    return _TRUST if feature.startswith(("pattern=", "relation=")) else 1.0


def threshold(scored: Sequence[tuple[float, bool]], precision: float) -> float:
    """The least probability at which those believed still reach ``precision``."""
    hits, chosen = 0, 1.0
    for count, (probability, label) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        hits += label
        if hits / count >= precision:
            chosen = probability
    return round(chosen - 0.0005, 3)


def lower_case_words(articles: Iterable[Annotated]) -> set[str]:
    """Words that several articles write in lower case: no names."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update({w for w in _WORD.findall(article.doc.text) if w.islower()})
    return {word for word, count in counts.items() if count >= RARE}


def without_names(model: LinearClassifier, known: set[str]) -> LinearClassifier:
    """The classifier less every feature with a word that is not in ``known``."""

    def fine(feature: str) -> bool:
        content = feature.partition("=")[2]
        if feature.startswith(("pattern=", "relation=", "job=")):
            return True
        return all(w in known for w in _WORD.findall(content) if w.islower() and len(w) > 1)

    return LinearClassifier(
        model.labels, {f: row for f, row in model.table.items() if f == "bias" or fine(f)}
    )


@dataclass(frozen=True, slots=True)
class Linear:
    """The trained classifiers and the thresholds of the relations."""

    mentions: LinearClassifier
    relations: Mapping[str, LinearClassifier]
    thresholds: Mapping[str, float]


def train(articles: Sequence[Annotated], say: Callable[[str], None]) -> Linear:
    """Train on articles; reports how well unseen pairs were told."""
    known = lower_case_words(articles)
    folds = [[a for i, a in enumerate(articles) if i % FOLDS == k] for k in range(FOLDS)]
    mentions = without_names(fit(mention_examples(articles), 0.2), known)
    unseen: dict[str, list[list[Example]]] = defaultdict(list)
    for fold in folds:
        rest = [article for article in articles if article not in fold]
        found = relation_examples(fold, fit(mention_examples(rest), 0.2))
        for combination in COMBINATIONS:
            unseen[combination].append(found[combination])
    relations, thresholds = {}, {"work": WORK_FIT}
    for combination in COMBINATIONS:
        groups = unseen[combination]
        scored = []
        for k, group in enumerate(groups):
            model = fit([e for i, other in enumerate(groups) if i != k for e in other], 0.2)
            scored += [(sigmoid(model.log_odds(e.features)), e.label == "yes") for e in group]
        least = thresholds[combination] = threshold(scored, PRECISION[combination])
        relations[combination] = without_names(fit([e for g in groups for e in g], 0.2), known)
        believed = [label for p, label in scored if p >= least]
        say(
            f"{combination:4} pairs {len(scored):6} true {sum(x for _, x in scored):5} "
            f"threshold {least:.3f} believed {len(believed):5} "
            f"right {sum(believed) / max(len(believed), 1):.3f}"
        )
    return Linear(mentions, relations, thresholds)


def write(linear: Linear) -> None:
    """Write the weights into `ingest/patterns`."""
    mentions = linear.mentions
    tables = {name: dict(model.table) for name, model in linear.relations.items()}
    write_weights(
        "mention_weights", {"labels": list(mentions.labels), "weights": dict(mentions.table)}
    )
    write_weights("relation_weights", {"thresholds": dict(linear.thresholds), "weights": tables})


def write_weights(name: str, data: dict[str, Any]) -> None:
    """Write ``NAME.json`` into `ingest/patterns`: one feature a line, sorted, so that a new
    training can be reviewed as a diff."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path = _WEIGHTS / f"{name}.json"
    path.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
