"""What articles stand in a file, by its ending."""

import json
from datetime import date
from typing import Any

import pytest

from graph.errors import ArticleError
from graph.model import Article
from ingest.formats import MEDIA, articles_in

TEXT = "Ada Brandt plays Mira Holt in Harbour Lights."


def read(content: str, suffix: str) -> list[Article | ArticleError]:
    return [*articles_in(content.encode(), f"in/a{suffix}", suffix, f"/in/a{suffix}")]


def one(content: str, suffix: str) -> Article:
    (article,) = read(content, suffix)
    assert isinstance(article, Article)
    return article


def said(content: str, suffix: str) -> list[str]:
    """The texts of the articles and the words of the errors."""
    return [a.text if isinstance(a, Article) else str(a) for a in read(content, suffix)]


@pytest.mark.parametrize("suffix", [suffix for suffix in MEDIA if suffix not in {".htm", ".html"}])
def test_whatever_the_ending_the_article_knows_where_it_is_from(suffix: str) -> None:
    content = TEXT if suffix in {".txt", ".md"} else json.dumps({"text": TEXT})
    article = one(content, suffix)
    assert article.text == TEXT
    assert (article.source or "").startswith(f"/in/a{suffix}")
    assert article.name.startswith("a")
    assert article.published is None


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Harbour News\n\n{TEXT}", "Harbour News"),
        (f"\n  Harbour News \n \n{TEXT}", "Harbour News"),
        (f"# Harbour News\n\n{TEXT}", "Harbour News"),
        (f"Harbour News\n{TEXT}", None),
        (TEXT, None),
        (f"{TEXT}\n\n", None),
        (f"{'word ' * 41}\n\n{TEXT}", None),
        (f"##\n\n{TEXT}", None),
    ],
)
def test_a_headline_is_a_short_line_by_itself(text: str, headline: str | None) -> None:
    article = one(text, ".txt")
    assert article.headline == headline
    assert article.text == text  # evidence is counted in it


def test_front_matter() -> None:
    article = one(
        '---\ntitle: "Harbour: News"\nDate: 2031-05-06\nauthor: Bo Castellane and Cleo Marsh\n'
        f"publisher: The Lantern\nurl: https://lantern.invalid/1\nnone\n---\n\n{TEXT}\n---\nEnd",
        ".md",
    )
    assert article == Article(
        f"{TEXT}\n---\nEnd",
        name="a",
        headline="Harbour: News",
        published=date(2031, 5, 6),
        publisher="The Lantern",
        authors=("Bo Castellane", "Cleo Marsh"),
        url="https://lantern.invalid/1",
    )


@pytest.mark.parametrize(
    "text", [f"---\n{TEXT}", f"A line\n\n---\ntitle: no\n---\n{TEXT}", f"--- x\n---\n{TEXT}"]
)
def test_a_bar_is_not_always_front_matter(text: str) -> None:
    assert one(text, ".md").text == text


@pytest.mark.parametrize(
    "authors",
    [
        "author: By Bo Castellane and Cleo Marsh",
        "authors: Bo Castellane & Cleo Marsh",
        'authors: ["Bo Castellane", "Cleo Marsh"]',
        "authors:\n  - Bo Castellane\n  - 'Cleo Marsh'",
        "authors:\n- Bo Castellane; Cleo Marsh\ndate: 2031-05-06",
    ],
)
def test_authors_in_the_ways_people_write_them(authors: str) -> None:
    article = one(f"---\n{authors}\n---\n{TEXT}", ".md")
    assert article.authors == ("Bo Castellane", "Cleo Marsh")
    assert article.text == TEXT


def test_front_matter_alone_is_no_article() -> None:
    with pytest.raises(ArticleError, match=r"^in/a\.md: has no text below its first lines$"):
        read("---\ntitle: Harbour News\n---\n", ".md")


def test_a_json_object() -> None:
    article = one(
        json.dumps(
            {
                "id": "harbour",
                "title": "Harbour\n News",
                "body": TEXT,
                "date": "2031-05-06T07:08:09Z",
                "publisher": {"name": "The Lantern"},
                "authors": ["Bo Castellane", {"name": "Cleo Marsh"}, 3],
                "url": "https://lantern.invalid/1",
            }
        ),
        ".json",
    )
    assert article == Article(
        f"Harbour News\n\n{TEXT}",
        name="harbour",
        headline="Harbour News",
        published=date(2031, 5, 6),
        publisher="The Lantern",
        authors=("Bo Castellane", "Cleo Marsh"),
        url="https://lantern.invalid/1",
    )


def test_a_headline_that_the_text_has_is_not_told_twice() -> None:
    text = f"Harbour News\n\n{TEXT}"
    assert one(json.dumps({"headline": "Harbour News", "text": text}), ".json").text == text


def test_a_text_that_begins_with_the_words_of_its_headline_still_gets_one() -> None:
    article = one(json.dumps({"headline": "Ada Brandt", "text": TEXT}), ".json")
    assert article.text == f"Ada Brandt\n\n{TEXT}"


@pytest.mark.parametrize(
    ("given", "name"), [("x", "x"), (12, "12"), (0, "a"), (True, "a"), (None, "a"), ([1], "a")]
)
def test_an_id_is_the_name(given: object, name: str) -> None:
    assert one(json.dumps({"id": given, "text": TEXT}), ".json").name == name


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-05-06", date(2031, 5, 6)),
        (" 2031-05-06 07:08 ", date(2031, 5, 6)),
        ("6 May 2031", date(2031, 5, 6)),
        ("September 16, 2031", date(2031, 9, 16)),
        ("Sep 16, 2031", date(2031, 9, 16)),
        ("16 Sep 2031", date(2031, 9, 16)),
        ("May 2031", None),
        ("5/6/2031", None),
        ("31 June 2031", None),
        ("2031-02-30", None),
        ("2031", None),
        ("2031-05-067", None),
        ("last week", None),
        (20310506, None),
        (["2031-05-06"], None),
        (None, None),
    ],
)
def test_only_a_full_date_is_one(value: object, day: date | None) -> None:
    assert one(json.dumps({"text": TEXT, "date": value}), ".json").published == day


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "http://a b", "https://x/<y>", "lantern", 3],
)
def test_only_a_web_address_is_one(address: object) -> None:
    assert one(json.dumps({"text": TEXT, "url": address}), ".json").url is None


def test_what_no_text_can_hold_is_replaced_one_for_one() -> None:
    article = one(
        '{"headline": "Ada \\ud800 \\u0000 Brandt", "text": "a\\u0000b\\ud800c\\r\\nd"}', ".json"
    )
    assert article.text == "Ada \ufffd Brandt\n\na b\ufffdc\nd"


def test_a_list_of_articles() -> None:
    items: list[Any] = [{"text": TEXT}, {"title": "Ada"}, "Ada", {"text": f"{TEXT} Again."}]
    found = read(json.dumps(items), ".json")
    assert [a.name if isinstance(a, Article) else str(a) for a in found] == [
        "a-1",
        'in/a.json, item 2: has no text. Expected a field "text"',
        'in/a.json, item 3: is no object. Expected {"text": ...}',
        "a-4",
    ]
    assert [a.source for a in found if isinstance(a, Article)] == ["/in/a.json#1", "/in/a.json#4"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"text": ', r"^in/a\.json: is no valid JSON \(Expecting value: line 1 column 10"),
        ("[" * 100_000, r"is no valid JSON \(it is nested too deeply\)$"),
        ("[]", r"^in/a\.json: is a list without articles$"),
        (f'{{"text": {"9" * 5000}}}', "is no valid JSON"),
    ],
)
def test_broken_json(content: str, message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        read(content, ".json")


@pytest.mark.parametrize("content", ["{}", '{"text": ""}', '{"text": "\\u0000"}', '{"text": [1]}'])
def test_an_object_without_a_text(content: str) -> None:
    assert said(content, ".json") == ['in/a.json: has no text. Expected a field "text"']


def test_lines_of_json() -> None:
    lines = [json.dumps({"text": TEXT}), "", "{broken", "[1]", '{"text": "\u2028Ada"}']
    found = read("\n".join(lines), ".jsonl")
    texts = [a.text if isinstance(a, Article) else str(a) for a in found]
    assert texts == [
        TEXT,
        "in/a.jsonl, line 3: is no valid JSON (Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1))",
        'in/a.jsonl, line 4: is no object. Expected {"text": ...}',
        "\u2028Ada",
    ]
    names = [(a.name, a.source) for a in found if isinstance(a, Article)]
    assert names == [("a-1", "/in/a.jsonl#1"), ("a-5", "/in/a.jsonl#5")]


def test_markdown_emphasis_is_no_text_but_told() -> None:
    text = "Juno Vale is back in *Low Tide* and **not** in _The Mill_; 2 * 3 * 4, a_b_c.\n"
    (article,) = articles_in(text.encode(), "a.md", ".md", "a.md")
    assert isinstance(article, Article)
    assert article.text == text.replace("*Low Tide*", "Low Tide").replace("**", "").replace(
        "_The Mill_", "The Mill"
    )
    assert [article.text[s:e] for s, e in article.emphasis] == ["Low Tide", "The Mill"]
