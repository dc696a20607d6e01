"""The sentences behind an answer, each with the article that it is from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from castgraph.console import on_terminal, out, terminal
from queries.tables import one_line

if TYPE_CHECKING:
    from graph.model import Entity
    from graph.records import Claim
    from graph.terms import Triple


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage; ``names`` are those of the things that it is shown for."""

    text: str
    source: str
    names: tuple[str, ...]


def quotes_of(claims: Iterable["Claim"]) -> list[Quote]:
    """The passages that the claims rest on, each once; first one for each fact."""
    found: dict[tuple[str, int, str], tuple[str, str, set[str]]] = {}
    for claim in _in_turns(claims):
        for evidence in claim.fact.evidence:
            source = source_of(claim)
            key = (str(claim.article.iri), evidence.start, source)
            _, _, names = found.setdefault(key, (one_line(evidence.quote), source, set()))
            names.update(*map(_names, (claim.fact.subject, claim.fact.object, claim.fact.work)))
    return [Quote(text, source, tuple(sorted(names))) for text, source, names in found.values()]


def _in_turns(claims: Iterable["Claim"]) -> Iterator["Claim"]:
    """The claims in another order: the first of each fact, then the second of each."""
    by_fact: dict[Triple, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_fact[claim.triple].append(claim)
    for turn in zip_longest(*by_fact.values()):
        yield from (claim for claim in turn if claim is not None)


def source_of(claim: "Claim") -> str:
    """Where a claim stands: headline, publisher, date; and its status, if it does not hold."""
    article = claim.article
    title = article.headline or article.url or article.source or str(article.iri)
    parts = (title, article.publisher, str(article.published or ""))
    status = "" if claim.fact.asserted else f" [{claim.fact.status.value.replace('_', ' ')}]"
    return one_line(", ".join(part for part in parts if part) + status)


def show_quotes(quotes: Iterable[Quote], indent: str = "") -> None:
    """Each passage and its source; on a terminal the names in it stand out."""
    for quote in quotes:
        if on_terminal():
            _show_on_terminal(quote, len(indent))
        else:
            out(f"{indent}“{quote.text}”\n{indent}  — {quote.source}")


def _show_on_terminal(quote: Quote, indent: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    text = Text(f"“{quote.text}”")
    names = "|".join(map(re.escape, sorted(quote.names, key=len, reverse=True)))
    text.highlight_regex(rf"(?<!\w)(?:{names})(?!\w)", style="bold")
    terminal().print(Padding(text, (0, 0, 0, indent)))
    terminal().print(Padding(Text(f"— {quote.source}", style="dim"), (0, 0, 0, indent + 2)))


def _names(entity: "Entity | None") -> set[str]:
    """All that the entity may be called in a passage."""
    if entity is None:
        return set()
    names = {entity.name, *entity.aliases, *entity.name.split()[-1:]}
    return {name for name in map(one_line, names) if len(name) > 1}
