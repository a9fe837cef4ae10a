from repli.reporting.curves import value_at
from repli.reporting.site_plan import site_plans
from tests.tiny import at, tiny_operation, tiny_plan

BASE, FEED = site_plans(tiny_operation(), tiny_plan())


def test_a_site_is_open_until_its_act_handed_over_until_its_last_departure_then_closed() -> None:
    """BASE: act 08:30 to 10:30 of day 2, last off block 13:40 (the table of `tests.tiny`)."""
    times = (at(0), at(0, 9), at(2, 10, 29), at(2, 10, 30), at(2, 13, 39), at(2, 13, 40))
    assert [BASE.state_at(minute) for minute in times] == [
        "open",
        "departing",
        "departing",
        "handed-over",
        "handed-over",
        "closed",
    ]


def test_sites_outside_are_left_out() -> None:
    assert (BASE.site_id, FEED.site_id) == ("BASE", "FEED")


def test_the_people_present_are_those_of_the_curves() -> None:
    assert [value_at(BASE.present, minute) for minute in (at(0), at(0, 12, 5), at(2, 13, 40))] == [20, 12, 0]
