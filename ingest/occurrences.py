"""Where an article shows a finding: sentences, and the words around it in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document
from ingest.inference import Finding
from ingest.lexicon import alternatives, words
from ingest.masking import CLASSES, Masked
from ingest.status import Wording

_LEAD = 45
_TAIL = 60
_VERGE = 26  # characters before the first name that belong to the statement
_SHORT = 60  # a sentence that takes back the one before is short
_STOP = re.compile(r"[.;:]")
_LABEL = re.compile(
    rf"[{CLASSES['W']}](?:'s)? (?:{alternatives(words('role_nouns') | words('crew_nouns'))}) "
    rf"[{CLASSES['P']}]|[{CLASSES['P']}] \([{CLASSES['W']}][^()]*\)?"
)
_NEAREST = 14  # tokens apart at most, for two mentions to tell something by themselves


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A sentence that shows a finding.

    ``span`` holds its offsets in the article, ``near`` the masked text around the
    finding, ``steps`` how the sentence's pronouns and role nouns were resolved.
    """

    span: tuple[int, int]
    wording: Wording
    near: str
    steps: tuple[str, ...]


def occurrences(finding: Finding, document: Document) -> list[Occurrence]:
    """The sentences that show a finding, the plainest first; never none."""
    found = list(_places(finding, document))
    if found:
        return found
    return list(_apart(finding, document))


def _places(finding: Finding, document: Document) -> Iterator[Occurrence]:
    matches = sorted(finding.pair.matches, key=lambda m: (m.pattern.weak, m.end - m.start))
    seen = set()
    for match in matches:
        if match.sentence not in seen:
            seen.add(match.sentence)
            view = document.masked[match.sentence]
            yield _occurrence(document, view, match.start, match.end, match.pattern.stage)
    places = sorted(finding.pair.places)
    for distance, sentence, _, _ in places:
        if sentence not in seen and (distance <= _NEAREST or not seen):
            seen.add(sentence)
            # All places in the sentence: "A won't ..., but TITLE has A's blessing".
            near = [p for p in places if p[1] == sentence and p[0] <= max(distance, _NEAREST)]
            start, end = min(p[2] for p in near), max(p[3] for p in near)
            yield _occurrence(document, document.masked[sentence], start, end, None)


def _apart(finding: Finding, document: Document) -> Iterator[Occurrence]:
    """No sentence names both: the nearest sentences that name one each."""
    one = [m.sentence for m in finding.subject.mentions]
    other = [m.sentence for m in finding.object.mentions]
    if not one or not other:
        known = (one or other)[:1]
        yield from (_whole(document, index) for index in known)
        return
    first, second = min(((a, b) for a in one for b in other), key=lambda ab: abs(ab[0] - ab[1]))
    yield from (_whole(document, index) for index in dict.fromkeys((first, second)))


def _whole(document: Document, index: int) -> Occurrence:
    view = document.masked[index]
    return _occurrence(document, view, 0, len(view.text), None)


def _occurrence(
    document: Document, view: Masked, start: int, end: int, stage: str | None
) -> Occurrence:
    steps = tuple(
        f"{reference.text} -> {', '.join(entity.name for entity in reference.entities)}"
        for reference in dict.fromkeys(view.resolved.values())
    )
    return Occurrence(
        document.words_of(document.sentences[view.index]),
        _wording(document, view, start, end, stage),
        view.text[max(0, start - _LEAD) : end + _TAIL],
        steps,
    )


def _wording(document: Document, view: Masked, start: int, end: int, stage: str | None) -> Wording:
    """The words of a statement; ``stage`` is what its pattern tells, None without one."""
    before = _STOP.split(view.text[max(0, start - _LEAD) : start])[-1]
    after = _STOP.split(view.text[end : end + _TAIL])[0]
    core = view.text[start:end]
    following = view.index + 1
    text = document.masked[following].text if following < len(document.masked) else ""
    return Wording(
        before[-_VERGE:] + core,
        before + core + after,
        view.text,
        text if len(text) <= _SHORT else "",
        stage or ("confirmed" if _LABEL.fullmatch(core) else ""),
        inferred=stage is None,
    )
