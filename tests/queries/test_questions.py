"""Every question, asked of small graphs: the right rows in order, the claims behind them."""

import shlex

import pytest
from question_cases import ANSWERED, EMPTY, Case
from question_graphs import graph_of

from graph.model import Certainty
from queries.catalog import Question, questions
from queries.evidence import Evidence
from queries.run import ask

QUESTIONS = questions()


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.question)
def test_the_answer(case: Case) -> None:
    with graph_of(*case.readings) as store:
        table = ask(store, QUESTIONS[case.question], case.values)
    assert table.rows == case.rows


@pytest.mark.parametrize("case", EMPTY, ids=lambda case: case.question)
def test_no_answer(case: Case) -> None:
    with graph_of(*case.readings) as store:
        table = ask(store, QUESTIONS[case.question], case.values)
    assert table.rows == ()
    assert table.columns


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.question)
def test_the_order_of_articles_does_not_matter(case: Case) -> None:
    with graph_of(*reversed(case.readings)) as store:
        table = ask(store, QUESTIONS[case.question], case.values)
    assert table.rows == case.rows


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.question)
def test_claims_stand_behind_every_row(case: Case) -> None:
    question = QUESTIONS[case.question]
    with graph_of(*case.readings) as store:
        table = ask(store, question, case.values)
        evidence = Evidence(store, question)
        found = [evidence.behind(row) for row in table.behind]
    if not question.facts and question.claims is None:
        assert found == []
        return
    assert len(found) == len(table.rows)
    for row, claims in zip(table.rows, found, strict=True):
        assert claims
        names = {
            name for claim in claims for name in (claim.fact.subject.name, claim.fact.object.name)
        }
        told = {cell for cell in row if isinstance(cell, str)} | set(case.values.values())
        assert names & told
        if question.facts:
            assert all(claim.fact.asserted for claim in claims)


@pytest.mark.parametrize("cases", [ANSWERED, EMPTY], ids=["answered", "empty"])
def test_every_question_has_a_case(cases: tuple[Case, ...]) -> None:
    assert {case.question for case in cases} == set(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_example_uses_what_the_question_takes(question: Question) -> None:
    name, *words = shlex.split(question.example)
    assert name == question.name
    assert all(parameter.meaning for parameter in question.parameters)
    assert {word for word in words if word.startswith("--")} <= {
        f"--{parameter.name}" for parameter in question.parameters
    }


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_says_what_it_is_about(question: Question) -> None:
    assert question.text.endswith("?")
    assert question.tags
    assert question.columns
    assert "ORDER BY" in question.sparql


def test_a_rumour_is_behind_a_rumour() -> None:
    case = next(case for case in ANSWERED if case.question == "rumours")
    question = QUESTIONS["rumours"]
    with graph_of(*case.readings) as store:
        table = ask(store, question, case.values)
        evidence = Evidence(store, question)
        found = [claim for row in table.behind for claim in evidence.behind(row)]
    assert {claim.fact.certainty for claim in found} == {Certainty.REPORTED}
    assert len(found) == 3
