"""Where names stand on the map: beside their site, and not on top of each other.

Each name tries right, left, above and below its site, and takes the first place that is in sight and free; where none
is free it takes the one that hides least. Widths are estimated from the number of letters, so the same names stand in
the same places everywhere.

>>> placed([("Base 101", (100.0, 90.0))], 480, 300)[0].anchor
'start'
"""

from dataclasses import dataclass

from repli.reporting.outlines import XY

__all__ = ["Box", "Label", "overlap", "placed"]

_LETTER, _CAPITAL = 9.0, 11.4
_HALF_HEIGHT = 8.0
_MARK = 12.0
_LINE = 18.0
_LOST = 4

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name, where its text starts, ends or is centred (SVG text-anchor), and the box that it fills."""

    name: str
    x: float
    y: float
    anchor: str
    box: Box


def placed(names: list[tuple[str, XY]], width: int, height: int, *, size: float = 1.0) -> list[Label]:
    """Return one label for each (name, place of its site), in order; letters ``size`` times as large as on the map."""
    if size != 1.0:
        small = [(name, (x / size, y / size)) for name, (x, y) in names]
        return [_grown(label, size) for label in placed(small, round(width / size), round(height / size))]
    taken = [_mark(place) for _, place in names]
    labels: list[Label] = []
    for index, (name, place) in enumerate(names):
        others = [box for other, box in enumerate(taken) if other != index]
        label = min(_candidates(name, place), key=lambda one: _hidden(one.box, others, width, height))
        labels.append(label)
        taken.append(label.box)
    return labels


def _grown(label: Label, size: float) -> Label:
    left, top, right, bottom = label.box
    return Label(
        name=label.name,
        x=label.x * size,
        y=label.y * size,
        anchor=label.anchor,
        box=(left * size, top * size, right * size, bottom * size),
    )


def _candidates(name: str, place: XY) -> list[Label]:
    """Return the four places in order of preference (`min` keeps the first of equals)."""
    x, y = place
    wide = sum(_CAPITAL if letter.isupper() else _LETTER for letter in name)
    lefts = (("start", x + _MARK, y), ("end", x - _MARK, y), ("middle", x, y - _LINE), ("middle", x, y + _LINE))
    share = {"start": 0.0, "end": 1.0, "middle": 0.5}
    return [
        Label(
            name=name,
            x=at,
            y=middle + _HALF_HEIGHT / 2,
            anchor=anchor,
            box=(
                at - share[anchor] * wide,
                middle - _HALF_HEIGHT,
                at + (1 - share[anchor]) * wide,
                middle + _HALF_HEIGHT,
            ),
        )
        for anchor, at, middle in lefts
    ]


def _mark(place: XY) -> Box:
    x, y = place
    return x - _HALF_HEIGHT, y - _HALF_HEIGHT, x + _HALF_HEIGHT, y + _HALF_HEIGHT


def _hidden(box: Box, others: list[Box], width: int, height: int) -> float:
    """Return how much of a box lies on others or out of sight; what is cut off is lost, so it counts four times."""
    left, top, right, bottom = box
    inside = max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
    return _LOST * ((right - left) * (bottom - top) - inside) + sum(overlap(box, other) for other in others)


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, tall)
