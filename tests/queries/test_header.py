"""The header of a question's file: what it tells, and what is said of a wrong one."""

from pathlib import Path

import pytest

from graph.errors import QueryError
from queries.catalog import parse_question, questions
from queries.question import Column, Parameter, ParameterType

WHOLE = """\
# question: Who was in this work?
# tags: cast, works
# parameter: work work required -- the work
# parameter: least number default=2 -- at least so often
# columns: actor = ?actorName, seen in = ?titles list,
#     times = ?times
# facts: ?actor cast:castIn ?works . ?actor cast:played
#     ?roles
#
# example: who-was --work "The Mill" --least 3

# A remark about the query.
SELECT ?actorName {
  # bind work
    # bind least
}
"""
SHORT = "# question: Who?\n# example: who\nSELECT ?s { ?s ?p ?o }\n"


def test_all_that_a_header_tells() -> None:
    question = parse_question("who-was", WHOLE, "who-was.rq")
    assert question.text == "Who was in this work?"
    assert question.tags == ("cast", "works")
    assert question.parameters == (
        Parameter("work", ParameterType.WORK, "the work", required=True),
        Parameter("least", ParameterType.NUMBER, "at least so often", default="2"),
    )
    assert question.columns == (
        Column("actor", "actorName"),
        Column("seen in", "titles", many=True),
        Column("times", "times"),
    )
    assert question.facts == (
        ("?actor", "cast:castIn", "?works"),
        ("?actor", "cast:played", "?roles"),
    )
    assert question.claims is None
    assert question.example == 'who-was --work "The Mill" --least 3'
    assert (question.sparql, question.where) == (WHOLE, "who-was.rq")


def test_a_short_header_will_do() -> None:
    question = parse_question("who", SHORT, "who.rq")
    assert (question.parameters, question.columns, question.facts) == ((), (), ())


@pytest.mark.parametrize(
    ("line", "wrong", "told", "place"),
    [
        ("# question: Who?", "# asked: Who?", "is no line of a header", 1),
        ("# question: Who?", "# question:", "'question' has no value", 1),
        ("# question: Who?", "# tags: a", "has no line '# question: ...'", 1),
        ("# question: Who?", "# question: Who?\n# question: Whom?", "is there twice", 2),
        ("# example: who", "# tags: a", "has no line '# example: ...'", 1),
        ("# example: who", "# example: whom", "must begin with 'who'", 2),
        ("# example: who", '# example: who "', "cannot be typed like this", 2),
        ("# example: who", "# example: who --x 1", "is wrong about --x", 2),
        ("# example: who", "# example: who\n# remark", "is no line of a header", 3),
        ("# example: who", "# example: who\n# columns: ?s", "is no column", 3),
        ("# example: who", "# example: who\n# facts: ?s ?p", "is no pattern of a fact", 3),
        ("# example: who", "# example: who\n# facts: ?s <x:y> ?o", "is no pattern of a fact", 3),
        ("# example: who", "# example: who\n# claims: s", "is no variable", 3),
        (
            "# example: who",
            "# example: who\n# facts: ?s ?p ?o\n# claims: ?c",
            "has both facts and claims",
            4,
        ),
        ("SELECT ?s", "# bind x\nSELECT ?s", "is no line of a header", 3),
        ("{ ?s", "{\n# bind x\n ?s", "binds 'x', which is no parameter", 4),
    ],
)
def test_what_is_wrong_and_where(line: str, wrong: str, told: str, place: int) -> None:
    text = SHORT.replace(line, wrong)
    with pytest.raises(QueryError) as caught:
        parse_question("who", text, "who.rq")
    assert told in caught.value.what
    assert caught.value.where == f"who.rq:{place}"


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ("x text optional", "is no parameter"),
        ("x text -- a name", "is no parameter"),
        ("X text optional -- a name", "is no parameter"),
        ("x colour optional -- a name", "'colour' is no type of parameter"),
        ("format text optional -- a name", "cannot be called 'format'"),
        ("x text optional -- a\n# parameter: y text optional -- b", "'y' is not used"),
        ("x text required -- a name", "the example is wrong about --x"),
        ("x text optional -- a\n# parameter: x text optional -- b", "'x' is there twice"),
    ],
)
def test_wrong_parameters(parameter: str, told: str) -> None:
    text = f"# question: Who?\n# example: who\n# parameter: {parameter}\nASK {{\n# bind x\n}}\n"
    with pytest.raises(QueryError) as caught:
        parse_question("who", text, "who.rq")
    assert told in caught.value.what


def test_questions_of_ones_own_stand_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "who.rq").write_text(SHORT)
    (tmp_path / "notes.txt").write_text("no question")
    assert set(questions(tmp_path)) == {*questions(), "who"}
    assert list(questions(tmp_path)) == sorted(questions(tmp_path))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("Who Left.rq", SHORT.encode(), "name cannot be a question's"),
        ("cast.rq", SHORT.replace("who", "cast").encode(), "'cast' is there already"),
        ("who.rq", b"# question: \xff", "cannot be read"),
        ("who.rq", b"SELECT ?s { ?s ?p ?o }", "has no line '# question: ...'"),
        ("who.rq", b"", "has no line '# question: ...'"),
    ],
)
def test_files_that_are_no_questions(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(QueryError) as caught:
        questions(tmp_path)
    assert told in str(caught.value)
    assert name in str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no such folder"):
        questions(tmp_path / "none")
