"""Annotated articles for training: parsed, with what the annotation says of each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from graph.model import Article
from ingest.articles import find_articles
from ingest.evaluate import read_annotations
from ingest.pipeline import parse
from ingest.text import normalise

GROUPS = {"people": "person", "characters": "character", "works": "work", "networks": "network"}
_KEPT_APART = 10  # one article in so many


@dataclass(frozen=True, slots=True)
class Annotated:
    """A parsed article with its annotation in the corpus format.

    ``complete`` is false where only names are annotated, not what holds between them.
    """

    name: str
    doc: Doc
    gold: Any
    emphasis: Sequence[tuple[int, int]] = ()
    complete: bool = True

    @property
    def kept_apart(self) -> bool:
        """Whether the article serves to weigh and to calibrate, not to train."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % _KEPT_APART == 0


def read_corpus(folders: Sequence[str]) -> list[Annotated]:
    """The articles of pairs of folders, texts and annotations (NAME.json), by name.

    Texts without an annotation, and annotations without their text, are left out.
    """
    found: list[tuple[Article, Any]] = []
    for texts, golds in zip(folders[::2], folders[1::2], strict=True):
        annotations = read_annotations(Path(golds))
        for article in find_articles([texts]):
            if isinstance(article, Article) and article.name in annotations:
                found.append((article, annotations[article.name]))
    docs = parse(normalise(article.text) for article, _ in found)
    return [
        Annotated(article.name, doc, gold, article.emphasis, gold.get("complete", True))
        for (article, gold), doc in zip(found, docs, strict=True)
    ]
