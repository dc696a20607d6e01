"""Web pages: the article's text without the page around it, and what was in italics."""

import re
from dataclasses import dataclass

from graph.errors import ArticleError

_DEEPEST = 400  # elements within one another; a page that goes deeper is an attack
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr p li".split())
_ITALIC = re.compile(r"<(i|em|cite)\b[^>]*>(.*?)</\1>", re.I | re.S)
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; ``emphasis`` are (start, end) offsets into ``text``."""

    text: str
    headline: str | None
    published: str | None
    publisher: str | None
    authors: tuple[str, ...]
    url: str | None
    emphasis: tuple[tuple[int, int], ...]


def read_page(html: str, where: str) -> Page:
    """The article of a page. Raises ArticleError when there is none to be found."""
    if _depth(html) > _DEEPEST:
        raise ArticleError("is nested too deeply to be a page", where=where)
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            html, include_comments=False, include_tables=True, with_metadata=True
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ArticleError(f"cannot be read as a page ({error})", where=where) from error
    data = found.as_dict() if found is not None and not isinstance(found, dict) else found
    body = (data or {}).get("text") or ""
    if not data or not body.strip():
        raise ArticleError("no article is on this page", where=where)
    headline = data.get("title")
    paragraphs = "\n\n".join(line for line in body.split("\n") if line.strip())
    if headline and paragraphs.startswith(headline):
        text = paragraphs
    else:
        text = f"{headline}\n\n{paragraphs}" if headline else paragraphs
    authors = tuple(name.strip() for name in (data.get("author") or "").split(";") if name.strip())
    return Page(
        text,
        headline,
        data.get("date"),
        data.get("sitename"),
        authors,
        data.get("url"),
        tuple(_emphasis(html, text)),
    )


def _emphasis(html: str, text: str) -> list[tuple[int, int]]:
    """Where the words that the page sets in italics stand in the text."""
    from html import unescape

    phrases = {unescape(_MARKUP.sub("", m.group(2))).strip() for m in _ITALIC.finditer(html)}
    spans = []
    for phrase in sorted(phrases):
        if 1 < len(phrase) <= 100:
            found = re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
            spans.extend(match.span() for match in found)
    return sorted(set(spans))


def _depth(html: str) -> int:
    depth = deepest = 0
    for closing, name, empty in _TAG.findall(html):
        if name.lower() in _VOID or empty:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest
