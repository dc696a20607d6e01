"""Names and values that would like to be query text: they neither break nor inject."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import URIRef

from graph.claims import load_reading
from graph.errors import CastGraphError, NameLookupError, QueryError, UnknownName
from graph.identifiers import iri_of
from graph.model import Article, Fact, Person, Reading, Relation, Work, WorkKind
from graph.store import MEMORY, GraphStore, open_store
from queries.catalog import ParameterType, Question, parse_question, questions
from queries.names import resolve
from queries.run import ask, fill

ADA, BO = Person("Ada Brandt"), Person("Bo Castellane")
HARBOUR = Work("Harbour Lights", WorkKind.TV)

HOSTILE = (
    '"',
    "'",
    '"""',
    "\\",
    '\\"',
    "{",
    "}",
    "# nothing more",
    "Ada Brandt and\n}",
    'Ada Brandt" } UNION { ?s ?p ?o } #',
    "Ada Brandt' . ?s ?p ?o . #",
    "<http://x.invalid/> } # ",
    'x"@en ; ?p ?o',
    'x"^^<http://x.invalid/>',
    "?s ?p ?o",
    r"\u0022 } UNION { ?s ?p ?o } #",
    "$x } INSERT DATA { <urn:a> <urn:b> <urn:c> } #",
    "SERVICE <http://x.invalid/> { ?s ?p ?o }",
    "\x00\x01\x7f",
    "\r\n\t\v\f",
    "\ud800",
    "\u202eadA",
    "%s %d {0} {name}",
    "../../etc/passwd",
    "",
    " ",
    "n" * 10_000,
    "{" * 10_000,
    '"' * 10_000,
    "Ада " * 2_500,
)
# Addresses are taken as they are, unless they could end where they should not.
BAD_ADDRESSES = (
    "http://x.invalid/> } UNION { ?s ?p ?o",
    'http://x.invalid/"',
    "https://x.invalid/a b",
    "http://x.invalid/\x00",
    "http://x.invalid/{}",
    "schema:Person> } #",
    "schema:\\",
)
ECHO = parse_question(
    "echo",
    """# question: Who is called so?
# parameter: name text required -- the name
# columns: name = ?name, person = ?person
# example: echo --name x
SELECT ?name ?person {
  # bind name
  OPTIONAL { ?person schema:name ?name }
}
""",
    "echo.rq",
)
OTHER_TYPES = (ParameterType.DATE, ParameterType.NUMBER, ParameterType.FLAG)


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    facts = (Fact(Relation.CREATED, BO, HARBOUR), Fact(Relation.CAST_IN, ADA, HARBOUR))
    with open_store(MEMORY) as opened:
        load_reading(opened, Reading(Article("Bo Castellane cast Ada Brandt."), facts))
        yield opened


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_only_unknown(store: GraphStore, name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(store, name)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("name", BAD_ADDRESSES)
def test_a_broken_address_is_refused(store: GraphStore, name: str) -> None:
    with pytest.raises(NameLookupError):
        resolve(store, name)


@given(name=st.text(max_size=40))
@example(name="ADA BRANDT")
def test_any_text_is_a_thing_or_an_error(store: GraphStore, name: str) -> None:
    try:
        found = resolve(store, name)
    except NameLookupError:
        return
    assert isinstance(found, URIRef)
    assert fill(store, questions()["roles"], {"person": str(found)})


@given(start=st.sampled_from(["http://", "https://x.invalid/", "urn:", "schema:"]), rest=st.text())
def test_what_looks_like_an_address_neither_breaks_nor_injects(
    store: GraphStore, start: str, rest: str
) -> None:
    try:
        table = ask(store, questions()["roles"], {"person": start + rest})
    except CastGraphError:
        return
    assert table.rows == ()


@given(value=st.text())
def test_a_text_comes_back_as_it_is(store: GraphStore, value: str) -> None:
    whole = ask(store, ECHO, {"name": value})
    assert len(whole.rows) == 1
    if value not in {"Ada Brandt", "Bo Castellane", "Harbour Lights"}:
        assert whole.rows[0][1] is None


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_finds_nothing(store: GraphStore, value: str) -> None:
    expected = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert ask(store, ECHO, {"name": value}).rows == ((expected or None, None),)


def _text_parameters() -> list[tuple[Question, str]]:
    return [
        (question, parameter.name)
        for question in questions().values()
        for parameter in question.parameters
    ]


@pytest.mark.parametrize(
    ("question", "parameter"),
    _text_parameters(),
    ids=[f"{question.name} {parameter}" for question, parameter in _text_parameters()],
)
def test_no_question_is_broken_by_a_value(
    store: GraphStore, question: Question, parameter: str
) -> None:
    known = {
        ParameterType.PERSON: "Ada Brandt",
        ParameterType.WORK: "Harbour Lights",
        ParameterType.ENTITY: "Ada Brandt",
        ParameterType.DATE: "2024",
        ParameterType.NUMBER: "1",
        ParameterType.FLAG: "yes",
        ParameterType.CHARACTER: str(iri_of(BO)),
        ParameterType.NETWORK: str(iri_of(BO)),
    }
    values = {p.name: known.get(p.type, "x") for p in question.parameters if p.required}
    kind = next(p.type for p in question.parameters if p.name == parameter)
    for value in HOSTILE:
        if kind is ParameterType.TEXT:
            assert ask(store, question, values | {parameter: value}).rows == ()
            continue
        with pytest.raises((NameLookupError, QueryError)) as caught:
            ask(store, question, values | {parameter: value})
        if kind in OTHER_TYPES:
            assert f"--{parameter} takes" in str(caught.value)


@pytest.mark.parametrize(
    "name", [n for n in HOSTILE if n.strip() and len(n) < 300 and n.isprintable()]
)
def test_a_hostile_name_that_is_in_the_graph_is_found(name: str) -> None:
    """Articles may hold such names; they are found like any other, and nothing else is."""
    villain = Person(name)
    with open_store(MEMORY) as store:
        facts = (Fact(Relation.CAST_IN, villain, HARBOUR), Fact(Relation.CAST_IN, ADA, HARBOUR))
        load_reading(store, Reading(Article("text"), facts))
        assert resolve(store, name, "person") == iri_of(villain)
        assert ask(store, questions()["roles"], {"person": name}).rows[0][0] == "Harbour Lights"
        told = ask(store, questions()["cast"], {"work": "Harbour Lights"})
        assert {row[0] for row in told.rows} == {name, "Ada Brandt"}
