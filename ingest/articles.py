"""Find and read articles: files, folders, globs, standard input and web addresses.

What cannot be read is handed on as an `ArticleError` in its place, so that one bad file
never costs the good ones.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import ArticleError
from graph.model import Article
from ingest.formats import MEDIA, articles_in
from ingest.language import check_english
from ingest.sources import LARGEST, megabytes, read_stream
from ingest.web import fetch, is_address

SUFFIXES = tuple(sorted(MEDIA))
STDIN = "-"


def find_articles(paths: Sequence[str]) -> Iterator[Article | ArticleError]:
    """Every article of the paths, in a stable order, with an error for what is none."""
    for path in paths:
        try:
            yield from _articles_of(path)
        except ArticleError as error:
            yield error


def count_files(paths: Sequence[str]) -> int:
    """How many files, addresses and streams the paths stand for; nothing is opened."""
    total = 0
    for path in paths:
        try:
            total += 1 if path == STDIN or is_address(path) else len(_files(path))
        except ArticleError:
            total += 1
    return total


def _articles_of(path: str) -> Iterator[Article | ArticleError]:
    if path == STDIN:
        data = read_stream(sys.stdin.buffer, "standard input")
        yield from _checked(data, "standard input", ".txt", STDIN)
    elif is_address(path):
        data, suffix = fetch(path)
        yield from _checked(data, path, suffix, path)
    else:
        for file in _files(path):
            try:
                yield from _checked(_read(file), str(file), file.suffix.lower(), _source(file))
            except ArticleError as error:
                yield error


def _checked(
    data: bytes, where: str, suffix: str, source: str
) -> Iterator[Article | ArticleError]:
    for article in articles_in(data, where, suffix, source):
        if isinstance(article, ArticleError):
            yield article
            continue
        try:
            check_english(article, where)
        except ArticleError as error:
            yield error
        else:
            yield article


def _source(file: Path) -> str:
    return str(file.absolute())


def _files(path: str) -> list[Path]:
    """The files that a path or glob stands for, sorted; hidden ones are left out."""
    if "\0" in path:
        raise ArticleError("no file has such a name", where=repr(path))
    place = Path(path)
    try:
        if place.is_dir():
            return _in_folder(place)
        if place.exists():
            return [place]
    except OSError as error:
        raise _unreadable(place, error) from error
    if any(mark in path for mark in "*?["):
        anchor = Path(place.anchor) if place.anchor else Path()
        pattern = str(place.relative_to(place.anchor)) if place.anchor else path
        found = sorted(match for match in anchor.glob(pattern) if match.is_file())
        if found:
            return found
        raise ArticleError("no file matches this pattern", where=path)
    raise ArticleError("there is no such file or folder", where=path)


def _in_folder(folder: Path) -> list[Path]:
    inside = folder.resolve()
    found = []
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        if file.suffix.lower() not in MEDIA or any(part.startswith(".") for part in parts):
            continue
        # A link may not lead out of the folder that was named.
        if file.is_file() and file.resolve().is_relative_to(inside):
            found.append(file)
    if not found:
        raise ArticleError(
            "no articles are in this folder", where=folder, hint=f"Looked for {' '.join(SUFFIXES)}"
        )
    return found


def _read(file: Path) -> bytes:
    if file.suffix.lower() not in MEDIA:
        raise ArticleError(
            "this is no kind of file that articles are read from",
            where=file,
            hint=f"Use one of {' '.join(SUFFIXES)}",
        )
    try:
        if not file.is_file():
            raise ArticleError("this is no ordinary file", where=file)
        size = file.stat().st_size
        if size > LARGEST:
            raise ArticleError(
                f"is too large ({megabytes(size)}; at most {megabytes(LARGEST)} are read)",
                where=file,
                hint="Split it into one file an article",
            )
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: OSError) -> ArticleError:
    reason = (error.strerror or str(error)).lower()
    return ArticleError(f"cannot be read ({reason})", where=file)
