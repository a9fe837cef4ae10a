"""The end of each day by the log: its figures, everybody at each site, how far each has come; as steps over time."""

from repli.reporting.curves import value_at
from repli.reporting.period_tables import period_tables
from repli.reporting.positions import DayPosition, day_positions, steps_of
from tests.bureau import Bureau

ZONE = "Africa/Niamey"
DAYS = ("2030-01-06", "2030-01-07", "2030-01-08", "2030-01-09")


def played() -> tuple[DayPosition, ...]:
    """R1 on the first day; FEED is emptied and closed by act on the second; nothing happens on the third."""
    bureau = Bureau()
    bureau.depart("R1", people="BASE-STAFF:5", items="I1")
    bureau.accept()
    bureau.second += 24 * 3600
    people = ["FEED-GUARD", "FEED-STAFF"]
    bureau.both("transfer", movement="C1", to="BASE", people=people, off_block_at="2030-01-08T10:00Z")
    bureau.force("arrive", movement="C1", place="BASE", people="10")
    bureau.accept()
    when = {"walked_at": "2030-01-08T08:00Z", "keys_at": "2030-01-08T09:00Z", "ceremony_at": "2030-01-08T09:00Z"}
    bureau.both("handover", site="FEED", recipient="host forces", **when)
    bureau.both("close", site="FEED", last_off_block_at="2030-01-08T10:00Z")
    events = sorted(bureau.standing.events.values(), key=lambda one: (one.frame.at, one.frame.feed, one.frame.index))
    return tuple(day_positions(events, bureau.world.sidecars.get, DAYS, time_zone=ZONE))


def test_a_day_before_the_first_event_has_no_position_and_a_quiet_day_has_that_of_the_day_before() -> None:
    positions = played()
    assert [one.day for one in positions] == list(DAYS[1:])
    assert (positions[1].events, positions[1].sites) == (positions[2].events, positions[2].sites)


def test_sites_come_further_day_by_day() -> None:
    first, second, _ = played()
    assert {one.site_id: one.state for one in first.sites} == {"BASE": "departing", "FEED": "open"}
    assert {one.site_id: one.state for one in second.sites} == {"BASE": "departing", "FEED": "closed"}
    base = second.site("BASE")
    assert base is not None
    assert (base.balance.transferred_in, base.balance.departed, base.balance.remaining) == (10, 5, 25)
    assert second.site("MOON") is None


def test_steps_give_what_a_day_ends_with_for_all_and_for_each_site() -> None:
    positions = played()
    steps = steps_of(positions)
    end = positions[0].minute
    assert value_at(steps["people_departed"], end) == 5
    assert value_at(steps["people_departed"], end - 2) == 0
    assert value_at(steps["people_remaining@FEED"], end) == 10
    assert value_at(steps["people_remaining@FEED"], positions[1].minute) == 0
    assert [value for _, value in steps["sites_closed@FEED"]] == [0, 1, 1]
    assert value_at(steps["people_present"], positions[1].minute) == 25


def test_the_tables_hold_every_site_of_every_day_and_the_balance_of_the_last() -> None:
    claims, sites, balance = period_tables((), played())
    assert (claims.rows, len(sites.rows)) == ((), 6)
    rows = [dict(zip(balance.header, row, strict=True)) for row in balance.rows]
    assert [(row["site"], row["state"], row["departed"], row["transferred_out"]) for row in rows] == [
        ("BASE", "departing", 5, 0),
        ("FEED", "closed", 0, 10),
    ]
