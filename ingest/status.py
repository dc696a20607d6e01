"""Stage and certainty: what hedges, modals, negation and tense make of a match.

Cues are the rows of ``patterns/status.tsv``; the first that fits decides, by axis.
"""

import re
from collections.abc import Sequence
from functools import cache

from graph.model import Certainty, Stage
from ingest.lexicon import table


@cache
def _cues() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["value"], row["scope"], re.compile(rf"(?:{row['cue']})")) for row in table("status")
    )


def read_status(clause: str, sentence: str, stage: str) -> tuple[Stage, Certainty]:
    """Stage and certainty of a match.

    ``clause`` is the masked text from shortly before the match to its end, ``sentence``
    the whole sentence, ``stage`` what the pattern itself implies (or "").
    """
    found_stage = Stage(stage) if stage else None
    certainty = Certainty.STATED
    for value, scope, cue in _cues():
        if not cue.search(clause if scope == "clause" else sentence):
            continue
        if value in (Certainty.REPORTED, Certainty.DENIED):
            if certainty is Certainty.STATED:
                certainty = Certainty(value)
        elif found_stage is None:
            found_stage = Stage(value)
    return found_stage or Stage.CONFIRMED, certainty


def combine(stated: Sequence[tuple[str, str, str]]) -> tuple[Stage, Certainty]:
    """Stage and certainty of a fact from all (clause, sentence, stage) that state it.

    What is less than confirmed anywhere holds: the text knows why it says so. The
    plainest place decides between two such.
    """
    read = [read_status(*place) for place in stated] or [(Stage.CONFIRMED, Certainty.STATED)]
    unsure = [r for r in read if r[1] is not Certainty.STATED]
    if unsure:
        return unsure[0]
    return next((r for r in read if r[0] is not Stage.CONFIRMED), read[0])
