"""Which files paths stand for, and what is told of those that cannot be read."""

import io
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from graph.errors import ArticleError
from graph.model import Article
from ingest.articles import count_files, find_articles

TEXT = "Ada Brandt plays Mira Holt in Harbour Lights."


def found(*paths: object) -> list[str]:
    """The names of the articles and the words of the errors, in order."""
    return [
        item.name if isinstance(item, Article) else str(item)
        for item in find_articles([str(path) for path in paths])
    ]


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT)


def test_a_file(tmp_path: Path) -> None:
    write(tmp_path, "one.two.txt")
    assert [*find_articles([str(tmp_path / "one.two.txt")])] == [Article(TEXT, name="one.two")]


def test_a_folder_in_order_with_what_is_in_it(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.MD", "c.md", "a/b/c.txt", "notes.pdf", "a/no-ending")
    assert found(tmp_path) == ["c", "z", "b", "c"]
    assert count_files([str(tmp_path)]) == 4


def test_hidden_files_are_left_out_unless_they_are_named(tmp_path: Path) -> None:
    write(tmp_path, ".a.txt", ".b/c.txt", "d.txt")
    assert found(tmp_path) == ["d"]
    assert found(tmp_path / "*.txt") == ["d"]
    assert found(tmp_path / ".a.txt") == [".a"]
    assert found(tmp_path / ".*.txt") == [".a"]
    assert found(tmp_path / ".b") == ["c"]
    write(tmp_path, ".b/.e.txt")
    assert found(tmp_path / ".b" / "*.txt") == ["c"]
    assert found(tmp_path / "**" / "*.txt") == ["d"]


def test_globs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a1.txt", "a2.txt", "b.txt", "deep/a3.txt")
    assert found(tmp_path / "a?.txt") == ["a1", "a2"]
    assert found(tmp_path / "**" / "a*.txt") == ["a1", "a2", "a3"]
    assert found(tmp_path / "[b]*") == ["b"]
    monkeypatch.chdir(tmp_path)
    assert found("a*.txt", "deep/*") == ["a1", "a2", "a3"]
    assert count_files(["a*.txt", "deep/*"]) == 3


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    write(tmp_path, "a[1].txt", "a1.txt")
    assert found(tmp_path / "a[1].txt") == ["a[1]"]


def test_no_link_leads_out_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", "outside/more.txt", "in/a.txt")
    folder = tmp_path / "in"
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "c").symlink_to(tmp_path / "outside")
    (folder / "d.txt").symlink_to("d.txt")
    (folder / "e.txt").symlink_to("a.txt")
    (folder / "round").symlink_to(folder)
    assert found(folder) == ["a", "e"]
    assert found(folder / "b.txt") == ["b"]  # the person named it


def test_a_file_is_one_source_however_it_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "in/a.txt")
    (tmp_path / "link.txt").symlink_to("in/a.txt")
    monkeypatch.chdir(tmp_path / "in")
    paths = ["a.txt", "../in/a.txt", "../link.txt", str(tmp_path / "in")]
    sources = {a.source for a in find_articles(paths) if isinstance(a, Article)}
    assert sources == {str(tmp_path.resolve() / "in" / "a.txt")}


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = SimpleNamespace(buffer=io.BytesIO(TEXT.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    (article,) = find_articles(["-"])
    assert article == Article(TEXT, name="standard input")
    assert isinstance(article, Article)
    assert article.source == "-"
    assert count_files(["-"]) == 1


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("", "'': no file has such a name"),
        ("nul\0.txt", "'nul\\x00.txt': no file has such a name"),
        ("missing.txt", "missing.txt: there is no such file or folder"),
        ("new\nline.txt", "new\\nline.txt: there is no such file or folder"),
        ("missing/*.txt", "missing/*.txt: no file matches this pattern"),
        ("**x.txt", "**x.txt: no file matches this pattern"),
        ("x" * 300, f"{'x' * 300}: cannot be read (file name too long)"),
        (
            "empty",
            "empty: no articles are in this folder. Looked for .htm .html .json .jsonl .md .txt",
        ),
        (
            "film.avi",
            "film.avi: this is no kind of file that articles are read from. "
            "Use one of .htm .html .json .jsonl .md .txt",
        ),
        ("pipe.txt", "pipe.txt: this is no ordinary file"),
        (
            "large.txt",
            "large.txt: is too large (20.0 MB; at most 10.0 MB are read). "
            "Split it into one file an article",
        ),
    ],
)
def test_what_cannot_be_read_costs_no_other(
    path: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    write(tmp_path, "film.avi", "good.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(20_000_000)  # takes no room on the disk
    assert found("good.txt", path, "good.txt") == ["good", message, "good"]
    assert count_files([path]) == 1


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "b.txt")

    def refuse(self: Path, *_: object) -> io.BytesIO:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return io.BytesIO(self.read_text().encode())

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_text", lambda _: TEXT)
    assert found(tmp_path) == [f"{tmp_path / 'a.txt'}: cannot be read (permission denied)", "b"]


@pytest.mark.parametrize("with_others", [True, False])
def test_a_folder_that_may_not_be_opened_is_told(
    with_others: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "b/no.txt", *(["a.txt", "c/d.txt"] if with_others else []))
    scandir = os.scandir

    def refuse(path: str) -> "os._ScandirIterator[str]":
        if path.endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    refused = f"{tmp_path / 'b'}: cannot be read (permission denied)"
    assert found(tmp_path) == (["a", refused, "d"] if with_others else [refused])


def test_a_file_that_cannot_be_looked_at_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt", "b.txt")
    is_file = Path.is_file

    def refuse(self: Path) -> bool:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return is_file(self)

    monkeypatch.setattr(Path, "is_file", refuse)
    assert found(tmp_path) == [f"{tmp_path / 'a.txt'}: cannot be read (permission denied)", "b"]


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt")
    monkeypatch.setattr("ingest.sources.LARGEST", 10)
    assert found(tmp_path / "a.txt") == [f"{tmp_path / 'a.txt'}: is too large (more than 0.0 MB)"]


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    (article,) = find_articles([str(tmp_path)])
    assert isinstance(article, Article)
    assert (article.name, article.text) == ("caf\\udce9", TEXT)
    assert article.source == str(tmp_path / "caf\\udce9.txt")


def test_another_language_is_named(tmp_path: Path) -> None:
    german = "Die Serie ist seit dem Herbst zu sehen und wird von vielen gern geschaut. " * 3
    (tmp_path / "a.txt").write_text(german)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps({"text": t}) for t in (TEXT, german)))
    error, article, *_, error_of_line = find_articles([str(tmp_path)])
    assert str(error_of_line).startswith(f"{tmp_path / 'c.jsonl'}#2: is not English (German)")
    assert isinstance(error, ArticleError)
    assert str(error) == (
        f"{tmp_path / 'a.txt'}: is not English (German), so it was skipped. "
        "castgraph reads English articles"
    )
    assert isinstance(article, Article)
