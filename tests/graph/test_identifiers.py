"""IRIs are readable, valid, stable, and differ where things differ."""

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import BASE, LONGEST, article_iri, claim_iri, iri_of, quote_iri, slug
from graph.model import (
    Article,
    Character,
    Derivation,
    Evidence,
    Fact,
    Job,
    Network,
    Person,
    Relation,
    Work,
)

BASE_WORK = BASE + "work/"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Brandt-Lowe", "ada-brandt-lowe"),
        ("Brandt & Sons", "brandt-and-sons"),
        ("Nobody's Harbour", "nobodys-harbour"),
        ("Nobody\u2019s Harbour", "nobodys-harbour"),
        ("Lantern+", "lantern-plus"),
        ("Lantern Plus", "lantern-plus"),
        ("Q.U.A.Y.", "quay"),
        ("  Émile   Ångström ", "emile-angstrom"),
        ("Straße", "strasse"),
        ("4-5-6", "4-5-6"),
        ("Йога", "йога"),
        ("등대 이야기", "등대-이야기"),
    ],
)
def test_slug_is_what_a_person_expects(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_slug_is_idempotent_and_never_empty(name: str) -> None:
    once = slug(name)
    assert slug(once) == once
    assert once.strip("-")
    assert len(once) <= LONGEST
    assert not re.search(r"[\s/_#?<>\"{}|\\^`]", once)


@given(st.text(), st.text())
def test_every_iri_is_valid(name: str, other: str) -> None:
    work = Work(other, qualifier=name or None)
    article = Article(text=name, headline=other)
    iris = [
        iri_of(Person(name)),
        iri_of(work),
        iri_of(Network(name)),
        iri_of(Character(name)),
        iri_of(Character(name), work=work),
        article_iri(article),
        claim_iri(article_iri(article), Fact(Relation.CAST_IN, Person(name), work), 2),
    ]
    for iri in iris:
        assert pyoxigraph.NamedNode(iri).value == str(iri)
        assert iri.startswith(BASE)


def test_names_without_latin_letters_stay_apart() -> None:
    names = ["등대", "등불", "港", "湾", "कि", "कु", "か", "が", "???", "!!!", "…", "й", "и"]
    iris = {iri_of(Work(name)) for name in names}
    assert len(iris) == len(names)


def test_a_long_name_keeps_its_difference_at_the_end() -> None:
    long = "the very long title " * 20
    assert slug(long + "one") != slug(long + "two")


def test_homonyms_are_kept_apart_by_their_qualifier() -> None:
    plain, dated = Work("Harbour Lights"), Work("Harbour Lights", qualifier="1998")
    assert str(iri_of(plain)) == BASE_WORK + "harbour-lights"
    assert str(iri_of(dated)) == BASE_WORK + "harbour-lights_1998"
    assert iri_of(dated) != iri_of(Work("Harbour Lights 1998"))


def test_a_character_belongs_to_a_work_or_to_none() -> None:
    mira = Character("Mira Holt")
    assert str(iri_of(mira)) == BASE + "character/-/mira-holt"
    assert str(iri_of(mira, work=Work("The Mill"))) == BASE + "character/the-mill/mira-holt"


def test_the_base_is_an_option() -> None:
    assert str(iri_of(Person("Ada"), base="http://x.example/")) == "http://x.example/person/ada"


def test_an_article_is_known_by_its_url_else_by_its_text() -> None:
    here = Article("a", headline="News", url="https://x.example/1")
    assert article_iri(here) == article_iri(
        Article("b", headline="News", url="https://x.example/1")
    )
    assert article_iri(here) != article_iri(Article("a", headline="News"))
    assert article_iri(Article("a", headline="News")) != article_iri(Article("b", headline="News"))
    assert re.fullmatch(re.escape(BASE) + r"article/news-[0-9a-f]{8}", article_iri(here))


def test_a_copy_under_another_name_is_the_same_article() -> None:
    text = "Ada Brandt will lead The Mill, people say."
    one, two = Article(text, name="one"), Article(text, name="two")
    assert article_iri(one) == article_iri(two)
    assert "ada-brandt-will-lead-the-mill" in article_iri(one)


def test_claims_and_quotes_lie_beneath_their_article() -> None:
    article = article_iri(Article("a", headline="News"))
    ada, mill, harbour = Person("Ada"), Work("The Mill"), Work("Harbour")
    facts = {
        "ada_cast-in_the-mill": Fact(Relation.CAST_IN, ada, mill),
        "ada_executive-producer_the-mill": Fact(
            Relation.CREW, ada, mill, job=Job.EXECUTIVE_PRODUCER
        ),
        "the-mill_spin-off_harbour": Fact(
            Relation.RELATED_WORK, mill, harbour, derivation=Derivation.SPIN_OFF
        ),
    }
    for name, fact in facts.items():
        assert str(claim_iri(article, fact)) == f"{article}/claim/{name}"
    assert claim_iri(article, Fact(Relation.CAST_IN, ada, mill), 2).endswith("the-mill_2")
    assert str(quote_iri(article, Evidence(3, 8, "quote"))) == f"{article}/quote/3-8"


def test_what_is_no_entity_has_no_iri() -> None:
    with pytest.raises(TypeError, match="Unexpected entity"):
        iri_of("Ada")  # type: ignore[arg-type]
