"""Web pages: the article's text without the page around it, and what was in italics."""

import logging
import re
from dataclasses import dataclass

from lxml import etree, html

from graph.errors import ArticleError
from ingest.emphasis import Span, emphasis

# A tag as far as it goes; quoted values may hold brackets.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*+"|'[^']*+'|["'])*+""")
_MOST_IN_A_TAG = 5000  # words; parsing takes time by the square of their number
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
# No date is better than one that is guessed from a year at the foot of the page.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; ``emphasis`` are (start, end) offsets into ``text``."""

    text: str
    headline: str | None
    published: str | None
    publisher: str | None
    authors: tuple[str, ...]
    url: str | None
    emphasis: tuple[Span, ...]


def read_page(source: str, where: str) -> Page:
    """The article of a page. Raises ArticleError when there is none to be found."""
    import trafilatura

    for name in ("trafilatura", "htmldate"):  # what they have to say is said by an error
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        found = trafilatura.bare_extraction(
            _parsed(source, where),
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise ArticleError(f"cannot be read as a page ({error})", where=where) from error
    data = found.as_dict() if found is not None and not isinstance(found, dict) else found
    lines = ((data or {}).get("text") or "").split("\n")
    paragraphs = [line.strip() for line in lines if line.strip()]
    if not data or not paragraphs:
        raise _no_article(where)
    headline = " ".join((data.get("title") or "").split()) or None
    if headline:  # first, and once
        paragraphs = [headline, *(part for part in paragraphs if part != headline)]
    text = "\n\n".join(paragraphs)
    authors = (name.strip() for name in (data.get("author") or "").split(";"))
    return Page(
        text,
        headline,
        data.get("date"),
        data.get("sitename"),
        tuple(filter(None, authors)),
        data.get("url"),
        emphasis(_parsed(source, where), text),
    )


def _parsed(source: str, where: str) -> html.HtmlElement:
    """The page as a tree; the parser itself cuts off what is nested too deeply."""
    if any(len(tag[0].split()) > _MOST_IN_A_TAG for tag in _TAG.finditer(source)):
        raise ArticleError("cannot be read as a page (a tag is too long)", where=where)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(_DECLARATION.sub("", source, count=1), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise _no_article(where) from error


def _no_article(where: str) -> ArticleError:
    return ArticleError("no article is on this page", where=where)
