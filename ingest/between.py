"""The words between two mentions of a sentence, as features."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.entities import Entity
from ingest.masking import ANY, CLASSES, FIRST_SLOT, Masked

TOKEN = re.compile(rf"[{ANY}]|[^\W_{ANY}]+(?:[-'][^\W_{ANY}]+)*|'s|[^\w\s{ANY}]")
_ENDS = 3  # words looked at on either side
_FEW = 5  # words between that count as a whole
_SOME = 14  # words between whose pairs count


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a masked sentence; a mention is the letter of its kind."""

    text: str  # a word or mark, or the letter of a mention's kind
    entity: Entity | None
    start: int


def tokens_of(view: Masked, slots: Mapping[str, Entity]) -> Iterator[Token]:
    """The tokens of a masked sentence. An unknown name (X) is nobody until a pattern says so."""
    for match in TOKEN.finditer(view.text):
        text = match.group()
        if text[0] >= FIRST_SLOT:
            letter = next(k for k, block in CLASSES.items() if block[0] <= text <= block[2])
            entity = slots.get(text) if letter != "X" else None
            yield Token(letter, entity, match.start())
        else:
            yield Token(text, None, match.start())


def bucket(distance: int) -> str:
    """A distance in tokens, coarsely."""
    return next((str(limit) for limit in (1, 2, 3, 5, 8, 12, 20, 30) if distance <= limit), "far")


def between(order: str, tokens: Sequence[Token], i: int, j: int) -> Iterator[str]:
    """Features of the words between (and right beside) two mentions."""
    inner = [token.text for token in tokens[i + 1 : j]]
    yield f"{order}:near={bucket(j - i)}"
    marks = [t for t in inner if len(t) == 1 and t.isupper()]
    one, other = order[0], order[1]
    yield f"{order}:kinds={''.join(sorted(set(marks)))}"
    yield f"{order}:same={one in marks}{other in marks}"
    if len(inner) <= _FEW:
        yield f"{order}:all={' '.join(inner)}"
    words = [t for t in inner if t.isalpha() or "-" in t]
    for word in dict.fromkeys(words):
        if len(word) > 1:
            yield f"{order}:in={word}"
    for one_word, next_word in pairwise(inner):
        if len(inner) <= _SOME:
            yield f"{order}:2={one_word} {next_word}"
    if inner:
        yield f"{order}:first={inner[0]}"
        yield f"{order}:last={inner[-1]}"
        yield f"{order}:last2={' '.join(inner[-2:])}"
        yield f"{order}:first2={' '.join(inner[:2])}"
    if any(mark in inner for mark in ";:") or '"' in inner:
        yield f"{order}:broken"
    yield f"{order}:before={tokens[i - 1].text if i else '<s>'}"
    yield f"{order}:after={tokens[j + 1].text if j + 1 < len(tokens) else '</s>'}"
    for offset in range(1, _ENDS + 1):
        if i - offset >= 0:
            yield f"{order}:b*={tokens[i - offset].text}"
        if j + offset < len(tokens):
            yield f"{order}:a*={tokens[j + offset].text}"
