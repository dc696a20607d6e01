"""Stage and certainty: what hedges, modals, negation and tense make of a match.

Cues are the rows of ``patterns/status.tsv``; the first that fits decides, by axis.
"""

import re
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
