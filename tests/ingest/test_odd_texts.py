"""Odd texts are only texts: none costs an exception, a wrong quote or an invented fact.

What is asserted of a reading is that it is sound, and that it tells nothing but what the
text says; that plain statements are found shows that it was read.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_readings import (
    BOTH,
    PLAIN,
    PLAYED,
    TOLD,
    Triple,
    faults,
    read,
    reader,
    told,
    triple,
)

from graph.model import Article


def lowered(facts: set[Triple]) -> set[Triple]:
    return {(relation, one.lower(), other.lower()) for relation, one, other in facts}


SILENT = {
    "nothing": "",
    "blank": " \n\t\n \u200b\u3000\n",
    "marks": "?!... --- *** ((( )))\n",
    "quotation marks": '"' * 300,
    "one letter": "A",
    "one long word": "Harbour" * 700,
    "emoji": "🎬🎉👨\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f ❤️ 🇬🇧\n" * 9,
    "direction": "\u202eשלום עליכם\u202c \u200fIt rained.\u200e \u2067שלום\u2069 It stopped.",
    "letters of many scripts": "Ω Ж 한 漢 ไทย हिन्दी עברית العربية ǅ ﬁ İ ß ŉ",
    "accents on accents": "Z\u0334\u0321\u0353a\u0338\u0322\u0301l\u0335\u031bg\u0336o",
    "control characters": "\x00\x07\x1b[31m\x7f\x85\u2028\u2029\x0b\x0c",
    "scanned ruin": "|l1 ~~ rn ¬ .:'; Tbe 5how w1ll rct0rn 0n 1uesd4y ﬂ ﬁ ,, '' l|l\n" * 5,
    "a table of numbers": "Week\tViewers\tShare\n1\t4.2\t12%\n2\t3.9\t11%\n3\t4.4\t13%\n",
    "a recipe": "Two eggs | a cup of flour | salt\nStir, then bake for an hour. Serve warm.\n",
    "weather": "It rained all night, and by the morning the river had come over its banks.\n",
    "code": "for (let i = 0; i < n; i++) { total += rows[i].value; } // returns undefined\n",
}


@BOTH
@pytest.mark.parametrize("name", SILENT)
def test_a_text_that_says_nothing_gives_no_fact(fast: bool, name: str) -> None:
    assert told(SILENT[name], fast) == set()


STATING = {
    "as it is": PLAIN,
    "curly": "Juno Vale plays Kit Marlow in “Harbour Lights”.",
    "wide spaces": PLAIN.replace(" ", "\u00a0"),
    "line ends of three systems": f"It rained.\r\n{PLAIN}\rIt rained.\n{PLAIN}\r\n",
    "wide gaps": f"It  rained,   all    day.\n\n\n\n    {PLAIN}   ",
    "no width at the verges": f"\ufeff{PLAIN}\u200b\u200b",
    "no width between words": PLAIN.replace("Vale ", "Vale\u200b ").replace(
        "Lights", "Lights\u2060"
    ),
    "direction": f"{PLAIN}\u200e\u200f",
    "emoji": f"🎬🎬 {PLAIN} 🎉👨\u200d👩\u200d👧!",
    "emoji in the middle": 'Juno Vale plays Kit Marlow in "Harbour Lights" 🎉.',
    "a letter that grows in lower case": f"In İzmir, İnci saw it. {PLAIN}",
    "after a foreign sentence": f"„Das ist das Ende“, hieß es damals.\n\n{PLAIN}",
    "after a scanned ruin": f"|l1 ~~ rn ¬ .:'; ﬂ ,, '' l|l\n\n{PLAIN}",
    "after a long blank": "\n" * 500 + PLAIN,
    "between brackets": f"((([{PLAIN}])))",
    "marked up": f"<p>&nbsp;</p>\n{PLAIN}\n</article>",
    "shell and markup": f"$(rm -rf /) `id` {{{{7*7}}}} %s %n\n{PLAIN}",
}


@BOTH
@pytest.mark.parametrize("name", STATING)
def test_a_plain_statement_is_read_in_odd_company(fast: bool, name: str) -> None:
    facts = read(STATING[name], fast).facts
    assert PLAYED in map(triple, facts)
    assert {triple(fact) for fact in facts} <= TOLD
    if PLAIN in STATING[name]:
        assert all(PLAIN in evidence.quote for fact in facts for evidence in fact.evidence)


HEADLINES = [
    'Juno Vale Plays Kit Marlow In "Harbour Lights"',
    "Juno Vale Plays Kit Marlow in Harbour Lights",
    "Juno Vale To Play Kit Marlow In ‘Harbour Lights’\n",
    "JUNO VALE PLAYS KIT MARLOW IN HARBOUR LIGHTS",
    'JUNO VALE PLAYS KIT MARLOW IN "HARBOUR LIGHTS"!\n',
    "juno vale plays kit marlow in harbour lights",
    'juno vale plays kit marlow in "harbour lights"',
    "jUNO vALE pLAYS kIT mARLOW iN hARBOUR lIGHTS",
]


@BOTH
@pytest.mark.parametrize("text", HEADLINES)
def test_a_headline_by_itself_is_not_misread(fast: bool, text: str) -> None:
    assert lowered(told(text, fast)) <= lowered(TOLD)


CAST = {"Juno Vale": "Kit Marlow", "Tobias Renn": "Ned Holt", "Odile Brandt": "Ada Quill"}
ROWS = {
    "as": "- {} as {}",
    "brackets": "{} ({})",
    "dash": "{} – {}",
    "bars": "| {} | {} |",
    "tabs": "{}\t{}",
    "dots": "{} ........ {}",
    "colon": "{}: {}",
    "lines": "{}\n{}",
    "bullets": "• {}\n  ◦ {}",
    "commas": '"{}","{}"',
}


@BOTH
@pytest.mark.parametrize("row", ROWS)
def test_rows_of_a_table_are_not_mixed_up(fast: bool, row: str) -> None:
    rows = "\n".join(ROWS[row].format(*pair) for pair in CAST.items())
    found = told(f'The cast of "Harbour Lights":\n\n{rows}\n', fast)
    played = {(one, other) for relation, one, other in found if relation == "played"}
    assert played <= set(CAST.items())
    if row == "as":
        assert played


SCANNED = [
    'Juno Vale p1ays Kit Marl0w in "Harb0ur Lights".',
    'Jnno Va1e plays K it Mar low in "Har bour Lights" .',
    'J u n o  V a l e  p l a y s  K i t  i n  "H a r b o u r  L i g h t s".',
    'Juno Vale plays Kit Mar-\nlow in "Harbour\nLights".',
    "JunoValeplaysKitMarlowinHarbourLights.",
    'Juno Vale plays Kit Marlow in "Harbour Lights. 3\n\n3 Entertainment Page 3\n\n" .',
    "Juno Vale pIays Kit MarIow in ''Harbour Lights'', ,, .",
]


@BOTH
@pytest.mark.parametrize("text", SCANNED)
def test_noise_of_a_scanner_adds_nobody(fast: bool, text: str) -> None:
    # No more than one performer, one character and one work are there to be told of.
    assert len(told(text, fast)) <= len(TOLD)


NOISE = st.sampled_from("\u200b\u202e\u0301\u00ad\U0001f3ac|\"'’()[]{}<>\n\t.,;:-–*_#@&\\/0lI ")
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.booleans(), NOISE), max_size=12)
NEWS = f"""Juno Vale Sets Sail for NBC's "Harbour Lights"

{PLAIN} She will star beside Tobias Renn, who plays her brother Ned.
Odile Brandt, who created "Low Tide," is showrunner of the spin-off, which is on NBC.
"""


def damaged(text: str, changes: list[tuple[int, bool, str]]) -> str:
    for place, instead, sign in changes:
        at = place % len(text)
        text = text[:at] + sign + text[at + instead :]
    return text


@given(CHANGES)
@settings(max_examples=25)
def test_a_damaged_text_is_read_soundly(changes: list[tuple[int, bool, str]]) -> None:
    assert faults(reader(fast=True).read(Article(damaged(NEWS, changes)))) == []


@given(CHANGES)
@settings(max_examples=5)
def test_a_damaged_text_is_read_soundly_by_the_encoder(
    changes: list[tuple[int, bool, str]],
) -> None:
    assert faults(reader(fast=False).read(Article(damaged(NEWS, changes)))) == []
