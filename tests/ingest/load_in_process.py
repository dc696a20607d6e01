"""A load for tests to disturb: `load_in_process.py GRAPH FOLDER MOMENT`.

It tells each article on a line once that is stored. At the third one it kills itself
while reading ("reading"), or when that is stored and not yet told ("stored"); or it says
"waiting" and goes on after a line of input ("waiting").
"""

import os
import signal
import sys
from itertools import count

from fake_reader import FakeReader

from graph.model import Article
from graph.store import open_store
from ingest.load import Outcome, load

THIRD = 3


def main(graph: str, folder: str, moment: str) -> None:
    reading, stored = count(1), count(1)

    def before(_: Article) -> None:
        if next(reading) == THIRD and moment == "reading":
            os.kill(os.getpid(), signal.SIGKILL)
        elif moment == "waiting" and len(reader.read) == THIRD - 1:
            print("waiting", flush=True)
            sys.stdin.readline()

    def tell(outcome: Outcome) -> None:
        if next(stored) == THIRD and moment == "stored":
            os.kill(os.getpid(), signal.SIGKILL)
        print(outcome.name, flush=True)

    reader = FakeReader(before=before)
    with open_store(graph) as store:
        load(store, [folder], lambda: reader, tell)


if __name__ == "__main__":
    main(*sys.argv[1:])
