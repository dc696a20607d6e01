"""Pages of the web: their article, their italics, and what is not let in."""

from datetime import date

import pytest

from graph.errors import ArticleError
from graph.model import Article
from ingest.formats import articles_in
from ingest.webpage import Page, read_page

TEXT = "Ada Brandt plays Mira Holt in Harbour Lights."
LONG = "The network has not said when the new season will be shown, but most of the cast is back."
PAGE = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html><head><title>Harbour News</title>
<meta property="og:title" content="Harbour News">
<meta property="og:site_name" content="The Lantern">
<meta name="author" content="Bo Castellane">
<meta property="article:published_time" content="2031-05-06T07:08:09Z">
<link rel="canonical" href="https://lantern.invalid/1">
<script>document.title = "<i>Not This</i>";</script><style>i {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/tv">Television</a></nav>
<article><h1>Harbour News</h1>
<p>Ada Brandt, who was in <em>The <b>Mill</b></em>, plays Mira Holt in <i>Harbour
Lights</i>. The Mill was not <cite>The Old&nbsp;Mill</cite>.</p>
<p>{LONG} <i>The Mill &amp; Sons</i> is another series of theirs.</p>
</article><footer>Copyright 2020 The Lantern</footer></body></html>"""


def page(body: str, head: str = "") -> Page:
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>", "a.html")


def italics(found: Page) -> list[str]:
    return [found.text[start:end] for start, end in found.emphasis]


def test_a_page() -> None:
    found = read_page(PAGE, "a.html")
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0] == "Harbour News"
    assert paragraphs[1].startswith("Ada Brandt, who was in The Mill, plays Mira Holt in Harbour")
    assert paragraphs[2] == f"{LONG} The Mill & Sons is another series of theirs."
    assert len(paragraphs) == 3
    assert (found.headline, found.publisher) == ("Harbour News", "The Lantern")
    assert (found.authors, found.url) == (("Bo Castellane",), "https://lantern.invalid/1")
    assert (found.published or "")[:10] == "2031-05-06"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<p>{TEXT} {LONG}</p>", f"{TEXT} {LONG}"),
        (f"<p>The Lantern reports</p><h1>Ada Brandt</h1><p>{LONG}</p>", None),
    ],
)
def test_the_headline_is_the_first_line_and_is_there_once(body: str, text: str | None) -> None:
    found = page(f"<article>{body}</article>", '<meta property="og:title" content="Ada Brandt">')
    first, second, *others = found.text.split("\n\n")
    assert first == found.headline == "Ada Brandt"
    assert second == (text or "The Lantern reports")
    assert "Ada Brandt" not in others


def test_italics_stand_where_the_page_has_them() -> None:
    found = read_page(PAGE, "a.html")
    assert [" ".join(words.split()) for words in italics(found)] == [
        "The Mill",
        "Harbour Lights",
        "The Old Mill",
        "The Mill & Sons",
    ]
    # The Mill stands there twice more, but not in italics.
    assert found.text[: found.emphasis[0][0]].endswith("who was in ")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p><i>Harbour Lights</i> is back.</p><p>{LONG}</p>", ["Harbour Lights"]),
        (f"<p>{LONG}</p><p>Back is <i>Harbour Lights</i></p>", ["Harbour Lights"]),
        (f"<p>{LONG}</p><p><i>Harbour Lights</i></p><p>{LONG} Yes.</p>", ["Harbour Lights"]),
        (f"<p>It is <i><em>The</em> <cite>Mill</cite></i> again. {LONG}</p>", ["The Mill"]),
        (f"<p>One <i>Mill</i>, two <i>Mill</i>, not a Mill. {LONG}</p>", ["Mill", "Mill"]),
        (f"<p>{LONG} <i>{LONG} {LONG}</i></p>", []),  # too long for a title
        (f"<p>No <i></i> italics <i> </i> here. {LONG}</p>", []),
        (f"<p>{LONG} Television.</p></article><footer><i>Television</i></footer>", []),
    ],
)
def test_italics(body: str, expected: list[str]) -> None:
    assert italics(page(f"<article>{body}</article>")) == expected


def test_what_the_page_does_not_tell_is_not_made_up() -> None:
    found = page(f"<p>{TEXT} {LONG}</p><footer>Copyright 2020</footer>")
    assert (found.headline, found.published, found.publisher) == (None, None, None)
    assert (found.authors, found.url) == ((), None)


def test_a_page_of_one_sentence() -> None:
    assert page(f"<p>{TEXT}</p>").text == TEXT


def test_scripts_and_comments_are_no_text() -> None:
    found = page(
        f"<script>alert('Ada')</script><!-- Ada --><p onclick=\"alert('Bo')\">{TEXT} {LONG}</p>"
        "<style>p:after { content: 'Cleo' }</style>"
    )
    assert found.text == f"{TEXT} {LONG}"


def test_no_entity_reads_a_file() -> None:
    found = read_page(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "Bo">'
        '<!ENTITY z "&y;&y;&y;&y;&y;&y;&y;&y;">]>'
        f"<html><body><p>{TEXT} {LONG}</p><p>&x;, &z; and more of it.</p></body></html>",
        "a.html",
    )
    assert "&x;" in found.text
    assert "BoBo" not in found.text


@pytest.mark.parametrize(
    "html",
    ["<html></html>", "<!-- -->", "<script>Ada</script>", "<p> </p>", "<img src=x>"],
)
def test_a_page_without_an_article(html: str) -> None:
    with pytest.raises(ArticleError, match=r"^a\.html: no article is on this page$"):
        read_page(html, "a.html")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + TEXT + "</div>" * 100_000,
        "<i>" * 100_000 + TEXT,
        "<a" * 500_000,
        "<" + "a" * 500_000,
        "<a '" * 100_000,
        '<a b="' * 100_000,
        "<!--" * 100_000,
        "&amp" * 100_000,
        f"<p>{'<table><tr><td>' * 5_000}{TEXT}",
    ],
)
def test_a_page_that_is_an_attack_ends_in_words(
    html: str, recwarn: pytest.WarningsRecorder
) -> None:
    assert outcome(html)
    assert len(recwarn) == 0


def outcome(html: str) -> str:
    try:
        return read_page(html, "a.html").text
    except ArticleError as error:
        return str(error)


@pytest.mark.parametrize(
    "tag",
    [
        f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>",
        f"<p {' '.join(f'a{n}' for n in range(50_000))}>",
        f"<p x='>' {' '.join(f'a{n}' for n in range(50_000))}>",
        f'<p " {" ".join(f"a{n}" for n in range(50_000))}>',
    ],
)
def test_a_tag_that_would_take_hours_is_refused(tag: str) -> None:
    with pytest.raises(ArticleError, match=r"^a\.html: .* \(a tag is too long\)$"):
        read_page(f"{tag}{TEXT}</p>", "a.html")


def article(said: str, source: str) -> Article:
    html = f'<html><head><link rel="canonical" href="{said}"></head><body><p>{TEXT} {LONG}</p>'
    (found,) = articles_in(html.encode(), source, ".html", source)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("said", "source", "url"),
    [
        ("https://lantern.invalid/1", "/in/a.html", "https://lantern.invalid/1"),
        ("https://lantern.invalid/1", "https://lantern.invalid/1?x=2", "https://lantern.invalid/1"),
        ("https://lantern.invalid/1", "https://other.invalid/2", "https://other.invalid/2"),
        ("", "https://other.invalid/2", "https://other.invalid/2"),
        ("", "/in/a.html", None),
    ],
)
def test_a_page_cannot_take_the_place_of_somebody_elses(
    said: str, source: str, url: str | None
) -> None:
    assert article(said, source).url == url


def test_a_page_in_full() -> None:
    (found,) = articles_in(PAGE.encode("utf-8"), "in/a.html", ".html", "/in/a.html")
    assert isinstance(found, Article)
    assert (found.name, found.source) == ("a", "/in/a.html")
    assert found.published == date(2031, 5, 6)
    assert len(found.emphasis) == 4
