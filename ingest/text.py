"""Normalise typography one character for one, so that offsets stay those of the article."""

_PLAIN = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    # Spaces of other widths, none included, and marks of direction.
    " ": "\t\u00a0\u2007\u2009\u200a\u202f\u200b\u200c\u200d\u2060\ufeff\u200e\u200f",
    "-": "\u2010\u2011\u2012",
}
_TABLE = {ord(fancy): plain for plain, signs in _PLAIN.items() for fancy in signs}


def normalise(text: str) -> str:
    """``text`` with plain quotes, spaces and hyphens; as long as ``text``."""
    return text.translate(_TABLE)
