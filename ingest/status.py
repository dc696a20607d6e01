"""Stage and certainty: what hedges, modals, negation and tense make of a statement.

Cues are the rows of ``patterns/status.tsv``; the first that fits decides, by axis.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.model import Certainty, Stage
from ingest.lexicon import table

Standing = tuple[Stage, Certainty]
PLAIN: Standing = (Stage.CONFIRMED, Certainty.STATED)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one statement, masked: its core, its clause, its sentence, the next.

    ``stage`` is what a pattern tells by itself, such as "TITLE star NAME"; then nothing
    else of the sentence is about it.
    """

    core: str
    clause: str
    sentence: str
    next: str
    stage: str = ""
    inferred: bool = False  # no pattern says it: the two only stand together


@cache
def _cues() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["value"], row["scope"], re.compile(rf"(?:{row['cue']})")) for row in table("status")
    )


@lru_cache(maxsize=64)  # a fact asks several times of the same wording
def read_status(wording: Wording) -> Standing:
    """Stage and certainty of one statement."""
    if wording.stage:
        return Stage(wording.stage), Certainty.STATED
    scopes = {
        "core": wording.core,
        "clause": wording.clause,
        "sentence": wording.sentence,
        "next": wording.next,
        "inferred": wording.core if wording.inferred else "",
    }
    stage: Stage | None = None
    certainty: Certainty | None = None
    for value, scope, cue in _cues():
        on_certainty = value in (Certainty.REPORTED, Certainty.DENIED)
        if (certainty if on_certainty else stage) is None and cue.search(scopes[scope]):
            if on_certainty:
                certainty = Certainty(value)
            else:
                stage = Stage(value)
    return stage or Stage.CONFIRMED, certainty or Certainty.STATED


def combine(stated: Sequence[Wording]) -> Standing:
    """Stage and certainty of a fact from its statements, the plainest first.

    A statement that tells it by itself settles it. Else what is less than confirmed
    holds, since the text knows why it says so.
    """
    settled = [wording for wording in stated if wording.stage]
    read = [read_status(wording) for wording in (settled or stated)] or [PLAIN]
    unsure = [standing for standing in read if standing[1] is not Certainty.STATED]
    if unsure:
        return unsure[0]
    return next((standing for standing in read if standing[0] is not Stage.CONFIRMED), read[0])
