"""The floor of a vehicle seen from above, front at the top: who stands where, what is free, and the balance beside it.

Along the floor everything stands at its arm, to scale; across it rows stand side by side. The strip at the right holds
the limits for the weight of this load (band), the centre of gravity (diamond) and the arm of the seats (S). Dangerous
goods are hatched and name their class; a free position is dashed. Static SVG, legible without colour.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.errors import phrase
from repli.model import Configuration, FloorPosition
from repli.reporting.charts.canvas import area, line, rect, short, text
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.hold_frame import LEFT, RIGHT, TOP, HoldFrame
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import BAND, FLOOR, INK, LATE, PAPER, PLAN, QUIET, RULE
from repli.reporting.voice import Voice
from repli.rules.stowage import Gravity

__all__ = ["Hold", "Standing", "hold_chart"]

_WIDTH = 360
_STRIP = 296.0
_LETTER = 0.62
_HATCH = 11
_FONT = 11.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An item aboard: its id, weight, dangerous class, and the numbers of its positions (none = loose)."""

    name: str
    kg: int
    dangerous_class: str | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What is drawn: the floor, what stands on it or is loose, people on the seats, the centre of gravity."""

    configuration: Configuration
    items: tuple[Standing, ...]
    people: int
    gravity: Gravity | None


def hold_chart(hold: Hold, voice: Voice, *, chart_id: str, title: str, table: Table) -> Chart:
    """Draw the floor; ``table`` lists what is aboard."""
    frame = HoldFrame.around(hold.configuration, hold.gravity)
    described = voice.say(
        "Floor from above: {taken} of {count} positions taken; the table beside it lists what stands where.",
        taken=sum(len(one.numbers) for one in hold.items),
        count=len(hold.configuration.floor),
    )
    parts = (
        svg_open(chart_id, f"0 0 {_WIDTH} {short(frame.foot + 8)}", title, described),
        f'<g font-size="{_FONT}" fill="{INK}" font-family="Liberation Sans,Arial,sans-serif">',
        *_hull(frame, voice),
        *_floor(hold, frame, voice),
        *_strip(hold, frame, voice),
        "</g></svg>",
    )
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=_legend(hold, voice), table=table)


def _hull(frame: HoldFrame, voice: Voice) -> Iterator[str]:
    """Yield the outline, the names of front and rows, and the arms of the positions."""
    middle, foot = (LEFT + RIGHT) / 2, frame.foot
    nose = f"M{LEFT},{short(foot)}V{TOP}Q{LEFT},{TOP - 32} {middle},{TOP - 32}Q{RIGHT},{TOP - 32} {RIGHT},{TOP}"
    yield f'<path d="{nose}V{short(foot)}z" fill="{PAPER}" stroke="{QUIET}" stroke-width="1.5"/>'
    yield text(middle, TOP - 16, voice.say("front"), text_anchor="middle", fill=QUIET, font_size=11)
    for row in frame.rows:
        left, wide = frame.column(row)
        yield text(left + wide / 2, TOP - 3, row, text_anchor="middle", fill=QUIET, font_size=11)
    written = -100.0
    yield f'<g fill="{QUIET}" font-size="10.5" text-anchor="end">'
    for arm in frame.arms_cm:
        if frame.y(arm) - written >= _FONT:
            written = frame.y(arm)
            yield text(LEFT - 5, written + 4, str(arm))
    yield "</g>"


def _floor(hold: Hold, frame: HoldFrame, voice: Voice) -> Iterator[str]:
    """Yield a box for each item that stands on the floor, and one for each free position."""
    spots = {spot.number: spot for spot in hold.configuration.floor}
    for one in hold.items:
        if one.numbers:
            yield from _taken(one, [spots[number] for number in one.numbers], frame, voice)
    taken = {number for one in hold.items for number in one.numbers}
    for number, spot in sorted(spots.items()):
        if number not in taken:
            left, wide = frame.column(spot.row)
            top = frame.y(spot.arm_cm) - frame.length / 2
            yield rect(left, top, wide, frame.length, fill="none", stroke=QUIET, stroke_dasharray="4 3")
            yield text(left + wide / 2, frame.y(spot.arm_cm) + 4, str(number), text_anchor="middle", fill=QUIET)


def _taken(one: Standing, spots: list[FloorPosition], frame: HoldFrame, voice: Voice) -> Iterator[str]:
    """Yield the box of one item: its positions and id, below them its weight and dangerous class."""
    left, wide = frame.column(spots[0].row)
    arms = [spot.arm_cm for spot in spots]
    top, foot = frame.y(min(arms)) - frame.length / 2, frame.y(max(arms)) + frame.length / 2
    numbers = f"{one.numbers[0]}-{one.numbers[-1]}" if len(one.numbers) > 1 else str(one.numbers[0])
    named, weight = f"{numbers} \u00b7 {one.name}", voice.say("{kg} kg", kg=one.kg)
    if one.dangerous_class is None:
        yield rect(left, top, wide, foot - top, fill=BAND, stroke=INK)
    else:
        yield rect(left, top, wide, foot - top, fill=FLOOR, stroke=LATE, stroke_width=1.5)
        bars = "".join(f"M{short(left + at)},{short(foot - 1)}l3,{short(top + 2 - foot)}" for at in (2, 6))
        yield f'<path d="{bars}" stroke="{LATE}" stroke-width="1.5"/>'
        weight += f" \u00b7 {one.dangerous_class}"
        left, wide = left + _HATCH, wide - _HATCH
    middle, centre = left + wide / 2, (top + foot) / 2
    yield text(middle, centre - 2, named, **_fitting(named, wide), font_weight="bold")
    yield text(middle, centre + 11, weight, **_fitting(weight, wide))


def _fitting(words: str, wide: float) -> dict[str, object]:
    """Return the style of a text in the middle of a box, smaller where it would be wider than the box."""
    size = min(_FONT, (wide - 4) / (_LETTER * max(1, len(words))))
    smaller = {} if size == _FONT else {"font_size": short(size)}
    return {"text_anchor": "middle", **smaller}


def _strip(hold: Hold, frame: HoldFrame, voice: Voice) -> Iterator[str]:
    """Yield the strip at the right: limits, centre of gravity, arm of the seats."""
    axis = _STRIP + 10
    yield line(axis, TOP, axis, frame.foot, stroke=RULE, stroke_width=2)
    gravity = hold.gravity
    if gravity is not None and gravity.limit is not None:
        forward, aft = gravity.limit.forward_arm_cm, gravity.limit.aft_arm_cm
        top, foot = frame.y(forward), frame.y(aft)
        yield rect(_STRIP, top, 20, foot - top, fill=BAND, stroke=PLAN)
        yield f'<g fill="{PLAN}" font-size="10.5" text-anchor="middle">'
        yield text(axis, top - 4, voice.number(forward))
        yield text(axis, foot + 12, voice.number(aft))
        yield "</g>"
    if hold.people or any(not one.numbers for one in hold.items):
        at = frame.y(hold.configuration.seats_arm_cm)
        yield f'<circle cx="{short(_STRIP - 14)}" cy="{short(at)}" r="8" fill="{PAPER}" stroke="{INK}"/>'
        yield text(_STRIP - 14, at + 4, "S", text_anchor="middle")
    if gravity is not None:
        at = frame.y(float(gravity.arm_cm))
        is_in = gravity.margin_cm is None or gravity.margin_cm >= 0
        diamond = [(axis, at - 7), (axis + 7, at), (axis, at + 7), (axis - 7, at)]
        yield area(diamond, fill=INK if is_in else LATE, stroke=PAPER)
        yield text(_STRIP + 24, at + 4, voice.number(float(gravity.arm_cm)), font_weight="bold")


def _legend(hold: Hold, voice: Voice) -> tuple[LegendEntry, ...]:
    """Return the marks that this picture holds, with their figures."""
    fit, gravity = hold.configuration, hold.gravity
    taken = {number for one in hold.items for number in one.numbers}
    loose = [one for one in hold.items if not one.numbers]
    limit = None if gravity is None else gravity.limit
    entries = (
        (any(one.numbers for one in hold.items), "stands", phrase("positions, item, weight")),
        (any(one.dangerous_class for one in hold.items), "dangerous", phrase("dangerous goods, with their class")),
        (len(taken) < len(fit.floor), "free", phrase("free position")),
        (
            bool(hold.people or loose),
            "seats-arm",
            phrase(
                "arm of the seats, {arm} cm: people {people}, loose items {loose}",
                arm=fit.seats_arm_cm,
                people=hold.people,
                loose=len(loose),
            ),
        ),
        (
            limit is not None,
            "limits",
            phrase("limits for a load of up to {kg} kg, in cm", kg=limit.up_to_kg if limit else 0),
        ),
        (gravity is not None, "gravity", phrase("centre of gravity, cm behind the datum")),
    )
    return tuple(LegendEntry(swatch=swatch, text=voice.say(words)) for given, swatch, words in entries if given)
