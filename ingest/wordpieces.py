"""Word pieces of an article, and what the encoder is told of each beside its letters.

The encoder is uncased: how a word is written, what spaCy takes it for, whether it stands
between quotation marks and where a sentence begins come to it as features.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from tokenizers import Tokenizer

from ingest.candidates import Sentence
from ingest.lexicon import MODEL

Ints = npt.NDArray[np.int64]

ENTITY_LABELS = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW",
    "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X", "SPACE",
)  # fmt: skip
# case, entity, tag, marked, start of a sentence, headline: how many values each can have.
SIZES = (8, 2 * len(ENTITY_LABELS) + 1, len(TAGS) + 1, 3, 3, 2)
_ENTITY = {label: 2 * index + 1 for index, label in enumerate(ENTITY_LABELS)}
_TAG = {tag: index + 1 for index, tag in enumerate(TAGS)}
CASE, ENTITY, TAG, MARKED, START, HEADLINE = range(len(SIZES))


@dataclass(frozen=True, slots=True)
class WordPieces:
    """``ids`` [n], offsets ``starts`` and ``ends`` [n], ``features`` [n, len(SIZES)] and the
    index of each piece's sentence, ``sentences`` [n]."""

    ids: Ints
    starts: Ints
    ends: Ints
    features: Ints
    sentences: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The pieces, from first to last (exclusive), of the characters from start to end."""
        first = min(int(np.searchsorted(self.ends, start, side="right")), len(self) - 1)
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first + 1, last)


@cache
def tokenizer() -> Tokenizer:
    """The tokeniser that belongs to the encoder."""
    found = Tokenizer.from_str((MODEL / "tokenizer.json").read_text(encoding="utf-8"))
    found.no_truncation()
    found.no_padding()
    return found


def word_pieces(doc: Doc, text: str, sentences: Sequence[Sentence]) -> WordPieces:
    """The word pieces of a parsed article; ``text`` is that of ``doc``."""
    encoding = tokenizer().encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    features = _features(doc, text, sentences)[offsets[:, 0]]
    begins = [sentence.start for sentence in sentences]
    at = np.searchsorted(begins, offsets[:, 0], side="right") - 1
    return WordPieces(
        np.array(encoding.ids, np.int64),
        offsets[:, 0],
        offsets[:, 1],
        features,
        np.maximum(at, 0),
    )


def _features(doc: Doc, text: str, sentences: Sequence[Sentence]) -> Ints:
    """The features of every character, [len(text) + 1, len(SIZES)]."""
    told = np.zeros((len(text) + 1, len(SIZES)), np.int64)
    for token in doc:
        start, end = token.idx, token.idx + len(token.text)
        if token.ent_type_ in _ENTITY:
            told[start:end, ENTITY] = _ENTITY[token.ent_type_] + (token.ent_iob_ == "B")
        told[start:end, TAG] = _TAG.get(token.pos_, 0)
    for sentence in sentences:
        if sentence.headline:
            told[sentence.start : sentence.end, HEADLINE] = 1
        for unit in sentence.units:
            told[unit.start : unit.end, CASE] = _case(unit.text)
        if sentence.units:
            first = sentence.units[0]
            opens = "\n" in text[max(0, sentence.start - 2) : first.start] or not sentence.start
            told[first.start : first.end, START] = 2 if opens else 1
        for candidate in sentence.candidates:
            if candidate.marked:
                told[candidate.start : candidate.end, MARKED] = 2
                told[candidate.start, MARKED] = 1
    return told


def _case(word: str) -> int:
    """How a word is written: lower, Capitalised, UPPER, MixedCase, mixedCase, 1, or a mark."""
    if not any(character.isalpha() for character in word):
        return 6 if any(character.isdigit() for character in word) else 7
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[0].isupper():
        return 2 if word[1:].islower() else 4
    return 5
