"""Read the language data of `ingest/patterns`: word lists, tables and weights.

A word list (.txt) has one entry a line; ``#`` starts a comment. A table (.tsv) has a
header line. Both are for people to extend: a new network is a new line.
"""

import csv
import io
import json
from functools import cache
from importlib.resources import files
from typing import Any

PATTERNS = files("ingest.patterns")
MODEL = files("ingest.model")


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``NAME.txt``, lower-cased."""
    lines = (line.split("#")[0].strip() for line in _text(f"{name}.txt").splitlines())
    return frozenset(line.lower() for line in lines if line)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.tsv`` as dictionaries by the header's column names."""
    lines = [line for line in _text(f"{name}.tsv").splitlines() if line and line[0] != "#"]
    reader = csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple({key: value or "" for key, value in row.items()} for row in reader)


@cache
def weights(name: str) -> Any:
    """The content of ``NAME.json``, of the patterns or of the model."""
    folder = PATTERNS if PATTERNS.joinpath(f"{name}.json").is_file() else MODEL
    return json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))


def alternatives(entries: frozenset[str] | tuple[str, ...]) -> str:
    """A regular expression that matches any of the entries, longest first."""
    import re

    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e)))


def _text(name: str) -> str:
    return PATTERNS.joinpath(name).read_text(encoding="utf-8")
