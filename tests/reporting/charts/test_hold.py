"""The picture of a floor says by shape and word what stands where; its geometry is that of the arms."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from repli.model import BalanceLimit, Configuration, FloorPosition
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.hold import Hold, Standing, hold_chart
from repli.reporting.voice import Voice
from repli.rules import Gravity
from tests.reporting.html_check import read

TABLE = Table(caption="t", head=("h",), rows=())
LIMIT = BalanceLimit(up_to_kg=9_000, forward_arm_cm=300, aft_arm_cm=700)
FIT = Configuration(
    configuration_id="two rows",
    seats=9,
    pallet_positions=6,
    outsize=False,
    floor=tuple(
        FloorPosition(number=1 + index, row="L" if index < 3 else "R", arm_cm=200 + 250 * (index % 3), max_kg=4_000)
        for index in range(6)
    ),
    seats_arm_cm=600,
    balance=(LIMIT,),
)
LOAD = (
    Standing(name="TRUCK-1", kg=6_000, dangerous_class=None, numbers=(1, 2)),
    Standing(name="AMMO", kg=1_000, dangerous_class="1.2", numbers=(6,)),
)


def drawn(language: str = "en", **changes: object) -> Chart:
    hold = Hold(
        configuration=FIT, items=LOAD, people=4, gravity=Gravity(kg=7_000, moment=Fraction(3_500_000), limit=LIMIT)
    )
    return hold_chart(
        replace(hold, **changes),  # type: ignore[arg-type]
        Voice(language, "Africa/Niamey"),
        chart_id="x",
        title="Floor",
        table=TABLE,
    )


def test_items_stand_with_positions_weight_and_class_and_free_positions_are_dashed() -> None:
    page = read(drawn().svg)
    assert page.faults == []
    for words in ("1-2 · TRUCK-1", "6,000 kg", "6 · AMMO", "1,000 kg · 1.2", "3", "4", "5", "L", "R", "front"):
        assert words in page.texts
    assert "1" not in page.texts
    assert drawn().svg.count("stroke-dasharray") == 3


def test_the_balance_stands_beside_it_with_limits_centre_and_seats() -> None:
    page = read(drawn("fr").svg)
    assert {"300", "700", "500", "S", "avant"} <= set(page.texts)
    assert "limites pour une charge de 9\u202f000 kg au plus, en cm" in {one.text for one in drawn("fr").legend}


def test_a_load_out_of_its_limits_is_drawn_in_the_colour_of_what_is_late() -> None:
    out = Gravity(kg=7_000, moment=Fraction(6_300_000), limit=LIMIT)
    assert drawn(items=LOAD[:1], gravity=out).svg.count("#a61b1b") == 1
    assert drawn(items=LOAD[:1]).svg.count("#a61b1b") == 0


def test_the_legend_names_only_what_is_there() -> None:
    empty = drawn(items=(), people=0, gravity=None)
    assert [one.swatch for one in empty.legend] == ["free"]
    assert [one.swatch for one in drawn().legend] == [
        "stands", "dangerous", "free", "seats-arm", "limits", "gravity",
    ]  # fmt: skip
    assert "people 4, loose items 0" in drawn().legend[3].text


def test_loose_items_count_at_the_seats_and_stand_nowhere() -> None:
    loose = (Standing(name="BAG", kg=90, dangerous_class=None, numbers=()),)
    chart = drawn(items=loose, people=0)
    assert "people 0, loose items 1" in next(one.text for one in chart.legend if one.swatch == "seats-arm")
    assert "BAG" not in chart.svg


def test_a_name_too_long_for_its_box_is_written_smaller() -> None:
    long = (replace(LOAD[0], name="A-VERY-LONG-NAME-OF-AN-ITEM"),)
    sizes = [float(one) for one in re.findall(r'font-size="([\d.]+)"[^>]*>1-2', drawn(items=long).svg)]
    assert sizes
    assert max(sizes) < 7


@given(st.integers(100, 400), st.integers(1, 5))
def test_a_box_lies_along_the_floor_where_its_arms_are(gap: int, count: int) -> None:
    """The middle of a box of one position is at its arm, and equal gaps are drawn equal, whatever the scale."""
    floor = tuple(FloorPosition(number=1 + one, row="A", arm_cm=gap * (1 + one), max_kg=1_000) for one in range(count))
    items = tuple(Standing(name=f"I{one.number}", kg=1, dangerous_class=None, numbers=(one.number,)) for one in floor)
    svg = drawn(configuration=replace(FIT, floor=floor, seats_arm_cm=gap), items=items, people=0, gravity=None).svg
    places = re.findall(r'<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', svg)
    middles = [float(y) + float(tall) / 2 for y, tall in places]
    assert len(middles) == count
    steps = [two - one for one, two in pairwise(middles)]
    assert all(abs(step - steps[0]) < 0.3 for step in steps)
    assert all(float(tall) < step for (_, tall), step in zip(places, steps, strict=False))
