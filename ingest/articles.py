"""Find and read articles: files, folders, globs, standard input and web addresses.

What cannot be read is handed on as an `ArticleError` in its place, so that one bad file
never costs the good ones.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from graph.errors import ArticleError
from graph.model import Article
from ingest.formats import MEDIA, articles_in
from ingest.language import checked_language
from ingest.sources import LARGEST, megabytes, printable, read_stream
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
            if isinstance(file, ArticleError):
                yield file
                continue
            try:
                place = printable(str(file.resolve()))
                yield from _checked(_read(file), printable(str(file)), file.suffix.lower(), place)
            except ArticleError as error:
                yield error


def _checked(data: bytes, where: str, suffix: str, source: str) -> Iterator[Article | ArticleError]:
    for article in articles_in(data, where, suffix, source):
        if isinstance(article, ArticleError):
            yield article
            continue
        try:
            # Of several in a file, the source tells which one it is.
            yield checked_language(article, where + (article.source or "").removeprefix(source))
        except ArticleError as error:
            yield error


def _files(path: str) -> Sequence[Path | ArticleError]:
    """The files that a path or glob stands for, sorted; hidden ones are left out."""
    if not path or "\0" in path:
        raise ArticleError("no file has such a name", where=repr(path))
    place = Path(path)
    try:
        if place.is_dir():
            return _in_folder(place)
        if place.exists():
            return [place]
        if any(mark in path for mark in "*?["):
            return _matching(path)
    except OSError as error:
        raise _unreadable(place, error) from error
    raise ArticleError("there is no such file or folder", where=printable(path))


def _in_folder(folder: Path) -> list[Path | ArticleError]:
    """The articles of a folder, and an error for each folder in it that cannot be opened."""
    found: dict[Path, Path | ArticleError] = {}

    def report(error: OSError) -> None:
        place = Path(error.filename)
        found[place] = _unreadable(place, error)

    inside = folder.resolve()
    for place, folders, names in os.walk(folder, onerror=report):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for file in (Path(place, name) for name in names if not name.startswith(".")):
            # A link may not lead out of the folder that was named.
            if file.suffix.lower() in MEDIA and _is_file(file, inside):
                found[file] = file
    if not found:
        raise ArticleError(
            "no articles are in this folder",
            where=printable(str(folder)),
            hint=f"Looked for {' '.join(SUFFIXES)}",
        )
    return [found[place] for place in sorted(found)]


def _is_file(path: Path, inside: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(inside)
    except OSError:
        return True  # reading it tells what is wrong


def _matching(pattern: str) -> list[Path]:
    typed = Path(pattern)
    start = Path(typed.anchor)
    try:
        matches = list(start.glob(str(typed.relative_to(start))))
    except ValueError:  # Python before 3.13 takes ** for a whole part only
        matches = []
    found = sorted(match for match in matches if match.is_file() and _is_meant(match, typed))
    if not found:
        raise ArticleError("no file matches this pattern", where=printable(pattern))
    return found


def _is_meant(match: Path, typed: Path) -> bool:
    """Whether every hidden part of a match was typed with its dot, as shells want it."""
    dotted = [part for part in typed.parts if part.startswith(".")]
    return all(
        any(fnmatchcase(part, pattern) for pattern in dotted)
        for part in match.parts
        if part.startswith(".")
    )


def _read(file: Path) -> bytes:
    where = printable(str(file))
    if file.suffix.lower() not in MEDIA:
        raise ArticleError(
            "this is no kind of file that articles are read from",
            where=where,
            hint=f"Use one of {' '.join(SUFFIXES)}",
        )
    try:
        if not file.is_file():
            raise ArticleError("this is no ordinary file", where=where)
        size = file.stat().st_size
        if size > LARGEST:
            raise ArticleError(
                f"is too large ({megabytes(size)}; at most {megabytes(LARGEST)} are read)",
                where=where,
                hint="Split it into one file an article",
            )
        with file.open("rb") as stream:
            return read_stream(stream, where)
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: OSError) -> ArticleError:
    reason = (error.strerror or str(error)).lower()
    return ArticleError(f"cannot be read ({reason})", where=printable(str(file)))
