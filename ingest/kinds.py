"""What kind of work a title is: series, film or stage, from the nouns that stand near."""

import re
from collections import Counter
from functools import cache

from graph.model import WorkKind
from ingest.document import Document
from ingest.entities import Entity
from ingest.lexicon import alternatives, table
from ingest.masking import slot
from ingest.mentions import Kind

_NEAR = 40
_TELEVISION = re.compile(
    r"\b(?:season|seasons|episode|episodes|airs?|aired|pilot|renewed|finale)\b"
)


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, WorkKind]]:
    kinds = {row["noun"]: WorkKind(row["kind"]) for row in table("work_nouns")}
    return re.compile(rf"\b({alternatives(frozenset(kinds))})s?\b"), kinds


def work_kinds(document: Document, on_network: set[Entity]) -> dict[Entity, WorkKind]:
    """The kind of every work of the article; works in ``on_network`` air somewhere."""
    pattern, kinds = _nouns()
    result = {}
    for entity in document.entities:
        if entity.kind is not Kind.WORK:
            continue
        votes: Counter[WorkKind] = Counter()
        character = slot(entity)
        for view in document.masked:
            for match in re.finditer(character, view.text):
                before = view.text[max(0, match.start() - _NEAR) : match.start()]
                after = view.text[match.end() : match.end() + _NEAR]
                for noun in pattern.findall(before)[-1:] + pattern.findall(after)[:1]:
                    votes[kinds[noun]] += 2
                if _TELEVISION.search(after[:20]) or _TELEVISION.search(before[-20:]):
                    votes[WorkKind.TV] += 1
        votes[WorkKind.TV] += 3 * (entity in on_network)
        votes.pop(WorkKind.OTHER, None)
        best = max(votes, key=lambda kind: votes[kind], default=WorkKind.OTHER)
        result[entity] = best if votes[best] else WorkKind.OTHER
    return result
