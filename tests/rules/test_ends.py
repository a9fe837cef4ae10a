"""How early a site can end: the last of its lines, the handover that has begun, and claims that raise it."""

from dataclasses import replace

import pytest

from repli.rules.doors import IN
from repli.rules.ends import NEVER, Ends, first_departure, first_handover, own_doors
from repli.rules.routes import Ways
from tests.rules.test_cheapest import two_hops
from tests.tiny import at, edit_row, tiny_operation, without_row

TINY = tiny_operation()
"""Notice of a day, office from 08:00 to 16:00, 120 minutes at BASE and 60 at FEED; waves of 180 minutes."""


def test_the_last_line_of_a_site_and_its_handover_hold_its_wave_back() -> None:
    """FEED: I6 is ready on day 1 and off block at 06:00; its act starts at 08:00 of day 1 at the earliest."""
    ends = Ends(Ways(TINY))
    assert first_departure(ends.ways, ends.ways.lines["I6"]) == at(1, 6)
    assert (ends.wave_start("FEED"), ends.last_off("FEED")) == (at(1, 8), at(1, 11))
    sooner = Ends(Ways(edit_row(TINY, "sites", "FEED", notice_minutes=0)))
    assert (sooner.wave_start("FEED"), sooner.last_off("FEED")) == (at(1, 3), at(1, 6))
    none = Ends(Ways(edit_row(TINY, "sites", "FEED", handover_minutes=0)))
    assert (none.wave_start("FEED"), none.last_off("FEED")) == (at(1, 3), at(1, 6))


def test_a_proven_site_raises_its_end_and_never_lowers_it() -> None:
    ends = Ends(Ways(TINY))
    ends.raise_to("FEED", at(2))
    assert (ends.wave_start("FEED"), ends.last_off("FEED")) == (at(2, 3), at(2, 6))  # the road opens at 06:00
    ends.raise_to("FEED", at(1))
    assert ends.last_off("FEED") == at(2, 6)
    ends.raise_to("HOME", at(1))
    assert ends.last_off("HOME") is None


@pytest.mark.parametrize(("minutes", "act"), [(120, at(1, 8)), (480, at(1, 8)), (481, NEVER), (0, None)])
def test_a_handover_needs_room_in_one_interval_of_office_hours(minutes: int, act: int | None) -> None:
    operation = edit_row(TINY, "sites", "BASE", handover_minutes=minutes)
    assert first_handover(operation, operation.site_of["BASE"]) == act


def test_what_can_never_leave_its_site_ends_it_never() -> None:
    stuck = Ends(Ways(without_row(TINY, "clearances", "C-FEED.back")))
    assert (stuck.alone["FEED"], stuck.last_off("FEED")) == (NEVER, None)


def test_a_site_is_left_by_air_at_its_field_or_by_road_or_on_a_seat_there() -> None:
    ways = Ways(TINY)
    assert own_doors(ways, TINY.site_of["BASE"]) == (("road", "BASE", IN), ("air", "FLD1", "OUT1"))
    hops = Ways(two_hops())
    # the seat is at EAST: BASE is left by air on day 0
    assert first_departure(hops, hops.lines["BASE-STAFF"]) == at(0, 6, 40)
    there = replace(two_hops(), people=(replace(two_hops().people[0], site_id="EAST"),))
    assert first_departure(Ways(there), Ways(there).lines["BASE-STAFF"]) == at(2, 12)
