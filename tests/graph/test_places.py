"""Where a graph is: addresses that are none are told in words."""

import pytest

from graph.errors import StoreError
from graph.store import open_store


@pytest.mark.parametrize("where", ["http://[bad", "https://[::1"])
def test_an_address_that_is_none_is_told(where: str) -> None:
    with pytest.raises(StoreError, match="no web address"):
        open_store(where, read_only=True)
