"""Measure speed: python -m tests.benchmarks [FOLDER_OF_ARTICLES] [--rounds N]

What the encoder takes to load, and a process in memory; reading against bare spaCy (the same
model, all components) on the same texts, in turns in one process; whole cold processes of the
command line, on a graph of the articles in data/articles. Machines are noisy: ratios of one
run say most.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import spacy

from graph.model import Article
from ingest.articles import find_articles
from ingest.pipeline import MODELS
from ingest.reader import Reader
from ingest.text import normalise

DATA = Path(__file__).parents[2] / "data" / "articles"


def seconds(action: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def reading(articles: list[Article], rounds: int) -> None:
    """The reader, with and without its encoder, against bare spaCy."""
    readers = {"castgraph's reader": Reader(), "the same, --fast": Reader(fast=True)}
    nlp = spacy.load(next(name for name in MODELS if find_spec(name)))
    texts = [normalise(article.text) for article in articles]
    for reader in readers.values():
        list(reader.read_all(articles[:3]))  # what is loaded at first use is not measured
    bare: list[float] = []
    read: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        bare.append(seconds(lambda: list(nlp.pipe(texts))))
        for name, reader in readers.items():
            read[name].append(seconds(lambda r=reader: list(r.read_all(articles))))  # type: ignore[misc]
    print(f"articles            {len(articles)}, {sum(map(len, texts))} characters")
    print(f"bare spaCy          {statistics.median(bare):.2f} s (median of {rounds})")
    for name, took in read.items():
        ratio = statistics.median(r / b for r, b in zip(took, bare, strict=True))
        print(f"{name:<20}{statistics.median(took):.2f} s, ratio {ratio:.2f} (median of rounds)")


def loading() -> None:
    """How long the encoder and its heads take to load, in a process that has spaCy."""
    from ingest.encoder import Encoder
    from ingest.heads import Heads
    from ingest.wordpieces import tokenizer

    took = seconds(lambda: (Encoder.load(), Heads.load(), tokenizer()))
    print(f"loading the encoder {took:.2f} s")


def memory(folder: str) -> None:
    """The most memory that reading the articles takes, in a process of its own."""
    command = [sys.executable, "-m", "castgraph", "read", folder, "--format", "jsonl"]
    subprocess.run(command, check=True, stdout=-3)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory         {peak / 1024:.0f} MB (castgraph read)")


def processes(rounds: int) -> None:
    """Cold commands, each a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder, "demo.db"))
        command = [sys.executable, "-m", "castgraph"]
        subprocess.run([*command, "load", str(DATA), "--graph", graph], check=True, stdout=-3)
        for words in (["--help"], ["ask", "reused-actors", "--graph", graph]):
            took = [
                seconds(lambda w=words: subprocess.run([*command, *w], check=True, stdout=-3))  # type: ignore[misc]
                for _ in range(rounds)
            ]
            shown = " ".join(words[:2])
            print(f"{shown:<20}{statistics.median(took):.3f} s (median of {rounds}, cold)")


def main() -> None:
    """Parse the arguments and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("folder", nargs="?", default=str(DATA))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    loading()
    memory(given.folder)
    found = find_articles([given.folder])
    reading([article for article in found if isinstance(article, Article)], given.rounds)
    processes(given.rounds)


if __name__ == "__main__":
    main()
