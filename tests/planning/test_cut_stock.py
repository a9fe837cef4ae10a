"""What stands where after what has begun, by hand from the tiny plan: C1 brings 6 people and I5, R1 takes 15 out."""

from dataclasses import replace

from repli.model import Begun, Booking, Cargo, SiteAct
from repli.planning.cut_stock import standing_after
from tests.planning.cuts import cut_after_day_0
from tests.tiny import at, edit_row, tiny_operation


def test_what_left_is_out_and_what_was_brought_stands_at_the_hub_from_the_transfer_on() -> None:
    standing = standing_after(tiny_operation(), cut_after_day_0())
    assert standing.left[("FEED-STAFF", "BASE")] == 6
    assert ("FEED-STAFF", "FEED") not in standing.left
    assert standing.there[("FEED-STAFF", "BASE")] == at(0, 11, 45) + 30
    assert ("BASE-STAFF", "BASE") not in standing.left
    people, items = standing.departed(tiny_operation())
    assert people == {"BASE-GUARD": 0, "BASE-STAFF": 14, "FEED-GUARD": 0, "FEED-STAFF": 0}
    assert items == {"I1"}


def test_a_line_at_a_hub_has_a_name_of_its_own_and_its_group_and_followers_are_named_there() -> None:
    operation = edit_row(tiny_operation(), "people", "FEED-STAFF", together="G", before=("FEED-GUARD", "I5"))
    standing = standing_after(operation, cut_after_day_0())
    (row,) = [one for one in standing.people(operation) if one.line_id == "FEED-STAFF@BASE"]
    assert (row.site_id, row.count, row.together) == ("BASE", 6, "G@BASE")
    assert row.before == ("FEED-GUARD", "I5@BASE")
    assert standing.originals(operation)["I5@BASE"] == "I5"
    assert standing.originals(operation)["I2"] == "I2"
    assert [one.line_id for one in standing.items(operation)] == ["I2", "I3", "I4", "I5@BASE", "I6"]


def test_acts_end_items_and_commercial_flights_take_people() -> None:
    act = SiteAct(item_id="I2", site_id="BASE", disposition="scrap", start_minute=at(0, 8), end_minute=at(0, 9))
    seats = Booking(flight_id="COM", loads=(Cargo(line_id="BASE-GUARD", quantity=2, site_id="BASE"),))
    begun = tuple(Begun(planned=one, came_minutes=(at(0, 8),), went_minutes=(at(0, 9),)) for one in (act, seats))
    standing = standing_after(tiny_operation(), replace(cut_after_day_0(), begun=begun))
    assert ("I2", "BASE") not in standing.left
    assert standing.left[("BASE-GUARD", "BASE")] == 4
