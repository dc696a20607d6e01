"""A reader that needs no model: it understands one kind of sentence.

Ada Brandt plays Mira Holt in Harbour Lights.
Ada Brandt reportedly plays Mira Holt in Harbour Lights.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from graph.model import (
    Article,
    Certainty,
    Character,
    Evidence,
    Fact,
    Person,
    Reading,
    Relation,
    Work,
    WorkKind,
)

_SENTENCE = re.compile(r"([A-Z]\w+ [A-Z]\w+)( reportedly)? plays ([A-Z]\w+ [A-Z]\w+) in ([^.]+)\.")
_UNREAD = re.compile(r"Somebody joins [^.]+\.")


class FakeReader:
    """Reads ahead, as real readers do, and keeps the names of what it has read.

    It fails at articles that say "unreadable". ``before`` is called before each article.
    """

    def __init__(
        self, version: str = "1", before: Callable[[Article], None] = lambda _: None
    ) -> None:
        self.version = version
        self.read: list[str] = []
        self._before = before

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        ahead = list(articles)
        for article in ahead:
            if "unreadable" in article.text:
                raise KeyError("no such token")
        for article in ahead:
            self._before(article)
            self.read.append(article.name)
            yield reading_of(article)


def reading_of(article: Article) -> Reading:
    facts: list[Fact] = []
    works = []
    for found in _SENTENCE.finditer(article.text):
        person, character = Person(found[1]), Character(found[3])
        work = Work(found[4], WorkKind.TV)
        certainty = Certainty.REPORTED if found[2] else Certainty.STATED
        evidence = (_evidence(found),)
        facts += (
            Fact(
                Relation.PLAYED,
                person,
                character,
                work=work,
                certainty=certainty,
                evidence=evidence,
            ),
            Fact(Relation.CAST_IN, person, work, certainty=certainty, evidence=evidence),
            Fact(Relation.CHARACTER_IN, character, work, evidence=evidence),
        )
        works.append(work)
    unread = tuple(map(_evidence, _UNREAD.finditer(article.text)))
    return Reading(article, tuple(facts), tuple(works), unread)


def _evidence(found: re.Match[str]) -> Evidence:
    return Evidence(found.start(), found.end(), found[0])
