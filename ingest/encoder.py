"""The encoder: a small transformer that reads word pieces in their context.

It reads an article in windows that overlap; of each piece the reading is kept in which it
stands farthest from an edge. Trained by `ingest.training`; here ONNX Runtime runs it.
"""

import itertools
from collections.abc import Sequence
from functools import cache
from typing import Self

import numpy as np
import numpy.typing as npt
import onnxruntime

from ingest.lexicon import MODEL
from ingest.wordpieces import SIZES, Ints, WordPieces

Floats = npt.NDArray[np.float32]

WINDOW = 192  # word pieces
OVERLAP = 32
_BATCH = 8  # windows at once: bounds the memory that a long article takes
_FIRST, _LAST = 101, 102  # [CLS] and [SEP] of the vocabulary


def windows(length: int) -> list[tuple[int, int]]:
    """The windows, (start, end) each, that cover ``length`` pieces evenly."""
    if length <= WINDOW:
        return [(0, length)]
    count = -(-(length - OVERLAP) // (WINDOW - OVERLAP))
    step = (length - WINDOW) / (count - 1)
    return [(round(i * step), round(i * step) + WINDOW) for i in range(count)]


def owners(length: int, cut: Sequence[tuple[int, int]]) -> Ints:
    """For each piece the index of the window in which it stands farthest from an edge."""
    best = np.zeros(length, np.int64)
    for index, ((_, end), (start, _)) in enumerate(itertools.pairwise(cut)):
        best[(start + end) // 2 :] = index + 1
    return best


def framed(pieces: WordPieces, cut: Sequence[tuple[int, int]]) -> tuple[Ints, Ints, Ints]:
    """Windows as the encoder takes them: ids [w, n + 2], mask [w, n + 2] and features
    [w, n + 2, len(SIZES)], shorter ones filled up with zeros."""
    width = max(end - start for start, end in cut) + 2
    ids = np.zeros((len(cut), width), np.int64)
    mask = np.zeros_like(ids)
    features = np.zeros((len(cut), width, len(SIZES)), np.int64)
    for row, (start, end) in enumerate(cut):
        size = end - start
        ids[row, 0], ids[row, size + 1] = _FIRST, _LAST
        ids[row, 1 : size + 1] = pieces.ids[start:end]
        features[row, 1 : size + 1] = pieces.features[start:end]
        mask[row, : size + 2] = 1
    return ids, mask, features


class Encoder:
    """Readings of word pieces, one vector each."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Threads that wait busily would take the processor from all that comes between runs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )

    @classmethod
    @cache
    def load(cls) -> Self:
        """The encoder that is shipped as ``ingest/model/encoder.onnx``."""
        return cls((MODEL / "encoder.onnx").read_bytes())

    def read(self, pieces: WordPieces) -> Floats:
        """The readings of an article's pieces, [n, width of the encoder]."""
        cut = windows(len(pieces))
        owner = owners(len(pieces), cut)
        read = []
        for first in range(0, len(cut), _BATCH):
            batch = cut[first : first + _BATCH]
            ids, mask, features = framed(pieces, batch)
            (found,) = self._session.run(None, {"ids": ids, "mask": mask, "features": features})
            for row, (start, end) in enumerate(batch):
                mine = owner[start:end] == first + row
                read.append(found[row, 1 : end - start + 1][mine])
        return np.concatenate(read)
