"""Which language a text is in."""

from dataclasses import replace

import pytest

from graph.errors import ArticleError
from graph.model import Article
from ingest.language import checked_language, guess_language

SAMPLES = {
    "English": "The series has been renewed for a second season, and most of its cast will be back "
    "when it returns to the network in the autumn.",
    "German": "Die Serie ist seit dem Herbst zu sehen, und sie wird von vielen Leuten gern "
    "geschaut. Der Sender hat noch nicht gesagt, ob es im neuen Jahr weitergeht.",
    "French": "La série est de retour à la rentrée avec une nouvelle saison, et la plupart des "
    "acteurs qui ont fait le succès de la chaîne sont dans la distribution.",
    "Spanish": "La serie vuelve en otoño con una nueva temporada y la mayoría de los actores que "
    "dieron fama a la cadena estarán en el reparto, según se ha sabido por la prensa.",
    "Italian": "La serie torna in autunno con una nuova stagione e la maggior parte degli attori "
    "che sono nel cast della prima non si è mai allontanata dalla rete, come il pubblico sa.",
    "Portuguese": "A série volta no outono com uma nova temporada e a maior parte do elenco não "
    "se afastou da emissora, como o público já sabe, mas uma das atrizes não vai estar.",
    "Dutch": "De serie komt in het najaar terug met een nieuw seizoen, en de meeste acteurs van "
    "het eerste zijn er weer bij, al is dat voor de omroep niet zonder kosten.",
    "Swedish": "Serien är tillbaka i höst med en ny säsong, och de flesta av skådespelarna som var "
    "med i den första är kvar, även om det inte har varit lätt för kanalen att ha dem.",
    "Polish": "Serial wraca jesienią z nowym sezonem i w obsadzie jest większość aktorów, którzy "
    "grali w pierwszym, ale nie jest to dla stacji łatwe, bo do roli się nie spieszą.",
    "Turkish": "Dizi bu sonbaharda yeni bir sezon ile dönüyor ve ilk sezonda oynayan oyuncular da "
    "kadroda yer alıyor, ama kanal için bu çok kolay olmadı gibi görünüyor.",
    "Cyrillic script": "Сериал возвращается осенью с новым сезоном, и почти все актёры останутся.",
    "Greek script": "Η σειρά επιστρέφει το φθινόπωρο με νέο κύκλο και σχεδόν όλοι οι ηθοποιοί.",
    "Cjk script": "这部电视剧将在秋天回归并推出新一季大部分演员都会留下"
    "电视台已经证实了这个消息观众非常期待新的故事",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_languages_are_told_apart(language: str) -> None:
    assert guess_language(SAMPLES[language]) == language


def test_danish_and_norwegian_are_near_enough() -> None:
    text = (
        "Serien er tilbage til efteråret med en ny sæson, og det er ikke den sidste, som der er "
        "planer om. De fleste af skuespillerne er med i den, og kanalen er glad for det."
    )
    assert guess_language(text) in {"Danish", "Norwegian"}


@pytest.mark.parametrize(
    "text",
    [
        # Short words that are another language's function words, too.
        "\N{LEFT DOUBLE QUOTATION MARK}I don't know. Do I do it? I do. Am I sure? I don't know, "
        "and I do not care,\N{RIGHT DOUBLE QUOTATION MARK} she said. I am told no.",
        # Next to no function words of any language.
        "Cast: Ada Brandt (Mira Holt), Bo Castellane (Sam de la Torre), Cleo Marsh (Vi Holt), "
        "Dan van den Berg (Old Tom), Eve Locke (Ida), Finn Rook (Jo), Gil Stone (Max Holt).",
        "Zoë Brandt et al. played María y José in the show, and the rest of the cast was there "
        "when it was shot in Rio de Janeiro, with all of the crew.",
    ],
)
def test_english_in_doubt(text: str) -> None:
    assert guess_language(text) == "English"


@pytest.mark.parametrize("text", ["", "Ada stars.", "Die Serie ist zu Ende.", "1 2 3 " * 50])
def test_of_a_short_text_nothing_is_told(text: str) -> None:
    assert guess_language(text) is None


def test_an_article_gets_its_language() -> None:
    english = Article(SAMPLES["English"])
    assert checked_language(english, "here") == replace(english, language="en")
    short = Article("Ada stars.")
    assert checked_language(short, "here") == short


def test_another_language_is_an_error_that_names_it() -> None:
    with pytest.raises(ArticleError, match=r"^here: is not English \(French\), so it was skipped"):
        checked_language(Article(SAMPLES["French"]), "here")
