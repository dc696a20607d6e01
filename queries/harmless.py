"""Whether a query only reads, and only here: asked before anybody's own query is run.

Oxigraph never writes when it is asked a query, so an update is no danger, only worth a
clear word. SERVICE is one: it sends parts of a query to any address. The text is looked
at in every way in which it could be cut into tokens, so that the word cannot be hidden in
what may or may not be an address, a text or a comment.
"""

import re

from graph.errors import QueryError

LONGEST = 1_000_000
"""Characters that a query may have."""

_LONG_TEXT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""' r"|'''(?:[^'\\]|\\.|'(?!''))*+'''", re.DOTALL
)
_SHORT_TEXT = re.compile(
    r'"(?:[^"\\\n\r]|\\.)*+"' r"|'(?:[^'\\\n\r]|\\.)*+'",
    re.DOTALL,
)
_COMMENT = re.compile(r"#[^\n\r]*+")
_SERVICE = re.compile(
    r"(?<![?$])service(?=(?:\s|#[^\n\r]*+)*+(?:silent|[<?$]|[\w.-]*:(?!/)))", re.IGNORECASE
)
_UPDATE = re.compile(
    r"(?:\s|#[^\n\r]*+|prefix\s+[^\s:]*:\s*<[^>]*>|base\s*<[^>]*>)*+"
    r"(insert|delete|load|clear|create|drop|copy|move|add|with)\b",
    re.IGNORECASE,
)


def check_harmless(sparql: str) -> None:
    """Raises QueryError when the text is an update or may ask another server."""
    if len(sparql) > LONGEST:
        raise QueryError(f"the query is too long (at most {LONGEST:,} characters)")
    update = _UPDATE.match(sparql)
    if update is not None:
        raise QueryError(
            f"{update[1].upper()} would change the graph, and a query may only read",
            hint="Articles go in with castgraph load and out with castgraph forget",
        )
    place = _service_in(sparql)
    if place is not None:
        line = sparql.count("\n", 0, place) + 1
        column = place - sparql.rfind("\n", 0, place)
        raise QueryError(
            "SERVICE would ask another server, and a query may only ask this graph",
            where=f"line {line}, column {column}",
        )


def _service_in(sparql: str) -> int | None:
    """Where SERVICE may stand as a keyword, in some reading of the text.

    ``starts`` holds the places at which a token may begin. "<" is followed both as an
    operator and as the beginning of an address; quotes both as short and as long ones.
    """
    services = {match.start() for match in _SERVICE.finditer(sparql)}
    if not services:
        return None
    starts, close = {0}, -1
    for place, char in enumerate(sparql):
        if place not in starts:
            continue
        if place in services:
            return place
        if char == "<":
            if close < place:
                close = _find(sparql, ">", place)
            starts |= {place + 1, close + 1}
        elif char in "\"'":
            texts = [kind.match(sparql, place) for kind in (_LONG_TEXT, _SHORT_TEXT)]
            starts |= {text.end() for text in texts if text} or {place + 1}
        elif char == "#" and (comment := _COMMENT.match(sparql, place)):
            starts.add(comment.end())
        elif char == "\\":  # in a prefixed name it takes the sense of the next character away
            starts |= {place + 1, place + 2}
        else:
            starts.add(place + 1)
    return None


def _find(text: str, char: str, start: int) -> int:
    """Where the character stands next; behind the end if nowhere."""
    place = text.find(char, start)
    return len(text) if place < 0 else place
