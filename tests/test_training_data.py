"""The training data is whole: every article with its annotation, every name in its text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ingest.annotations import GROUPS, check_annotation
from ingest.text import normalise

DATA = Path(__file__).parents[1] / "data"
TRAINING = DATA / "training"
SETTLED = {"confirmed", "announced", "exited", None}


def annotations(folder: str) -> dict[str, Any]:
    return {p.stem: json.loads(p.read_text()) for p in sorted((TRAINING / folder).glob("*.json"))}


WRITTEN, ELSEWHERE = annotations("annotations"), annotations("elsewhere")


def test_as_many_as_the_readme_says() -> None:
    told = (TRAINING / "README.md").read_text()
    articles = {p.stem for p in (TRAINING / "articles").glob("*.txt")}
    assert articles == WRITTEN.keys()
    assert f"| {len(WRITTEN)} articles written for training" in told
    assert f"annotations alone of {len(ELSEWHERE)} articles" in told


@pytest.mark.parametrize("letter", sorted({name[0] for name in WRITTEN}))
def test_every_name_stands_in_its_article(letter: str) -> None:
    for name in (n for n in WRITTEN if n[0] == letter):
        annotation = check_annotation(WRITTEN[name], name)
        raw = (TRAINING / "articles" / f"{name}.txt").read_text()
        text = " ".join(normalise(raw).split())
        for group in set(GROUPS.values()):
            for entity in annotation[group]:
                for form in (entity["name"], *entity["aliases"]):
                    pattern = rf"(?<!\w){re.escape(normalise(form))}(?!\w)"
                    assert re.search(pattern, text), f"{name}: {form}"


@pytest.mark.parametrize("folder", ["annotations", "elsewhere"])
def test_facts_are_about_names_that_are_listed(folder: str) -> None:
    for name, annotation in annotations(folder).items():
        listed = {slot: {e["name"] for e in annotation[group]} for slot, group in GROUPS.items()}
        listed["other"] = listed["work"]
        for fact in annotation["facts"]:
            for slot in listed.keys() & fact.keys():
                if slot == "other" or fact[slot] is not None:
                    assert fact[slot] in listed[slot], f"{name}: {fact}"


def test_nothing_of_others_articles_is_kept_but_names_and_settled_facts() -> None:
    for name, annotation in ELSEWHERE.items():
        for fact in annotation["facts"]:
            assert "evidence" not in fact, name
            assert fact.get("status") in SETTLED, name
        assert annotation["facts"] == [] or annotation.get("complete", True), name
