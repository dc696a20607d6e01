"""From the bytes of a file to its articles, by the file's ending."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from graph.errors import ArticleError
from graph.model import Article
from ingest.sources import clean, decode
from ingest.webpage import read_page

Found = Iterator[Article | ArticleError]
# *italics*, _italics_, **bold**: marks that touch the words between them, on one line.
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<inside>[^*_\n]+?)(?<=\S)(?P=mark)(?![\w*])"
)
_HEADLINE = 200  # characters; a longer first line is no headline
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_DATES_IN_WORDS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")
_BETWEEN_AUTHORS = re.compile(r"[,;]|\s+and\s+|\s&\s")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def articles_in(data: bytes, where: str, suffix: str, source: str) -> Found:
    """The articles of a file's bytes; ``where`` names it in errors."""
    text = decode(data, where)
    yield from MEDIA[suffix](text, where, PurePath(where).stem, source)


def _plain(text: str, _where: str, name: str, source: str) -> Found:
    yield Article(text, name=name, headline=_headline(text), source=source)


def _markdown(text: str, where: str, name: str, source: str) -> Found:
    head, body = _front_matter(text)
    if not body.strip():
        raise ArticleError("has no text below its first lines", where=where)
    body, emphasis = _without_marks(body)
    yield Article(
        body,
        name=name,
        headline=head.get("title") or head.get("headline") or _headline(body),
        published=_date(head.get("date") or head.get("published")),
        publisher=head.get("publisher") or head.get("source"),
        authors=_authors((head.get("author") or head.get("authors") or "").strip("[]")),
        url=_address(head.get("url")),
        source=source,
        emphasis=emphasis,
    )


def _without_marks(body: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Markdown text without its marks of emphasis, and where the words in italics stand."""
    parts: list[str] = []
    spans = []
    length = position = 0
    for match in _EMPHASIS.finditer(body):
        before, inside = body[position : match.start()], match["inside"]
        start = length + len(before)
        if len(match["mark"]) == 1:
            spans.append((start, start + len(inside)))
        parts += [before, inside]
        length = start + len(inside)
        position = match.end()
    return "".join([*parts, body[position:]]), tuple(spans)


def _page(text: str, where: str, name: str, source: str) -> Found:
    page = read_page(text, where)
    yield Article(
        page.text,
        name=name,
        headline=page.headline,
        published=_date(page.published),
        publisher=page.publisher,
        authors=page.authors,
        url=_address_of(page.url, source),
        source=source,
        emphasis=page.emphasis,
    )


def _json(text: str, where: str, name: str, source: str) -> Found:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"is no valid JSON ({_why(error)})", where=where) from error
    if not isinstance(data, list):
        yield _object(data, where, name, source)
        return
    if not data:
        raise ArticleError("is a list without articles", where=where)
    for number, item in enumerate(data, 1):
        yield _object(item, f"{where}, item {number}", f"{name}-{number}", f"{source}#{number}")


def _json_lines(text: str, where: str, name: str, source: str) -> Found:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{where}, line {number}"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield ArticleError(f"is no valid JSON ({_why(error)})", where=place)
            continue
        yield _object(item, place, f"{name}-{number}", f"{source}#{number}")


MEDIA: Mapping[str, Callable[[str, str, str, str], Found]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _page,
    ".htm": _page,
    ".json": _json,
    ".jsonl": _json_lines,
}


def _object(item: Any, where: str, name: str, source: str) -> Article | ArticleError:
    """The article of a JSON object, or what is wrong with it."""
    if not isinstance(item, dict):
        return ArticleError("is no object", where=where, hint='Expected {"text": ...}')

    def field(*names: str) -> Any:
        return next((item[n] for n in names if item.get(n)), None)

    body = field("text", "body", "content")
    if not isinstance(body, str) or not clean(body).strip():
        return ArticleError("has no text", where=where, hint='Expected a field "text"')
    body = clean(body)
    headline = _string(field("headline", "title"))
    first_line = " ".join(body.lstrip().partition("\n")[0].split())
    if headline and first_line != headline:
        body = f"{headline}\n\n{body}"
    return Article(
        body,
        name=_name(field("id", "name")) or name,
        headline=headline or _headline(body),
        published=_date(field("published", "date", "datePublished")),
        publisher=_string(field("publisher", "source", "site")),
        authors=_authors(field("authors", "author", "byline")),
        url=_address(field("url", "link")),
        source=source,
    )


def _why(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _headline(text: str) -> str | None:
    """The first line, when it looks like one: short, with an empty line and text behind it."""
    first, _, rest = text.lstrip().partition("\n")
    headline = first.strip().lstrip("#").strip()
    apart = rest.strip() and not rest.partition("\n")[0].strip()
    return headline if headline and apart and len(headline) <= _HEADLINE else None


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between two ``---`` lines at the top, and what follows."""
    lines = text.split("\n")
    bars = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if bars[:1] != [0] or len(bars) == 1:
        return {}, text
    head: dict[str, str] = {}
    key = ""
    for line in lines[1 : bars[1]]:
        if line.lstrip().startswith("- "):  # one more of a list
            head[key] = ", ".join(filter(None, (head.get(key), _unquoted(line.lstrip()[2:]))))
        elif ":" in line:
            key = line.partition(":")[0].strip().lower()
            head[key] = _unquoted(line.partition(":")[2])
    return head, "\n".join(lines[bars[1] + 1 :]).lstrip("\n")


def _unquoted(value: str) -> str:
    return value.strip().strip("\"'")


def _name(value: Any) -> str | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return _string(str(value) if is_number else value)


def _string(value: Any) -> str | None:
    """A string in one line; a description of a person or publisher stands for its name."""
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None


def _date(value: Any) -> date | None:
    """A full date in ISO form, with or without a time, or in English words."""
    text = _string(value) or ""
    try:
        if found := _DATE.match(text):
            return date.fromisoformat(found[0])
    except ValueError:
        return None
    for form in _DATES_IN_WORDS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    return None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(part for part in map(_string, value) if part)
    names = _BETWEEN_AUTHORS.split(re.sub(r"^by\s+", "", _string(value) or "", flags=re.I))
    return tuple(filter(None, map(_unquoted, names)))


def _address(value: Any) -> str | None:
    text = _string(value)
    return text if text and _ADDRESS.fullmatch(text) else None


def _address_of(said: str | None, source: str) -> str | None:
    """The address of a page: where it was fetched, unless it names another of that host.

    A page may not pass itself off as one of somebody else, whose place it would take.
    """
    said, fetched = _address(said), _address(source)
    if fetched and (not said or urlsplit(said).hostname != urlsplit(fetched).hostname):
        return fetched
    return said
