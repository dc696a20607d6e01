"""The values that everything else is made of."""

import hashlib
from dataclasses import FrozenInstanceError, replace

import pytest
from graph_samples import ADA, HARBOUR, MILL, MIRA, sample

from graph.model import (
    Article,
    Certainty,
    Fact,
    Person,
    Reading,
    Relation,
    Stage,
    Status,
    Work,
    WorkKind,
)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("certainty", Certainty)
def test_status_and_assertion_follow_from_stage_and_certainty(
    stage: Stage, certainty: Certainty
) -> None:
    fact = Fact(Relation.CAST_IN, ADA, MILL, stage=stage, certainty=certainty)
    if certainty is Certainty.DENIED:
        expected = Status.DENIED
    elif certainty is Certainty.REPORTED:
        expected = Status.RUMOURED
    elif stage is Stage.OFFERED:
        expected = Status.IN_TALKS
    else:
        expected = Status(stage.value)
    assert fact.status is expected
    settled = {Status.ANNOUNCED, Status.CONFIRMED, Status.EXITED}
    assert fact.asserted is (fact.status in settled)


def test_values_are_frozen_and_compare_by_what_they_are() -> None:
    with pytest.raises(FrozenInstanceError):
        ADA.name = "Bo"  # type: ignore[misc]
    assert Person("Ada Brandt", ("A",)) == Person("Ada Brandt")
    assert Work("The Mill", WorkKind.TV) == Work("The Mill", WorkKind.FILM)
    assert Work("The Mill", qualifier="1998") != Work("The Mill")
    assert replace(sample().article, source="elsewhere") == sample().article


def test_a_reading_names_each_entity_once() -> None:
    facts = (
        Fact(Relation.PLAYED, ADA, MIRA, work=HARBOUR),
        Fact(Relation.CAST_IN, ADA, HARBOUR),
    )
    assert Reading(Article("text"), facts, (HARBOUR, MILL)).entities() == (
        ADA,
        MIRA,
        HARBOUR,
        MILL,
    )


def test_the_content_hash_is_that_of_the_text() -> None:
    assert Article("äb").content_hash == hashlib.sha256("äb".encode()).hexdigest()
    assert Article("a\ud800").content_hash != Article("a").content_hash
