"""Annotated articles for training: parsed, with what the annotation says of each."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from graph.model import Article
from ingest.annotations import GROUPS as ANNOTATED
from ingest.articles import find_articles
from ingest.candidates import key
from ingest.evaluate import read_annotations
from ingest.mentions import Kind
from ingest.pipeline import parse
from ingest.text import normalise

GROUPS = {ANNOTATED[kind.value]: kind.value for kind in Kind}  # lists of an annotation
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
    def kinds(self) -> dict[str, set[str]]:
        """What each annotated form may be, by the key of candidates."""
        found: dict[str, set[str]] = defaultdict(set)
        for group, kind in GROUPS.items():
            for entity in self.gold.get(group, []):
                for form in forms_of(entity):
                    found[form].add(kind)
        return found

    @property
    def kept_apart(self) -> bool:
        """Whether the article serves to weigh and to calibrate, not to train."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % _KEPT_APART == 0


def forms_of(entity: Mapping[str, Any]) -> set[str]:
    """All that an annotated entity goes by, as keys of candidates."""
    return {key(normalise(form)) for form in (entity["name"], *entity.get("aliases", []))}


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
