"""Opening, reading and writing the store, and what is said when that fails."""

import errno
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pyoxigraph
import pytest
from graph_samples import sample, snapshot
from rdflib import Literal, URIRef

from graph.claims import Change, counts, forget_article, load_reading
from graph.errors import QueryError, StoreError, StoreLocked
from graph.identifiers import article_iri
from graph.recall import rows
from graph.store import MEMORY, GraphStore, open_store
from graph.terms import Quad
from graph.vocabulary import FORMAT_VERSION, STORE, VERSION

A, B = URIRef("https://x.example/a"), URIRef("https://x.example/b")
QUAD = Quad(A, B, Literal("c"))
NAMED = Quad(A, B, Literal(3), A)


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "some" / "castgraph.db")


def values(store: GraphStore, query: str) -> list[str]:
    return [str(row[0]) for row in rows(store.query(query))]


def test_a_directory_keeps_what_was_written(where: str) -> None:
    with open_store(where) as store:
        store.apply(add=[QUAD, NAMED])
    with open_store(where) as store:
        assert values(store, "SELECT ?o { ?s ?p ?o }") == ["c"]
        store.apply(add=[], remove=[QUAD])
        assert values(store, "SELECT ?o { ?s ?p ?o }") == []
        assert values(store, f"SELECT ?o {{ GRAPH <{A}> {{ ?s ?p ?o }} }}") == ["3"]


def test_memory_is_forgotten() -> None:
    with open_store(MEMORY) as store:
        store.apply(add=[QUAD])
    with open_store(MEMORY) as store:
        assert values(store, "SELECT ?o { ?s ?p ?o }") == []


def test_strings_come_back_plain_and_prefixes_are_known() -> None:
    with open_store(MEMORY) as store:
        load_reading(store, sample())
        found = store.query("SELECT ?name { ?p a schema:Person ; schema:name ?name }").bindings
        assert {term for row in found for term in row.values()} == {
            Literal("Ada Brandt"),
            Literal("Bo Castellane"),
        }


def test_a_reader_works_beside_a_writer(where: str) -> None:
    with open_store(where) as writer:
        load_reading(writer, sample())
        with open_store(where, read_only=True) as reader:
            before = snapshot(reader)
            assert before == snapshot(writer)
            forget_article(writer, article_iri(sample().article))
            assert snapshot(reader) == before
            assert not reader.writable
            with pytest.raises(StoreError, match="opened for reading only"):
                reader.apply(add=[QUAD])


def test_reading_needs_a_graph(where: str, tmp_path: Path) -> None:
    for place in (where, str(tmp_path)):
        with pytest.raises(StoreError, match="castgraph load"):
            open_store(place, read_only=True)
    assert not Path(where).exists()


HOLD = """
import sys
from graph.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(where: str) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, where],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield where
    process.communicate("")
    assert process.returncode == 0


def test_one_writer_at_a_time(held: str) -> None:
    with pytest.raises(StoreLocked, match="another process is writing") as raised:
        open_store(held)
    assert held in str(raised.value)
    with open_store(held, read_only=True) as reader:
        assert values(reader, "SELECT ?o { ?s ?p ?o }") == []


def test_closing_gives_the_directory_free(where: str) -> None:
    store = open_store(where)
    with pytest.raises(StoreLocked):
        open_store(where)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.query("ASK {}")
    open_store(where).close()


def test_what_is_no_graph_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "CURRENT").write_text("mine")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="is a file, not a graph"):
            open_store(str(file), read_only=read_only)
        with pytest.raises(StoreError, match="folder of other things"):
            open_store(str(folder), read_only=read_only)
    assert [entry.name for entry in folder.iterdir()] == ["CURRENT"]
    assert file.read_text() == "mine"


@pytest.mark.parametrize("where", ["", "a\0b", "x" * 5000])
def test_impossible_places_are_refused_in_words(where: str) -> None:
    for read_only in (True, False):
        with pytest.raises(StoreError):
            open_store(where, read_only=read_only)


def test_a_damaged_graph_is_named_as_such(where: str) -> None:
    open_store(where).close()
    (Path(where) / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="the graph is damaged"):
        open_store(where)


def test_a_newer_format_is_refused(where: str) -> None:
    with open_store(where) as store:
        store.apply(add=[Quad(STORE, VERSION, Literal(FORMAT_VERSION + 1), STORE)])
    for read_only in (True, False):
        with pytest.raises(StoreError, match="newer castgraph"):
            open_store(where, read_only=read_only)


def test_every_written_graph_tells_its_format() -> None:
    with open_store(MEMORY) as store:
        load_reading(store, sample())
        query = f"SELECT ?v {{ GRAPH <{STORE}> {{ <{STORE}> <{VERSION}> ?v }} }}"
        assert values(store, query) == [str(FORMAT_VERSION)]


def test_wrong_sparql_is_the_asker_s_error() -> None:
    with open_store(MEMORY) as store, pytest.raises(QueryError, match="not valid SPARQL"):
        store.query("SELECT nonsense")


def failing(error: Exception) -> object:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full.*lost"),
        (OSError("IO error: No space left on device: While appending"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "no permission"),
        (OSError(errno.EROFS, "Read-only file system"), "no permission"),
        (RuntimeError("Corruption: checksum mismatch"), "damaged"),
        (
            OSError("IO error: something else\nmore"),
            r"cannot be written \(IO error: something else\)",
        ),
    ],
)
def test_a_failed_write_is_told_in_words(
    error: Exception, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(MEMORY) as store:
        monkeypatch.setattr(store.dataset.store, "update", failing(error))
        with pytest.raises(StoreError, match=message):
            store.apply(add=[QUAD])


def mount(place: Path) -> bool:
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    place = tmp_path / "tiny"
    if not mount(place):
        pytest.skip("needs the right to mount a small file system")
    try:
        store = open_store(str(place / "graph"))
        written, told = 0, ""
        try:
            while written < 100:
                store.apply(add=[Quad(A, B, Literal(f"{written} {'x' * 100_000}"))])
                written += 1
                store.flush()
        except StoreError as error:
            told = str(error)
        assert "the disk is full" in told
        store.close()
        with open_store(str(place / "graph"), read_only=True) as reader:
            assert len(values(reader, "SELECT ?o { ?s ?p ?o }")) == written
    finally:
        subprocess.run(["umount", str(place)], check=True)


class Endpoint(http.server.BaseHTTPRequestHandler):
    """As much of a SPARQL 1.1 endpoint as this program needs, over a store in memory."""

    inner = pyoxigraph.Store()
    updates: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            if self.path.startswith("/update"):
                type(self).updates += 1
                self.inner.update(body)
                self.answer(204, b"")
            else:
                assert "rdflib" not in self.path, "rdflib's own name for the default graph"
                found = self.inner.query(body)
                assert not isinstance(found, pyoxigraph.QueryTriples)
                self.answer(200, found.serialize(format=pyoxigraph.QueryResultsFormat.XML) or b"")
        except SyntaxError as error:
            self.answer(400, str(error).encode())

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    Endpoint.inner, Endpoint.updates = pyoxigraph.Store(), 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["", "/", "/query"])
def test_an_endpoint_holds_the_same_as_a_directory(endpoint: str, path: str, where: str) -> None:
    with open_store(endpoint + path) as remote, open_store(where) as local:
        for store in (remote, local):
            assert load_reading(store, sample()) is Change.ADDED
            assert load_reading(store, sample()) is Change.UNCHANGED
        assert Endpoint.updates == 1
        assert snapshot(remote) == snapshot(local)
        assert counts(remote) == counts(local)
        forget_article(remote, article_iri(sample().article))
        assert snapshot(remote) == b""


def test_an_endpoint_that_refuses_or_is_not_there(endpoint: str) -> None:
    with open_store(endpoint) as store, pytest.raises(QueryError, match="refused the query"):
        store.query("SELECT nonsense")
    with pytest.raises(StoreError, match="endpoint does not answer"):
        open_store("http://127.0.0.1:9/sparql")
