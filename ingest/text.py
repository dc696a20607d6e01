"""Normalise typography one character for one, so that offsets stay those of the article."""

import re

_PLAIN = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    # Spaces of other widths, none included, and marks of direction.
    " ": "\t\u00a0\u2007\u2009\u200a\u202f\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    "-": "\u2010\u2011\u2012",
}
# The end of a line in the middle of a sentence: the line is long and no mark ends it.
_WRAP = re.compile(r"(?<=[^\n]{50})(?<![.!?:;\"'\n])\n(?=[^\s\d*•\"'-])(?!\w{1,3}:)")
# Icons of a font, which are no letters and which stand for entities in masked sentences;
# and halves of characters, which no tokeniser takes.
_NO_TEXT = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]")
_TABLE = {ord(fancy): plain for plain, signs in _PLAIN.items() for fancy in signs}


def normalise(text: str) -> str:
    """``text`` with plain quotes, spaces and hyphens, and its wrapped lines joined; as long
    as ``text``."""
    return _WRAP.sub(" ", _NO_TEXT.sub("\u25a0", text.translate(_TABLE)))
