"""A linear classifier over sparse features, with its weights as package data.

Trained by `ingest.training`; at run time it needs nothing but a dictionary.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from ingest.lexicon import weights


@dataclass(frozen=True, slots=True)
class LinearClassifier:
    """Scores of each label are sums of feature values times weights."""

    labels: tuple[str, ...]
    table: Mapping[str, Sequence[float]]  # feature -> one weight a label

    @classmethod
    def load(cls, name: str) -> Self:
        """The classifier whose weights are ``ingest/patterns/NAME.json``."""
        data = weights(name)
        return cls(tuple(data["labels"]), data["weights"])

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """One score a label, in the order of ``labels``; not normalised."""
        totals = [0.0] * len(self.labels)
        table = self.table
        for feature, value in features.items():
            row = table.get(feature)
            if row is not None:
                for index, weight in enumerate(row):
                    totals[index] += value * weight
        return totals

    def log_odds(self, features: Iterable[str]) -> float:
        """Log odds of yes, of a classifier with one weight a feature; every value is one."""
        table = self.table
        total = 0.0
        for feature in features:
            row = table.get(feature)
            if row is not None:
                total += row[0]
        return total

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """The probability of each label."""
        return softmax(dict(zip(self.labels, self.scores(features), strict=True)))


def softmax(scores: Mapping[str, float]) -> dict[str, float]:
    """The probabilities that scores (log probabilities, up to a constant) stand for."""
    top = max(scores.values())
    powers = {label: math.exp(score - top) for label, score in scores.items()}
    total = sum(powers.values())
    return {label: power / total for label, power in powers.items()}


def sigmoid(odds: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
