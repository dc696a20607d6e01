"""Train the reader's classifiers from annotated articles (needs the extra `training`).

    python -m ingest.train TEXT_DIR GOLD_DIR [TEXT_DIR GOLD_DIR ...]

Writes ``mention_weights.json`` and ``relation_weights.json`` into `ingest/patterns`.
The relation classifiers learn from mentions as they are found in articles that the
mention classifier has not seen (five folds), and the thresholds are chosen on relations
of articles that the relation classifiers have not seen. Everything is deterministic.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from graph.model import Article
from ingest.articles import find_articles
from ingest.candidates import find_candidates, key
from ingest.classifier import LinearClassifier
from ingest.document import analyse
from ingest.entities import Entity
from ingest.evaluate import Names, keys, read_annotations
from ingest.features import extract, ordinary_words
from ingest.inference import RELATION_OF
from ingest.pairs import Pairs
from ingest.pipeline import load_pipeline, sentence_bounds
from ingest.relations import CREATOR
from ingest.text import normalise

FOLDS = 5
WORK_FIT = 0.15  # how well a work has to fit a performer and a character on average
RARE = 3  # a feature seen in fewer articles is dropped
KINDS = {"people": "person", "characters": "character", "works": "work", "networks": "network"}
COMBINATIONS = ("PW", "PC", "CW", "WN", "PWJ")
# The precision that a threshold has to reach on unseen articles, where it can.
PRECISION = {"PW": 0.62, "PC": 0.74, "CW": 0.62, "WN": 0.72, "PWJ": 0.64}
_TRUST = 1.0
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_WEIGHTS = Path(__file__).parent / "patterns"


@dataclass(frozen=True, slots=True)
class Example:
    """Features with their label, and the article they come from."""

    article: str
    features: Mapping[str, float]
    label: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A parsed article with its annotation in the corpus format."""

    name: str
    doc: Doc
    gold: Any
    emphasis: Sequence[tuple[int, int]] = ()


def read_corpus(directories: Sequence[str]) -> list[Annotated]:
    """The articles of pairs of folders: texts and annotations (NAME.json), by name."""
    found: list[tuple[Article, Any]] = []
    for texts, golds in zip(directories[::2], directories[1::2], strict=True):
        annotations = read_annotations(Path(golds))
        for article in find_articles([texts]):
            if isinstance(article, Article) and article.name in annotations:
                found.append((article, annotations[article.name]))
    docs = load_pipeline().pipe(normalise(article.text) for article, _ in found)
    return [
        Annotated(article.name, doc, gold, article.emphasis)
        for (article, gold), doc in zip(found, docs, strict=True)
    ]


def mention_examples(articles: Iterable[Annotated]) -> list[Example]:
    """One example a form of each article, labelled by the annotated kind or "none"."""
    ordinary = ordinary_words(load_pipeline())
    examples = []
    for article in articles:
        kinds: dict[str, set[str]] = defaultdict(set)
        for group, kind in KINDS.items():
            for entity in article.gold.get(group, []):
                for form in (entity["name"], *entity.get("aliases", [])):
                    kinds[key(normalise(form))].add(kind)
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
        names = Names(article.gold)
        gold = keys(article.gold["facts"], names)
        loose = {k[1:3] for k in gold if k[0] == "crew" and k[3] == "other"}
        pairs = Pairs(analyse(article.doc, article.emphasis, mentions))
        for (letters, one, other), pair in pairs.by_key.items():
            relation = RELATION_OF[letters]
            hit = bool(_keys(names, relation, one, other) & gold.keys())
            features = dict.fromkeys(pair.seen, 1.0)
            examples[letters].append(Example(article.name, features, "yes" if hit else "no"))
        for (person, work, job), pair in pairs.jobs.items():
            relation_name = "created" if job == CREATOR else "crew"
            wanted = _keys(names, relation_name, person, work, job)
            hit = bool(wanted & gold.keys())
            if not hit and any(k[1:3] in loose for k in wanted):
                continue
            features = dict.fromkeys(pair.seen, 1.0)
            examples["PWJ"].append(Example(article.name, features, "yes" if hit else "no"))
    return examples


def _keys(
    names: Names, relation: str, one: Entity, other: Entity, job: str = ""
) -> set[tuple[str, ...]]:
    """The keys of the measure that a relation between two entities may stand for."""
    slots = {
        "cast_in": ("person", "work"),
        "played": ("person", "character"),
        "character_in": ("character", "work"),
        "airs_on": ("work", "network"),
        "created": ("person", "work"),
        "crew": ("person", "work"),
    }[relation]
    found: set[tuple[str, ...]] = set()
    for form in (one.name, *one.aliases):
        for form2 in (other.name, *other.aliases):
            pair = names.canon(slots[0], form), names.canon(slots[1], form2)
            found.add((relation, *pair, job) if relation == "crew" else (relation, *pair))
    return found


def fit(examples: Sequence[Example], regularisation: float) -> LinearClassifier:
    """A logistic regression over the features that enough articles have."""
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
    model.fit(matrix, [example.label for example in examples])
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


def main(arguments: Sequence[str]) -> int:
    """Train on the corpus in the folders named, write the weights, print a report."""
    if len(arguments) < 2 or len(arguments) % 2:
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 2
    articles = read_corpus(arguments)
    known = lower_case_words(articles)
    folds = [[a for i, a in enumerate(articles) if i % FOLDS == k] for k in range(FOLDS)]
    mentions = without_names(fit(mention_examples(articles), 0.2), known)
    unseen: dict[str, list[list[Example]]] = defaultdict(list)
    for fold in folds:
        rest = [article for article in articles if article not in fold]
        found = relation_examples(fold, fit(mention_examples(rest), 0.2))
        for combination in COMBINATIONS:
            unseen[combination].append(found[combination])
    tables, thresholds = {}, {}
    for combination in COMBINATIONS:
        groups = unseen[combination]
        scored = []
        for k, group in enumerate(groups):
            rest_of = [e for i, other in enumerate(groups) if i != k for e in other]
            model = fit(rest_of, 0.2)
            scored += [(model.probability(e.features), e.label == "yes") for e in group]
        thresholds[combination] = threshold(scored, PRECISION[combination])
        tables[combination] = without_names(fit([e for g in groups for e in g], 0.2), known).table
        believed = [label for p, label in scored if p >= thresholds[combination]]
        print(
            f"{combination:4} pairs {len(scored):6} true {sum(x for _, x in scored):5} "
            f"threshold {thresholds[combination]:.3f} believed {len(believed):5} "
            f"right {sum(believed) / max(len(believed), 1):.3f}"
        )
    thresholds["work"] = WORK_FIT
    _write("mention_weights", {"labels": list(mentions.labels), "weights": dict(mentions.table)})
    _write("relation_weights", {"thresholds": thresholds, "weights": tables})
    return 0


def _write(name: str, data: dict[str, Any]) -> None:
    """One feature a line, sorted, so that a new training can be reviewed as a diff."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path = _WEIGHTS / f"{name}.json"
    path.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
