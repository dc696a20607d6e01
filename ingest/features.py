"""What a candidate looks like and where it stands, as features for the classifier.

Features are strings. Those of one occurrence come from its shape, spaCy's entities and
tags, and the lower-case words around it; those of a form from all its occurrences in
the document. No feature holds a capitalised word of the text, so that what is learnt
is how names are used, never a name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate, Sentence, Unit, key
from ingest.lexicon import words

Features = dict[str, float]
_WINDOW = 4
# Features that tell much even when only one of many occurrences has them.
_TELLING = ("ner=", "marked", "q:", "l1", "l2", "r1", "r2", "around")
_QUOTES = frozenset("\"'")
_WORK_NOUNS = frozenset(("series", "show", "sitcom", "drama", "comedy", "soap", "film", "movie"))


@cache
def ordinary_words(nlp: Language) -> frozenset[str]:
    """English words of the pipeline's own lemma tables, in their base form."""
    table = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return frozenset(word for entries in table.values() for word in entries)


def is_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    """Whether a lower-case word, or what is left without its ending, is an English word."""
    return any(word[: len(word) - cut] in ordinary for cut in range(min(4, len(word) - 2)))


@dataclass(slots=True)
class Form:
    """All occurrences in a document of what is written the same way."""

    key: str
    occurrences: list[tuple[int, Candidate]] = field(default_factory=list)


def group(sentences: Sequence[Sentence]) -> dict[str, Form]:
    """The candidates of a document by their key."""
    forms: dict[str, Form] = {}
    for index, sentence in enumerate(sentences):
        for candidate in sentence.candidates:
            form = key(candidate.text)
            forms.setdefault(form, Form(form)).occurrences.append((index, candidate))
    return forms


def extract(
    doc: Doc, sentences: Sequence[Sentence], ordinary: frozenset[str]
) -> dict[str, Features]:
    """The features of every form of the document, by key."""
    forms = group(sentences)
    view = _DocumentView(doc, forms, ordinary)
    return {name: _form_features(form, sentences, view) for name, form in forms.items()}


class _DocumentView:
    """Look-ups into a document that many candidates share."""

    def __init__(self, doc: Doc, forms: Mapping[str, Form], ordinary: frozenset[str]) -> None:
        self.ordinary = ordinary
        self.entities = {(e.start_char, e.end_char): e.label_ for e in doc.ents}
        self.inside: dict[int, str] = {}
        self.tags: dict[int, str] = {}
        for token in doc:
            self.tags[token.idx] = token.pos_
            if token.ent_type_:
                self.inside[token.idx] = token.ent_type_
        self.lower = {token.text for token in doc if token.is_lower}
        self.length = max(len(doc.text), 1)
        self.last: dict[str, set[str]] = defaultdict(set)
        self.first: dict[str, set[str]] = defaultdict(set)
        for name in forms:
            parts = name.split()
            if len(parts) > 1:
                self.last[parts[-1]].add(name)
                self.first[parts[0]].add(name)
        self.forms = forms
        self.before_colon = {name.partition(":")[0].strip() for name in forms if ":" in name}
        self.nouns = {token.lower_ for token in doc if token.is_lower} & _WORK_NOUNS


def _form_features(form: Form, sentences: Sequence[Sentence], view: _DocumentView) -> Features:
    counts: Counter[str] = Counter()
    for index, candidate in form.occurrences:
        counts.update(dict.fromkeys(_occurrence(candidate, sentences[index], view), 1))
    total = len(form.occurrences)
    features = {name: count / total for name, count in counts.items()}
    for name in [n for n in counts if n.startswith(_TELLING)]:
        features[f"any:{name}"] = 1.0
    whole = list(_whole(form, view))
    features.update(dict.fromkeys(whole, 1.0))
    label = max(((c, n) for n, c in counts.items() if n.startswith("ner=")), default=(0, "ner="))[1]
    for name in whole:
        if name.startswith(("words", "common", "count", "last-alone", "last-of")):
            features[f"{label}&{name}"] = 1.0
    features["bias"] = 1.0
    return features


def _whole(form: Form, view: _DocumentView) -> Iterator[str]:
    """Features of the form as such."""
    parts = form.key.split()
    text = form.occurrences[0][1].text
    total = len(form.occurrences)
    common = [is_ordinary(p, view.ordinary) for p in parts if p[0].isalpha()]
    share = "all" if all(common) else "some" if any(common) else "none"
    yield f"common={share}"
    yield f"common={share}/{min(len(parts), 4)}"
    if common:
        yield f"common-ends={common[0]}{common[-1]}/{min(len(parts), 3)}"
    first_sentence = form.occurrences[0][0]
    yield f"since={min(first_sentence, 3)}/{min(total, 4)}"
    spread = len({index for index, _ in form.occurrences})
    yield f"spread={min(spread, 4)}/{share}"
    for noun in sorted(view.nouns):
        yield f"noun={noun}/{min(total, 3)}/{first_sentence < 2}"
    yield f"count={min(total, 5)}"
    yield f"words={min(len(parts), 6)}"
    if len(parts) == 1:
        longer = len(view.last.get(parts[0], ())), len(view.first.get(parts[0], ()))
        yield f"last-of={min(longer[0], 2)}"
        yield f"first-of={min(longer[1], 2)}"
        if parts[0] in view.lower:
            yield "seen-lower"
        if text.isupper() and len(text) > 1:
            yield "acronym"
    else:
        yield f"last-alone={parts[-1] in view.forms}"
        yield f"first-alone={parts[0] in view.forms}"
        if all(part in view.lower for part in parts if len(part) > 3):
            yield "all-seen-lower"
        if form.key in view.before_colon:
            yield "before-colon"
    if form.key in words("networks"):
        yield "network-list"
        yield f"network-list={text[:3].isupper()}"
    for mark in ":!?&+'.,":
        if mark in text:
            yield f"has{mark}"
    if any(character.isdigit() for character in text):
        yield "has-digit"
    if "-" in text:
        yield "has-hyphen"
    first = parts[0].rstrip(".")
    if first in words("titles"):
        yield "title-first"
    if first in words("cut_words"):
        yield "cutword-first"
    last = parts[-1]
    for name in ("role_nouns", "crew_nouns", "cut_words"):
        if last in words(name) or first in words(name):
            yield f"{name}-in"
    for part in parts[1:-1]:
        if part in ("of", "the", "and", "in", "&", "'s", "for", "to", "a", "is", "on", "with"):
            yield f"joined={part}"
    if last in ("network", "channel", "tv", "show", "awards", "times", "magazine", "news"):
        yield f"last={last}"
    if len(parts) > 1 and all(p[0].isalpha() and p not in view.lower for p in parts):
        yield "all-unseen"


def _occurrence(candidate: Candidate, sentence: Sentence, view: _DocumentView) -> Iterator[str]:
    units = sentence.units
    before, after, opening, closing = _surroundings(candidate, units)
    span = (candidate.start, candidate.end)
    label = view.entities.get(span) or view.entities.get((candidate.start - 4, candidate.end), "")
    yield f"ner={label}"
    head = view.inside.get(units[candidate.first].start, "")
    tail = view.inside.get(units[candidate.last - 1].start, "")
    if not label:
        yield f"in-ner={head}/{tail}"
    tags = [view.tags.get(u.start, "") for u in units[candidate.first : candidate.last]]
    yield f"tag={tags[0]}"
    yield f"tag-last={tags[-1]}"
    yield f"tags={' '.join(tags[:4])}"
    if candidate.marked or (opening and closing):
        yield "marked"
    elif opening or closing:
        yield "q:half"
    if candidate.text.startswith(("The ", "A ", "An ")):
        yield "article-in"
    if candidate.first == 0:
        yield "opens"
    if sentence.headline:
        yield "headline"
    if candidate.start < view.length * 0.15:
        yield "early"
    yield from _context(before, after, label or f"{head}/{tail}")
    # Cut out of a longer run: what it was cut from.
    if candidate.first > 0 and units[candidate.first - 1].is_name:
        yield "cut-left"
        left = units[candidate.first - 1].lower.rstrip(".")
        for name in ("titles", "role_nouns", "crew_nouns", "networks", "cut_words"):
            if left in words(name):
                yield f"cut-left={name}"
    if candidate.last < len(units) and units[candidate.last].is_name:
        yield "cut-right"
        right = units[candidate.last].lower
        for name in ("role_nouns", "crew_nouns", "cut_words"):
            if right in words(name):
                yield f"cut-right={name}"


def _surroundings(
    candidate: Candidate, units: Sequence[Unit]
) -> tuple[list[Unit], list[Unit], bool, bool]:
    """Units before (nearest first) and after, and whether quotation marks stood between."""
    first, last = candidate.first, candidate.last
    opening = first > 0 and units[first - 1].text in _QUOTES
    closing = last < len(units) and units[last].text in _QUOTES
    if not closing and last + 1 < len(units) and units[last].text in ",.!?":
        closing = opening and units[last + 1].text in _QUOTES
    first -= opening
    last += closing
    before = list(reversed(units[max(0, first - _WINDOW) : first]))
    return before, list(units[last : last + _WINDOW]), opening, closing


def _context(before: Sequence[Unit], after: Sequence[Unit], label: str) -> Iterator[str]:
    left = [_word(unit) for unit in before] or ["<s>"]
    right = [_word(unit) for unit in after] or ["</s>"]
    yield f"l1={left[0]}"
    yield f"r1={right[0]}"
    yield f"around={left[0]}|{right[0]}"
    yield f"l1={left[0]}&{label}"
    yield f"r1={right[0]}&{label}"
    if len(left) > 1:
        yield f"l2={left[1]} {left[0]}"
    if len(right) > 1:
        yield f"r2={right[0]} {right[1]}"
    for word in left:
        yield f"l*={word}"
    for word in right:
        yield f"r*={word}"


def _word(unit: Unit) -> str:
    """A word of the context; names and numbers only as what they look like."""
    if unit.is_name:
        if unit.text[0].isdigit():
            return f"<{min(len(unit.text), 5)}d>"
        return "<Net>" if unit.lower in words("networks") else "<Cap>"
    return unit.lower
