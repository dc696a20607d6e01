"""Templates: relation patterns as people write them, compiled to regular expressions.

A template is words and slots over the masked view of a sentence (`ingest.masking`):

    {P} {C} {W} {N}   one person, character, work, network; {P2} a second one
    {PP} {CC} {WW}    one or several in a list: "A, B and C"
    {P>}              a person, with what may stand before its verb: an apposition,
                      a bracket, "who", "and"
    <play>            any form of a verb; <star|appear> of several
    ..                up to six words without a comma or name
    ...               up to 80 characters without a name or full stop
    [also]            may be missing;  (in|on) alternatives;  _ a space inside them

Everything else is taken literally, as a regular expression.
"""

import re
from functools import cache

from ingest.masking import ANY, CLASSES

_TOKEN = re.compile(r"\{(\w)(\1?)(\d?)(>?)\}|<([\w|-]+)>|([^{<]+)")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_IRREGULAR = {
    "be": "be|is|was|are|were|been|being|'s|'re",
    "bring": "brings?|brought|bringing",
    "come": "comes?|came|coming",
    "cast": "casts?|casting",
    "find": "finds?|found|finding",
    "get": "gets?|got|gotten|getting",
    "give": "gives?|gave|given|giving",
    "go": "go|goes|went|gone|going",
    "have": "have|has|had|having",
    "keep": "keeps?|kept|keeping",
    "lead": "leads?|led|leading",
    "leave": "leaves?|left|leaving",
    "lend": "lends?|lent|lending",
    "lose": "loses?|lost|losing",
    "make": "makes?|made|making",
    "quit": "quits?|quitting",
    "run": "runs?|ran|running",
    "see": "sees?|saw|seen|seeing",
    "set": "sets?|setting",
    "show": "shows?|showed|shown|showing",
    "showrun": "showruns?|showran|showrunning",
    "take": "takes?|took|taken|taking",
    "win": "wins?|won|winning",
    "write": "writes?|wrote|written|writing",
    "co-write": "co-?writes?|co-?wrote|co-?written|co-?writing",
}
# Verbs that double their last letter: "starred", "tapping".
_DOUBLED = frozenset(
    ("star", "guest-star", "co-star", "drop", "tap", "recur", "nab", "step", "sub", "pen")
)
_BRACKET = r"(?: ?\([^()]{0,80}\))?"
_APPOSITION = (
    rf"(?:'s)?{_BRACKET}(?:, [^{ANY},.;:]{{1,70}},| - [^{ANY}.;:-]{{1,70}} -)?"
    r"(?:,? (?:who|and|but|then|also))?"
)
# In the first pass, in which kinds are still guesses, slots take what may turn out to be it.
LIBERAL = {"P": "PCX", "C": "CPX", "W": "WPCX", "N": "N"}
STRICT = {"P": "P", "C": "CX", "W": "W", "N": "N"}


def inflections(verb: str) -> str:
    """A regular expression for the forms of an English verb."""
    if verb in _IRREGULAR:
        return f"(?:{_IRREGULAR[verb]})"
    shown = verb.replace("-", "[- ]?")
    if verb in _DOUBLED:
        return f"(?:{shown}(?:s|{verb[-1]}(?:ed|ing))?)"
    if verb.endswith("e"):
        return f"(?:{shown[:-1]}(?:e|es|ed|ing))"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"(?:{shown[:-1]}(?:y|ies|ied|ying))"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return f"(?:{shown}(?:{ending}|ed|ing)?)"


@cache
def compile_template(template: str, liberal: bool = False) -> re.Pattern[str]:
    """The regular expression of a template, with a named group for each slot."""
    pieces: list[str] = []
    glued = True  # no space is due before the next token
    for token in template.split(" "):
        if token in ("..", "..."):
            stop = rf"[^{ANY} ,.;:()\"]" if token == ".." else rf"[^{ANY}.;:()]"
            gap = rf"(?: {stop}+){{0,6}}? " if token == ".." else rf"{stop}{{0,80}}? "
            pieces.append(gap)
            glued = True
            continue
        optional = token.startswith("[") and token.endswith("]")
        body = _piece(token[1:-1] if optional else token, liberal)
        lead = "" if glued else " "
        pieces.append(f"(?:{lead}{body}{' ' if glued else ''})?" if optional else lead + body)
        glued = glued and optional
    return re.compile("".join(pieces))


def _piece(token: str, liberal: bool) -> str:
    parts = []
    for match in _TOKEN.finditer(token):
        kind, several, number, subject, verbs, literal = match.groups()
        if kind:
            parts.append(_slot(kind, bool(several), number, bool(subject), liberal))
        elif verbs:
            forms = "|".join(inflections(verb) for verb in verbs.split("|"))
            parts.append(rf"\b(?:{forms})\b")
        else:
            parts.append(_GROUP.sub("(?:", literal.replace("_", " ")))
    return "".join(parts)


def _slot(kind: str, several: bool, number: str, subject: bool, liberal: bool) -> str:
    accepted = (LIBERAL if liberal else STRICT)[kind]
    name = f"[{''.join(CLASSES[k] for k in accepted)}]"
    group = f"{kind}{number}"
    if not several:
        return f"(?P<{group}>{name})" + (_APPOSITION if subject else "")
    separator = r"(?:,? (?:and|&|plus|as well as|along with) |, (?:and )?| / )"
    article = r"(?:the |a )?" if kind != "P" else ""
    one = rf"{article}{name}{_BRACKET}" if kind == "P" else rf"{article}{name}"
    listed = rf"(?P<{group}>{one}(?:{separator}{one})*)"
    return listed + (_APPOSITION if subject else "")
