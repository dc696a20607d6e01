"""Heads of the encoder: what a candidate is, and what holds between two entities.

Both pool over the whole article. A candidate is judged from its own place and from all
places of the same form; a pair from the nearest places of its two entities. The same
arithmetic in PyTorch is `ingest.training.network`; a test holds both together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
import numpy.typing as npt

from ingest.encoder import Floats
from ingest.lexicon import MODEL
from ingest.wordpieces import Ints, WordPieces

KINDS = ("none", "person", "character", "work", "network")
STATUSES = (
    "confirmed", "announced", "in_talks", "rumoured", "wished", "declined", "denied", "exited",
)  # fmt: skip
JOBS = (
    "showrunner", "executive producer", "producer", "director", "writer", "host", "judge",
)  # fmt: skip
# What is asked of each combination of kinds.
LABELS: Mapping[str, tuple[str, ...]] = {
    "PW": ("cast_in", "created", *JOBS),
    "PC": ("played",),
    "CW": ("character_in",),
    "WN": ("airs_on",),
    "WW": ("spin-off", "remake", "revival", "reboot", "sequel", "prequel", "adaptation"),
}
WITH_STATUS = ("PW", "PC")
MOST_PLACES = 6  # of a pair, the nearest ones
WIDTHS, COUNTS = 12, 6
# Distances in word pieces, as classes; so are sentences apart, and who is a reference.
DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384)
PLACEMENTS = 2 * (len(DISTANCES) + 1) * 3 * 4

Spans = Ints  # [n, 2], pieces from first to last (exclusive)


@dataclass(frozen=True, slots=True)
class Place:
    """Pieces at which an entity is named, or referred to by a pronoun or role noun."""

    first: int
    last: int
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of a set of pairs: rows into ``spans``, the pair of each, and how the two
    places lie to each other (of PLACEMENTS)."""

    spans: Spans
    one: Ints
    other: Ints
    pair: Ints
    placement: Ints


def span_vectors(read: Floats, spans: Spans) -> Floats:
    """First, last and mean reading of each span, [n, 3 * width]."""
    first, last = spans[:, 0], spans[:, 1]
    total = np.concatenate([np.zeros((1, read.shape[1])), read.cumsum(0, dtype=np.float64)])
    mean = (total[last] - total[first]) / (last - first)[:, None]
    return np.concatenate([read[first], read[last - 1], mean.astype(np.float32)], axis=1)


def place_pairs(
    pairs: Sequence[tuple[int, int]], places: Sequence[Sequence[Place]], pieces: WordPieces
) -> Placed:
    """The nearest places of each pair of entities; ``places`` has those of each entity."""
    offset: dict[int, int] = {}
    rows: list[tuple[int, int, bool]] = []
    for entity in dict.fromkeys(index for pair in pairs for index in pair):
        offset[entity] = len(rows)
        rows += [(p.first, p.last, p.reference) for p in places[entity]]
    table = np.array(rows, np.int64).reshape(-1, 3)
    ones, others, owners = [], [], []
    for index, (one, other) in enumerate(pairs):
        here = offset[one] + np.arange(len(places[one]))
        there = offset[other] + np.arange(len(places[other]))
        apart = np.abs(table[here, 0][:, None] - table[there, 0][None, :]).ravel()
        nearest = np.argsort(apart, kind="stable")[:MOST_PLACES]
        ones.append(here[nearest // len(there)])
        others.append(there[nearest % len(there)])
        owners.append(np.full(len(nearest), index))
    one_of, other_of = np.concatenate(ones), np.concatenate(others)
    distance = table[other_of, 0] - table[one_of, 0]
    at = pieces.sentences[table[:, 0]]
    placement = np.searchsorted(DISTANCES, np.abs(distance)) * 2 + (distance > 0)
    placement = placement * 3 + np.minimum(np.abs(at[one_of] - at[other_of]), 2)
    placement = placement * 4 + 2 * table[one_of, 2] + table[other_of, 2]
    return Placed(table[:, :2], one_of, other_of, np.concatenate(owners), placement)


class Heads:
    """The heads' weights, by the names that `ingest.training.network` gives them."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.float32]]) -> None:
        self._weights = {name: np.asarray(w, np.float32) for name, w in weights.items()}

    @classmethod
    @cache
    def load(cls) -> Self:
        """The heads that are shipped as ``ingest/model/heads.npz``."""
        with (MODEL / "heads.npz").open("rb") as file, np.load(file) as weights:
            return cls(dict(weights))

    def _linear(self, name: str, x: Floats) -> Floats:
        y: Floats = x @ self._weights[f"{name}.weight"].T
        bias = self._weights.get(f"{name}.bias")
        return y if bias is None else y + bias

    def kinds(self, read: Floats, spans: Spans, forms: Ints) -> Floats:
        """Log probabilities of KINDS for each candidate, [n, 5]; ``forms`` tells which of
        them are written alike."""
        if not len(spans):
            return np.zeros((0, len(KINDS)), np.float32)
        width = np.minimum(spans[:, 1] - spans[:, 0], WIDTHS - 1)
        x = self._linear("span", span_vectors(read, spans))
        x = gelu(x + self._weights["width.weight"][width])
        count = np.bincount(forms)
        mean = np.zeros((len(count), x.shape[1]), np.float32)
        np.add.at(mean, forms, x)
        mean /= count[:, None]
        most = np.full_like(mean, -1e4)
        np.maximum.at(most, forms, x)
        form = self._linear("pool", np.concatenate([mean, most], axis=1))
        form += self._weights["count.weight"][np.minimum(count, COUNTS - 1)]
        return log_softmax(self._linear("local", x) + form[forms])

    def relations(self, combination: str, vectors: Floats, placed: Placed) -> tuple[Floats, Floats]:
        """Log odds of the combination's LABELS, [pairs, labels], and scores of STATUSES,
        [pairs, 8], for pairs whose places have the ``vectors`` of `place_vectors`."""
        one, other = vectors[placed.one], vectors[placed.other]
        x = self._linear(f"first.{combination}", vectors)[placed.one]
        x = x + self._linear(f"second.{combination}", vectors)[placed.other]
        x += self._linear(f"both.{combination}", one * other)
        x = gelu(x + self._weights[f"placement.{combination}.weight"][placed.placement])
        scores = self._linear(f"label.{combination}", x)
        count = int(placed.pair.max()) + 1
        top = np.full((count, scores.shape[1]), -1e4, np.float32)
        np.maximum.at(top, placed.pair, scores)
        power = np.exp(scores - top[placed.pair])
        total = np.zeros_like(top)
        np.add.at(total, placed.pair, power)
        odds = top + np.log(total)
        statuses = np.zeros((count, len(STATUSES)), np.float32)
        if combination in WITH_STATUS:
            weight = power.max(1)
            share = np.zeros(count, np.float32)
            np.add.at(share, placed.pair, weight)
            weight = weight / share[placed.pair]
            told = self._linear(f"status.{combination}", x)
            np.add.at(statuses, placed.pair, told * weight[:, None])
        return odds, statuses

    def place_vectors(self, read: Floats, spans: Spans) -> Floats:
        """What the relations look at of each place, [n, width of the encoder]."""
        width = read.shape[1]
        x = span_vectors(read, spans)
        return gelu(self._linear("place", np.concatenate([x[:, :width], x[:, 2 * width :]], 1)))


def gelu(x: Floats) -> Floats:
    """The activation, exactly as PyTorch has it (by the error function)."""
    return (0.5 * x * (1 + _erf(x / np.float32(np.sqrt(2))))).astype(np.float32)


def _erf(x: Floats) -> Floats:
    """The error function within 1.5e-7 (Abramowitz and Stegun, 7.1.26)."""
    sign, x = np.sign(x), np.abs(x)
    t = 1 / (1 + 0.3275911 * x)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    found: Floats = sign * (1 - series * np.exp(-x * x))
    return found


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities by row."""
    scores = scores - scores.max(axis=1, keepdims=True)
    found: Floats = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return found


def forms_of(keys: Iterable[str]) -> Ints:
    """Numbers of forms, from nought on, in order of their first occurrence."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
