"""Readable, stable IRIs: the same name always leads to the same IRI.

    <base>person/<name>             <base>work/<name>[_<qualifier>]
    <base>network/<name>            <base>character/<work or ->/<name>
    <base>article/<headline>-<hash> and, beneath it, claim/... and quote/<start>-<end>

Accents of Latin letters are folded; letters of other scripts stay as they are, which
IRIs allow. A slug never holds "_" or "/" and is never "-", so parts cannot run together.
"""

import hashlib
import unicodedata

from rdflib import URIRef

from graph.model import Article, Character, Entity, Evidence, Fact, Network, Person, Work

BASE = "https://w3id.org/castgraph/id/"
LONGEST = 80

_SPELLED_OUT = str.maketrans(
    {
        "&": " and ",
        "+": " plus ",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
    | dict.fromkeys("'`.\u2018\u2019\u00b4\u02bc", "")
)


def slug(name: str) -> str:
    """The name as a piece of an IRI: lower case, words joined by hyphens.

    Names that hold no letter or digit, and those beyond `LONGEST` characters, end in a
    hash that keeps them apart. ``slug(slug(name)) == slug(name)``.
    """
    folded = _fold(name).translate(_SPELLED_OUT)
    words = "".join(char if _stays(char) else " " for char in folded).split()
    joined = "-".join(words)
    if not joined:
        return f"x-{_digest(name)}"
    if len(joined) > LONGEST:
        return f"{joined[: LONGEST - 9].rstrip('-')}-{_digest(joined)}"
    return joined


def iri_of(entity: Entity, *, work: Work | None = None, base: str = BASE) -> URIRef:
    """The IRI of an entity; ``work`` is the one that a character belongs to, if known."""
    if isinstance(entity, Person):
        return URIRef(f"{base}person/{slug(entity.name)}")
    if isinstance(entity, Work):
        return URIRef(f"{base}work/{_work_slug(entity)}")
    if isinstance(entity, Network):
        return URIRef(f"{base}network/{slug(entity.name)}")
    if isinstance(entity, Character):
        place = "-" if work is None else _work_slug(work)
        return URIRef(f"{base}character/{place}/{slug(entity.name)}")
    raise TypeError(f"Unexpected entity: {entity!r}")


def article_iri(article: Article, *, base: str = BASE) -> URIRef:
    """The IRI of an article: its headline, or else its opening words, and eight hex digits.

    The digits come from the URL or, without one, from the text. The file's name has no
    part in it, so that a copy under another name is the same article.
    """
    key = article.url or article.content_hash
    opening = article.headline or " ".join(article.text[:200].split()[:8]) or "article"
    return URIRef(f"{base}article/{slug(opening)}-{_digest(key)}")


def claim_iri(article: URIRef, fact: Fact, number: int = 1) -> URIRef:
    """The IRI of what an article claims, beneath the article's.

    ``number`` keeps apart the claims of one article that differ in qualifiers only.
    """
    word = fact.job or fact.derivation or fact.relation
    parts = (slug(fact.subject.name), slug(word.replace("_", " ")), slug(fact.object.name))
    suffix = "" if number == 1 else f"_{number}"
    return URIRef(f"{article}/claim/{'_'.join(parts)}{suffix}")


def quote_iri(article: URIRef, evidence: Evidence) -> URIRef:
    """The IRI of a passage of an article; claims that rest on it share it."""
    return URIRef(f"{article}/quote/{evidence.start}-{evidence.end}")


def _work_slug(work: Work) -> str:
    return slug(work.name) if not work.qualifier else f"{slug(work.name)}_{slug(work.qualifier)}"


def _fold(name: str) -> str:
    """Case and accents away; only Latin letters lose their marks, elsewhere marks tell
    words apart."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept: list[str] = []
    base = ""
    for char in text:
        if "\u0300" <= char <= "\u036f":
            if base < "\u0250":
                continue
        else:
            base = char
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _stays(char: str) -> bool:
    """Letters, digits and vowel signs; variation selectors change looks only."""
    return char.isalnum() or (
        unicodedata.category(char) in {"Mn", "Mc"} and "VARIATION" not in unicodedata.name(char, "")
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
