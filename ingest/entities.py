"""Identity inside an article: which mentions name the same thing.

Full name, surname, first name, shortened first name; a title cut short or in initials;
a platform with and without its suffix. What stays open is left apart.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ingest.candidates import key
from ingest.lexicon import words
from ingest.mentions import Kind, Mention

_ALIKE = 3  # letters with which words alike begin
_NETWORK_SUFFIXES = frozenset(
    (
        "prime",
        "video",
        "prime video",
        "tv",
        "tv+",
        "tv plus",
        "network",
        "channel",
        "+",
        "tv network",
    )
)
_PARTICLES = frozenset(("de", "la", "van", "von", "der", "du", "del", "st.", "st"))
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


@dataclass(slots=True, eq=False)
class Entity:
    """Something that the article names: its fullest name, other forms and their places."""

    index: int
    kind: Kind
    name: str
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other forms, in order of their first occurrence."""
        return tuple(form for form in self.forms if form != self.name)


def strip_title(name: str) -> str:
    """``name`` without ranks before it, as long as two words are left."""
    parts = name.split()
    while len(parts) > 2 and parts[0].lower().rstrip(".") in words("titles"):
        parts = parts[1:]
    return " ".join(parts)


def link_mentions(mentions: Sequence[Mention]) -> list[Entity]:
    """The entities of the article; every mention belongs to exactly one."""
    by_kind: dict[Kind, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        by_kind[mention.kind][_form_key(mention)].append(mention)
    entities: list[Entity] = []
    for kind, forms in by_kind.items():
        heads = _heads(kind, forms)
        made: dict[str, Entity] = {}
        for form, found in forms.items():
            head = heads[form]
            entity = made.get(head)
            if entity is None:
                entity = made[head] = Entity(len(entities), kind, "")
                entities.append(entity)
            entity.mentions.extend(found)
        for head, entity in made.items():
            _name(entity, forms[head])
    return entities


def _form_key(mention: Mention) -> str:
    name = (
        strip_title(mention.text) if mention.kind in (Kind.PERSON, Kind.CHARACTER) else mention.text
    )
    return key(name)


def _name(entity: Entity, head: Sequence[Mention]) -> None:
    entity.mentions.sort(key=lambda mention: mention.start)
    personal = entity.kind in (Kind.PERSON, Kind.CHARACTER)
    named = Counter(strip_title(m.text) if personal else m.text for m in head)
    # Prefer a spelling that is not shouted, then the commonest, then the first.
    entity.name = max(named, key=lambda n: (not (n.isupper() and len(n) > 5), named[n]))
    for mention in entity.mentions:
        entity.forms[mention.text] += 1


def _heads(kind: Kind, forms: Iterable[str]) -> dict[str, str]:
    """For every form the form that names its entity in full."""
    known = list(forms)
    test = {Kind.WORK: _title_of, Kind.NETWORK: _brand_of}.get(kind, _person_of)
    heads = {}
    alike = _alike(known) if kind is not Kind.NETWORK else None
    for form in known:
        others = known if alike is None else alike(form)
        longer = [other for other in others if other != form and test(form, other)]
        # Several longer forms: fine if they are one another's forms, else undecided.
        longer.sort(key=lambda other: (-len(other.split()), -len(other), other))
        if longer and all(o == longer[0] or test(o, longer[0]) for o in longer):
            heads[form] = longer[0]
        else:
            heads[form] = form
    for form in known:
        seen = {form}
        while heads[heads[form]] != heads[form] and heads[form] not in seen:
            seen.add(heads[form])
            heads[form] = heads[heads[form]]
    return heads


def _alike(forms: Sequence[str]) -> Callable[[str], Sequence[str]]:
    """Finds the forms that have a word, or initials, like the first word of a form.

    Only they can be longer ways to write it; in a long article they are few of many.
    """
    index: dict[str, dict[str, None]] = defaultdict(dict)
    for form in forms:
        words_of = re.split(r"[ -]", form)
        initials = "".join(part[0] for part in form.split() if part[0].isalnum())
        for word in (*words_of, initials, "t" + initials):
            index[word[:_ALIKE]][form] = None
    return lambda form: tuple(index[re.split(r"[ -]", form)[0][:_ALIKE]])


def _person_of(short: str, full: str) -> bool:
    """Whether ``short`` can be a shorter way to write the name ``full``."""
    parts, whole = short.split(), full.split()
    if len(parts) >= len(whole) or not parts:
        return False
    core = [part for part in whole if part not in _SUFFIXES]
    if len(parts) == 1:
        word = parts[0]
        if word in (core[-1], core[0]):
            return word not in _PARTICLES
        if "-" in core[-1] and word in core[-1].split("-"):
            return True
        return len(word) > 2 and core[0].startswith(word)
    # "Miriam Maisel" in "Miriam 'Midge' Maisel", "Bonham Carter" in "Helena Bonham Carter".
    if parts == core[-len(parts) :] or parts == core[: len(parts)]:
        return True
    same_ends = parts[0] == core[0] and parts[-1] == core[-1]
    short_first = parts[-1] == core[-1] and len(parts[0]) > 2 and core[0].startswith(parts[0])
    return same_ends or short_first


def _title_of(short: str, full: str) -> bool:
    """Whether ``short`` is the title ``full`` cut short, or its initials."""
    if " " not in short and len(short) >= 3:
        initials = "".join(part[0] for part in full.split() if part[0].isalnum())
        with_article = {initials, "t" + initials}
        if short in with_article:
            return True
    if not re.search(r"\w", short) or len(short) < 4 or len(short) * 4 < len(full):
        return False
    if full.startswith(short + " ") and not full[len(short) + 1 :][0].isdigit():
        rest = full[len(short) + 1 :].split()
        return rest[0] not in (":", "and", "&", "-") and len(short.split()) >= 1 and len(rest) <= 2
    return full.endswith(" " + short) and len(short.split()) > 1


def _brand_of(short: str, full: str) -> bool:
    return full.startswith(short) and full[len(short) :].strip() in _NETWORK_SUFFIXES
