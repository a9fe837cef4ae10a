"""plan.json: the same plan is the same bytes, what was written is read, and every wrong edit is named by its path."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import InputError
from repli.intake import plan_bytes, read_plan
from repli.model import (
    ACTS_ON_SITE,
    Booking,
    Bound,
    BoundRow,
    Cargo,
    Certificate,
    ClearanceRequest,
    DoorPrices,
    FloorPrices,
    HandoverAct,
    Least,
    Movement,
    Objective,
    Placement,
    Plan,
    RowPrice,
    SiteAct,
    Stop,
)
from repli.units import minute_from_text
from tests.tiny import tiny_plan

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,11}", fullmatch=True)
MINUTES = st.integers(minute_from_text("1970-01-01T00:00Z"), minute_from_text("2299-12-31T23:59Z"))
COUNTS = st.integers(0, 2**53 - 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def tuples(of: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


CARGO = st.builds(Cargo, line_id=IDS, quantity=st.integers(1, 900), site_id=IDS)
STOPS = st.builds(
    Stop,
    place_id=IDS,
    on_block_minute=MINUTES,
    work_start_minute=MINUTES,
    work_end_minute=MINUTES,
    off_block_minute=MINUTES,
    loads=tuples(CARGO),
    unloads=tuples(CARGO),
    clearance_id=st.none() | IDS,
)
PLACEMENTS = st.builds(Placement, item_id=IDS, position=st.integers(1, 40))
MOVEMENTS = st.builds(
    Movement,
    movement_id=IDS,
    vehicle_id=IDS,
    configuration_id=IDS,
    stops=tuples(STOPS, 2),
    placements=tuples(PLACEMENTS),
)
SITE_ACTS = st.builds(
    SiteAct,
    item_id=IDS,
    site_id=IDS,
    disposition=st.sampled_from(ACTS_ON_SITE),
    start_minute=MINUTES,
    end_minute=MINUTES,
)
BOOKINGS = st.builds(Booking, flight_id=IDS, loads=tuples(CARGO))
REQUESTS = st.builds(ClearanceRequest, clearance_id=IDS, request_minute=MINUTES)
ACTS = st.builds(HandoverAct, site_id=IDS, notice_minute=MINUTES, start_minute=MINUTES, end_minute=MINUTES)
ROWS = st.builds(BoundRow, kind=WORDS, subject=WORDS, from_minute=MINUTES, demand=COUNTS, value_day=COUNTS)
LEAST = st.builds(Least, minutes=COUNTS, level=st.sampled_from(["none", "alone", "prices"]), proven=st.booleans())
DOORS = st.builds(
    DoorPrices,
    mode=st.sampled_from(["air", "road"]),
    place_id=IDS,
    to_place=IDS | st.just(""),
    kind=st.sampled_from(["loaded", "through"]),
    kg=tuples(COUNTS),
    seat=tuples(COUNTS),
    position=tuples(COUNTS),
)
CERTIFICATES = st.builds(
    Certificate,
    claim=st.sampled_from(["site", "closure", "stay", "flying"]),
    subject=WORDS,
    value=COUNTS,
    scale=COUNTS,
    grid_minute=tuples(MINUTES),
    doors=tuples(DOORS),
    rows=tuples(st.builds(RowPrice, kind=WORDS, subject=WORDS, first=COUNTS, last=COUNTS, price=COUNTS)),
    floors=tuples(
        st.builds(FloorPrices, kind=WORDS, site_id=IDS, function=st.none() | WORDS, prices=tuples(COUNTS)),
    ),
)
PLANS = st.builds(
    Plan,
    operation_id=IDS,
    operation_hash=st.text("0123456789abcdef", min_size=64, max_size=64),
    as_of_minute=MINUTES,
    seed=COUNTS,
    version=WORDS,
    verdict=st.sampled_from(["kept", "late-proven", "late-not-proven"]),
    movements=tuples(MOVEMENTS),
    handovers=tuples(ACTS),
    objective=st.builds(Objective, **dict.fromkeys(Objective.__dataclass_fields__, COUNTS)),
    bound=st.builds(
        Bound,
        closure_day=COUNTS,
        method=WORDS,
        proven=st.booleans(),
        rows=tuples(ROWS),
        stay=LEAST,
        flying=LEAST,
        alone_minutes=COUNTS,
        certificates=tuples(CERTIFICATES),
    ),
    binding=tuples(WORDS),
    acts=tuples(SITE_ACTS),
    bookings=tuples(BOOKINGS),
    requests=tuples(REQUESTS),
)


CARGO_OF_NONE = {"line_id": "A", "quantity": 0, "site_id": "B"}
ACT = {"item_id": "A", "site_id": "B", "start": "2030-01-07T08:00Z", "end": "2030-01-07T09:00Z"}


def edited(change: Callable[[Any], None]) -> bytes:
    """The file of the tiny plan with an edit of its JSON."""
    value = json.loads(plan_bytes(tiny_plan()))
    change(value)
    return json.dumps(value).encode("utf-8")


def set_in(*path: str | int, to: object) -> Callable[[Any], None]:
    def change(value: Any) -> None:  # noqa: ANN401 - a JSON value of any shape
        for key in path[:-1]:
            value = value[key]
        value[path[-1]] = to

    return change


def refusal(data: bytes) -> tuple[str | None, str]:
    with pytest.raises(InputError) as caught:
        read_plan(data, "plan.json")
    (problem,) = caught.value.problems
    assert problem.file == "plan.json"
    return problem.column, str(problem.expected)


@settings(max_examples=40)
@given(PLANS)
def test_what_was_written_is_read_and_written_the_same_again(plan: Plan) -> None:
    data = plan_bytes(plan)
    assert read_plan(data, "plan.json") == plan
    assert plan_bytes(read_plan(data, "plan.json")) == data


def test_a_person_can_read_it() -> None:
    text = plan_bytes(tiny_plan()).decode("utf-8")
    assert '"off_block": "2030-01-07T08:00Z"' in text
    assert text.endswith("}\n")
    assert max(len(line) for line in text.splitlines()) <= 140
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_one_changed_minute_changes_one_line() -> None:
    plan = tiny_plan()
    last = plan.movements[-1]
    later = replace(last.stops[-1], off_block_minute=last.stops[-1].off_block_minute + 1)
    other = replace(plan, movements=(*plan.movements[:-1], replace(last, stops=(*last.stops[:-1], later))))
    pairs = zip(plan_bytes(plan).splitlines(), plan_bytes(other).splitlines(), strict=True)
    assert sum(left != right for left, right in pairs) == 1


@pytest.mark.parametrize(
    ("change", "path", "expected"),
    [
        (set_in("format", to=1), "$.format", "a plan of format 4"),
        (set_in("format", to=True), "$.format", "a plan of format 4"),
        (set_in("seed", to=-1), "$.seed", "a whole number, 0 or more"),
        (set_in("seed", to=True), "$.seed", "a whole number, 0 or more"),
        (set_in("seed", to="1"), "$.seed", "a whole number, 0 or more"),
        (set_in("version", to=1), "$.version", "some text"),
        (set_in("version", to="\ud800"), "$.version", "some text"),
        (set_in("verdict", to="fine"), "$.verdict", "one of: kept, late-proven, late-not-proven"),
        (set_in("operation_hash", to="00" * 31), "$.operation_hash", "64 hexadecimal digits"),
        (set_in("operation_hash", to="0G" * 32), "$.operation_hash", "64 hexadecimal digits"),
        (set_in("as_of", to="2024-05-19"), "$.as_of", "a UTC time like 2024-05-19T05:15Z"),
        (set_in("as_of", to=5), "$.as_of", "a UTC time like"),
        (set_in("binding", to="text"), "$.binding", "a list"),
        (set_in("binding", 0, to=1), "$.binding[0]", "some text"),
        (set_in("bound", "proven", to=1), "$.bound.proven", "true or false"),
        (set_in("bound", to=[]), "$.bound", "an object with the keys: closure_day"),
        (set_in("objective", "surprise", to=1), "$.objective.surprise", "unknown key"),
        (set_in("movements", 0, "vehicle_id", to="T 1"), "$.movements[0].vehicle_id", "an id"),
        (set_in("movements", 0, "vehicle_id", to=None), "$.movements[0].vehicle_id", "some text"),
        (set_in("movements", 0, "stops", to=[]), "$.movements[0].stops", "at least two stops"),
        (set_in("movements", 0, "stops", 1, "on_block", to="2030-01-07T25:00Z"), None, "a UTC time like"),
        (set_in("movements", 0, "stops", 1, "loads", 0, "quantity", to=0), None, "a whole number, 1 or more"),
        (set_in("movements", 0, "placements", to=[{"item_id": "I1", "position": 0}]), None, "1 or more"),
        (set_in("requests", to=[{"clearance_id": "C", "request": "soon"}]), "$.requests[0].request", "a UTC time like"),
        (set_in("bookings", to=[{"flight_id": "A", "loads": [CARGO_OF_NONE]}]), None, "1 or more"),
        (set_in("acts", to=[{**ACT, "disposition": "lose"}]), "$.acts[0].disposition", "one of: transfer, sell"),
        (lambda value: value.pop("acts"), "$.acts", "the key acts"),
        (lambda value: value.pop("bookings"), "$.bookings", "the key bookings"),
        (lambda value: value.pop("requests"), "$.requests", "the key requests"),
        (lambda value: value["movements"][0].pop("placements"), "$.movements[0].placements", "the key placements"),
        (lambda value: value.pop("handovers"), "$.handovers", "the key handovers"),
        (lambda value: value.pop("format"), "$.format", "a plan of format 4"),
    ],
)
def test_a_wrong_edit_is_named_by_its_path(change: Callable[[Any], None], path: str | None, expected: str) -> None:
    column, said = refusal(edited(change))
    assert expected in said
    assert column is not None
    assert path in (None, column)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'"text"',
        b"null",
        b'{"format": 1}',
        b'{"format": 1, "format": 1}',
        b'{"format": NaN}',
        b'{"format": 1e0}',
        b'{"format": 1.0}',
        b'{"format": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_no_plan_is_refused_without_a_foreign_exception(data: bytes) -> None:
    refusal(data)


def test_the_line_of_broken_json_is_named() -> None:
    text = plan_bytes(tiny_plan()).decode("utf-8").replace('"bound": {', '"bound": ', 1)
    with pytest.raises(InputError) as caught:
        read_plan(text.encode("utf-8"), "plan.json")
    broken = 1 + text[: text.index('"bound": ')].count("\n")
    assert caught.value.problems[0].row in {broken, broken + 1}


def test_an_unknown_key_gets_the_name_of_the_nearest_one() -> None:
    with pytest.raises(InputError) as caught:
        read_plan(edited(set_in("objective", "stay_minute", to=1)), "plan.json")
    assert str(caught.value.problems[0].hint) == "Did you mean stay_minutes?"


@given(data=st.binary(max_size=40) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_bytes_raise_anything_but_an_input_error(data: bytes | str) -> None:
    with suppress(InputError):
        read_plan(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), "plan.json")
