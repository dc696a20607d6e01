"""Sentences that look like casting news but gave no fact: said, not passed over."""

import re
from collections.abc import Iterator

from graph.model import Evidence
from ingest.document import Document
from ingest.lexicon import words
from ingest.masking import CLASSES

_CUE = re.compile(rf"\b(?:{'|'.join(sorted(words('news_cues')))})\b")
_NAME = re.compile(f"[{CLASSES['P']}{CLASSES['C']}{CLASSES['X']}]")


def unread_sentences(text: str, document: Document, told: set[int]) -> Iterator[Evidence]:
    """Sentences with a cue of casting news and a name, none of which begins in ``told``;
    quoted from ``text``, which is as long as that of the document."""
    for view, sentence in zip(document.masked, document.sentences, strict=True):
        if _CUE.search(view.text) and _NAME.search(view.text):
            start, end = document.words_of(sentence)
            if start not in told:
                yield Evidence(start, end, text[start:end])
