"""What a person's own SPARQL may not do, and that nothing hides it."""

import itertools
import time
from contextlib import suppress

import pyoxigraph
import pytest

from graph.errors import QueryError
from queries.harmless import DEEPEST, LONGEST, check_harmless

ZERO_WIDTH = "\u200c"  # may stand in the name of a prefix, though it is no letter

PROLOGUE = (
    f"PREFIX e: <http://e.invalid/> PREFIX : <http://d.invalid/> PREFIX z{ZERO_WIDTH}: <urn:z>"
)
SERVICES = (
    "SERVICE <http://x.invalid/> {?a ?b ?c}",
    "service\t<http://x.invalid/>{}",
    "SERVICE e:x {}",
    "SERVICE:x{}",
    "SERVICEe:x{}",
    "SERVICESILENT<http://x.invalid/>{}",
    f"SERVICE z{ZERO_WIDTH}:x {{}}",
    "SERVICE ?where {}",
    "SERVICE#>'\n<http://x.invalid/>{}",
    "SERVICE#\n#\nSILENT#\n<http://x.invalid/>{}",
)
# Each is complete for the engine, and looks unfinished to who cuts tokens otherwise.
DISGUISES = (
    "",
    r"?s e:a\#b ?o . ",
    r"?s e:a\' ?o . ",
    "?s <http://x.invalid/#'> ?o . ",
    "FILTER(1<'>' ) ",
    "FILTER(1<2#>'\n) ",
    "FILTER(1<2#>'''\n) ",
    "FILTER('''a'b'''='#') ",
    '?s ?p """a"b""" . ',
    r"?s ?p 'a\'b' . ",
    "?s ?p 1 ",
    "?s ?p e:a.b.",
    "?s ?p e:service .",
    "# it's\n",
    "VALUES ?q {'#' \"'\"} ",
)
CASES = [
    f"{PROLOGUE} SELECT * {{ {before}{service} {after} }}"
    for before, service, after in itertools.product(DISGUISES, SERVICES, ("", "# '\n", "?a ?b ''"))
]


def test_the_disguises_are_queries() -> None:
    """So that the next test refuses what would run, and not what would not."""
    for disguise in DISGUISES:
        pyoxigraph.Store().query(f"{PROLOGUE} SELECT * {{ {disguise} }}")
    assert len(CASES) == 450


@pytest.mark.parametrize("query", CASES)
def test_no_service_gets_by(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        check_harmless(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://x.invalid/> { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * from named <http://x.invalid/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM NAMED:x {}",
        "SELECT * FROM#\n<http://x.invalid/>{}",
        "SELECT (1 AS ?x)FROM e:x {}",
        "DESCRIBE ?s FROM e:x { ?s ?p ?o }",
    ],
)
def test_no_from_gets_by(query: str) -> None:
    with pytest.raises(QueryError, match="FROM would ask something else"):
        check_harmless(query)


def test_code_points_hide_nothing() -> None:
    for query in (r"ASK { \u0053ERVICE <u> {} }", r"ASK { \U00000073ERVICE <u> {} }"):
        with pytest.raises(QueryError, match="SERVICE"):
            check_harmless(query)
    check_harmless(r"ASK { ?s ?p '\UFFFFFFFF service' }")


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "delete where { ?s ?p ?o }",
        "PREFIX a: <urn:x>\n# hm\nPREFIX b: <urn:y> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "LOAD <http://x.invalid/>",
        "base <urn:x> clear all",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_told_that_a_query_only_reads(query: str) -> None:
    with pytest.raises(QueryError, match="would change the graph"):
        check_harmless(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from { ?service schema:name ?from }",
        "SELECT ?my_service ?y { ?s e:my-service ?y ; e:from <http://x.invalid/from> }",
        'SELECT * { ?work schema:name "The Secret Service <x> from <y>" }',
        "SELECT * { ?work schema:name '''Service ?x''' }",
        "SELECT * { <http://x.invalid/secret-service> ?p <http://x.invalid/service/from> }",
        "# SERVICE <x> and FROM <y>\nSELECT * { ?s ?p ?o }",
        "PREFIX e: <http://x.invalid/service#> SELECT * { ?s e:load ?o }",
        "CONSTRUCT { ?s e:insert ?o } WHERE { ?s e:delete ?o }",
        "ASK { FILTER(1 < 2 && 3 > 2) }",
        "",
    ],
)
def test_words_that_mean_nothing_there_are_let_by(query: str) -> None:
    check_harmless(query)


def test_the_place_is_told() -> None:
    with pytest.raises(QueryError) as caught:
        check_harmless("SELECT *\n{ ?s ?p ?o .\n  SERVICE <u> {} }")
    assert caught.value.where == "line 3, column 3"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("#" * (LONGEST + 1), "too long"),
        ("ASK { ?s ?p '\ud800' }", "not valid UTF-8"),
        ("ASK " + "{" * (DEEPEST + 1) + "}" * (DEEPEST + 1), "nested too deeply"),
        ("ASK { FILTER(" + "! " * DEEPEST + "true) }", "nested too deeply"),
    ],
)
def test_what_no_engine_should_be_given(query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        check_harmless(query)


def test_brackets_side_by_side_are_not_deep() -> None:
    check_harmless("ASK { " + "{ ?s ?p (1 2) } " * 1000 + "}")


@pytest.mark.parametrize(
    "text",
    ["<" * 500_000, '"' * 499_999, "# " * 200_000, "'''" * 150_000, ":" * 500_000, "\\" * 500_000],
)
def test_long_texts_take_no_long_time(text: str) -> None:
    """In the length of the text, not in its square, which would be hours."""
    started = time.process_time()
    with suppress(QueryError):
        check_harmless(f"ASK {{ {text}\nSERVICE <u> {{}} }}")
    assert time.process_time() - started < 5
