"""Odd texts: other languages and scripts are said, not misread."""

import json
from pathlib import Path

import pytest
from odd_readings import BOTH, PLAIN, PLAYED, faults, reader, told

from graph.errors import ArticleError
from graph.model import Article
from ingest.articles import find_articles

FOREIGN = {
    "German": "Juno Vale spielt Kit Marlow in der Serie „Hafenlichter“, die im Herbst bei NBC "
    "startet und die von Odile Brandt geschrieben wurde. Sie ist nicht die erste, die es gibt.",
    "French": "Juno Vale joue Kit Marlow dans la série « Lumières du port », qui est diffusée à "
    "l'automne sur NBC et qui a été créée par Odile Brandt. Elle n'est pas la seule dans ce cas.",
    "Spanish": "Juno Vale es Kit Marlow en la serie «Luces del puerto», que se estrena en el otoño "
    "en NBC y que fue creada por Odile Brandt. No es la primera de las series que se hacen.",
    "Cyrillic script": "Джуно Вейл сыграет Кита Марлоу в новом сериале «Огни гавани» на NBC.",
    "Arabic script": "تلعب جونو فيل دور كيت مارلو في المسلسل الجديد الذي يعرض في الخريف على NBC",
    "Hebrew script": "ג׳ונו וייל תגלם את קיט מרלו בסדרה החדשה שתעלה בסתיו בערוץ ותימשך כל השנה",
    "Hangul script": "주노 베일은 가을에 방송될 새 드라마에서 키트 말로 역을 맡는다고 방송사가 "
    "화요일에 발표했다 그리고 시청자들은 매우 기뻐했다 그녀의 첫 주연 작품이다",
}


@BOTH
def test_an_article_in_another_language_is_said_and_not_read(fast: bool, tmp_path: Path) -> None:
    for language, text in FOREIGN.items():
        (tmp_path / f"{language}.txt").write_text(text, encoding="utf-8")
    english = f"The drama is back, and it is as good as it was when it began.\n\n{PLAIN}\n"
    mixed = f"{english}\n„Das ist das Ende“, hieß es. Как жаль. 残念です。 خسارة.\n"
    (tmp_path / "Mixed.txt").write_text(mixed, encoding="utf-8")
    found = list(find_articles([str(tmp_path)]))
    (article,) = [item for item in found if isinstance(item, Article)]
    assert article.text == mixed
    errors = sorted(str(item) for item in found if isinstance(item, ArticleError))
    assert len(errors) == len(FOREIGN)
    for language, error in zip(sorted(FOREIGN), errors, strict=True):
        assert f"is not English ({language})" in error
    assert PLAYED in told(article.text, fast)


@BOTH
@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_does_no_harm_where_it_is_read(fast: bool, language: str) -> None:
    for text in (FOREIGN[language], f"{PLAIN}\n\n{FOREIGN[language][:60]}\n"):
        assert faults(reader(fast).read(Article(text))) == []


@BOTH
def test_halves_of_characters_are_read(fast: bool, tmp_path: Path) -> None:
    path = tmp_path / "halves.json"
    path.write_text(json.dumps({"text": f"\ud83c {PLAIN} \udfac"}), encoding="ascii")
    (article,) = find_articles([str(path)])
    assert isinstance(article, Article)
    assert PLAYED in told(article.text, fast)
