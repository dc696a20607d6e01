"""What is fetched, and what no name or redirect leads to; from a server of our own."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from graph.errors import ArticleError
from graph.model import Article
from ingest.articles import count_files, find_articles
from ingest.sources import LARGEST
from ingest.web import fetch, is_address

TEXT = "Ada Brandt plays Mira Holt in Harbour Lights."


class Handler(BaseHTTPRequestHandler):
    """Answers each path with what `answers` has for it: status, headers and body."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/a.html": (
            200,
            {"Content-Type": "text/html; charset=utf-8"},
            f"<html><body><p>{TEXT}</p></body></html>".encode(),
        ),
        "/plain": (200, {"Content-Type": "text/plain"}, TEXT.encode()),
        "/many": (200, {"Content-Type": "application/json"}, b'[{"text": "Ada"}, {"text": "Bo"}]'),
        "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
        "/large": (200, {"Content-Type": "text/plain"}, b"word " * (LARGEST // 5 + 1)),
        "/gone": (404, {"Content-Type": "text/html"}, b"<p>Nothing</p>"),
        "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/to-ftp": (302, {"Location": "ftp://lantern.invalid/"}, b""),
        "/to-private": (302, {"Location": "/plain"}, b""),
        "/to-metadata": (301, {"Location": "http://169.254.169.254/latest"}, b""),
        "/to-disguised": (302, {"Location": "http://%31%32%37.0.0.1/plain"}, b""),
        "/to-number": (302, {"Location": "http://2130706433/plain"}, b""),
        "http://8.0.0.1/proxied": (200, {"Content-Type": "text/plain"}, TEXT.encode()),
        "/cut": (200, {"Content-Type": "text/plain", "Content-Length": "1000"}, b"Ada"),
    }

    def do_GET(self) -> None:
        status, headers, body = self.answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def named(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Make every name stand for this address."""
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)


def test_a_page(server: str) -> None:
    (article,) = find_articles([f"{server}/a.html"])
    assert isinstance(article, Article)
    assert (article.text, article.name) == (TEXT, "a")
    assert article.url == article.source == f"{server}/a.html"
    assert count_files([f"{server}/a.html"]) == 1


def test_the_type_that_the_server_tells_counts(server: str) -> None:
    (article,) = find_articles([f"{server}/plain"])
    assert isinstance(article, Article)
    assert article.text == TEXT
    many = [a.text for a in find_articles([f"{server}/many"]) if isinstance(a, Article)]
    assert many == ["Ada", "Bo"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/gone", "the server answered 404 Not Found"),
        ("/picture", "is no article but image/png"),
        ("/large", "is too large (more than 10.0 MB)"),
        ("/to-file", "Redirection to url 'file:///etc/passwd' is not allowed"),
        ("/to-ftp", "it redirects to an address that is not public"),
        ("/to-private", "it redirects to an address that is not public"),
        ("/to-metadata", "it redirects to an address that is not public"),
        ("/to-disguised", "it redirects to an address that is not public"),
        ("/to-number", "it redirects to an address that is not public"),
        ("/cut", "cannot be fetched (it breaks off, 997 bytes before its end)"),
    ],
)
def test_what_is_no_article_is_told(path: str, message: str, server: str) -> None:
    (error,) = find_articles([f"{server}{path}"])
    assert isinstance(error, ArticleError)
    assert str(error).startswith(f"{server}{path}: ")
    assert message in str(error)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fe80::1%eth0"]
)
def test_no_name_leads_into_a_private_network(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, address)
    with pytest.raises(ArticleError, match="stands for an address that is not public"):
        fetch("http://lantern.invalid/1")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_changes_its_address_in_between_leads_nowhere(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = iter(["203.0.114.1", "127.0.0.1"])

    def answer(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(places), 0))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with pytest.raises(ArticleError, match="stands for an address that is not public"):
        fetch(f"{scheme}://lantern.invalid/1")


def test_a_public_name_is_fetched_at_the_first_of_its_addresses_that_answers(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        asked.append(address)
        if len(asked) == 1:
            raise ConnectionRefusedError(111, "Connection refused")
        sock = socket.socket()
        sock.connect(("127.0.0.1", int(server.rpartition(":")[2])))
        return sock

    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 0)) for place in ("8.0.0.1", "8.0.0.2")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert fetch("http://lantern.invalid:81/plain") == (TEXT.encode(), ".txt")
    assert asked == [("8.0.0.1", 81), ("8.0.0.2", 81)]


def test_through_a_proxy_of_the_own_network(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", server)
    assert fetch("http://8.0.0.1/proxied") == (TEXT.encode(), ".txt")


def test_localhost_is_typed_as_such(server: str) -> None:
    data, suffix = fetch(f"{server.replace('127.0.0.1', 'localhost')}/plain")
    assert (data, suffix) == (TEXT.encode(), ".txt")


def test_without_a_network_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    with pytest.raises(ArticleError) as caught:
        fetch("https://lantern.invalid/1")
    assert str(caught.value) == (
        "https://lantern.invalid/1: cannot be fetched ([Errno -3] Temporary failure in name "
        "resolution). Save the page and load the file"
    )


@pytest.mark.parametrize(
    "address",
    ["http://", "http:///x", "http://[::1", "http://a b/", "http://127.0.0.1:x/", "https://ü\x7f/"],
)
def test_a_crooked_address_is_an_error_in_words(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, "203.0.113.1")
    with pytest.raises(ArticleError) as caught:
        fetch(address)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["ftp://a/b", "file:///etc/passwd", "httpx", "a/http://b", "-"])
def test_what_is_no_web_address(path: str) -> None:
    assert not is_address(path)
