"""Sites that a draft closes late come first in the next one; plans made so keep every rule."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from repli.errors import ImpossibleError, NoPlanError
from repli.planning import make_plan, schedule
from repli.planning.board import Board, board_of
from repli.planning.dispatch import dispatch
from repli.planning.urgent import urgent_sites
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of
from repli.rules import check_plan
from tests.planning.generator import operation_of
from tests.tiny import at, tiny_operation


def closed(stages: tuple[tuple[str, ...], ...], closes: dict[str, int]) -> Board:
    closings: Any = {site_id: SimpleNamespace(closes=minute) for site_id, minute in closes.items()}
    return cast("Board", SimpleNamespace(ways=SimpleNamespace(stages=stages), closings=closings))


def test_sites_after_the_middle_between_mean_and_last_of_their_stage_are_urgent() -> None:
    board = closed((("A", "B", "C"), ("D",), ("E", "F")), {"A": 10, "B": 40, "C": 35, "D": 90, "E": 50, "F": 50})
    assert urgent_sites(board) == {"B", "C"}


def test_an_urgent_site_gets_the_day_first() -> None:
    tiny = tiny_operation()
    base = next(site for site in tiny.sites if site.site_id == "BASE")
    twin = replace(base, site_id="TWIN", closes_after=())
    staff = replace(tiny.people_of["BASE-STAFF"], ready_minute=at(0), count=5, together=None, before=())
    people = (replace(staff, line_id="ONE"), replace(staff, line_id="TWO", site_id="TWIN", count=4))
    operation = replace(tiny, sites=(*tiny.sites, twin), people=people, items=(), floors=())
    board = board_of(ways_of(operation))
    for urgent, first in ((frozenset[str](), "BASE"), (frozenset({"TWIN"}), "TWIN")):
        trial = board.copy()
        dispatch(trial, ["BASE", "TWIN"], replace(variants_of(1)[0], urgent=urgent))
        assert trial.sorties[0].slot.route.site_id == first


def test_plans_by_few_drafts_and_urgent_sites_keep_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_FEW_SORTIES", 0)
    monkeypatch.setattr(schedule, "_ENOUGH_UNITS", 0)
    planned = 0
    for seed in range(24):
        operation = operation_of(seed)
        try:
            plan = make_plan(operation, seed=1, version="test")
        except (ImpossibleError, NoPlanError):
            continue
        planned += 1
        assert check_plan(operation, plan) == (), seed
    assert planned >= 6
