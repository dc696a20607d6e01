"""A catalogue: names that are known before an article is read, with what they name.

It may be a file (kind and name, by a tab or a comma, one a line) or what a graph holds. A
known name is likelier to be what it is known as; the article has the last word.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import ArticleError
from ingest.candidates import key
from ingest.mentions import Kind
from ingest.text import normalise

_LARGEST = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Kinds by the form under which candidates are pooled; names of two kinds are left out."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> "Catalogue":
        """The catalogue of pairs of kind and name."""
        found: dict[str, set[Kind]] = defaultdict(set)
        for kind, name in names:
            found[key(normalise(name))].add(Kind(kind))
        return cls({form: next(iter(kinds)) for form, kinds in found.items() if len(kinds) == 1})


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file. Raises ArticleError, with the line, when it is not one."""
    return Catalogue.of(_rows(path))


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    kinds = ", ".join(Kind)
    hint = f"One name a line: its kind ({kinds}), a tab or a comma, the name"
    try:
        if path.stat().st_size > _LARGEST:
            raise ArticleError("is too large for a catalogue", where=path, hint=hint)
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"cannot be read ({error})", where=path, hint=hint) from error
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t") if "\t" in line else next(csv.reader([line]))
        kind, name = fields[0].strip().lower(), (fields[1] if len(fields) > 1 else "").strip()
        if kind not in tuple(Kind) or not name:
            raise ArticleError("is no kind and name", where=f"{path}, line {number}", hint=hint)
        yield kind, name
