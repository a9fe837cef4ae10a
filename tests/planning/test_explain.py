"""What holds the closure day, read from plans whose reason is known."""

from repli.model import Operation
from repli.planning import binding_reasons, make_plan
from repli.units import Interval
from tests.border import border_operation
from tests.planning.changes import lasting, with_air_clearance
from tests.tiny import at, edit_row, tiny_operation, tiny_plan


def codes(operation: Operation) -> dict[str, tuple[str, str]]:
    plan = make_plan(operation, seed=1, version="test")
    return {reason.site_id: (reason.code, reason.subject) for reason in binding_reasons(operation, plan)}


def test_a_site_that_closes_on_the_day_of_its_last_line_names_the_line() -> None:
    assert codes(tiny_operation())["FEED"] == ("ready", "I6")


def test_a_site_that_closes_on_the_day_of_its_last_load_names_the_feeder() -> None:
    assert codes(tiny_operation())["BASE"] == ("feeder", "FEED")


def test_a_long_notice_is_named() -> None:
    assert codes(lasting(edit_row(tiny_operation(), "sites", "BASE", notice_minutes=3 * 1440)))["BASE"] == (
        "notice",
        "BASE",
    )


def test_missing_office_hours_are_named() -> None:
    hours = (Interval(at(4, 8), at(4, 16)),)
    assert codes(lasting(edit_row(tiny_operation(), "sites", "BASE", office_intervals=hours)))["BASE"] == (
        "office",
        "BASE",
    )


def test_clearances_without_room_are_named() -> None:
    assert codes(with_air_clearance(tiny_operation(), at(3, 6), at(6)))["BASE"] == ("permits", "FLD1")


def test_the_site_that_closes_last_comes_first_and_the_plan_carries_the_codes() -> None:
    operation = tiny_operation()
    plan = make_plan(operation, seed=1, version="test")
    reasons = binding_reasons(operation, plan)
    assert [reason.site_id for reason in reasons] == ["BASE", "FEED"]
    assert plan.binding == tuple(f"{reason.code}:{reason.subject}" for reason in reasons)


def test_a_plan_that_has_no_reason_waits_for_vehicles() -> None:
    reasons = {reason.site_id: reason for reason in binding_reasons(tiny_operation(), tiny_plan())}
    assert reasons["BASE"].code == "fleet"  # the hand-made plan could have closed a day earlier
    assert "no single cause was found" in str(reasons["BASE"].sentence)


def test_where_a_convoy_is_out_later_than_the_last_site_is_closed_its_line_comes_first() -> None:
    operation = border_operation()
    plan = make_plan(operation, seed=1, version="test")
    first, second = binding_reasons(operation, plan)
    assert (first.site_id, first.code, first.closure_minute) == ("", "border", at(3, 11))
    assert first.subject in {line.line_id for line in (*operation.people, *operation.items)}
    assert (second.site_id, second.closure_minute) == ("FEED", at(1, 11))
    assert plan.binding[0] == f"border:{first.subject}"
