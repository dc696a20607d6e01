"""Every pattern finds its own example, and the language data is well-formed."""

import re
from collections import Counter

import pytest

from ingest.lexicon import table, words
from ingest.masking import BLOCK, UNKNOWN
from ingest.mentions import Kind
from ingest.relations import patterns
from ingest.templates import compile_template

_MARKUP = re.compile(r"\{(\w) ([^{}]+)\}")
_KINDS = {"P": Kind.PERSON, "C": Kind.CHARACTER, "W": Kind.WORK, "N": Kind.NETWORK}
RELATIONS = table("relations")


def masked(example: str) -> tuple[str, dict[str, str]]:
    """An example as the masked view has it, and the name behind each character."""
    names: dict[str, str] = {}

    def character(match: re.Match[str]) -> str:
        letter = chr(BLOCK[_KINDS[match.group(1)]] + len(names))
        names[letter] = match.group(2)
        return letter

    return _MARKUP.sub(character, example).lower(), names


@pytest.mark.parametrize("row", RELATIONS, ids=[row["id"] for row in RELATIONS])
def test_a_pattern_finds_its_example(row: dict[str, str]) -> None:
    text, names = masked(row["example"])
    match = compile_template(row["template"]).search(text)
    assert match is not None
    found = {c for value in match.groupdict().values() for c in value or "" if c in names}
    assert found <= names.keys()
    assert len(found) >= (2 if row["template"].count("{") > 1 else 1)


def test_pattern_ids_are_unique() -> None:
    counts = Counter(row["id"] for row in RELATIONS)
    assert counts.most_common(1)[0][1] == 1
    assert len(patterns()) > len(RELATIONS)  # the jobs' patterns come on top


def test_a_gap_steps_over_no_name() -> None:
    pattern = compile_template("{P} .. <play> ... {C}")
    text, _ = masked("{P Ann Poe} told {P Bo Ray} that she plays {C Kit}.")
    match = pattern.search(text)
    assert match is not None
    assert match.group("P") == text[text.index("told") + 5]


def test_strict_slots_take_unknown_names_only_for_characters() -> None:
    unknown = chr(UNKNOWN)
    person = chr(BLOCK[Kind.PERSON])
    assert compile_template("{P} plays {C}").search(f"{person} plays {unknown}")
    assert not compile_template("{P} plays {C}").search(f"{unknown} plays {unknown}")
    assert compile_template("{P} plays {C}", liberal=True).search(f"{unknown} plays {unknown}")


@pytest.mark.parametrize(
    "name", ["networks", "titles", "role_nouns", "crew_nouns", "cut_words", "news_cues"]
)
def test_word_lists_hold_lower_case_entries_once(name: str) -> None:
    entries = words(name)
    assert len(entries) > 10
    assert all(entry == entry.strip().lower() for entry in entries)


@pytest.mark.parametrize("row", table("status"), ids=lambda row: row["cue"][:30])
def test_status_cues_compile_and_have_a_scope(row: dict[str, str]) -> None:
    assert re.compile(row["cue"])
    assert row["scope"] in {"core", "clause", "sentence", "next", "inferred"}
