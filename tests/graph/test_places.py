"""Where a graph is: addresses that are none, and readers that come at a bad moment."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from graph import places
from graph.errors import StoreError
from graph.store import open_store


@pytest.mark.parametrize("where", ["http://[bad", "https://[::1"])
def test_an_address_that_is_none_is_told(where: str) -> None:
    with pytest.raises(StoreError, match="no web address"):
        open_store(where, read_only=True)


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_a_reader_that_meets_a_writer_at_its_start_tries_again(
    error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "MANIFEST-000001").touch()
    troubles = [error("Corruption: a file is gone")] * 2
    snapshot = object()

    def read_only(where: str) -> object:
        if troubles:
            raise troubles.pop()
        return snapshot

    store = SimpleNamespace(read_only=read_only)
    monkeypatch.setattr(places, "pyoxigraph", SimpleNamespace(Store=store))
    monkeypatch.setattr(places, "sleep", lambda _: None)
    assert places.open_for_reading(str(tmp_path)) is snapshot


def test_a_graph_that_stays_damaged_is_told(tmp_path: Path) -> None:
    (tmp_path / "MANIFEST-000001").write_text("nonsense")
    with pytest.raises(StoreError, match=str(tmp_path)):
        places.open_for_reading(str(tmp_path))
