"""What is tampered with is named: each wrong number, name and length of a certificate, in one sentence."""

from dataclasses import replace
from typing import Any

import pytest

from repli.model import Certificate, FloorPrices, RowPrice
from repli.rules.certificates import prove_certificates
from repli.rules.routes import Ways
from tests.rules.plain_world import certificate_of, plain_operation
from tests.tiny import at, edit_row, tiny_operation

OPERATION = edit_row(plain_operation(3, 3, working_spots=((2, 1),)), "clearances", "C-AIR", limit_per_day=1)
WAYS = Ways(OPERATION)
GOOD = certificate_of(
    OPERATION, "closure", 2, cuts=(at(1), at(2)), position=(1, 1, 0), rows=(("permits", "C-AIR", 0, 1, 1),)
)
DOOR, ROW = GOOD.doors[0], GOOD.rows[0]
THROUGH = replace(DOOR, kind="through")
HUGE = 10**5_000


def said(one: Certificate) -> list[str]:
    return [str(finding.message) for finding in prove_certificates(WAYS, (one,))]


def door(**changes: object) -> dict[str, Any]:
    return {"doors": (replace(DOOR, **changes),)}  # type: ignore[arg-type]  # wrong values are meant


def row(**changes: object) -> dict[str, Any]:
    return {"rows": (replace(ROW, **changes),)}  # type: ignore[arg-type]  # wrong values are meant


def floor(kind: str, site_id: str, prices: tuple[int, ...], function: str | None = None) -> dict[str, Any]:
    return {"floors": (FloorPrices(kind=kind, site_id=site_id, function=function, prices=prices),)}


NONE = "Buckets {} to {} are none for this row."
PRICES = "The prices of air FLD1 OUT1 loaded are not one whole number for each bucket."
GRID = "The grid does not ascend from the start of planning to the minute after the horizon."

TAMPERED: list[tuple[dict[str, Any], str]] = [
    ({"claim": "miracle"}, "No claim miracle is known."),
    ({"subject": "BASE"}, "The claim closure has no subject BASE."),
    ({"claim": "site"}, "The claim site has no subject ."),
    ({"claim": "site", "subject": "HOME"}, "The claim site has no subject HOME."),
    ({"scale": 0}, "The scale 0 is no whole number from 1 on."),
    ({"scale": True}, "The scale True is no whole number from 1 on."),
    ({"value": -1}, "The value -1 is no whole number."),
    ({"value": 0}, "There is no bucket 0 to end with."),
    ({"value": 4}, "There is no bucket 4 to end with."),
    ({"value": 3}, "Before bucket 3 all could be over: the prices are worth -2."),
    ({"grid_minute": GOOD.grid_minute[:1]}, GRID),
    ({"grid_minute": (at(0) + 1, *GOOD.grid_minute[1:])}, GRID),
    ({"grid_minute": (*GOOD.grid_minute[:-1], at(5))}, GRID),
    ({"grid_minute": (at(0), at(2), at(1), GOOD.grid_minute[-1])}, GRID),
    ({"grid_minute": (at(0), at(1), at(1), GOOD.grid_minute[-1])}, GRID),
    ({"grid_minute": (at(0), at(1) + 0.5, at(2), GOOD.grid_minute[-1])}, GRID),
    (door(place_id="NONE"), "There is no door air NONE OUT1 loaded."),
    (door(kind="flown"), "There is no door air FLD1 OUT1 flown."),
    (door(position=(1, 1)), PRICES),
    (door(position=(1, 1, 0, 0)), PRICES),
    (door(position=(1, -1, 0)), PRICES),
    (door(kg=(0, 0, 10**18 + 1)), PRICES),
    (door(seat=(0, 0, HUGE)), PRICES),
    (door(seat=(0, 0, True)), PRICES),
    (door(seat=(0, 0, 0.0)), PRICES),
    (door(position=(2, 1, 0)), "A LIFT from FLD1 earns more than it pays in bucket 0."),
    ({"doors": (DOOR, DOOR)}, "air FLD1 OUT1 loaded has prices twice."),
    ({"claim": "stay", "doors": (THROUGH,)}, "At air FLD1 OUT1 through more is paid than by what is loaded there."),
    (
        {"claim": "stay", "doors": (DOOR, replace(THROUGH, kg=(0, 0, 1)))},
        "At air FLD1 OUT1 through more is paid than by what is loaded there.",
    ),
    (row(kind="luck"), "No row of the kind luck is known."),
    (row(subject="NONE"), "Nothing limits NONE in a row permits."),
    (row(kind="work", subject="FLD1"), "Nothing limits FLD1 in a row work."),
    (row(kind="work", subject="FLD1/" + "9" * 5_000), "Nothing limits FLD1/" + "9" * 5_000 + " in a row work."),
    (row(kind="parking", subject="FLD1/2"), "Nothing limits FLD1/2 in a row parking."),
    (row(kind="sets", subject="FLD1"), "Nothing limits FLD1 in a row sets."),
    (row(kind="fleet", subject="NONE"), "Nothing limits NONE in a row fleet."),
    (row(kind="seats", subject="NONE"), "Nothing limits NONE in a row seats."),
    (row(first=1, last=0), NONE.format(1, 0)),
    (row(first=-1), NONE.format(-1, 1)),
    (row(last=3), NONE.format(0, 3)),
    (row(last=2), NONE.format(0, 2)),
    (row(kind="work", subject="FLD1/2", first=1), NONE.format(1, 1)),
    (row(price=-1), "The price of permits C-AIR is no whole number."),
    (row(price=HUGE), "The price of permits C-AIR is no whole number."),
    ({"rows": (ROW, ROW)}, "permits C-AIR 0 1 has prices twice."),
    (floor("floor-people", "BASE", (0, 0, 0)), "There is no floor-people at BASE to price."),
    (floor("guards-last", "BASE", (0, 0, 0)), "There is no guards-last at BASE to price."),
    (floor("floor-people", "NONE", (0, 0, 0)), "There is no floor-people at NONE to price."),
]


def test_the_certificate_that_is_tampered_with_is_good() -> None:
    assert said(GOOD) == []


@pytest.mark.parametrize(("changes", "message"), TAMPERED, ids=[str(index) for index in range(len(TAMPERED))])
def test_whoever_changes_a_certificate_is_told_what_is_wrong(changes: dict[str, Any], message: str) -> None:
    assert said(replace(GOOD, **changes)) == [message]


def test_without_its_rows_a_certificate_earns_too_much_and_without_its_doors_it_is_worth_nothing() -> None:
    assert said(replace(GOOD, rows=())) == ["A LIFT from FLD1 earns more than it pays in bucket 0."]
    assert said(replace(GOOD, doors=())) == ["Before bucket 2 all could be over: the prices are worth -2."]


def with_floor() -> tuple[Ways, Certificate]:
    """Three guards at BASE who may leave as soon as they like, but for a floor of two until the closing wave."""
    tiny = tiny_operation()
    operation = replace(
        OPERATION,
        people=(replace(tiny.people_of["BASE-GUARD"], count=3, ready_minute=at(2)),),
        floors=(replace(tiny.floors[1], steps=((at(0), 2),)),),
        wave_minutes=60,
    )
    return Ways(operation), certificate_of(operation, "stay", 0, cuts=(at(1), at(2)), doors=False)


@pytest.mark.parametrize(
    ("prices", "message"),
    [
        ((1, 0, 0), None),
        ((0, 1, 0), "The floor-people at BASE is not sure to hold at the end of bucket 1."),
        ((1, 0), "The prices of floor-people at BASE are not one whole number for each bucket."),
        ((-1, 0, 0), "The prices of floor-people at BASE are not one whole number for each bucket."),
    ],
)
def test_a_floor_has_prices_only_before_the_closing_wave_can_start(prices: tuple[int, ...], message: str) -> None:
    """The guards are ready at 00:00 of day 2 and off block at 00:40, so the wave starts at 23:40 of day 1."""
    ways, bare = with_floor()
    one = replace(bare, floors=(FloorPrices(kind="floor-people", site_id="BASE", function=None, prices=prices),))
    found = [str(finding.message) for finding in prove_certificates(ways, (one,))]
    assert found == ([] if message is None else [message])
    twice = replace(one, floors=one.floors * 2)
    if message is None:
        assert [str(finding.message) for finding in prove_certificates(ways, (twice,))] == [
            "floor-people BASE has prices twice."
        ]


def test_rows_of_a_certificate_end_before_the_bucket_of_its_claim() -> None:
    late = (ROW, RowPrice(kind="permits", subject="C-AIR", first=2, last=2, price=1))
    assert said(replace(GOOD, rows=late)) == [NONE.format(2, 2)]
