"""Every format, read back by somebody else's reader."""

import base64
import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import networkx
import pytest
from graph_samples import ADA, HARBOUR, MILL, readings, sample
from hypothesis import given, settings
from lxml import etree
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from graph.claims import load_reading
from graph.export import FORMATS, export
from graph.identifiers import iri_of
from graph.model import Article, Fact, Network, Person, Reading, Relation, Work
from graph.network import entity_graph
from graph.recall import default_quads, graph_quads
from graph.store import MEMORY, GraphStore, open_store

NASTY = "</script><b>&amp; \"'=\x01\x0b\r\n \ud800 ]]> \u2028"


@pytest.fixture
def store() -> Iterator[GraphStore]:
    nasty = Reading(
        Article("Nasty.", headline=NASTY, url="javascript:alert(1)"),
        (
            Fact(Relation.CAST_IN, Person("=cmd()", (NASTY,)), Work(NASTY)),
            Fact(Relation.AIRS_ON, Work("등대"), Network(NASTY)),
        ),
    )
    with open_store(MEMORY) as opened:
        load_reading(opened, sample())
        load_reading(opened, nasty)
        yield opened


def written(store: GraphStore, name: str) -> bytes:
    return FORMATS[name].writer(store)


def what_holds(store: GraphStore) -> Graph:
    graph = Graph()
    for quad in default_quads(store):
        graph.add(quad[:3])
    return graph


@pytest.mark.parametrize(("name", "format"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")])
def test_formats_of_triples_hold_what_holds(store: GraphStore, name: str, format: str) -> None:
    again = Graph().parse(data=written(store, name), format=format)
    expected = what_holds(store)
    if name == "rdf":  # XML has no way to hold control characters
        assert len(again) == len(expected)
        assert set(again.subjects()) == set(expected.subjects())
        return
    assert isomorphic(again, expected)


# rdflib's Dataset warns of its own use of what it deprecates.
@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "format"), [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")]
)
def test_formats_of_quads_hold_everything(store: GraphStore, name: str, format: str) -> None:
    again = Dataset()
    again.parse(data=written(store, name), format=format)
    found = {
        (s, p, o, g if isinstance(g, URIRef) and "rdflib" not in g else None)
        for s, p, o, g in again.quads()
    }
    assert found == {tuple(quad) for quad in [*default_quads(store), *graph_quads(store)]}


def test_turtle_is_made_to_be_read(store: GraphStore) -> None:
    text = written(store, "ttl").decode()
    assert (
        "<person/ada-brandt> a schema:Person ;\n"
        '    schema:name "Ada Brandt" ;\n'
        '    schema:alternateName "Brandt" ;\n'
        "    cast:castIn <work/harbour-lights> ;\n"
        "    cast:played <character/harbour-lights/mira-holt> .\n"
    ) in text
    assert "the-mill" not in text.partition("<person/bo")[0].partition("<person/ada")[2]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_network_formats_are_read_by_networkx(store: GraphStore, name: str) -> None:
    data = io.BytesIO(written(store, name))
    again = networkx.read_graphml(data) if name == "graphml" else networkx.read_gexf(data)
    expected = entity_graph(store)
    assert set(again.nodes) == set(expected.nodes)
    assert again.number_of_edges() == expected.number_of_edges()
    assert again.nodes[str(iri_of(ADA))]["kind"] == "person"
    assert again.nodes[str(iri_of(ADA))]["name"] == "Ada Brandt"
    relations = sorted(edge["relation"] for *_, edge in again.edges(data=True))
    assert relations == sorted(edge["relation"] for *_, edge in expected.edges(data=True))


def test_the_table_has_a_row_a_fact(store: GraphStore) -> None:
    rows = list(csv.DictReader(io.StringIO(written(store, "csv").decode(), newline="")))
    assert len(rows) == 6
    played = next(row for row in rows if row["relation"] == "played")
    assert (played["subject_name"], played["object_name"], played["work"], played["season"]) == (
        "Ada Brandt",
        "Mira Holt",
        "Harbour Lights",
        "2",
    )
    assert played["articles"] == "1"
    assert not any(row["object"] == str(iri_of(MILL)) for row in rows)


def test_no_cell_of_the_table_is_a_formula(store: GraphStore) -> None:
    rows = list(csv.reader(io.StringIO(written(store, "csv").decode(), newline="")))
    assert any("'=cmd()" in row for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def parsed(page: bytes) -> list[etree._Element]:
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    return [element for element in root.iter() if isinstance(element.tag, str)]


def data_of(page: bytes) -> dict[str, list[dict[str, object]]]:
    (data,) = [element.text for element in parsed(page) if element.get("id") == "data"]
    loaded: dict[str, list[dict[str, object]]] = json.loads(data or "")
    return loaded


def test_the_page_needs_nothing_from_elsewhere(store: GraphStore) -> None:
    elements = parsed(written(store, "html"))
    assert not {"link", "img", "iframe", "object"} & {str(element.tag) for element in elements}
    names = {str(name) for element in elements for name in element.attrib}
    assert not any(name == "src" or name.startswith("on") for name in names)
    policies = [e.get("content") or "" for e in elements if e.get("http-equiv")]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'")
    assert "unsafe" not in policies[0]
    (script,) = [e.text or "" for e in elements if e.tag == "script" and e.get("type") is None]
    assert "innerHTML" not in script
    assert "http" not in script
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policies[0]


def test_hostile_names_stay_data_in_the_page(store: GraphStore) -> None:
    page = written(store, "html")
    assert b"<b>" not in page
    assert page.count(b"</script>") == 2
    data = data_of(page)
    assert any("</script><b>" in str(entity) for entity in data["entities"])
    assert "javascript:" not in json.dumps([article[3] for article in data["articles"]])  # type: ignore[index]


def test_the_page_holds_facts_quotes_and_articles(store: GraphStore) -> None:
    data = data_of(written(store, "html"))
    said = [
        claim
        for claim in data["claims"]
        if data["entities"][int(str(claim["object"]))][0] == "The Mill"  # type: ignore[index]
    ]
    assert [(claim["holds"], claim["status"]) for claim in said] == [(False, "rumoured")]
    assert said[0]["quotes"] == ["She may join The Mill"]
    drawn = {data["entities"][node[0]][0] for node in data["nodes"]}  # type: ignore[index, call-overload]
    assert "The Mill" not in drawn
    assert {"Ada Brandt", "Harbour Lights", "Mira Holt"} <= drawn


def test_the_drawing_is_xml_and_names_what_it_shows(store: GraphStore) -> None:
    elements = list(etree.fromstring(written(store, "svg")).iter())
    space = "{http://www.w3.org/2000/svg}"
    labels = {element.text for element in elements if element.tag == f"{space}text"}
    assert {"Ada Brandt", "Harbour Lights", "Mira Holt", "people"} <= labels
    assert f"{space}script" not in {element.tag for element in elements}
    names = {str(name) for element in elements for name in element.attrib}
    assert not any("href" in name or name.startswith("on") for name in names)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_graph_can_be_exported(name: str, tmp_path: Path) -> None:
    with open_store(MEMORY) as store:
        file = export(store, tmp_path / f"graph.{name}")
    assert file.is_file()


@settings(max_examples=12, deadline=None)
@given(readings(3))
def test_exports_depend_on_what_is_there_alone(said: Sequence[Reading]) -> None:
    def loaded(order: Sequence[Reading]) -> GraphStore:
        store = open_store(MEMORY)
        for reading in order:
            load_reading(store, reading)
        return store

    one, two = loaded(said), loaded(said[::-1])
    for name in FORMATS:
        assert written(one, name) == written(one, name), name
        assert written(one, name) == written(two, name), name


EXPORT_ALL = """
import sys
from pathlib import Path
from graph.export import FORMATS, export
from graph.store import open_store
with open_store(sys.argv[1], read_only=True) as store:
    for name in FORMATS:
        export(store, Path(sys.argv[2]) / f"graph.{name}")
"""


def test_exports_are_the_same_in_every_process(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "db")) as store:
        load_reading(store, sample())
        load_reading(store, Reading(Article("Other"), (Fact(Relation.CREATED, ADA, HARBOUR),)))
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", EXPORT_ALL, str(tmp_path / "db"), str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
        )
    for name in FORMATS:
        one, two = ((tmp_path / seed / f"graph.{name}").read_bytes() for seed in ("1", "2"))
        assert one == two, name
