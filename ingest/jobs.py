"""Creators and crew: who stands near a word for a job, and which work it belongs to.

A cue is a noun or verb of ``patterns/jobs.tsv`` in a sentence. Every person near it and
every work it may belong to is a candidate; its features tell how the three stand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.between import TOKEN
from ingest.entities import Entity
from ingest.lexicon import table
from ingest.lists import list_ends
from ingest.masking import Masked
from ingest.templates import inflections

_REACH = 18  # tokens between a cue and a person


@dataclass(frozen=True, slots=True)
class Cue:
    """A word for a job in a masked sentence."""

    job: str
    verb: bool
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class JobCandidate:
    """A person who may do a job for a work: features, and where (in the masked text)."""

    person: Entity
    work: Entity
    job: str
    features: tuple[str, ...]
    sentence: int
    start: int
    end: int


@cache
def _cue_patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    found = []
    for row in table("jobs"):
        verbs = "|".join(inflections(verb) for verb in row["verbs"].split("|"))
        found.append((row["job"], False, re.compile(rf"\b(?:{row['nouns']})(?!\w)")))
        found.append((row["job"], True, re.compile(rf"\b(?:{verbs})\b")))
    return tuple(found)


def cues(text: str) -> list[Cue]:
    """The cues of a masked sentence; of overlapping ones the longest."""
    found = [
        Cue(job, verb, m.start(), m.end(), m.group())
        for job, verb, pattern in _cue_patterns()
        for m in pattern.finditer(text)
    ]
    found.sort(key=lambda cue: (cue.start - cue.end, cue.start, cue.verb))
    kept: list[Cue] = []
    for cue in found:
        if not any(cue.start < k.end and k.start < cue.end for k in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)


def job_candidates(
    view: Masked, slots: Mapping[str, Entity], topics: Sequence[Entity]
) -> Iterator[JobCandidate]:
    """Every candidate of a sentence; ``topics`` are works that it may be about otherwise."""
    found = cues(view.text)
    if not found:
        return
    tokens = [(m.group(), m.start()) for m in TOKEN.finditer(view.text)]
    people = [(i, slots[t]) for i, (t, _) in enumerate(tokens) if _kind(t, slots) == "person"]
    works = [(i, slots[t]) for i, (t, _) in enumerate(tokens) if _kind(t, slots) == "work"]
    if not people or not (works or topics):
        return
    shown = [_shown(t, slots) for t, _ in tokens]
    lists = list_ends(shown)
    for cue in found:
        inside = [i for i, (_, start) in enumerate(tokens) if cue.start <= start < cue.end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        for place, person in people:
            # Of "A, B and C" all stand as near as the nearest of them.
            at = lists[place][1] if place < first else lists[place][0]
            distance = first - at if at < first else at - last + 1
            if distance > _REACH:
                continue
            told = list(_person_features(shown, at, first, last, cue, people, found))
            for where, work in _works(works, first, topics):
                rank = topics.index(work) if work in topics else len(topics)
                features = (*told, *_work_features(shown, at, first, last, where, rank))
                start = min(tokens[place][1], cue.start)
                end = max(tokens[place][1] + 1, cue.end)
                yield JobCandidate(person, work, cue.job, features, view.index, start, end)


def _kind(token: str, slots: Mapping[str, Entity]) -> str:
    entity = slots.get(token)
    return entity.kind.value if entity is not None and entity.mentions else ""


def _shown(token: str, slots: Mapping[str, Entity]) -> str:
    if token in slots:
        return _kind(token, slots)[:1].upper() or "X"
    return token


def _works(
    works: Sequence[tuple[int, Entity]], cue: int, topics: Sequence[Entity]
) -> Iterator[tuple[int | None, Entity]]:
    """The nearest works of the sentence on either side, then the topics."""
    after = [(i, w) for i, w in works if i > cue][:1]
    before = [(i, w) for i, w in works if i < cue][-1:]
    yield from after
    yield from (b for b in before if not after or b[1] is not after[0][1])
    named = {w for _, w in (*after, *before)}
    yield from ((None, topic) for topic in topics if topic not in named)


def _person_features(
    shown: Sequence[str],
    at: int,
    first: int,
    last: int,
    cue: Cue,
    people: Sequence[tuple[int, Entity]],
    found: Sequence[Cue],
) -> Iterator[str]:
    """How person and cue stand to each other."""
    form = _verb_form(cue.text) if cue.verb else "nouns" if cue.text.endswith("s") else "noun"
    order = "PJ" if at < first else "JP"
    between = list(shown[at + 1 : first] if at < first else shown[last:at])
    near = f"{order}/{form}"
    yield near
    yield f"{near}/{min(len(between), 8)}"
    yield f"job={cue.job}"
    yield f"{near}/{cue.job}"
    closer = any(abs(i - first) < abs(at - first) for i, _ in people if i != at)
    yield f"{near}/closer={closer}/{'P' in between}"
    if len(between) <= 4:
        yield f"{near}:all={' '.join(between)}"
    for word in dict.fromkeys(w for w in between if len(w) > 1 or not w.isalnum()):
        yield f"{near}:in={word}"
    if between:
        yield f"{near}:first={between[0]}"
        yield f"{near}:last={between[-1]}"
    others = {w for w in between if w in ("P", "C", "W", "N", "X")}
    yield f"{near}:kinds={''.join(sorted(others))}"
    yield f"{near}:before={' '.join(shown[max(0, first - 2) : first]) or '<s>'}"
    yield f"{near}:after={' '.join(shown[last : last + 2]) or '</s>'}"
    yield f"{near}:after1={shown[last] if last < len(shown) else '</s>'}"
    yield f"{near}:before1={shown[first - 1] if first else '<s>'}"
    yield f"cues={min(len(found), 3)}"
    if '"' in shown[: min(at, first)] and '"' in shown[max(at, last) :]:
        yield "quoted"


def _work_features(
    shown: Sequence[str], at: int, first: int, last: int, where: int | None, rank: int
) -> Iterator[str]:
    """How the work stands to person and cue."""
    if where is None:
        yield f"work=topic{rank}"
        yield f"work=topic{rank}/{'W' in shown}"
        return
    order = "".join(letter for _, letter in sorted(((at, "P"), (first, "J"), (where, "W"))))
    yield f"order={order}"
    distance = min(abs(where - first), abs(where - last), abs(where - at))
    yield f"order={order}/{min(distance, 8)}"
    between = shown[last:where] if where >= last else shown[where + 1 : first]
    side = "JW" if where >= last else "WJ"
    if len(between) <= 4:
        yield f"{side}:all={' '.join(between)}"
    for word in dict.fromkeys(w for w in between if len(w) > 1):
        yield f"{side}:in={word}"
    yield f"{side}:kinds={''.join(sorted({w for w in between if w in ('P', 'C', 'W', 'N')}))}"
    yield f"topical={rank}"


def _verb_form(text: str) -> str:
    return "ing" if text.endswith("ing") else "s" if text.endswith("s") else "ed"
