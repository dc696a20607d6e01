"""No test speaks to another machine, and none writes into the checkout."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("castgraph", database=None, deadline=None, derandomize=True)
settings.load_profile("castgraph")

_OWN = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    connect = socket.socket.connect

    def connecting(own: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_OWN):
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(own, address)  # type: ignore[arg-type]

    # Not the fixture of that name, which would then outlast those of the tests.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connecting)
        yield
