"""Writers for the formats of network tools."""

import io
import re

import networkx

from graph.network import entity_graph
from graph.store import GraphStore
from graph.terms import NOT_IN_XML

_WRITTEN_ON = re.compile(rb' lastmodifieddate="[^"]*"')


def graphml(store: GraphStore) -> bytes:
    """GraphML: nodes with ``name`` and ``kind``, edges with ``relation``."""
    out = io.BytesIO()
    # The writer of the standard library: with lxml about, networkx would use that, and
    # the bytes would depend on what is installed.
    networkx.write_graphml_xml(_clean(store), out, named_key_ids=True)
    return out.getvalue() + b"\n"


def gexf(store: GraphStore) -> bytes:
    """GEXF 1.2: the same, with names as labels."""
    network = _clean(store)
    for _, node in network.nodes(data=True):
        node["label"] = node["name"]
    for number, (_, _, edge) in enumerate(network.edges(data=True)):
        edge["id"] = str(number)
    out = io.BytesIO()
    networkx.write_gexf(network, out)
    return _WRITTEN_ON.sub(b"", out.getvalue()) + b"\n"


def _clean(store: GraphStore) -> "networkx.MultiDiGraph[str]":
    """The network, with characters that XML cannot hold replaced."""
    network = entity_graph(store)
    for _, node in network.nodes(data=True):
        node["name"] = NOT_IN_XML.sub("\ufffd", node["name"])
    return network
