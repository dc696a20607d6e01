"""Whether a text is English: by its script and its function words."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from graph.errors import ArticleError
from graph.model import Article
from ingest.lexicon import table

ENGLISH = "English"
_CODE = "en"
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 20  # of less, no language can be told
_ENOUGH_LETTERS = 40  # not every script has spaces between words
_LEAST_SHARE = 0.08  # of words that are function words; lists of names have next to none
_SAMPLE = 20_000  # characters


def checked_language(article: Article, where: str) -> Article:
    """The article with its language, when that can be told.

    Raises ArticleError, naming the language, when it is not English.
    """
    language = guess_language(article.text)
    if language is None:
        return article
    if language != ENGLISH:
        raise ArticleError(
            f"is not English ({language}), so it was skipped",
            where=where,
            hint="castgraph reads English articles",
        )
    return replace(article, language=_CODE)


def guess_language(text: str) -> str | None:
    """The name of the text's language, or of its script where that is not Latin.

    None for a text too short to tell. English in doubt.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    letters = "".join(words)
    if len(letters) >= _ENOUGH_LETTERS:
        scripts = Counter(map(_script, letters))
        others = len(letters) - scripts.pop("Latin", 0)
        if others > len(letters) / 2:  # Japanese alone has three
            return f"{scripts.most_common(1)[0][0]} script"
    if len(words) < _ENOUGH_WORDS:
        return None
    counts = Counter(words)
    shares = {
        row["language"]: sum(counts[word] for word in row["words"].split()) / len(words)
        for row in table("function_words")
    }
    best = max(shares, key=lambda language: (shares[language], language == ENGLISH))
    return best if shares[best] > _LEAST_SHARE else ENGLISH


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split()[0].capitalize()
