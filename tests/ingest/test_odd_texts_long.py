"""Very long texts: what reading takes grows with their length, not with its square."""

from collections.abc import Iterator
from itertools import combinations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_readings import BOTH, read

import ingest.pipeline
import ingest.reader
from graph.model import Relation
from ingest.document import Document
from ingest.entities import Entity
from ingest.masking import BLOCK, BLOCK_SIZE, LAST_SLOT, UNKNOWN
from ingest.mentions import Kind, Mention
from ingest.pairs import Pairs
from ingest.reach import _SENTENCES, _TOPICS, KIND_OF, pairs_within
from ingest.relations import _KIND_OF_BLOCK

LETTERS = ("PW", "PC", "CW", "WN", "WW")
SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu", "da", "fe"]
FILLER = (
    "It took a long time to make, and nothing about it was easy: the weather was bad, the "
    "money was late and the boat was small.\n"
)


Stated = tuple[str, str, str]


def name(number: int, ending: str) -> str:
    parts = [SYLLABLES[number // 12**place % 12] for place in range(3)]
    return ("".join(parts) + ending).capitalize()


def statement(number: int) -> Stated:
    """A performer, a character and a work that no other number has."""
    performer = f"{name(number, 'n')} {name(7 * number + 3, 'sk')}"
    character = f"{name(5 * number + 1, 'l')} {name(11 * number + 5, 'rd')}"
    return performer, character, f"{name(3 * number + 2, 'x')} {name(13 * number + 7, 've')}"


STATED = [statement(number) for number in range(360)]


def apart(one: Entity, other: Entity) -> int:
    return min(abs(a.sentence - b.sentence) for a in one.mentions for b in other.mentions)


# The encoder is slow, and the bounds are the same.
@pytest.mark.parametrize(
    ("fast", "stated"), [(True, STATED), (False, STATED[:90])], ids=["fast", "full"]
)
def test_a_long_text_relates_only_what_stands_near(
    fast: bool, stated: list[Stated], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join(f'{p} plays {c} in "{w}".\n{FILLER}' for p, c, w in stated)
    assert len(text.split()) >= (12_000 if fast else 3_000)
    seen: list[Pairs] = []

    def kept(document: Document) -> Pairs:
        seen.append(Pairs(document))
        return seen[-1]

    monkeypatch.setattr(ingest.reader, "Pairs", kept)
    reading = read(text, fast)
    (pairs,) = seen
    far = [(one, two) for _, one, two in pairs.by_key if apart(one, two) > _SENTENCES]
    assert len({e for pair in far for e in pair if e.kind is Kind.WORK}) <= _TOPICS
    assert all(any(e.kind is Kind.WORK for e in pair) for pair in far)
    assert len(pairs.by_key) <= 20 * len(pairs.document.entities)
    played = [f for f in reading.facts if f.relation is Relation.PLAYED]
    assert len(played) > len(stated) / 2
    for fact in played:  # perhaps by a part of the name, but never one of another sentence
        assert any(fact.subject.name in p and fact.object.name in c for p, c, _ in stated)


def entities(sentences: dict[tuple[Kind, int], list[int]]) -> list[Entity]:
    return [
        Entity(
            index,
            kind,
            f"{kind} {number}",
            mentions=[Mention(0, 1, "", kind, 1.0, sentence) for sentence in named],
        )
        for index, ((kind, number), named) in enumerate(sentences.items())
    ]


NAMED = st.dictionaries(
    st.tuples(st.sampled_from(Kind), st.integers(0, 9)),
    st.lists(st.integers(0, 60), min_size=1, max_size=4),
    max_size=25,
)


@given(NAMED)
def test_pairs_are_those_near_each_other_and_those_of_topics(
    sentences: dict[tuple[Kind, int], list[int]],
) -> None:
    named = entities(sentences)
    found = list(pairs_within(named, LETTERS))
    assert len(found) == len(set(found))
    for letters, one, two in found:
        assert (one.kind, two.kind) == (KIND_OF[letters[0]], KIND_OF[letters[1]])
        assert one is not two
    related = {(one, two) for _, one, two in found}
    far = [(one, two) for one, two in related if apart(one, two) > _SENTENCES]
    works = sorted((e for e in named if e.kind is Kind.WORK), key=lambda e: -len(e.mentions))
    topics = set(works[:_TOPICS])
    assert all(topics & set(pair) for pair in far)
    for one, two in combinations(named, 2):
        kinds = {one.kind, two.kind}
        if any(kinds == {KIND_OF[pair[0]], KIND_OF[pair[1]]} for pair in LETTERS):
            near = apart(one, two) <= _SENTENCES or topics & {one, two}
            assert bool(near) == ((one, two) in related or (two, one) in related)


@pytest.mark.parametrize("times", [4, 8])
def test_pairs_grow_with_the_length(times: int) -> None:
    def pairs(length: int) -> int:
        everywhere = {(Kind.PERSON, -1): list(range(length)), (Kind.WORK, -1): list(range(length))}
        once = {(kind, number): [number] for number in range(length) for kind in Kind}
        return len(list(pairs_within(entities(everywhere | once), LETTERS)))

    assert pairs(times * 100) <= times * 1.25 * pairs(100)


NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


class Watched:
    """A pipeline without a model that notes how much it is given at once."""

    def __init__(self) -> None:
        self.longest = 0

    def pipe(self, texts: Iterator[tuple[str, bool]], **_options: object) -> Iterator[object]:
        for text, last in texts:
            self.longest = max(self.longest, len(text))
            yield NLP(text), last


WORDS = st.sampled_from(["tide ", "Harbour Lights. ", "\n", "\n\n", "x" * 70, "  ", "é\u200b🎬"])
TEXTS = st.lists(st.lists(WORDS, max_size=12).map("".join), max_size=4)


@given(TEXTS, st.integers(1, 2))
@settings(max_examples=30)
def test_a_text_parsed_in_parts_is_whole_again(texts: list[str], times: int) -> None:
    watched = Watched()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest.pipeline, "load_pipeline", lambda: watched)
        patch.setattr(ingest.pipeline, "_LONGEST", 50)
        docs = list(ingest.pipeline.parse(iter([text * times for text in texts])))
    assert [doc.text for doc in docs] == [text * times for text in texts]
    assert watched.longest <= 50
    for doc in docs:
        bounds = ingest.pipeline.sentence_bounds(doc, doc.text)
        shown = "".join(doc.text[start:end] for start, end in bounds)
        assert "".join(shown.split()) == "".join(doc.text.split())


ONE_SENTENCE = {
    "names": " and ".join(performer for performer, _, _ in STATED[:100]),
    "words": "and the boat and the money " * 150,
    "open brackets": "Juno Vale (" * 200,
    "marks": 'Juno Vale, "Kit" - ' * 100,
    "capitals": "JUNO VALE PLAYS KIT MARLOW " * 100,
    "titles": "The Harbour of the Lights of the " * 100,
    "numbers": "Season 3, episode 7, 2014, (44), " * 60,
}


@BOTH
@pytest.mark.parametrize("text", ONE_SENTENCE.values(), ids=ONE_SENTENCE)
def test_a_sentence_without_an_end_is_read(fast: bool, text: str) -> None:
    assert len(read(text, fast).facts) < 10


def test_every_slot_of_a_masked_text_has_a_kind() -> None:
    """More names that are nothing known than an old block had room for."""
    last = [start + BLOCK_SIZE - 1 for start in BLOCK.values()]
    assert all(sign >> 8 in _KIND_OF_BLOCK for sign in (*BLOCK.values(), *last))
    unknown = (UNKNOWN, UNKNOWN + 3000, LAST_SLOT)
    assert {_KIND_OF_BLOCK[sign >> 8] for sign in unknown} == {"X"}
