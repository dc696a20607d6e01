"""From the bytes of a file to its articles, by the file's ending."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from graph.errors import ArticleError
from graph.model import Article
from ingest.sources import decode
from ingest.webpage import read_page

Found = Iterator[Article | ArticleError]
_HEADLINE = 200  # characters; a longer first line is no headline



def articles_in(data: bytes, where: str, suffix: str, source: str) -> Found:
    """The articles of a file's bytes; ``where`` names it in errors."""
    text = decode(data, where)
    name = PurePosixPath(where.replace("\\", "/")).name.rsplit(".", 1)[0]
    yield from MEDIA[suffix](text, where, name, source)


def _plain(text: str, where: str, name: str, source: str) -> Found:  # noqa: ARG001
    yield Article(text, name=name, headline=_headline(text), source=source)


def _markdown(text: str, where: str, name: str, source: str) -> Found:  # noqa: ARG001
    head, body = _front_matter(text)
    yield Article(
        body,
        name=name,
        headline=head.get("title") or head.get("headline") or _headline(body),
        published=_date(head.get("date") or head.get("published")),
        publisher=head.get("publisher") or head.get("source"),
        authors=_authors(head.get("author") or head.get("authors")),
        url=_address(head.get("url")),
        source=source,
    )


def _page(text: str, where: str, name: str, source: str) -> Found:
    page = read_page(text, where)
    yield Article(
        page.text,
        name=name,
        headline=page.headline,
        published=_date(page.published),
        publisher=page.publisher,
        authors=page.authors,
        url=_address(page.url) or _address(source),
        source=source,
        emphasis=page.emphasis,
    )


def _json(text: str, where: str, name: str, source: str) -> Found:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"is no valid JSON ({_why(error)})", where=where) from error
    items = data if isinstance(data, list) else [data]
    for number, item in enumerate(items, 1):
        many = isinstance(data, list)
        place = f"{where}, item {number}" if many else where
        label = f"{name}-{number}" if many else name
        yield _object(item, place, label, f"{source}#{number}" if many else source)


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
    if not isinstance(body, str) or not body.strip():
        return ArticleError("has no text", where=where, hint='Expected a field "text"')
    body = body.replace("\r\n", "\n")
    headline = _string(field("headline", "title"))
    if headline and not body.lstrip().startswith(headline):
        body = f"{headline}\n\n{body}"
    return Article(
        body,
        name=_string(field("id", "name")) or name,
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
    """The first line, when it looks like one: short, and an empty line follows."""
    lines = text.lstrip().split("\n", 2)
    first = lines[0].strip().lstrip("#").strip()
    alone = len(lines) == 1 or not lines[1].strip()
    return first if first and alone and len(first) <= _HEADLINE else None


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between two ``---`` lines at the top, and what follows."""
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        return {}, text
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    head = {}
    for line in lines[1:end]:
        key, colon, value = line.partition(":")
        if colon:
            head[key.strip().lower()] = value.strip().strip("\"'")
    return head, "\n".join(lines[end + 1 :]).lstrip("\n")


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _date(value: Any) -> date | None:
    """A date in ISO form, with or without a time; anything else is no date."""
    try:
        return date.fromisoformat(str(value).strip()[:10]) if value else None
    except ValueError:
        return None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.replace(" and ", ",").split(",") if part.strip())
    if isinstance(value, list):
        return tuple(part for part in map(_string, value) if part)
    return ()


def _address(value: Any) -> str | None:
    text = _string(value)
    return text if text and text.startswith(("http://", "https://")) else None
