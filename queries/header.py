"""Read the header of a question's file; its form is told in `queries.catalog`."""

import re
import shlex
from collections.abc import Iterator, Mapping

from graph.errors import QueryError
from queries.question import Column, Parameter, ParameterType, Pattern, Question

TAKEN = frozenset({"graph", "format", "quotes", "explain", "help", "questions"})
"""Names that no parameter can have: the options that every question has already."""

KEYS = ("question", "tags", "parameter", "columns", "facts", "claims", "example")
_NEEDED = ("question", "example")
_LINE = re.compile(r"# ?(?P<indent> *)(?:(?P<key>[a-z]+):)?(?P<rest>.*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9]*) +(?P<type>[a-z]+) +"
    r"(?P<need>required|optional|default=(?P<default>\S+)) +-- +(?P<meaning>.+)"
)
_COLUMN = re.compile(r"(?P<title>[^=?,]+?) *= *\?(?P<variable>\w+)(?P<many> +list)?")
_BIND = re.compile(r"^[ \t]*# bind (?P<name>\S+)[ \t]*$", re.MULTILINE)
_TERM = re.compile(r"\?\w+|[a-z]+:\w+")


class Header:
    """The header of a file: values by key, each with the number of its line."""

    def __init__(self, text: str, where: object) -> None:
        self._text = text
        self._where = where
        self._values: dict[str, list[tuple[int, str]]] = {}
        self._read()

    def question(self, name: str) -> Question:
        """The question of this name that the header describes. Raises QueryError."""
        parameters = tuple(self._parameter(*entry) for entry in self._values.get("parameter", ()))
        self._check_bindings(parameters)
        number, example = self._values["example"][0]
        self._check_example(number, example, name, parameters)
        if "facts" in self._values and "claims" in self._values:
            raise self._error(self._values["claims"][0][0], "has both facts and claims")
        return Question(
            name,
            self._values["question"][0][1],
            example,
            self._text,
            tuple(self._split("tags", ",")),
            parameters,
            tuple(self._column(*entry) for entry in self._parts("columns", ",")),
            tuple(self._pattern(*entry) for entry in self._parts("facts", " . ")),
            self._claims(),
            str(self._where),
        )

    def _read(self) -> None:
        last: list[tuple[int, str]] | None = None
        for number, line in enumerate(self._text.splitlines(), 1):
            if not line.startswith("#"):
                break
            match = _LINE.fullmatch(line)
            if match is None or not line.strip("# "):
                continue
            key, rest = match["key"], match["rest"].strip()
            if match["indent"] and last:
                start, value = last[-1]
                last[-1] = (start, f"{value} {line.lstrip('# ').strip()}")
            elif key in KEYS:
                if not rest:
                    raise self._error(number, f"{key!r} has no value")
                last = self._values.setdefault(key, [])
                if last and key != "parameter":
                    raise self._error(number, f"{key!r} is there twice")
                last.append((number, rest))
            else:
                what = f"{line.strip()[:60]!r} is no line of a header"
                hint = f"A line is '# key: value', with one of {', '.join(KEYS)}"
                raise self._error(number, what, hint)
        for key in _NEEDED:
            if key not in self._values:
                raise self._error(1, f"the header has no line '# {key}: ...'")

    def _parameter(self, number: int, value: str) -> Parameter:
        match = _PARAMETER.fullmatch(value)
        if match is None:
            hint = "Write '# parameter: NAME TYPE required|optional|default=VALUE -- MEANING'"
            raise self._error(number, f"{value!r} is no parameter", hint)
        if match["type"] not in set(ParameterType):
            known = ", ".join(ParameterType)
            raise self._error(
                number, f"{match['type']!r} is no type of parameter", f"Use one of {known}"
            )
        if match["name"] in TAKEN:
            raise self._error(number, f"a parameter cannot be called {match['name']!r}")
        return Parameter(
            match["name"],
            ParameterType(match["type"]),
            match["meaning"],
            match["need"] == "required",
            match["default"],
        )

    def _column(self, number: int, value: str) -> Column:
        match = _COLUMN.fullmatch(value)
        if match is None:
            raise self._error(
                number,
                f"{value!r} is no column",
                "Write 'TITLE = ?VARIABLE' or with ' list' behind",
            )
        return Column(match["title"], match["variable"], match["many"] is not None)

    def _pattern(self, number: int, value: str) -> Pattern:
        terms = value.split()
        if len(terms) != 3 or not all(map(_TERM.fullmatch, terms)):
            hint = "Write three terms, as in ?actor cast:castIn ?work"
            raise self._error(number, f"{value!r} is no pattern of a fact", hint)
        subject, predicate, value = terms
        return subject, predicate, value

    def _claims(self) -> str | None:
        if "claims" not in self._values:
            return None
        number, value = self._values["claims"][0]
        if not re.fullmatch(r"\?\w+", value):
            raise self._error(number, f"{value!r} is no variable", "Write '# claims: ?VARIABLE'")
        return value[1:]

    def _check_bindings(self, parameters: tuple[Parameter, ...]) -> None:
        """Each parameter comes in somewhere, and nothing else does."""
        names = [parameter.name for parameter in parameters]
        for position, name in enumerate(names):
            if name in names[:position]:
                raise self._error(
                    self._values["parameter"][position][0], f"parameter {name!r} is there twice"
                )
        bound = set()
        for match in _BIND.finditer(self._text):
            bound.add(match["name"])
            if match["name"] not in names:
                number = self._text.count("\n", 0, match.start()) + 1
                raise self._error(number, f"binds {match['name']!r}, which is no parameter")
        for (number, _), name in zip(self._values.get("parameter", ()), names, strict=True):
            if name not in bound:
                what = f"parameter {name!r} is not used: the query has no line '# bind {name}'"
                raise self._error(number, what)

    def _check_example(
        self, number: int, example: str, name: str, parameters: tuple[Parameter, ...]
    ) -> None:
        try:
            words = shlex.split(example)
        except ValueError as error:
            raise self._error(number, f"the example cannot be typed like this ({error})") from error
        if words[0] != name:
            raise self._error(number, f"the example must begin with {name!r}")
        given = {word[2:] for word in words if word.startswith("--")}
        known = {parameter.name for parameter in parameters}
        needed = {parameter.name for parameter in parameters if parameter.required}
        wrong = sorted((given - known - TAKEN) | (needed - given))
        if wrong:
            raise self._error(number, f"the example is wrong about --{wrong[0]}")

    def _split(self, key: str, separator: str) -> list[str]:
        return [value for _, value in self._parts(key, separator)]

    def _parts(self, key: str, separator: str) -> Iterator[tuple[int, str]]:
        for number, value in self._values.get(key, ()):
            for part in value.split(separator):
                if part.strip():
                    yield number, part.strip()

    def _error(self, number: int, what: str, hint: str = "") -> QueryError:
        return QueryError(what, where=f"{self._where}:{number}", hint=hint)


def bind(text: str, blocks: Mapping[str, str]) -> str:
    """The query with each ``# bind NAME`` line replaced by the block of that name, or gone."""
    return _BIND.sub(lambda match: blocks.get(match["name"], ""), text)
