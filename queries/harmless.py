"""Whether a query only reads, and only here: asked before anybody's own query is run.

Oxigraph never writes when it is asked a query, so an update is no danger, only worth a
clear word. SERVICE is one: it sends parts of a query to any address; another server may
also fetch what FROM names. The text is looked at in every way in which it could be cut
into tokens, so that these words cannot be hidden in what may or may not be an address, a
text, a name or a comment. When in doubt, a query is refused.
"""

import re

from graph.errors import QueryError

LONGEST = 1_000_000
"""Characters that a query may have."""

DEEPEST = 200
"""Levels of brackets that a query may have: far deeper ones overrun the engine's stack."""

_GAP = r"(?:\s|#[^\n\r]*+)*+"
# What may stand before the colon of a prefixed name, and more than that.
_PREFIX = r"[^\s<>\"'{}()|^`\\,;?$#:/]*+:"
_WORD = re.compile(
    # Inside variables and behind the colon of a prefixed name the words mean nothing.
    r"[?$]\w+|:[\w-]++"
    rf"|(?P<service>service)(?={_GAP}(?:silent|[<?$]|{_PREFIX}))"
    rf"|(?P<from>from)(?={_GAP}(?:named|<|{_PREFIX}))",
    re.IGNORECASE,
)
# Where what repeats may backtrack, not (?:...)*+: Python before 3.11.5 gets that wrong.
_LONG_TEXT = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*"""' r"|'''(?:[^'\\]++|\\.|'(?!''))*'''", re.DOTALL
)
_SHORT_TEXT = re.compile(r'"(?:[^"\\\n\r]|\\.)*+"' r"|'(?:[^'\\\n\r]|\\.)*+'", re.DOTALL)
_COMMENT = re.compile(r"#[^\n\r]*+")
_UPDATE = re.compile(
    rf"(?:{_GAP}(?:prefix\s+[^\s:]*:\s*<[^>]*>|base\s*<[^>]*>))*{_GAP}"
    r"(insert|delete|load|clear|create|drop|copy|move|add|with)\b",
    re.IGNORECASE,
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BRACKET = re.compile(r"[(\[{]|(?P<close>[)\]}])")
_STACKED = re.compile(rf"(?:[!+\-^<]\s*+){{{DEEPEST}}}")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BEYOND = {
    "service": "SERVICE would ask another server, and a query may only ask this graph",
    "from": "FROM would ask something else than this graph, and a query may only ask it",
}


def check_harmless(sparql: str) -> None:
    """Raises QueryError when the text is an update or may reach beyond the graph."""
    if len(sparql) > LONGEST:
        raise QueryError(f"the query is too long (at most {LONGEST:,} characters)")
    if _SURROGATE.search(sparql):
        raise QueryError("the query is not valid UTF-8", hint="Save or type it as UTF-8")
    if _depth(sparql) > DEEPEST or _STACKED.search(sparql):
        raise QueryError(f"the query is nested too deeply (at most {DEEPEST} levels)")
    update = _UPDATE.match(sparql)
    if update is not None:
        raise QueryError(
            f"{update[1].upper()} would change the graph, and a query may only read",
            hint="Articles go in with castgraph load and out with castgraph forget",
        )
    # A server may put characters in the place of their code points before it reads on.
    for text in dict.fromkeys((sparql, _CODE_POINT.sub(_character, sparql))):
        found = _reaching_out(text)
        if found is not None:
            word, place = found
            line = text.count("\n", 0, place) + 1
            column = place - text.rfind("\n", 0, place)
            raise QueryError(
                _BEYOND[word],
                where=f"line {line}, column {column}",
                hint="Articles' graphs are asked with GRAPH" if word == "from" else "",
            )


def _reaching_out(sparql: str) -> tuple[str, int] | None:
    """SERVICE or FROM and its place, if it may be a keyword in some reading of the text.

    ``starts`` holds the places at which a token may begin. "<" is followed both as an
    operator and as the beginning of an address, quotes both as short and as long ones,
    and a backslash both with and without the character behind it.
    """
    words = {m.start(): m.lastgroup for m in _WORD.finditer(sparql) if m.lastgroup is not None}
    if not words:
        return None
    starts, close = {0}, -1
    for place, char in enumerate(sparql):
        if place not in starts:
            continue
        word = words.get(place)
        if word is not None:
            return word, place
        if char == "<":
            if close < place:
                close = _find(sparql, ">", place)
            starts |= {place + 1, close + 1}
        elif char in "\"'":
            texts = [kind.match(sparql, place) for kind in (_LONG_TEXT, _SHORT_TEXT)]
            starts |= {text.end() for text in texts if text} or {place + 1}
        elif char == "#" and (comment := _COMMENT.match(sparql, place)):
            starts.add(comment.end())
        elif char == "\\":
            starts |= {place + 1, place + 2}
        else:
            starts.add(place + 1)
    return None


def _depth(sparql: str) -> int:
    """The most brackets that are open at once, those in texts and comments counted too."""
    depth = deepest = 0
    for bracket in _BRACKET.finditer(sparql):
        depth += -1 if bracket["close"] else 1
        deepest = max(deepest, depth)
    return deepest


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _find(text: str, char: str, start: int) -> int:
    """Where the character stands next; behind the end if nowhere."""
    place = text.find(char, start)
    return len(text) if place < 0 else place
