"""Which pairs are looked at, and that long texts are parsed in parts."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.entities import Entity
from ingest.mentions import Kind, Mention
from ingest.pipeline import _LONGEST, _parts, parse, sentence_bounds
from ingest.reach import pairs_within


def entity(index: int, kind: Kind, *sentences: int) -> Entity:
    mentions = [Mention(s * 100, s * 100 + 5, f"N{index}", kind, 1.0, s) for s in sentences]
    return Entity(index, kind, f"N{index}", mentions=mentions)


def pairs(entities: list[Entity], letters: str) -> set[tuple[int, int]]:
    return {(a.index, b.index) for _, a, b in pairs_within(entities, (letters,))}


def test_near_ones_are_pairs_far_ones_are_not() -> None:
    people = [entity(0, Kind.PERSON, 3), entity(1, Kind.PERSON, 60)]
    characters = [entity(2, Kind.CHARACTER, 5), entity(3, Kind.CHARACTER, 58)]
    assert pairs([*people, *characters], "PC") == {(0, 2), (1, 3)}


def test_what_the_article_is_about_is_paired_with_all() -> None:
    works = [entity(i, Kind.WORK, *range(10 - i)) for i in range(4)]
    rare = entity(4, Kind.WORK, 90)
    person = entity(5, Kind.PERSON, 50)
    assert pairs([*works, rare, person], "PW") == {(5, 0), (5, 1), (5, 2), (5, 3)}


def test_a_work_is_no_pair_with_itself() -> None:
    works = [entity(0, Kind.WORK, 1), entity(1, Kind.WORK, 2)]
    assert pairs(works, "WW") == {(0, 1), (1, 0)}


def test_pairs_grow_with_the_text_not_with_its_square() -> None:
    def count(sentences: int) -> int:
        people = [entity(i, Kind.PERSON, i) for i in range(sentences)]
        works = [entity(sentences + i, Kind.WORK, i) for i in range(sentences)]
        return len(list(pairs_within([*people, *works], ("PW",))))

    assert count(400) < 2.1 * count(200)


@given(st.text(alphabet="ab \n", max_size=200), st.integers(1, 3))
def test_parts_make_the_text_again(text: str, times: int) -> None:
    long = text * times * (_LONGEST // 50)
    parts = list(_parts([long]))
    assert "".join(part for part, _ in parts) == long
    assert [last for _, last in parts] == [False] * (len(parts) - 1) + [True]
    assert all(len(part) <= _LONGEST for part, _ in parts)


def test_a_long_text_keeps_its_offsets() -> None:
    text = "Ada Lund plays Mara Quill in the drama.\n\n" * (2 * _LONGEST // 41)
    short = "Tide is a series."
    doc, other = parse([text, short])
    assert (doc.text, other.text) == (text, short)
    assert len(sentence_bounds(doc, text)) == 2 * _LONGEST // 41
