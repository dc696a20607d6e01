"""How well facts were read: precision, recall and F1 against annotations by hand.

Both sides are in the corpus format (see `ingest.annotations`), by article. A predicted
fact counts when the annotation has one of the same relation whose arguments name the same
things: equal once case, accents, punctuation and a leading article are set aside, or known
there as an alias, or, for people, by a surname that only one of them bears. A name that
two entities share stands for neither.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import ArticleError
from ingest.annotations import ARGUMENTS, GROUPS, LOOSE_TIE, check_annotation

__all__ = [
    "ARGUMENTS",
    "Mistake",
    "Names",
    "Row",
    "Score",
    "Stated",
    "fold",
    "keys",
    "read_annotations",
    "score",
]

CORE = tuple(relation for relation in ARGUMENTS if relation != "related_work")
CONFIRMED = "confirmed"
ASSERTED = frozenset({CONFIRMED, "announced", "exited", None})
UNASSERTED = frozenset({"rumoured", "wished", "denied", "declined", "in_talks"})
WITH_STATUS = frozenset({"played", "cast_in", "created", "crew"})

Annotation = dict[str, Any]
Key = tuple[str, ...]


def fold(name: str | None) -> str:
    """A name without case, accents, punctuation, possessive 's and leading article.

    Characters that have no ASCII form fall away. The curly apostrophe is one, so that an
    's written with it is not taken for a possessive: the corpus is measured that way.
    """
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode()
    words = re.sub(r"'s\b", "", plain.lower().replace("&", " and "))
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^a-z0-9+]+", " ", words).strip())


class Names:
    """All forms by which an annotation names its entities, each with the folded full name."""

    def __init__(self, annotation: Mapping[str, Any]) -> None:
        self._names = {
            group: _unambiguous(annotation.get(group, ()), surnames=group == "people")
            for group in GROUPS.values()
        }

    def canon(self, slot: str, value: str | None) -> str:
        """The folded name of what ``value`` names as an argument of a fact.

        A name that is not known stands for itself.
        """
        form = fold(value)
        return form if slot == "job" else self._names[GROUPS[slot]].get(form, form)


def _unambiguous(entities: Iterable[Mapping[str, Any]], *, surnames: bool) -> dict[str, str]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        name = fold(entity["name"])
        for form in (name, *map(fold, entity.get("aliases", ()))):
            bearers[form].add(name)
        if surnames and name:
            bearers[name.rpartition(" ")[2]].add(name)
    return {form: next(iter(names)) for form, names in bearers.items() if len(names) == 1}


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as one side has it; ``status`` is None where it is null."""

    key: Key
    status: str | None
    evidence: str


def keys(facts: Iterable[Mapping[str, Any]], names: Names) -> dict[Key, Stated]:
    """Facts by relation and canonical arguments; the first of equal ones.

    Facts of unknown relations, and related works without the other one, are left out.
    """
    found: dict[Key, Stated] = {}
    for fact in facts:
        relation = str(fact.get("relation"))
        if relation not in ARGUMENTS or (relation == "related_work" and not fact.get("other")):
            continue
        key = (relation, *(names.canon(slot, fact.get(slot)) for slot in ARGUMENTS[relation]))
        evidence = str(fact.get("evidence") or "")
        found.setdefault(key, Stated(key, fact.get("status", CONFIRMED), evidence))
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one relation."""

    gold: int
    predicted: int
    matched: int

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right; four digits, like the others."""
        return round(self._ratios()[0], 4)

    @property
    def recall(self) -> float:
        """The share of what is there that was predicted."""
        return round(self._ratios()[1], 4)

    @property
    def f1(self) -> float:
        """The harmonic mean of both, from their unrounded values."""
        precision, recall = self._ratios()
        if not self.matched:
            return 0.0
        return round(2 * precision * recall / (precision + recall), 4)

    def _ratios(self) -> tuple[float, float]:
        return _share(self.matched, self.predicted), _share(self.matched, self.gold)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fact that only one side has."""

    article: str
    key: Key
    status: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a comparison, and the facts that only one side has.

    ``rows`` has one row a relation and "core" for all but related works. Unasserted facts
    are those annotated as rumour, wish, talks, refusal or denial; ``false_assertions``
    counts those among them that were predicted as so.
    """

    articles: int
    rows: Mapping[str, Row]
    status_accuracy: float
    unasserted_gold: int
    false_assertions: int
    missed: tuple[Mistake, ...] = ()
    wrong: tuple[Mistake, ...] = ()


def score(
    gold: Mapping[str, Mapping[str, Any]], predicted: Mapping[str, Mapping[str, Any]]
) -> Score:
    """Compare what was predicted with the annotations, both by article.

    An article that was not predicted counts as one without facts; one that is not
    annotated does not count.
    """
    tally: dict[str, Counter[str]] = {side: Counter() for side in ("gold", "predicted", "matched")}
    status: Counter[bool] = Counter()
    unasserted: Counter[bool] = Counter()
    missed: list[Mistake] = []
    wrong: list[Mistake] = []
    for article in sorted(gold):
        want, got = _sides(gold[article], predicted.get(article, {}))
        both = want.keys() & got.keys()
        for side, found in (("gold", want), ("predicted", got), ("matched", both)):
            tally[side].update(key[0] for key in found)
        status.update(
            (want[key].status or CONFIRMED) == (got[key].status or CONFIRMED)
            for key in both
            if key[0] in WITH_STATUS
        )
        unasserted.update(
            key in got and got[key].status in ASSERTED
            for key, fact in want.items()
            if fact.status in UNASSERTED
        )
        missed += _mistakes(article, want, both)
        wrong += _mistakes(article, got, both)
    return Score(
        len(gold),
        _rows(tally),
        round(_share(status[True], status.total()), 4),
        unasserted.total(),
        unasserted[True],
        tuple(missed),
        tuple(wrong),
    )


def _sides(
    gold: Mapping[str, Any], predicted: Mapping[str, Any]
) -> tuple[dict[Key, Stated], dict[Key, Stated]]:
    """What is asked for, and what of the predicted facts counts, right or wrong.

    An annotated job "other" is a loose tie: it is not asked for, and naming a job for it
    is no mistake.
    """
    names = Names(gold)
    want, got = keys(gold.get("facts", ()), names), keys(predicted.get("facts", ()), names)
    loose = {key[1:3] for key in want if _is_loose(key)}
    want = {key: fact for key, fact in want.items() if not _is_loose(key)}
    tolerated = {
        key
        for key in got.keys() - want.keys()
        if _is_loose(key) or (key[0] == "crew" and key[1:3] in loose)
    }
    return want, {key: fact for key, fact in got.items() if key not in tolerated}


def _is_loose(key: Key) -> bool:
    return key[0] == "crew" and key[3] == LOOSE_TIE


def _mistakes(article: str, facts: Mapping[Key, Stated], right: set[Key]) -> list[Mistake]:
    return [
        Mistake(article, key, fact.status, fact.evidence)
        for key, fact in facts.items()
        if key not in right
    ]


def _rows(tally: Mapping[str, Counter[str]]) -> dict[str, Row]:
    groups = {**{relation: (relation,) for relation in ARGUMENTS}, "core": CORE}
    return {
        name: Row(*(sum(tally[side][relation] for relation in relations) for side in tally))
        for name, relations in groups.items()
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def read_annotations(directory: Path) -> dict[str, Annotation]:
    """The annotations of a folder, NAME.json each, by name.

    Raises ArticleError when the folder has none or one of them is not in the format.
    """
    found: dict[str, Annotation] = {}
    for path in sorted(directory.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise ArticleError(f"cannot be read as JSON ({error})", where=path) from error
        found[path.stem] = check_annotation(data, path)
    if not found:
        raise ArticleError(
            "has no annotations", where=directory, hint="Name a folder of NAME.json files"
        )
    return found
