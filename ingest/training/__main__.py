"""Train the reader from annotated articles (needs the extra `training`).

    python -m ingest.training TEXT_DIR GOLD_DIR [TEXT_DIR GOLD_DIR ...]

First the linear classifiers, then the network, from nine articles in ten; with the tenth
the two are weighed and calibrated. Writes the weights into `ingest/patterns`, the model
and its card into `ingest/model`. Seeds are fixed.
"""

import sys
import time
from collections.abc import Sequence

from ingest.inference import RelationModel
from ingest.training import blend, card, learn, linear, statuses
from ingest.training.corpus import read_corpus
from ingest.training.examples import example
from ingest.training.export import FOLDER, export


def main(arguments: Sequence[str]) -> int:
    """Train on the corpus in the folders named."""
    if len(arguments) < 2 or len(arguments) % 2:
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 2
    start = time.monotonic()

    def say(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.0f} s  {line}\n")
        sys.stderr.flush()

    articles = read_corpus(arguments)
    rest = [article for article in articles if not article.kept_apart]
    apart = [article for article in articles if article.kept_apart and article.complete]
    say(f"{len(articles)} articles, {len(apart)} of them kept apart")
    classifiers = linear.train(rest, say)
    linear.write(classifiers)
    network = learn.train([example(article) for article in rest], say)
    export(network)
    say("weighing, on the articles kept apart")
    blends = blend.fit_blends(list(blend.judged(apart, classifiers)))
    curves = blend.fit_curves(apart, classifiers, blends)
    model = RelationModel(classifiers.relations, classifiers.thresholds, blends, curves)
    standing = statuses.train_statuses(rest)
    blend.write(blends, curves, FOLDER)
    statuses.write(statuses.weigh_statuses(apart, classifiers, model, standing), FOLDER)
    say("reporting, on the articles kept apart")
    card.write(articles, apart, FOLDER, time.monotonic() - start)
    say("done")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
