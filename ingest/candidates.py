"""Candidate spans: stretches of text that may name a person, character, work or network.

A candidate is a run of capitalised units, with small connecting words inside ("of",
"and", "in the"), or what quotation marks or italics hold when written as a title.
Runs are also cut where the rest of the document, or a list of networks, titles and
role nouns, shows that a part stands alone. What a candidate is, if anything, is
decided later, by `ingest.typing`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.lexicon import words

# A word with inner hyphens, apostrophes and dots; a number; initials; or a mark.
_UNIT = re.compile(
    r"(?:[A-Z]\.){2,}(?:[A-Z]\b)?"
    r"|\b(?:Mrs?|Ms|Dr|St|Jr|Sr|Prof|Det|Sgt|Lt|Capt|Gov|Sen|Rev|vs|Vol|No)\."
    r"|\b[A-Z]\.(?= ?[A-Z])"
    r"|[^\W_]+(?:[-'.&/*_]?[^\W_]+)*[+!]?|\S"
)
_CONNECTORS = words("connectors")
_POSSESSIVE = re.compile(r"(.+)('s|(?<=s)')$")
_QUOTED = re.compile(
    r"\"([^\"\n]{1,80})\"|(?<![\w])'([^'\n]{1,60}(?:(?<=\w)'(?=\w)[^'\n]{1,60})*)'(?!\w)"
)
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or mark: offsets into the document and what it is."""

    start: int
    end: int
    text: str
    lower: str
    is_name: bool  # a capital or digit at its start, or a capital inside


@dataclass(slots=True)
class Candidate:
    """A span of a sentence, as units ``first`` to ``last`` (exclusive)."""

    start: int
    end: int
    first: int
    last: int
    text: str
    marked: bool = False  # stands exactly between quotation marks or in italics


@dataclass(slots=True)
class Sentence:
    """A sentence with its units and candidates."""

    start: int
    end: int
    units: list[Unit]
    candidates: list[Candidate] = field(default_factory=list)
    headline: bool = False  # most words are capitalised


def key(text: str) -> str:
    """The form under which occurrences are pooled: lower case, no leading article."""
    lowered = text.lower()
    for article in ("the ", "a ", "an "):
        if lowered.startswith(article) and len(lowered) > len(article):
            return lowered[len(article) :]
    return lowered


def split_units(text: str, start: int, end: int) -> list[Unit]:
    """The units of ``text[start:end]``; a possessive ending is a unit of its own."""
    units: list[Unit] = []
    for match in _UNIT.finditer(text, start, end):
        word, at = match.group(), match.start()
        possessive = _POSSESSIVE.match(word) if word[-1] in "s'" and len(word) > 2 else None
        for part in possessive.groups() if possessive else (word,):
            first = part[0]
            lower = part.lower()
            name = first.isupper() or first.isdigit() or (first.isalpha() and part != lower)
            units.append(Unit(at, at + len(part), part, lower, name))
            at += len(part)
    return units


def find_candidates(
    text: str, bounds: Sequence[tuple[int, int]], emphasis: Sequence[tuple[int, int]] = ()
) -> list[Sentence]:
    """The sentences of ``text`` (normalised), each with its candidates.

    ``bounds`` are the sentences' offsets, ``emphasis`` the spans set in italics.
    """
    sentences = [Sentence(s, e, split_units(text, s, e)) for s, e in bounds]
    marked = {(s, e) for s, e in _marked(text, emphasis)}
    anchors = {key(text[s:e]) for s, e in marked}
    chains: list[list[tuple[int, int]]] = []
    for sentence in sentences:
        sentence.headline = _is_headline(sentence.units)
        found = list(_chains(sentence.units))
        chains.append(found)
        if not sentence.headline:
            anchors.update(_anchors(sentence.units, found, text))
    cut_words = _cut_words()
    for sentence, found in zip(sentences, chains, strict=True):
        for first, last in found:
            sentence.candidates.extend(
                _spans(sentence.units, first, last, text, anchors, cut_words)
            )
        _mark(sentence, text, marked)
    return sentences


def _is_headline(units: Sequence[Unit]) -> bool:
    alphabetic = [unit for unit in units if unit.text[0].isalpha() and len(unit.text) > 3]
    named = sum(unit.is_name for unit in alphabetic)
    return len(alphabetic) >= 4 and named >= 0.75 * len(alphabetic)


def _marked(text: str, emphasis: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans between quotation marks or in italics that are written like a title."""
    spans = [m.span(1) if m.group(1) is not None else m.span(2) for m in _QUOTED.finditer(text)]
    for start, end in (*spans, *emphasis):
        while end > start and text[end - 1] in " ,.;:":
            end -= 1
        while start < end and text[start] == " ":
            start += 1
        units = split_units(text, start, end)
        if 0 < len(units) <= _LONGEST and _titled(units):
            yield start, end


def _titled(units: Sequence[Unit]) -> bool:
    """Whether units are written like a title, which may end in a mark of its own."""
    return (
        units[0].is_name
        and (units[-1].is_name or units[-1].text in "!?")
        and all(u.is_name or u.lower in _CONNECTORS or not u.text[0].isalnum() for u in units)
    )


def _chains(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Maximal runs of names and connectors that begin and end with a name."""
    index, count = 0, len(units)
    while index < count:
        if not units[index].is_name:
            index += 1
            continue
        last = index + 1
        look = last
        while look < count:
            if units[look].is_name:
                last = look = look + 1
            elif units[look].lower in _CONNECTORS and look - last < 2:
                look += 1
            else:
                break
        yield index, last
        index = last


def _atoms(units: Sequence[Unit], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Runs of adjacent names inside a chain."""
    start: int | None = None
    for index in range(first, last + 1):
        if index < last and units[index].is_name:
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None


def _anchors(units: Sequence[Unit], chains: Sequence[tuple[int, int]], text: str) -> Iterator[str]:
    """Forms that stand alone somewhere: an atom that does not open its sentence."""
    for first, last in chains:
        for start, end in _atoms(units, first, last):
            if start > 0 and units[start].text[0].isalpha():
                yield key(text[units[start].start : units[end - 1].end])


def _cut_words() -> frozenset[str]:
    return words("titles") | words("role_nouns") | words("crew_nouns") | words("cut_words")


def _spans(
    units: Sequence[Unit],
    first: int,
    last: int,
    text: str,
    anchors: set[str],
    cut_words: frozenset[str],
) -> Iterator[Candidate]:
    """Every stretch of the chain between two places where it may be cut."""
    starts, ends = set(), set()
    networks = words("networks")
    for start, end in _atoms(units, first, last):
        starts.add(start)
        ends.add(end)
        if end - start > 2 or (start == 0 and end - start > 1):
            starts.add(start + 1)  # a rank, or a word that is capitalised as the first
        for index in range(start, end):
            if units[index].lower.rstrip(".") in cut_words:
                starts.update(range(index, min(index + 2, end)))
                ends.update({index, index + 1} - {start})
        for one in range(start, end):
            for other in range(one + 1, min(end, one + 6) + 1):
                if other - one == end - start:
                    continue
                form = key(text[units[one].start : units[other - 1].end])
                if form in anchors or form in networks:
                    starts.update({one, other} - {end})
                    ends.update({one, other} - {start})
    stops = sorted(ends)
    for start in sorted(starts):
        for end in stops[bisect_right(stops, start) :]:
            if end > start + _LONGEST:
                break
            yield Candidate(
                units[start].start,
                units[end - 1].end,
                start,
                end,
                text[units[start].start : units[end - 1].end],
            )


def _mark(sentence: Sentence, text: str, marked: set[tuple[int, int]]) -> None:
    """Flag or add the candidates that stand between quotation marks or in italics."""
    here = {(c.start, c.end): c for c in sentence.candidates}
    for start, end in sorted(marked):
        if start < sentence.start or end > sentence.end:
            continue
        if (found := here.get((start, end))) is not None:
            found.marked = True
            continue
        inside = [i for i, u in enumerate(sentence.units) if u.start >= start and u.end <= end]
        if inside:
            sentence.candidates.append(
                Candidate(start, end, inside[0], inside[-1] + 1, text[start:end], marked=True)
            )
