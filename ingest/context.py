"""Context: an article as the encoder read it, and what the heads make of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from ingest.candidates import Candidate, Sentence, key
from ingest.encoder import Encoder, Floats
from ingest.heads import Heads, Place, forms_of, place_pairs
from ingest.wordpieces import WordPieces, word_pieces


@dataclass(frozen=True, slots=True)
class Context:
    """Word pieces with the encoder's reading of each, [n, width]."""

    pieces: WordPieces
    read: Floats
    heads: Heads

    @classmethod
    def of(cls, doc: Doc, text: str, sentences: Sequence[Sentence]) -> "Context | None":
        """The context of a parsed article; None for one without a single word."""
        pieces = word_pieces(doc, text, sentences)
        if not len(pieces):
            return None
        return cls(pieces, Encoder.load().read(pieces), Heads.load())

    def kinds(self, candidates: Sequence[Candidate]) -> list[list[float]]:
        """Log probabilities of `ingest.heads.KINDS` for each candidate."""
        spans = np.array([self.pieces.span(c.start, c.end) for c in candidates], np.int64)
        forms = forms_of(key(c.text) for c in candidates)
        found: list[list[float]] = self.heads.kinds(self.read, spans.reshape(-1, 2), forms).tolist()
        return found

    def relations(
        self,
        pairs: Mapping[str, Sequence[tuple[int, int]]],
        places: Sequence[Sequence[Place]],
    ) -> dict[str, tuple[Floats, Floats]]:
        """For the pairs of each combination the log odds of its labels and the scores of
        the statuses; pairs are of indices into ``places``."""
        found = {}
        for combination, wanted in pairs.items():
            if wanted:
                placed = place_pairs(wanted, places, self.pieces)
                vectors = self.heads.place_vectors(self.read, placed.spans)
                found[combination] = self.heads.relations(combination, vectors, placed)
        return found
