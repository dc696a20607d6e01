"""The picture of a graph as a still SVG, for print and for pages of one's own."""

import math
from importlib import resources
from xml.sax.saxutils import escape

from graph.export_layout import ROOMY, Box, Place, label_box, layout, overlap
from graph.export_picture import Line, Picture, picture_of
from graph.store import GraphStore
from graph.terms import NOT_IN_XML

_TITLES = {"person": "people", "work": "works", "network": "networks", "character": "characters"}


def drawing(store: GraphStore) -> bytes:
    """The drawing, in UTF-8; it follows the reader's choice of dark or light."""
    picture = picture_of(store)
    names = picture.labels()
    places = layout(picture.network(), names)
    left, top, width, height = _frame(places, names)
    style = resources.files("graph").joinpath("picture", "drawing.css").read_text(encoding="utf-8")
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} '
        f'{height:.0f}" role="img" aria-label="Who played whom, who made what">\n'
        f"<style>{style}</style>\n"
        f'<rect class="paper" x="{left:.0f}" y="{top:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}"/>\n',
        *(_line(line, places) for line in picture.lines),
        *(_node(picture.nodes[iri], place) for iri, place in places.items()),
        *_labels(picture, places),
        *_legend(picture, left + 20, top + height - 22),
        "</svg>\n",
    ]
    return "".join(parts).encode("utf-8", "replace")


def _frame(places: dict[str, Place], names: dict[str, str]) -> tuple[float, float, float, float]:
    """Left, top, width and height of all, with a margin that holds the legend."""
    boxes = [label_box(place, names[iri]) for iri, place in places.items()] or [(0, 0, 300, 100)]
    left, top = min(b[0] for b in boxes) - 30, min(b[1] for b in boxes) - 60
    return left, top, max(b[2] for b in boxes) + 30 - left, max(b[3] for b in boxes) + 70 - top


def _line(line: Line, places: dict[str, Place]) -> str:
    one, two = places[line.source], places[line.target]
    return (
        f'<line class="{line.kind}" x1="{one.x}" y1="{one.y}" x2="{two.x}" y2="{two.y}">'
        f"<title>{_text(', '.join(sorted(line.characters or line.relations)))}</title></line>\n"
    )


def _node(node: tuple[str, str], place: Place) -> str:
    name, kind = node
    return f"{_shape(kind, place.x, place.y, place.radius, name)}\n"


def _shape(kind: str, x: float, y: float, radius: float, name: str) -> str:
    title = f"<title>{_text(name)}</title>"
    if kind == "person":
        return f'<circle class="person" cx="{x}" cy="{y}" r="{radius}">{title}</circle>'
    if kind == "work":
        wide, high = radius * 2.1, radius * 1.7
        return (
            f'<rect class="work" x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" '
            f'width="{wide:.1f}" height="{high:.1f}" rx="{radius * 0.3:.1f}">{title}</rect>'
        )
    corners, reach = (6, radius * 1.1) if kind == "network" else (4, radius * 1.25)
    turns = [2 * math.pi * corner / corners for corner in range(corners)]
    points = " ".join(f"{x + reach * math.cos(t):.1f},{y + reach * math.sin(t):.1f}" for t in turns)
    return f'<polygon class="{kind}" points="{points}">{title}</polygon>'


def _labels(picture: Picture, places: dict[str, Place]) -> list[str]:
    """Names, the weightiest first, where they cover no other name."""
    degrees, names = dict(picture.network().degree()), picture.labels()
    taken: list[Box] = [
        (p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in places.values()
    ]
    parts = []
    for iri in sorted(places, key=lambda iri: (-degrees[iri], iri)):
        name, kind, place = names[iri], picture.nodes[iri][1], places[iri]
        if len(places) > ROOMY and degrees[iri] < 2:
            continue
        for side in dict.fromkeys((place.side, "below", "right", "left", "above")):
            box = label_box(place, name, side)
            if not any(overlap(box, other) for other in taken):
                taken.append(box)
                parts.append(_label(name, kind, side, box))
                break
    return parts


def _label(name: str, kind: str, side: str, box: Box) -> str:
    x, anchor = {"left": (box[2], "end"), "right": (box[0], "start")}.get(
        side, ((box[0] + box[2]) / 2, "middle")
    )
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{box[3] - 3.5:.1f}" text-anchor="{anchor}">'
        f"{_text(name)}</text>\n"
    )


def _legend(picture: Picture, x: float, y: float) -> list[str]:
    parts = []
    for kind, title in _TITLES.items():
        if any(kind == one for _, one in picture.nodes.values()):
            parts.append(_shape(kind, x, y, 6, title))
            parts.append(f'<text class="legend" x="{x + 13}" y="{y + 4}">{title}</text>\n')
            x += 95
    return parts


def _text(text: str) -> str:
    return escape(NOT_IN_XML.sub("\ufffd", text))
