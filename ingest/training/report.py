"""How well the reader reads annotated articles, in more detail than `castgraph evaluate`.

    python -m ingest.training.report TEXT_DIR GOLD_DIR

Names by kind, facts by relation, how far confidences can be trusted, and what the parts of
the reader are worth. The same tables, of the articles kept apart, make the model's card.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.model import Article, Reading
from ingest.annotations import to_annotation
from ingest.candidates import key
from ingest.document import analyse
from ingest.evaluate import Names, Row, Score, keys, score
from ingest.inference import RelationModel
from ingest.reader import Reader
from ingest.training.corpus import GROUPS, Annotated, forms_of, read_corpus

_BINS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.0)


def read_facts(articles: Sequence[Annotated], reader: Reader) -> dict[str, dict[str, Any]]:
    """What the reader reads in each article, as annotations."""
    texts = [Article(a.doc.text, name=a.name, emphasis=tuple(a.emphasis)) for a in articles]
    readings: Iterator[Reading] = reader.read_all(texts)
    return {reading.article.name: to_annotation(reading) for reading in readings}


def name_rows(articles: Sequence[Annotated], *, fast: bool = False) -> dict[str, Row]:
    """How many of the annotated people, characters, works and networks are found.

    People, characters and networks are annotated only where they take part in a fact.
    """
    counts = {group: [0, 0, 0] for group in GROUPS}
    for article in articles:
        entities = analyse(article.doc, article.emphasis, fast=fast).entities
        for group, kind in GROUPS.items():
            wanted = [forms_of(entity) for entity in article.gold.get(group, [])]
            found = [{key(form) for form in e.forms} for e in entities if e.kind == kind]
            counts[group][0] += len(wanted)
            counts[group][1] += len(found)
            for forms in wanted:
                match = next((f for f in found if f & forms), None)
                if match is not None:
                    found.remove(match)
                    counts[group][2] += 1
    return {group: Row(*row) for group, row in counts.items()}


def reliability(
    articles: Sequence[Annotated], read: Mapping[str, dict[str, Any]]
) -> list[tuple[float, int, int]]:
    """For each of the confidences from 0.9 down: facts given so much (and less than the
    next higher), and how many of them are right."""
    table: dict[float, list[bool]] = defaultdict(list)
    for article in articles:
        names = Names(article.gold)
        wanted = keys(article.gold["facts"], names)
        for fact in read[article.name]["facts"]:
            for found in keys([fact], names):
                if found[0] == "crew" and ("crew", *found[1:3], "other") in wanted:
                    continue  # a tie that is not scored
                least = next(edge for edge in _BINS if fact["confidence"] >= edge)
                table[least].append(found in wanted)
    return [(least, len(table[least]), sum(table[least])) for least in _BINS]


def encoder_alone(model: RelationModel) -> RelationModel:
    """The model without what patterns and words say of relations."""
    blends = {
        label: replace(blend, both=(blend.read[0], 0.0, blend.read[1]))
        for label, blend in model.blends.items()
    }
    return replace(model, blends=blends)


def tables(articles: Sequence[Annotated]) -> Iterator[str]:
    """The report, line by line, as Markdown."""
    gold = {article.name: article.gold for article in articles}
    full = read_facts(articles, Reader())
    yield "| names | annotated | found | precision | recall | F1 |"
    yield "|---|---|---|---|---|---|"
    for group, row in name_rows(articles).items():
        yield f"| {group} | {row.gold} | {row.matched} | {_three(row)} |"
    yield ""
    yield "| facts | annotated | found | precision | recall | F1 |"
    yield "|---|---|---|---|---|---|"
    result = score(gold, full)
    for relation, row in result.rows.items():
        yield f"| {relation} | {row.gold} | {row.matched} | {_three(row)} |"
    yield ""
    yield (
        f"Statuses right: {result.status_accuracy:.3f}. Asserted of what the article does not"
        f" assert: {result.false_assertions} of {result.unasserted_gold}."
    )
    yield ""
    yield "| confidence | facts | right |"
    yield "|---|---|---|"
    for least, count, right in reliability(articles, full):
        yield f"| {least:.1f} or more | {count} | {right / count if count else 0:.3f} |"
    yield ""
    yield "| reader | precision | recall | F1 |"
    yield "|---|---|---|---|"
    alone = Reader(model=encoder_alone(RelationModel.load()))
    fast = score(gold, read_facts(articles, Reader(fast=True)))
    for name, found in (
        ("patterns and classifiers alone (`--fast`)", fast),
        ("encoder alone for the relations", score(gold, read_facts(articles, alone))),
        ("both", result),
    ):
        yield f"| {name} | {_three(_core(found))} |"


def _core(found: Score) -> Row:
    return found.rows["core"]


def _three(row: Row) -> str:
    return f"{row.precision:.3f} | {row.recall:.3f} | {row.f1:.3f}"


def main(arguments: Sequence[str]) -> int:
    """Print the report on a folder of articles and one of annotations."""
    if len(arguments) != 2:
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 2
    for line in tables(read_corpus(arguments)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
