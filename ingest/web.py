"""Articles from web addresses that a person typed; nothing else is ever fetched."""

import ipaddress
import socket
import urllib.error
import urllib.request
from email.message import Message
from http.client import HTTPException
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
    """What stands at an address, and the file ending that fits it. Raises ArticleError."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "castgraph"})  # noqa: S310
        with opener.open(request, timeout=TIMEOUT) as response:
            kind = response.headers.get_content_type()
            data = read_stream(response, address)
    except urllib.error.HTTPError as error:
        raise ArticleError(f"the server answered {error.code} {error.reason}", where=address) from error
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
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not is_address(newurl) or _is_private(urlsplit(newurl).hostname or ""):
            raise urllib.error.URLError("it redirects to an address that is not public")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_private(host: str) -> bool:
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False  # it cannot be reached either
    return any(not ipaddress.ip_address(str(address).split("%")[0]).is_global for address in found)
