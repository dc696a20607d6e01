"""Qualifiers of a fact: season, episode, year and credit, read near where it is stated."""

import re
from dataclasses import dataclass

from graph.model import Credit
from ingest.lexicon import table

_ORDINALS = {row["word"]: int(row["number"]) for row in table("ordinals")}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_SEASON = re.compile(
    rf"\b(?:season|series|s)[ -]?(\d{{1,2}})\b|\b(?:season|series) ({_ORDINAL})\b"
    rf"|\b({_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))(?:[ -]\w+)? (?:season|series|run)\b"
)
_EPISODE = re.compile(
    rf"\b(?:episode|ep\.?|e)[ -]?(\d{{1,3}})\b|\bepisode ({_ORDINAL})\b"
    rf"|\b({_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)) episode\b"
)
_YEAR = re.compile(r"\b(?:in|since|from|of|the) ((?:19|20)\d\d)\b|\(((?:19|20)\d\d)\)")
_CREDITS = tuple(
    (Credit(row["credit"]), re.compile(rf"\b(?:{row['cue']})")) for row in table("credits")
)


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What narrows a fact down; each is None where the text does not say."""

    season: int | None = None
    episode: int | None = None
    year: int | None = None
    credit: Credit | None = None


def read_qualifiers(near: str) -> Qualifiers:
    """The qualifiers in the masked, lower-case text around a fact."""
    credit = next((credit for credit, cue in _CREDITS if cue.search(near)), None)
    return Qualifiers(
        _number(_SEASON.search(near)), _number(_EPISODE.search(near)), _year(near), credit
    )


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _ORDINALS[word]


def _year(near: str) -> int | None:
    match = _YEAR.search(near)
    return int(match.group(1) or match.group(2)) if match else None
