"""Whether a text is English: by its function words and its script."""

import re
from collections import Counter

from graph.errors import ArticleError
from graph.model import Article
from ingest.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20  # words; of less, no language can be told
_SAMPLE = 20_000  # characters


def check_english(article: Article, where: str) -> None:
    """Raise ArticleError when the article is in another language."""
    language = guess_language(article.text)
    if language != "English":
        raise ArticleError(
            f"is not English ({language}), so it was not read",
            where=where,
            hint="castgraph reads English articles",
        )


def guess_language(text: str) -> str:
    """The name of the language whose function words are commonest; English in doubt."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _ENOUGH:
        return "English"
    letters = "".join(words)
    latin = sum(letter < "\u0250" for letter in letters)
    if latin < 0.5 * len(letters):
        return "another script"
    counts = Counter(words)
    shares = {
        row["language"]: sum(counts[word] for word in row["words"].split()) / len(words)
        for row in table("function_words")
    }
    best = max(shares, key=lambda language: (shares[language], language == "English"))
    return best if shares[best] > 0.08 else "English"
