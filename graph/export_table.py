"""The facts that hold as a table in CSV, one row a fact."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable

from graph import vocabulary as v
from graph.recall import default_quads, graph_quads
from graph.records import Claim, claims_of
from graph.store import GraphStore
from graph.terms import Triple

COLUMNS = (
    "relation",
    "subject",
    "subject_name",
    "object",
    "object_name",
    "work",
    "season",
    "episode",
    "year",
    "credit",
    "articles",
    "sources",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(store: GraphStore) -> bytes:
    """CSV in UTF-8. Where articles add different seasons, works or credits to one fact,
    the cell holds all of them, parted by "; "."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    holding = default_quads(store)
    names = {str(quad.subject): str(quad.object) for quad in holding if quad.predicate == v.NAME}
    behind: dict[Triple, list[Claim]] = defaultdict(list)
    for claim in claims_of(graph_quads(store)):
        if claim.fact.asserted:
            behind[claim.triple].append(claim)
    for quad in sorted(q for q in holding if q.predicate in v.MEANING):
        claims = behind[quad.subject, quad.predicate, quad.object]
        facts = [claim.fact for claim in claims]
        row = (
            v.label_of(quad.predicate),
            quad.subject,
            names.get(str(quad.subject), ""),
            quad.object,
            names.get(str(quad.object), ""),
            _joined(fact.work.name if fact.work else None for fact in facts),
            _joined(fact.season for fact in facts),
            _joined(fact.episode for fact in facts),
            _joined(fact.year for fact in facts),
            _joined(fact.credit for fact in facts),
            len({claim.article.iri for claim in claims}),
            _joined(claim.article.url or claim.article.source for claim in claims),
        )
        writer.writerow([_harmless(str(cell)) for cell in row])
    return out.getvalue().encode("utf-8", "replace")


def _joined(values: Iterable[object]) -> str:
    """The values there are, each once, numbers before words and each kind in order."""
    present = {value for value in values if value is not None}
    ordered = sorted(present, key=lambda value: (isinstance(value, str), value))
    return "; ".join(map(str, ordered))


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: names come from articles.

    A lone carriage return, which the csv module leaves unquoted, would end the line.
    """
    shown = f"'{cell}" if cell.startswith(_FORMULA) else cell
    return shown.replace("\r", " ")
