"""Teams: as many uses at once as there are teams, each a while longer; none where no team serves the place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Team
from repli.planning import make_plan
from repli.planning.occupancy import FOREVER
from repli.planning.teams import CUSTOMS, DRIVER, ESCORT, INSPECTION, Need, Teams, teams_of
from repli.rules import check_plan
from repli.units import Interval
from tests.rules.breaches_of_resources import with_team
from tests.tiny import at, tiny_operation

TEAM = Team(
    team_id="E1",
    kind=ESCORT,
    count=2,
    places=frozenset({"BASE"}),
    change_minutes=30,
    open_intervals=(Interval(at(0, 8), at(0, 12)),),
)
ONE = Need(kind=ESCORT, place_id="BASE", count=1)


def teams(**cells: int) -> Teams:
    return teams_of(tiny_operation(teams=(replace(TEAM, **cells),)))


def test_a_use_waits_until_enough_teams_have_changed() -> None:
    two = Need(kind=ESCORT, place_id="BASE", count=2)
    squads = teams()
    squads.take(ONE.over(100, 200))
    assert squads.next_free(ONE.over(120, 180)) == 120
    assert squads.next_free(two.over(120, 180)) == 230
    assert squads.next_free(two.over(60, 80)) == 230  # its own change would reach into the other use
    assert squads.next_free(two.over(60, 70)) == 60


def test_no_team_serves_another_place_or_kind_or_asks_for_more_than_there_are() -> None:
    squads = teams()
    assert squads.next_free(Need(kind=ESCORT, place_id="FEED", count=1).over(0, 10)) == FOREVER
    assert squads.next_free(Need(kind=INSPECTION, place_id="BASE", count=1).over(0, 10)) == FOREVER
    assert squads.next_free(Need(kind=ESCORT, place_id="BASE", count=3).over(0, 10)) == FOREVER
    assert squads.next_free(Need(kind=ESCORT, place_id="FEED", count=0).over(0, 10)) == 0


def test_the_hours_of_a_team_cut_office_hours() -> None:
    office = (Interval(at(0, 7), at(0, 9)), Interval(at(0, 11), at(0, 15)), Interval(at(0, 16), at(0, 17)))
    assert list(teams().within(ESCORT, "BASE", office)) == [
        Interval(at(0, 8), at(0, 9)),
        Interval(at(0, 11), at(0, 12)),
    ]
    assert not list(teams().within(ESCORT, "FEED", office))


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60), st.integers(1, 3)), max_size=8), st.integers(1, 3))
def test_uses_taken_when_free_are_never_more_than_there_are(wishes: list[tuple[int, int, int]], count: int) -> None:
    squads, held = teams(count=count, change_minutes=5), []
    for wanted, minutes, many in wishes:
        start, need = wanted, Need(kind=ESCORT, place_id="BASE", count=many)
        while (later := squads.next_free(need.over(start, start + minutes))) not in {start, FOREVER}:
            start = later
        if later == start:
            squads.take(need.over(start, start + minutes))
            held.append((start, start + minutes + 5, many))
    for minute in range(1_000):
        assert sum(many for start, end, many in held if start <= minute < end) <= count


@pytest.mark.parametrize("kind", [ESCORT, INSPECTION, DRIVER, CUSTOMS])
def test_a_plan_keeps_the_teams_that_the_tiny_operation_asks_for(kind: str) -> None:
    operation, _ = with_team(kind, change_minutes=120)
    plan = make_plan(operation, seed=1, version="0")
    assert check_plan(operation, plan) == ()
    none, _ = with_team(kind, places=frozenset({"HOME"}))
    with pytest.raises((NoPlanError, ImpossibleError)):
        make_plan(none, seed=1, version="0")


def test_a_convoy_waits_until_its_escort_has_changed_for_the_way_back() -> None:
    operation, _ = with_team(ESCORT, change_minutes=120)
    convoy = next(one for one in make_plan(operation, seed=1, version="0").movements if one.vehicle_id == "T1")
    there = next(stop for stop in convoy.stops if stop.place_id == "FEED")
    assert there.off_block_minute - there.on_block_minute >= 120
