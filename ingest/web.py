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
_NOT_PUBLIC = "that name stands for an address that is not public"
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
        request = urllib.request.Request(address, headers={"User-Agent": "castgraph"})
        if not _is_literal(_host(request)) and _is_private(_host(request)):
            raise urllib.error.URLError(_NOT_PUBLIC)
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
        redirected = super().redirect_request(req, fp, code, msg, headers, newurl)
        if redirected and (not is_address(newurl) or _is_private(_host(redirected))):
            fp.close()
            raise urllib.error.URLError("it redirects to an address that is not public")
        return redirected


class _Connection(HTTPConnection):
    """Connects to an address that was found to be public, not to what its name says later."""

    def connect(self) -> None:
        """Connect to the first address of the name that answers."""
        name = self.host
        addresses = _addresses(name)
        if any(map(_is_inner, addresses)):
            raise OSError(_NOT_PUBLIC)
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
    """The same over TLS, with the certificate of the name."""


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(HTTPConnection if _is_trusted(req) else _Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(HTTPSConnection if _is_trusted(req) else _SecureConnection, req)


def _is_trusted(request: urllib.request.Request) -> bool:
    """Whether it goes to a proxy, or to an address that was typed as such."""
    asked = urllib.request.Request(request.full_url)
    return request.host != asked.host or (not request.unverifiable and _is_literal(_host(asked)))


def _host(request: urllib.request.Request) -> str:
    """The machine that a request goes to, read as what sends it does: %31 is 1."""
    return urlsplit(f"//{request.host or ''}").hostname or ""


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
