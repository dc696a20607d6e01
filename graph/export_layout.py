"""Where the nodes of a picture stand.

Each connected part is laid out by forces, save that nodes with a single neighbour fan
out around it like petals. Every node claims a box with room for its petals and labels;
boxes that overlap are pushed apart, and the parts are packed around the largest.
"""

import math
from dataclasses import dataclass

import networkx
import numpy
from numpy.typing import NDArray

SEED = 7
LETTER = 6.9
"""The mean width of a letter of a label, in units of the picture."""
LINE = 15.0
"""The height of a label."""
ROOMY = 160
"""Up to so many nodes, all labels have room; in larger pictures only those of hubs."""

_STRETCH = 1.5  # screens are wide
_LINE_LENGTH = 70.0
_SPARSE = 1.6  # how much more room than its boxes a large picture takes


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a node, its radius, and where its label goes: left, right or below."""

    x: float
    y: float
    radius: float
    side: str


Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(slots=True)
class _Block:
    """A node with its petals: offsets of all from its middle, and half its box."""

    places: dict[str, Place]
    width: float
    height: float


def radius_of(degree: int) -> float:
    """How large a node with so many lines is drawn."""
    return 4.5 + min(2.1 * math.sqrt(degree), 16)


def layout(network: "networkx.Graph[str]", names: dict[str, str]) -> dict[str, Place]:
    """The place of every node. The same graph always has the same places."""
    roomy = len(network) <= ROOMY
    parts = sorted(networkx.connected_components(network), key=lambda part: (-len(part), min(part)))
    placed = [_part(network.subgraph(sorted(part)), names, roomy) for part in parts]
    places: dict[str, Place] = {}
    for part, (dx, dy) in zip(
        placed, _pack([_bounds(part, names, roomy) for part in placed]), strict=True
    ):
        for node, place in part.items():
            places[node] = _moved(place, dx, dy)
    return {
        node: Place(round(p.x, 1), round(p.y, 1), round(p.radius, 1), p.side)
        for node, p in sorted(places.items())
    }


def _part(part: "networkx.Graph[str]", names: dict[str, str], roomy: bool) -> dict[str, Place]:
    """One connected part, around the origin."""
    nodes = sorted(part)
    hub = max(nodes, key=lambda node: (part.degree(node), node))
    core = [node for node in nodes if part.degree(node) > 1 or node == hub]
    petals = {node: [n for n in sorted(part[node]) if n not in set(core)] for node in core}
    blocks = [_block(node, petals[node], part, names, roomy) for node in core]
    middles = _spread(part.subgraph(core), core, blocks, roomy)
    return {
        node: _moved(place, float(x), float(y))
        for block, (x, y) in zip(blocks, middles, strict=True)
        for node, place in block.places.items()
    }


def _block(
    node: str, petals: list[str], part: "networkx.Graph[str]", names: dict[str, str], roomy: bool
) -> _Block:
    radius = radius_of(part.degree(node))
    places = {node: Place(0, 0, radius, "below")}
    label = LETTER * len(names[node]) / 2 + 6
    if not petals:
        return _Block(places, max(radius, label), radius + LINE)
    reach = radius
    left = list(petals)
    while left:
        reach += 38 if roomy else 20
        fits = max(4, int((4 * reach / LINE) if roomy else 2 * math.pi * reach / 11))
        ring, left = left[:fits], left[fits:]
        if roomy:  # labels stand beside their nodes, so what counts is the ring's height
            reach = max(reach, (LINE + 2) * ((len(ring) + 1) // 2) / 1.9)
        for index, petal in enumerate(ring):
            x, y = _on_ring(index, len(ring), reach, roomy)
            if roomy and abs(y) < radius + 2 * LINE:
                x = math.copysign(max(abs(x), label + 4), x)
            places[petal] = Place(x, y, radius_of(1), "left" if x < 0 else "right")
        if roomy and left:
            reach = max(abs(places[petal].x) + LETTER * len(names[petal]) for petal in ring)
    if not roomy:
        return _Block(places, max(reach + 8, label), reach + LINE)
    ends = [abs(places[petal].x) + LETTER * len(names[petal]) + 14 for petal in petals]
    return _Block(places, max(*ends, label), max(reach, radius + LINE) + LINE)


def _on_ring(index: int, total: int, reach: float, roomy: bool) -> tuple[float, float]:
    """Evenly around the ring; with labels, evenly in height on its two sides."""
    if not roomy:
        angle = 2 * math.pi * (index + 0.5) / total
        return reach * math.cos(angle), reach * math.sin(angle)
    right = (total + 1) // 2
    row, rows, sign = (index, right, 1) if index < right else (index - right, total - right, -1)
    y = reach * 0.95 * ((2 * row + 1) / rows - 1) if rows > 1 else 0.0
    return sign * math.sqrt(max(reach * reach - y * y, (reach * 0.3) ** 2)), y


def _spread(
    core: "networkx.Graph[str]", nodes: list[str], blocks: list[_Block], roomy: bool
) -> NDArray[numpy.float64]:
    """The middles of the blocks: drawn together by lines, kept apart by their boxes."""
    if len(nodes) == 1:
        return numpy.zeros((1, 2))
    ordered: networkx.Graph[str] = networkx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_weighted_edges_from(sorted(core.edges(data="weight", default=1.0)))
    # Each round looks at all pairs, so that many nodes get fewer rounds.
    rounds = max(40, min(300, 24_000_000 // len(nodes) ** 2))
    raw = networkx.forceatlas2_layout(ordered, seed=SEED, max_iter=rounds, weight="weight")
    middles = numpy.array([raw[node] for node in nodes], dtype=float)
    middles = _level(middles)
    sizes = numpy.array([(block.width, block.height) for block in blocks])
    if roomy:
        numbers = {node: number for number, node in enumerate(nodes)}
        ends = numpy.array([(numbers[a], numbers[b]) for a, b in sorted(ordered.edges())])
        lengths = numpy.hypot(*(middles[ends[:, 0]] - middles[ends[:, 1]]).T)
        middles *= numpy.array([_STRETCH, 1]) * _LINE_LENGTH / max(numpy.median(lengths), 1e-9)
    else:
        wide = math.sqrt(_SPARSE * 4 * float((sizes[:, 0] * sizes[:, 1]).sum()) * _STRETCH)
        extent = numpy.maximum(numpy.percentile(abs(middles), 95, axis=0) * 2, 1e-9)
        middles *= numpy.array([wide, wide / _STRETCH]) / extent
    return _apart(middles, sizes, rounds)


def _level(middles: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """Turned so that the cloud's longest side lies level."""
    middles = middles - middles.mean(axis=0)
    x, y = middles.T
    turn = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x - y * y).sum()))
    cos, sin = math.cos(turn), math.sin(turn)
    return numpy.stack([x * cos + y * sin, y * cos - x * sin], axis=1)


def _apart(
    middles: NDArray[numpy.float64], sizes: NDArray[numpy.float64], rounds: int
) -> NDArray[numpy.float64]:
    """Push overlapping boxes apart along the shorter way until none overlap."""
    for _ in range(rounds):
        gap = middles[:, None, :] - middles[None, :, :]
        overlap = sizes[:, None, :] + sizes[None, :, :] + 6 - numpy.abs(gap)
        overlap[numpy.arange(len(sizes)), numpy.arange(len(sizes))] = 0
        touching = (overlap[:, :, 0] > 0) & (overlap[:, :, 1] > 0)
        if not touching.any():
            break
        along_x = overlap[:, :, 0] < overlap[:, :, 1]
        push = numpy.where(numpy.stack([along_x, ~along_x], axis=2), overlap, 0)
        sign = numpy.where(gap > 0, 1.0, numpy.where(gap < 0, -1.0, 0.0))
        order = numpy.sign(numpy.arange(len(sizes))[:, None] - numpy.arange(len(sizes))[None, :])
        sign = numpy.where(sign == 0, order[:, :, None], sign)
        middles = middles + (push * sign * touching[:, :, None]).sum(axis=1) * 0.35
    return middles


def _bounds(part: dict[str, Place], names: dict[str, str], roomy: bool) -> Box:
    """Left, top, right and bottom of a part with its labels."""
    boxes = [label_box(place, names[node]) if roomy else None for node, place in part.items()]
    lefts, tops, rights, bottoms = [], [], [], []
    for place, box in zip(part.values(), boxes, strict=True):
        around = (
            place.x - place.radius,
            place.y - place.radius,
            place.x + place.radius,
            place.y + place.radius,
        )
        for one in (around, box or around):
            lefts.append(one[0])
            tops.append(one[1])
            rights.append(one[2])
            bottoms.append(one[3])
    return min(lefts), min(tops), max(rights), max(bottoms)


def label_box(place: Place, name: str, side: str | None = None) -> Box:
    """Left, top, right and bottom of a node's label, on its own side or on another."""
    width, gap = LETTER * len(name), place.radius + 4
    side = side or place.side
    if side in {"left", "right"}:
        left = place.x + gap if side == "right" else place.x - gap - width
        return left, place.y - LINE / 2, left + width, place.y + LINE / 2
    top = place.y + gap - 2 if side == "below" else place.y - gap + 2 - LINE
    return place.x - width / 2, top, place.x + width / 2, top + LINE


def _pack(boxes: list[Box]) -> list[tuple[float, float]]:
    """How far to move each box so that none overlap: on a spiral around the first."""
    taken: list[Box] = []
    moves = []
    for left, top, right, bottom in boxes:
        x, y = (left + right) / 2, (top + bottom) / 2
        width, height = (right - left) / 2 + 16, (bottom - top) / 2 + 14
        turn = 0.0
        while True:
            reach = 9 * turn
            cx, cy = reach * math.cos(turn) * _STRETCH, reach * math.sin(turn)
            box = (cx - width, cy - height, cx + width, cy + height)
            if not any(overlap(box, other) for other in taken):
                break
            turn += 0.25 if turn < 6 else 1.5 / turn
        taken.append(box)
        moves.append((cx - x, cy - y))
    return moves


def overlap(one: Box, two: Box) -> bool:
    """Whether two boxes share any room."""
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _moved(place: Place, dx: float, dy: float) -> Place:
    return Place(place.x + dx, place.y + dy, place.radius, place.side)
