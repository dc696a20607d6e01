"""The masked view of a sentence: lower-case text in which every mention is one character.

Relation patterns run over this view, so that a slot is a character class and a name of
six words is as easy to step over as one. Characters map back to offsets of the article.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.candidates import Sentence
from ingest.discourse import Reference
from ingest.entities import Entity
from ingest.lexicon import alternatives, words
from ingest.mentions import Kind, Mention

# One block of a private plane a kind, which normalised text is free of; the offset in the
# block is the entity's index, so that an article may have 12,288 of them.
BLOCK = {Kind.PERSON: 0xF0000, Kind.CHARACTER: 0xF3000, Kind.WORK: 0xF6000, Kind.NETWORK: 0xF9000}
BLOCK_SIZE = 0x3000
UNKNOWN = 0xFC000  # a name that is not known to be anything
LAST_SLOT = 0xFFFFD
_CLASS = {kind: f"{chr(start)}-{chr(start + BLOCK_SIZE - 1)}" for kind, start in BLOCK.items()}
FIRST_SLOT = chr(0xF0000)
ANY = f"{FIRST_SLOT}-{chr(LAST_SLOT)}"
CLASSES = {
    "P": _CLASS[Kind.PERSON],
    "C": _CLASS[Kind.CHARACTER],
    "W": _CLASS[Kind.WORK],
    "N": _CLASS[Kind.NETWORK],
    "X": f"{chr(UNKNOWN)}-{chr(LAST_SLOT)}",
}
_NOISE = re.compile(
    rf"(?<=[{_CLASS[Kind.PERSON]}]),? \(\d\d?\)|(?<=[{_CLASS[Kind.PERSON]}]), \d\d?,(?= )"
    rf"|[\"'](?=[{_CLASS[Kind.WORK]}])"
    rf"|(?<=[{_CLASS[Kind.WORK]}])[\"'](?!s\b)|(?<=[{_CLASS[Kind.WORK]}])[,.](?=[\"'])"
    rf"|\b(?:{alternatives(words('titles'))})\.?"
    rf" (?=[{_CLASS[Kind.PERSON]}{_CLASS[Kind.CHARACTER]}])"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence's masked text; ``at[i]`` are the (start, end) offsets of character i."""

    text: str
    at: Sequence[tuple[int, int]]
    index: int  # of the sentence
    resolved: dict[int, Reference]  # position in the text -> how it was resolved

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the article of ``text[start:end]``."""
        return self.at[start][0], max(e for _, e in self.at[start:end])


def slot(entity: Entity) -> str:
    """The character that stands for an entity."""
    return chr(BLOCK[entity.kind] + entity.index)


def mask(
    lowered: str,
    text: str,
    sentence: Sentence,
    index: int,
    mentions: Iterable[tuple[Mention, Entity]],
    references: Iterable[Reference],
    unknown: list[str],
) -> Masked:
    """The masked view; names that are no mention are appended to ``unknown``."""
    pieces: list[tuple[int, int, str, Reference | None]] = []
    taken = []
    for mention, entity in mentions:
        pieces.append((mention.start, mention.end, slot(entity), None))
        taken.append((mention.start, mention.end))
    for reference in references:
        names = " and ".join(slot(entity) for entity in reference.entities)
        if reference.inserted:
            pieces.append((reference.end, reference.end, " " + names, reference))
        else:
            pieces.append((reference.start, reference.end, names, reference))
            taken.append((reference.start, reference.end))
    pieces.extend(_unknown_names(text, sentence, taken, unknown))
    pieces.sort(key=lambda piece: piece[:2])
    return _compose(lowered, sentence, index, pieces)


def _unknown_names(
    text: str, sentence: Sentence, taken: Sequence[tuple[int, int]], unknown: list[str]
) -> Iterable[tuple[int, int, str, None]]:
    """Runs of capitalised words that no mention covers; in a headline all words look so."""
    if sentence.headline:
        return
    run: list[tuple[int, int]] = []

    def flush() -> Iterable[tuple[int, int, str, None]]:
        if run and len(unknown) < LAST_SLOT - UNKNOWN:
            unknown.append(text[run[0][0] : run[-1][1]])
            yield run[0][0], run[-1][1], chr(UNKNOWN + len(unknown) - 1), None
        run.clear()

    titles = words("titles")
    for position, unit in enumerate(sentence.units):
        free = not any(s < unit.end and unit.start < e for s, e in taken)
        named = unit.text[0].isupper() and free and unit.text != "I"
        opens = position == 0 or sentence.units[position - 1].text in "\"'“‘"
        if named and (opens or unit.lower.rstrip(".") in titles):
            named = False
        if named and (not run or unit.start - run[-1][1] <= 1):
            run.append((unit.start, unit.end))
            continue
        yield from flush()
        if named:
            run.append((unit.start, unit.end))
    yield from flush()


def _compose(
    lowered: str,
    sentence: Sentence,
    index: int,
    pieces: Sequence[tuple[int, int, str, Reference | None]],
) -> Masked:
    parts: list[str] = []
    at: list[tuple[int, int]] = []
    resolved: dict[int, Reference] = {}
    position = sentence.start
    for start, end, shown, reference in pieces:
        if start < position:
            continue
        parts.append(lowered[position:start])
        at.extend((offset, offset + 1) for offset in range(position, start))
        if reference is not None:
            resolved.update((len(at) + i, reference) for i in range(len(shown)))
        parts.append(shown)
        at.extend([(start, end)] * len(shown))
        position = end
    parts.append(lowered[position : sentence.end])
    at.extend((offset, offset + 1) for offset in range(position, sentence.end))
    return _without_noise("".join(parts), at, index, resolved)


def _without_noise(
    text: str, at: list[tuple[int, int]], index: int, resolved: dict[int, Reference]
) -> Masked:
    """Drop ages, ranks and quotation marks that stand beside a mention."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    moved: dict[int, Reference] = {}
    position = 0
    for match in (*_NOISE.finditer(text), None):
        end = match.start() if match else len(text)
        for old in resolved:
            if position <= old < end:
                moved[len(places) + old - position] = resolved[old]
        parts.append(text[position:end])
        places.extend(at[position:end])
        position = match.end() if match else end
    return Masked("".join(parts), places, index, moved)
