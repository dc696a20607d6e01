"""Names that are known before reading: what a catalogue may be, and what it does."""

from pathlib import Path

import pytest

from graph.errors import ArticleError
from ingest.candidates import find_candidates
from ingest.catalogue import Catalogue, read_catalogue
from ingest.classifier import LinearClassifier
from ingest.mentions import Kind, Typed, classify
from ingest.pipeline import parse, sentence_bounds
from ingest.reader import Reader


def test_kinds_and_names_by_tab_or_comma(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text('# mine\nwork\tThe Long Tide\n\nperson,"Brennick, Odalys"\nnetwork,Channel 9\n')
    kinds = read_catalogue(path).kinds
    assert kinds == {
        "long tide": Kind.WORK,
        "brennick, odalys": Kind.PERSON,
        "channel 9": Kind.NETWORK,
    }


def test_a_name_of_two_kinds_tells_nothing() -> None:
    known = Catalogue.of([("work", "Quill"), ("character", "quill"), ("person", "Ada Lund")])
    assert known.kinds == {"ada lund": Kind.PERSON}


@pytest.mark.parametrize(
    "text",
    ["film\tThe Long Tide\n", "work\n", "work\t\n", "The Long Tide\n", "person;Ada Lund\n"],
)
def test_a_line_that_is_none_is_told_with_its_number(tmp_path: Path, text: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("work\tSaltwater\n" + text)
    with pytest.raises(ArticleError, match=r"line 2: is no kind and name\. One name a line"):
        read_catalogue(path)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    binary = tmp_path / "names.bin"
    binary.write_bytes(b"\xff\xfe\x00work")
    for path in (binary, tmp_path / "missing.tsv"):
        with pytest.raises(ArticleError, match="cannot be read"):
            read_catalogue(path)


def test_a_catalogue_is_part_of_the_readers_version() -> None:
    plain, known = Reader(), Reader(catalogue=Catalogue.of([("work", "Saltwater")]))
    assert plain.version != known.version
    assert known.version == Reader(catalogue=Catalogue.of([("work", "saltwater")])).version


@pytest.mark.parametrize("name", ["Brightwater Nine", "Brightwater"])
def test_a_known_title_is_likelier_to_be_one(name: str) -> None:
    (doc,) = parse([f"Ada Lund joins {name} as the keeper's sister next spring."])
    sentences = find_candidates(doc.text, sentence_bounds(doc, doc.text))
    classifier = LinearClassifier.load("mention_weights")
    plain = classify(doc, sentences, classifier).forms[name.lower()]
    known = Catalogue.of([("work", name)]).kinds
    told = classify(doc, sentences, classifier, known=known).forms[name.lower()]
    assert _share(told) > 1.5 * _share(plain)


def _share(typed: Typed) -> float:
    return typed.probabilities["work"] / sum(typed.probabilities.values())
