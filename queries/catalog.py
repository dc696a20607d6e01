"""The questions there are: each is a file, and all about it stands in the file's header.

A question is a SPARQL query in NAME.rq. Its header is the comment at the top, with lines
``# key: value``; a line indented by more than one blank goes on with the value above.

    question     what it answers, in words (needed)
    tags         words to find it by, parted by commas
    parameter    NAME TYPE NEED -- MEANING, one line each. TYPE is one of `ParameterType`;
                 NEED is required, optional or default=VALUE. The query has a line
                 ``# bind NAME`` where the value comes in: it becomes a VALUES block for the
                 variable ?NAME, or nothing when no value is given.
    columns      TITLE = ?VARIABLE [list], parted by commas: what is shown, in this order.
                 A list cell is a GROUP_CONCAT with "\n" between its members. Without this
                 line all variables are shown under their own names.
    facts        triple patterns, parted by " . ", over variables that the query selects:
                 the facts that a row rests on. A variable may hold several IRIs with blanks
                 between them (GROUP_CONCAT of STR); a pattern is passed over in rows where
                 one of its variables is not bound.
    claims       ?VARIABLE, in the place of facts: holds the IRIs of the claims behind a row
    example      a call, without "castgraph ask" (needed)

Prefixes need not be declared. What is wrong with a header is a QueryError that names file
and line.
"""

import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from graph.errors import QueryError
from queries.header import Header
from queries.question import Parameter, ParameterType, Question

__all__ = ["Parameter", "ParameterType", "Question", "parse_question", "questions"]

SUFFIX = ".rq"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def questions(extra: Path | None = None) -> dict[str, Question]:
    """All questions by name, in alphabetical order; those of ``extra``, a folder, too.

    Raises QueryError when a header is malformed, the folder is not there, or one of its
    questions has the name of one of ours.
    """
    found = {question.name: question for question in _in_folder(_own())}
    if extra is not None:
        if not extra.is_dir():
            raise QueryError("there is no such folder of questions", where=extra)
        for question in _in_folder(extra):
            if question.name in found:
                what = f"a question called {question.name!r} is there already"
                raise QueryError(what, where=question.where, hint="Give the file another name")
            found[question.name] = question
    return dict(sorted(found.items()))


def parse_question(name: str, text: str, where: object) -> Question:
    """A question from the text of its file."""
    return Header(text, where).question(name)


def _own() -> Traversable:
    return resources.files("queries").joinpath("sparql")


def _in_folder(folder: Traversable) -> Iterator[Question]:
    files = [entry for entry in folder.iterdir() if entry.name.endswith(SUFFIX)]
    for file in sorted(files, key=lambda file: file.name):
        name = file.name.removesuffix(SUFFIX)
        if not _NAME.fullmatch(name):
            raise QueryError(
                "the file's name cannot be a question's",
                where=file,
                hint="Use small letters, digits and hyphens, as in who-left.rq",
            )
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"cannot be read ({error})", where=file) from error
        yield parse_question(name, text, file)
