"""The few marks of a picture drawn by hand, as SVG text with short numbers.

Vega-Lite draws curves; boards and bars with labels inside are clearer, and ten times lighter, drawn mark by mark.
Coordinates are units of the picture's view box.

>>> rect(1.0, 2.04, 3, 4, fill="#fff")
'<rect x="1" y="2" width="3" height="4" fill="#fff"/>'
"""

from html import escape

__all__ = ["area", "line", "rect", "rects", "short", "text"]


def short(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, wide: float, tall: float, **style: object) -> str:
    """Return a rectangle."""
    place = f'x="{short(x)}" y="{short(y)}" width="{short(wide)}" height="{short(tall)}"'
    return f"<rect {place}{_style(style)}/>"


def rects(boxes: list[tuple[float, float, float, float]], **style: object) -> str:
    """Return many rectangles (x, y, width, height) of one style as one path; nothing for none."""
    if not boxes:
        return ""
    path = "".join(f"M{short(x)},{short(y)}h{short(w)}v{short(h)}h{short(-w)}z" for x, y, w, h in boxes)
    return f'<path d="{path}"{_style(style)}/>'


def line(x1: float, y1: float, x2: float, y2: float, **style: object) -> str:
    """Return a straight line."""
    return f'<path d="M{short(x1)},{short(y1)}L{short(x2)},{short(y2)}"{_style({"fill": "none"} | style)}/>'


def area(points: list[tuple[float, float]], **style: object) -> str:
    """Return what the points go round, or a line through them where ``fill`` is none."""
    path = "L".join(f"{short(x)},{short(y)}" for x, y in points)
    return f'<path d="M{path}"{_style(style)}/>'


def text(x: float, y: float, words: str, **style: object) -> str:
    """Return a text whose baseline starts at (x, y), or is anchored there."""
    return f'<text x="{short(x)}" y="{short(y)}"{_style(style)}>{escape(words)}</text>'


def _style(style: dict[str, object]) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in style.items())
