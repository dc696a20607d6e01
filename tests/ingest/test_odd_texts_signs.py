"""Signs that are no letters: private ones, halves of characters, signs without width."""

from itertools import pairwise

import pytest
from odd_readings import BOTH, PLAIN, PLAYED, read, told

from graph.model import Article
from ingest.candidates import find_candidates
from ingest.document import build
from ingest.language import guess_language
from ingest.mentions import Kind, Mention
from ingest.sources import decode

ICON = 'Juno Vale is ill. {} created "Harbour Lights". Odile Brandt likes "Low Tide".'


@BOTH
@pytest.mark.parametrize("sign", "\ue000\ue001\ue600\uec00\uf200\uf8ff")
def test_a_private_character_is_a_mark_like_any_other(fast: bool, sign: str) -> None:
    assert told(ICON.format(sign), fast) == told(ICON.format("\u25a0"), fast)


@BOTH
def test_what_is_told_is_not_unread(fast: bool) -> None:
    reading = read(f"\u200b{PLAIN}", fast)
    assert reading.facts
    assert not reading.unread


@BOTH
@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060"])
def test_a_sign_without_width_parts_no_name_of_a_file(fast: bool, sign: str) -> None:
    text = PLAIN.replace("Vale", f"Va{sign}le").replace("Marlow", f"Mar{sign}low")
    assert told(decode(text.encode(), "file"), fast) == told(PLAIN, fast)


def test_letters_of_a_file_are_composed() -> None:
    assert decode("Zoe\u0301 Vale".encode(), "file") == "Zo\u00e9 Vale"


@BOTH
def test_a_name_keeps_no_sign_of_direction(fast: bool) -> None:
    reading = read('Juno Vale plays Kit Marlow in "Harbour \u202eLights".', fast)
    assert all(name.isprintable() for e in reading.entities() for name in (e.name, *e.aliases))


def test_more_names_than_a_block_holds_are_kept_apart() -> None:
    lines: list[str] = []
    mentions: list[Mention] = []
    for number in range(900):
        shown = [(Kind.CHARACTER, f"Kit {number}x"), (Kind.PERSON, f"Juno {number}y")]
        line = f"{shown[0][1]} is played by {shown[1][1]}."
        start = sum(map(len, lines))
        for kind, name in shown:
            at = start + line.index(name)
            mentions.append(Mention(at, at + len(name), name, kind, 3.0, number))
        lines.append(f"{line}\n")
    text, starts = "".join(lines), [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    bounds = [(start, end - 1) for start, end in pairwise(starts)]
    document = build(text, find_candidates(text, bounds), mentions)
    assert len(document.slots) >= len(document.entities) == 1800
    for entity in document.entities:
        assert any(found is entity for found in document.slots.values())


def test_japanese_is_said() -> None:
    text = (
        "俳優のジュノ・ベイルが、NBCの新ドラマ「ハーバーライツ」でキット・マーロウ役を演じることが"
        "明らかになった。シリーズは秋に放送を開始し、オディール・ブラントが製作総指揮を務める。"
    )
    assert guess_language(text * 4) != "English"
    assert guess_language(text) is not None


@BOTH
def test_half_a_character_is_no_reason_to_fail(fast: bool) -> None:
    assert PLAYED in told(f"\ud83c {PLAIN}", fast)
    assert Article("\ud800").content_hash
