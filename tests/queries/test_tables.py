"""Tables as text: read back by what reads such text, and harmless in what shows it."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.tables import Cell, Table, cell_text, one_line, to_csv, to_json, to_markdown, to_tsv

TABLE = Table(
    ("name", "works", "times", "left"),
    (("Ada, Brandt", ("The Mill", "Dune Road"), 2, True), (None, (), 1.5, False)),
)
_texts = st.text(st.characters(exclude_categories=["Cs"]))
_cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(), _texts, st.integers(), st.booleans(), st.lists(_texts).map(tuple)
)
_tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[_cells] * width)).map(
        lambda rows: Table(tuple("abc"[:width]), tuple(rows))
    )
)


def test_json() -> None:
    assert json.loads(to_json(TABLE)) == [
        {"name": "Ada, Brandt", "works": ["The Mill", "Dune Road"], "times": 2, "left": True},
        {"name": None, "works": [], "times": 1.5, "left": False},
    ]
    assert to_json(Table(("a",), ())) == "[]\n"


def test_csv() -> None:
    assert to_csv(TABLE) == (
        'name,works,times,left\n"Ada, Brandt",The Mill; Dune Road,2,yes\n,,1.5,no\n'
    )


def test_tsv() -> None:
    assert to_tsv(Table(("a", "b"), (("x\ty\n", "\\n"),))) == "a\tb\nx\\ty\\n\t\\\\n\n"


def test_markdown() -> None:
    assert to_markdown(Table(("a", "b"), (("x|y\nz", "*<b>*"),))) == (
        "| a | b |\n| --- | --- |\n| x\\|y z | \\*\\<b\\>\\* |\n"
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_spreadsheet_takes_a_name_for_a_formula(text: str) -> None:
    (row,) = list(csv.reader(io.StringIO(to_csv(Table(("a",), ((text,),))), newline="")))[1:]
    assert row[0].startswith("'")
    assert to_csv(Table(("a",), ((-1,),))) == "a\n-1\n"


@given(_tables)
def test_no_cell_breaks_out(table: Table) -> None:
    width = len(table.columns)
    read = list(csv.reader(io.StringIO(to_csv(table), newline="")))
    assert [len(row) for row in read if row] == [width for row in read if row]
    assert len(json.loads(to_json(table))) == len(table)
    lines = to_tsv(table).removesuffix("\n").split("\n")
    assert [line.count("\t") for line in lines] == [width - 1] * (len(table) + 1)
    assert to_markdown(table).count("\n") == len(table) + 2


@given(_texts)
def test_a_line_is_one_line_without_orders_to_a_terminal(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.isprintable()
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (True, "yes"), (0, "0"), (("a", "b"), "a; b"), ((), ""), ("a", "a")],
)
def test_cells_in_words(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text
