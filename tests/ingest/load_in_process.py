"""A load for tests to stop or kill: `load_in_process.py GRAPH FOLDER MOMENT`.

It tells each outcome on a line, and at the third article it kills itself while reading
("reading"), kills itself once that is stored but not told ("stored"), or says "waiting"
and waits for a line ("waiting").
"""

import os
import signal
import sys

from fake_reader import FakeReader

from graph.model import Article
from graph.store import GraphStore, open_store
from ingest.load import Outcome, load

THIRD = 3


class KilledStore(GraphStore):
    """A store that kills its process after the third write."""


def main(graph: str, folder: str, moment: str) -> None:
    reader = FakeReader(before=lambda article: stop_reading(article))
    with open_store(graph) as store:
        load(store, [folder], lambda: reader, tell)


if __name__ == "__main__":
    main(*sys.argv[1:])
