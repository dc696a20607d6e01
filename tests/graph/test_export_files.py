"""Exports as files: which format, and what happens when a place cannot be written."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from graph_samples import sample

from graph.claims import load_reading
from graph.errors import ExportError
from graph.export import FORMATS, export
from graph.store import MEMORY, GraphStore, open_store


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store(MEMORY) as opened:
        load_reading(opened, sample())
        yield opened


def written(store: GraphStore, name: str) -> bytes:
    return FORMATS[name].writer(store)


def test_the_ending_or_the_option_tells_the_format(store: GraphStore, tmp_path: Path) -> None:
    expected = written(store, "nt")
    assert export(store, tmp_path / "a" / "graph.NT").read_bytes() == expected
    assert export(store, tmp_path / "graph", "nt").read_bytes() == expected
    assert export(store, tmp_path / "graph.txt", ".nt").read_bytes() == expected


@pytest.mark.parametrize(
    ("name", "format"), [("graph", None), ("graph.xlsx", None), ("g.ttl", "x")]
)
def test_an_unknown_format_is_told_with_the_known(
    store: GraphStore, tmp_path: Path, name: str, format: str | None
) -> None:
    with pytest.raises(ExportError, match="Use one of ttl, nt") as raised:
        export(store, tmp_path / name, format)
    assert raised.value.where == tmp_path / name
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "graph.nt"
    file.write_text("old")

    def fill(self: Path, data: bytes) -> int:
        with self.open("wb") as half:
            half.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(ExportError, match=r"the disk is full.*Nothing was changed"):
        export(store, file)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_places_that_cannot_be_written_are_told(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "folder.nt").mkdir()
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "folder.nt", tmp_path / "file" / "graph.nt", tmp_path / "a\0b.nt"):
        with pytest.raises(ExportError, match="cannot be written"):
            export(store, place)


def test_a_link_is_followed_not_replaced(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "graph.nt"
    link.symlink_to(tmp_path / "real" / "graph.nt")
    export(store, link)
    assert link.is_symlink()
    assert (tmp_path / "real" / "graph.nt").read_bytes() == written(store, "nt")


def test_a_pipe_is_written_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.nt"
    os.mkfifo(pipe)
    code = "import sys; sys.stdout.write(open(sys.argv[1]).read())"
    with (
        open_store(MEMORY) as store,
        subprocess.Popen(
            [sys.executable, "-c", code, str(pipe)], stdout=subprocess.PIPE
        ) as process,
    ):
        load_reading(store, sample())
        export(store, pipe)
        assert process.stdout is not None
        assert process.stdout.read() == written(store, "nt")
    assert not pipe.is_file()
