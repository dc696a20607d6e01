"""Relations: run the patterns over the masked sentences and collect what they match.

A `Match` still holds characters of the masked view; `ingest.assembly` makes facts of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.model import Relation
from ingest.lexicon import table
from ingest.masking import ANY, BLOCK, BLOCK_SIZE, LAST_SLOT, UNKNOWN, Masked
from ingest.mentions import Kind
from ingest.templates import LIBERAL, STRICT, compile_template, inflections

# What makes somebody a creator or crew member, filled with the nouns and verbs of each job.
_JOB_TEMPLATES = (
    "{{W}}(?:'s)? {nouns},? {{PP}}",
    "{{W}}(?:'s)? .. {nouns},? .. {{PP}}",
    "{nouns},? {{PP}}",
    "{nouns} .. {{PP}}",
    "{{PP}},? ... {nouns} (of|on|for|behind|at|to) .. {{WW}}",
    "{{P}}, [the|a] .. {nouns} (of|on|for|behind|at|to) .. {{WW}}",
    "{{W}},? ... {verbs} .. by ... {{PP}}",
    "{{W}} \\(?.. {verbs} by {{PP}}",
    "{verbs} .. by .. {{PP}}",
    "{{PP>}} {verbs} ... {{WW}}",
    "{{PP>}} .. {verbs} .. {{WW}}",
    "{{PP>}} .. {verbs} ... {{WW}}",
    "{{PP>}} ... (and|also) .. {verbs}",
    "{{PP>}} .. {verbs}",
    "{{PP>}} .. (as|is|was|are|were|be|becomes?|became) .. {nouns}",
    "{{PP>}} .. (as|is|was|are|were|be|becomes?|became) ... {nouns} (of|on|for) .. {{W}}",
    "{{W}},? (which|that) .. {{P}} .. {verbs}",
    "{{W}},? from .. {nouns},? .. {{PP}}",
    "{nouns} .. (are|is|include|includes) ... {{PP}}",
    "{{PP}} .. (will|to|set_to|going_to) .. {verbs}",
)
CREATOR = "creator"
_MADE = (Relation.CREATED, Relation.CREW)
_NAMES = re.compile(f"[{ANY}]")
_SLOT = re.compile(r"\{([PCWN])\1?\d?>?\}")
_LETTERS = {Kind.PERSON: "P", Kind.CHARACTER: "C", Kind.WORK: "W", Kind.NETWORK: "N"}
# The kind of a masked character by its upper byte: blocks begin at multiples of 256.
_KIND_OF_BLOCK = {
    block: letter
    for kind, letter in _LETTERS.items()
    for block in range(BLOCK[kind] >> 8, (BLOCK[kind] + BLOCK_SIZE) >> 8)
} | dict.fromkeys(range(UNKNOWN >> 8, (LAST_SLOT >> 8) + 1), "X")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the pattern tables; ``name`` is the same for all jobs of a template."""

    name: str
    relation: Relation
    template: str
    qualifier: str
    stage: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern's match in a sentence: the slots' characters by their kind."""

    pattern: Pattern
    sentence: int
    start: int
    end: int
    slots: dict[str, tuple[str, ...]]


@cache
def patterns() -> tuple[Pattern, ...]:
    """All relation patterns, in the order of their tables."""
    rows = [
        Pattern(
            row["id"],
            Relation(row["relation"]),
            row["template"],
            row["qualifier"],
            row["stage"],
            row["weak"] == "weak",
        )
        for row in table("relations")
    ]
    for row in table("jobs"):
        nouns = f"\\b({row['nouns']})\\b".replace(" ", "_")
        verbs = f"<{row['verbs'].replace(' ', '-')}>"
        for number, template in enumerate(_JOB_TEMPLATES):
            filled = template.format(nouns=nouns, verbs=verbs)
            relation = Relation.CREATED if row["job"] == CREATOR else Relation.CREW
            rows.append(Pattern(f"job {number}", relation, filled, row["job"], "", False))
    return tuple(rows)


def find_matches(masked: Masked, liberal: bool = False) -> Iterator[Match]:
    """Every match of every pattern in one sentence; ``liberal`` ones tell kinds only, so
    that weak patterns are left out."""
    text = masked.text
    there = frozenset(_KIND_OF_BLOCK[ord(character) >> 8] for character in _NAMES.findall(text))
    if not there:
        return
    jobs = {job for job, cue in _job_cues() if cue.search(text)}
    for pattern, regex in _fitting(there, liberal):
        if pattern.relation in _MADE and pattern.qualifier not in jobs:
            continue
        for found in regex.finditer(text):
            slots = {
                name: tuple(_NAMES.findall(value))
                for name, value in found.groupdict().items()
                if value is not None
            }
            yield Match(pattern, masked.index, found.start(), found.end(), slots)


@cache
def _fitting(there: frozenset[str], liberal: bool) -> tuple[tuple[Pattern, re.Pattern[str]], ...]:
    """The patterns whose every slot can be filled where these kinds are named."""
    accepted = LIBERAL if liberal else STRICT
    return tuple(
        (pattern, compile_template(pattern.template, liberal))
        for pattern in patterns()
        if not (liberal and pattern.weak)
        and not any(there.isdisjoint(accepted[k]) for k in _SLOT.findall(pattern.template))
    )


@cache
def _job_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each job its words: without one of them no pattern of the job can match."""
    found = []
    for row in table("jobs"):
        verbs = "|".join(inflections(verb) for verb in row["verbs"].split("|"))
        found.append((row["job"], re.compile(rf"\b(?:{row['nouns']}|{verbs})")))
    return tuple(found)


def votes(masked: Masked) -> Iterator[tuple[str, str, float]]:
    """What a sentence says of kinds: a character, a slot's letter and how much it counts.

    Runs the patterns without regard to kinds, and the cues.
    """
    for match in find_matches(masked, liberal=True):
        for name, characters in match.slots.items():
            for character in characters:
                yield character, name[0], 1.0
    for template, weight in _cues():
        for found in compile_template(template, liberal=True).finditer(masked.text):
            for name, value in found.groupdict().items():
                for character in _NAMES.findall(value or ""):
                    yield character, name[0], weight


@cache
def _cues() -> tuple[tuple[str, float], ...]:
    return tuple((row["template"], float(row["weight"])) for row in table("cues"))
