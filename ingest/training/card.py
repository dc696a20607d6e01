"""The model's card: what it is, from what it was made, how well it reads."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from ingest.training.corpus import Annotated
from ingest.training.learn import EPOCHS
from ingest.training.report import tables

_CARD = """\
# The reader's model

An encoder (all-MiniLM-L6-v2, 6 layers of 384, uncased; Apache 2.0) with embeddings for case,
quotation marks, sentence starts and spaCy's tags beside its word pieces, and two heads: what a
candidate is, and what holds between two entities. Weights are 8-bit (ONNX); ONNX Runtime runs
it. It reads English articles about television and film, and is not meant for anything else:
what it gives for other texts means nothing.

## Made from

{articles} annotated articles ({words} words, {facts} facts), {apart} of them kept apart. Written
for castgraph: `data/articles`, `data/training`. Others' articles, which are not shipped, were
used where their folder was given to `make train`. {epochs} passes, fixed seeds, {minutes:.0f}
minutes on two cores; torch {torch}, transformers {transformers}.

## How well, on the articles kept apart

Thresholds, weights of the parts and confidences were chosen on these articles too, so that the
figures are a little kind.

{tables}

## Known limits

It learns from what such articles are like: news, gossip, recaps and profiles of the last twenty
years, most of them American and British. It may hold what an article hopes for what is so; what
is not so is rarely called right with a high confidence. Names are hidden in one of eight places
in training, so that it learns contexts rather than names, but it has read its training articles
and knows the names in them.
"""


def write(
    articles: Sequence[Annotated], apart: Sequence[Annotated], folder: Path, seconds: float
) -> None:
    """Write ``card.md``."""
    text = _CARD.format(
        articles=len(articles),
        apart=len(apart),
        words=sum(len(article.doc.text.split()) for article in articles),
        facts=sum(len(article.gold["facts"]) for article in articles),
        epochs=EPOCHS,
        minutes=seconds / 60,
        torch=version("torch").partition("+")[0],
        transformers=version("transformers"),
        tables="\n".join(tables(apart)),
    )
    (folder / "card.md").write_text(text, encoding="utf-8")
