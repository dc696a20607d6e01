"""Lists of names in a sentence: "A, B and C" act as one."""

from collections.abc import Sequence

_JOINTS = frozenset((",", "and", "&", "plus"))
_KINDS = frozenset("PCWN")


def list_ends(shown: Sequence[str]) -> list[tuple[int, int]]:
    """For each token the first and last index of the list it is in, else its own twice.

    ``shown`` are words and marks, and a letter for each mention's kind; a list has
    mentions of one kind.
    """
    ends = [(index, index) for index in range(len(shown))]
    index = 0
    while index < len(shown):
        if shown[index] not in _KINDS:
            index += 1
            continue
        members = [index]
        look = index + 1
        while look < len(shown):
            joints = 0
            while look < len(shown) and shown[look] in _JOINTS and joints < 2:
                look += 1
                joints += 1
            if joints == 0 or look >= len(shown) or shown[look] != shown[index]:
                break
            members.append(look)
            look += 1
        for member in members:
            ends[member] = members[0], members[-1]
        index = members[-1] + 1
    return ends
