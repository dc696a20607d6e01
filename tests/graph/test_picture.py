"""What a picture shows, and that it can be read."""

from collections.abc import Iterator
from itertools import combinations

import networkx
import pytest
from graph_samples import ADA, HARBOUR, MIRA, sample

from graph.claims import load_reading
from graph.export_layout import Place, label_box, layout, overlap
from graph.export_picture import LARGE, LONGEST, MOST, Picture, picture_of
from graph.identifiers import iri_of
from graph.model import Article, Character, Fact, Person, Reading, Relation, Work
from graph.store import MEMORY, GraphStore, open_store

ADA_IRI, HARBOUR_IRI = str(iri_of(ADA)), str(iri_of(HARBOUR))
MIRA_IRI = str(iri_of(MIRA, work=HARBOUR))


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store(MEMORY) as opened:
        load_reading(opened, sample())
        yield opened


def crowd(store: GraphStore, number: int) -> None:
    """Add so many people, in tens, each ten in a work of its own."""
    facts = tuple(
        Fact(Relation.CAST_IN, Person(f"Person {index}"), Work(f"Work {index // 10}"))
        for index in range(number)
    )
    load_reading(store, Reading(Article("Crowd."), facts))


def lines(picture: Picture) -> dict[frozenset[str], str]:
    return {frozenset((line.source, line.target)): line.kind for line in picture.lines}


def test_in_a_small_graph_a_role_is_a_path(store: GraphStore) -> None:
    found = lines(picture_of(store))
    assert found[frozenset((ADA_IRI, MIRA_IRI))] == "played"
    assert found[frozenset((MIRA_IRI, HARBOUR_IRI))] == "character"
    assert frozenset((ADA_IRI, HARBOUR_IRI)) not in found
    assert "created" in found.values()


def test_in_a_large_graph_a_role_is_told_on_the_line(store: GraphStore) -> None:
    crowd(store, LARGE + 10)
    picture = picture_of(store)
    assert "character" not in {kind for _, kind in picture.nodes.values()}
    (line,) = [one for one in picture.lines if {one.source, one.target} == {ADA_IRI, HARBOUR_IRI}]
    assert (line.kind, line.characters) == ("cast", {"Mira Holt"})


def test_what_is_only_said_is_not_drawn(store: GraphStore) -> None:
    picture = picture_of(store)
    assert "The Mill" not in {name for name, _ in picture.nodes.values()}
    assert any(not claim.fact.asserted for claim in picture.claims)


def test_of_a_very_large_graph_the_most_linked_is_drawn() -> None:
    with open_store(MEMORY) as store:
        crowd(store, MOST + 300)
        picture = picture_of(store)
    assert MOST / 2 < len(picture.nodes) <= MOST
    drawn = {name for name, _ in picture.nodes.values()}
    assert "Work 0" in drawn
    assert all(
        {claim.fact.subject.name, claim.fact.object.name} & drawn for claim in picture.claims
    )


def test_a_role_without_a_work_still_has_its_line() -> None:
    with open_store(MEMORY) as store:
        said = (Fact(Relation.PLAYED, ADA, Character("Old Tam")),)
        load_reading(store, Reading(Article("a"), said))
        assert set(lines(picture_of(store)).values()) == {"played"}


def laid_out(network: "networkx.Graph[str]") -> tuple[dict[str, Place], dict[str, str]]:
    names = {node: f"Somebody {node.title()}" for node in network}
    return layout(network, names), names


def stars(number: int, size: int) -> "networkx.Graph[str]":
    """So many works with so many performers each, the first of whom also plays in the next."""
    network: networkx.Graph[str] = networkx.Graph()
    for index in range(number):
        for performer in range(size):
            network.add_edge(f"work{index}", f"performer{index}x{performer}")
        network.add_edge(f"work{(index + 1) % number}", f"performer{index}x0")
    return network


@pytest.mark.parametrize("number", [2, 8])
def test_no_label_covers_another_in_a_graph_of_sixty(number: int) -> None:
    network = stars(number, 60 // number - 1)
    assert len(network) <= 60
    places, names = laid_out(network)
    boxes = {node: label_box(place, names[node]) for node, place in places.items()}
    for one, two in combinations(boxes, 2):
        assert not overlap(boxes[one], boxes[two]), (one, two)


def test_no_two_nodes_share_a_place_in_a_graph_of_six_hundred() -> None:
    places, _ = laid_out(stars(60, 9))
    assert len(places) == 600
    for one, two in combinations(places.values(), 2):
        far = ((one.x - two.x) ** 2 + (one.y - two.y) ** 2) ** 0.5
        assert far > max(one.radius, two.radius), (one, two)


def test_separate_parts_do_not_overlap() -> None:
    network = networkx.disjoint_union_all([networkx.path_graph(3)] * 12)
    places, names = laid_out(networkx.relabel_nodes(network, {n: f"n{n}" for n in network}))
    boxes = [label_box(place, names[node]) for node, place in places.items()]
    assert not any(overlap(one, two) for one, two in combinations(boxes, 2))


def test_a_layout_does_not_change() -> None:
    network = stars(6, 5)
    again: networkx.Graph[str] = networkx.Graph()
    again.add_edges_from(sorted(network.edges, reverse=True))
    assert laid_out(network) == laid_out(again)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_the_smallest_graphs_have_a_layout(size: int) -> None:
    network: networkx.Graph[str] = networkx.path_graph([f"n{index}" for index in range(size)])
    assert len(laid_out(network)[0]) == size


def test_a_very_long_name_is_cut_beside_its_node_only(store: GraphStore) -> None:
    work = Work("The Very Long and Winding Story of a Harbour")
    load_reading(store, Reading(Article("Long."), (Fact(Relation.CAST_IN, ADA, work),)))
    picture = picture_of(store)
    label = picture.labels()[str(iri_of(work))]
    assert label == "The Very Long and Winding Story o\u2026"
    assert len(label) == LONGEST
    assert picture.nodes[str(iri_of(work))][0] == work.name
