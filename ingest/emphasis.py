"""Where the words that a page sets in italics stand in the text taken from it.

The text has lost its markup, and may have lost or gained white space and whole parts of
the page. So both are compared without white space, and each phrase is looked for together
with what stands around it.
"""

from collections.abc import Iterator

from lxml import etree

Span = tuple[int, int]

_ITALIC = frozenset(["i", "em", "cite"])
_UNSEEN = frozenset(["head", "script", "style", "noscript", "template"])
_LONGEST = 100  # characters; longer ones are no titles
_MOST = 500  # phrases of one page
_AROUND = 20  # characters on each side


def emphasis(tree: etree._Element, text: str) -> tuple[Span, ...]:
    """The (start, end) offsets of the page's italics in the text, in order."""
    page, marked = _dense_page(tree)
    places = [index for index, char in enumerate(text) if not char.isspace()]
    dense = "".join(text[index] for index in places)
    spans = set()
    for start, end in marked[:_MOST]:
        for found in _places(page, start, end, dense):
            spans.add((places[found], places[found + end - start - 1] + 1))
    return tuple(sorted(spans))


def _places(page: str, start: int, end: int, dense: str) -> list[int]:
    """Where a phrase of the page begins in the text: wherever the same stands around it,
    or before it or behind it; without that, its one place, if it has but one in both."""
    before, phrase = page[max(0, start - _AROUND) : start], page[start:end]
    after = page[end : end + _AROUND]
    for left, right in ((before, after), (before, ""), ("", after)):
        found = list(_occurrences(left + phrase + right, dense)) if left or right else []
        if found:
            return [index + len(left) for index in found]
    found = list(_occurrences(phrase, dense))
    return found if len(found) == 1 == page.count(phrase) else []


def _occurrences(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _dense_page(tree: etree._Element) -> tuple[str, list[Span]]:
    """The page's characters without white space, and which of them are in italics."""
    parts: list[str] = []
    marked: list[Span] = []
    length = depth = start = 0

    def add(text: str | None) -> int:
        parts.append("".join((text or "").split()))
        return len(parts[-1])

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        italic = element.tag in _ITALIC
        if event == "start":
            if element.tag in _UNSEEN:
                walk.skip_subtree()
                continue
            if italic and not depth:
                start = length
            depth += italic
            length += add(element.text)
        else:
            depth -= italic
            if italic and not depth and 1 < length - start <= _LONGEST:
                marked.append((start, length))
            length += add(element.tail)
    return "".join(parts), marked
