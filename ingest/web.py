"""Articles from web addresses that a person typed; nothing else is ever fetched."""

import ipaddress
import socket
import urllib.error
import urllib.request
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO
from urllib.parse import urlsplit

from graph.errors import ArticleError
from ingest.sources import read_stream

TIMEOUT = 20  # seconds without an answer
_SUFFIX = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
}


def is_address(path: str) -> bool:
    """Whether a path is a web address."""
    return path.lower().startswith(("http://", "https://"))


def fetch(address: str) -> tuple[bytes, str]:
    """What stands at an address, and the file ending that fits it. Raises ArticleError.

    An address within a private network is asked only if it is typed as such, by number or
    as localhost: no name and no redirect leads there.
    """
    try:
        host = urlsplit(address).hostname or ""
        if not _is_literal(host) and _is_private(host):
            raise urllib.error.URLError("that name stands for an address that is not public")
        request = urllib.request.Request(address, headers={"User-Agent": "castgraph"})
        with _opener().open(request, timeout=TIMEOUT) as response:
            kind = response.headers.get_content_type()
            data = read_stream(response, address)
            if response.length:
                raise HTTPException(f"it breaks off, {response.length} bytes before its end")
    except urllib.error.HTTPError as error:
        said = f"the server answered {error.code} {error.reason}"
        error.close()
        raise ArticleError(said, where=address) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ArticleError(
            f"cannot be fetched ({reason})", where=address, hint="Save the page and load the file"
        ) from error
    if kind not in _SUFFIX:
        raise ArticleError(f"is no article but {kind}", where=address)
    return data, _SUFFIX[kind]


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to public web addresses only."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request that a redirect asks for."""
        if not is_address(newurl) or _is_private(urlsplit(newurl).hostname or ""):
            fp.close()
            raise urllib.error.URLError("it redirects to an address that is not public")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Connection(HTTPConnection):
    """Connects to an address that was found to be public, not to what its name says later."""

    def connect(self) -> None:
        """Connect to the first address of the name that answers."""
        name = self.host
        if _is_literal(name):
            super().connect()
            return
        addresses = _addresses(name)
        if any(map(_is_inner, addresses)):
            raise OSError("that name stands for an address that is not public")
        try:
            for place in addresses:
                self.host = place
                try:
                    super().connect()
                    return
                except OSError:
                    if place == addresses[-1]:
                        raise
        finally:
            self.host = name


class _SecureConnection(HTTPSConnection, _Connection):
    """The same over TLS, for the certificate of the name."""


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(HTTPConnection if _has_proxy(req) else _Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(HTTPSConnection if _has_proxy(req) else _SecureConnection, req)


def _has_proxy(request: urllib.request.Request) -> bool:
    """Whether it goes to a machine that looks names up itself."""
    return request.host != urlsplit(request.full_url).netloc


def _opener() -> urllib.request.OpenerDirector:
    """What speaks HTTP and nothing else: no files, no FTP."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _Http(),
        _Https(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def _is_private(host: str) -> bool:
    try:
        return any(map(_is_inner, _addresses(host)))
    except OSError:
        return False  # it cannot be reached either


def _addresses(host: str) -> list[str]:
    """What a name stands for, each once, in the order to try."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def _is_inner(address: str) -> bool:
    return not ipaddress.ip_address(address.split("%")[0]).is_global
