"""What no article can be read from is told in words, and the good ones are loaded."""

import json
import re
from pathlib import Path

import pytest
from fake_reader import FakeReader

from graph.claims import Change, counts, find_article
from graph.store import MEMORY, open_store
from ingest.load import load

GOOD = "Ada Brandt plays Mira Holt in Harbour Lights."
GERMAN = (
    "Die Serie ist seit dem Herbst zu sehen, und sie wird von vielen Leuten gern geschaut. "
    "Der Sender hat noch nicht gesagt, ob es im neuen Jahr eine zweite Staffel geben wird."
)
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "blank.md": (b" \n\n\t", "is empty"),
    "binary.txt": (b"\x7fELF\x02\x01\x00\x00" * 50, "binary"),
    "large.txt": (b"word " * 4_000_000, r"too large \(20\.0 MB"),
    "german.txt": (GERMAN.encode(), "not English"),
    "broken.json": (b'{"text": "Ada', "no valid JSON"),
    "textless.json": (b'{"title": "Ada"}', "has no text"),
    "deep.json": (b"[" * 100_000, "no valid JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_costs_no_other(name: str, tmp_path: Path) -> None:
    content, message = BAD[name]
    bad, good = tmp_path / name, tmp_path / "a.txt"
    bad.write_bytes(content)
    good.write_text(GOOD)
    with open_store(MEMORY) as store:
        report = load(store, [str(tmp_path)], FakeReader)
        (failed,) = report.failed
        assert re.search(message, str(failed.error))
        assert str(failed.error).startswith(str(bad))
        assert report.count(Change.ADDED) == 1
        find_article(store, str(good))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "no such file"),
        ("nothing-here", "no articles are in this folder"),
        ("picture.png", "no kind of file"),
        ("*.nothing", "no file matches"),
        ("nul\0.txt", "no file has such a name"),
    ],
)
def test_a_bad_path_is_named_and_costs_no_other(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "nothing-here").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "a.txt").write_text(GOOD)
    with open_store(MEMORY) as store:
        report = load(store, [str(tmp_path / name), str(tmp_path / "a.txt")], FakeReader)
        assert [outcome.change for outcome in report.outcomes] == [None, Change.ADDED]
        assert message in str(report.failed[0].error)


def test_a_broken_line_of_many_is_named_by_its_number(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{GOOD} Take {number}."}) for number in range(3)]
    lines.insert(1, '{"text": "Ada')
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines))
    with open_store(MEMORY) as store:
        report = load(store, [str(file)], FakeReader)
        assert [outcome.change for outcome in report.outcomes] == [
            Change.ADDED,
            None,
            Change.ADDED,
            Change.ADDED,
        ]
        assert str(report.failed[0].error).startswith(f"{file}, line 2: is no valid JSON")
        find_article(store, f"{file}#4")
        assert counts(store)["articles"] == 3


def test_an_old_encoding_with_curly_quotes_loses_no_letter(tmp_path: Path) -> None:
    text = "\N{LEFT DOUBLE QUOTATION MARK}Zo\N{LATIN SMALL LETTER E WITH DIAERESIS} is here."
    (tmp_path / "old.txt").write_bytes(f"{text} {GOOD}".encode("cp1252"))
    reader = FakeReader()
    with open_store(MEMORY) as store:
        report = load(store, [str(tmp_path)], lambda: reader)
        assert [outcome.change for outcome in report.outcomes] == [Change.ADDED]
        said = store.query("SELECT ?q { GRAPH ?g { ?e oa:exact ?q } }").bindings
        assert [str(quote) for row in said for quote in row.values()] == [GOOD]
        start = store.query("SELECT ?n { GRAPH ?g { ?e oa:start ?n } }").bindings
        assert [int(str(n)) for row in start for n in row.values()] == [len(text) + 1]
