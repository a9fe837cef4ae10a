"""The ends of sites: by hand, and against plans that an exhaustive search found and the rule book judged."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import pytest

from repli.model import Operation, Plan
from repli.planning.prices.ends import Ends, ends_of, last_gone
from repli.planning.prices.ground import Ground
from repli.planning.prices.passing import passing_of
from repli.rules.waves import endings
from tests.planning.exhaustive import kept_plans
from tests.planning.prices.test_waves import crowded
from tests.planning.small_operations import small_operation
from tests.planning.wave_operations import wave_operation
from tests.tiny import at, edit_row, tiny_operation


def wave_of(operation: Operation, claimed: dict[str, int] | None = None, site_id: str = "BASE") -> int | None:
    return ends_of(Ground(operation).waves, claimed or {}).wave.get(site_id)


def test_a_site_ends_with_its_wave() -> None:
    ground = Ground(crowded())
    ends = ends_of(ground.waves, {})
    assert (ends.wave["BASE"], ends.last_off["BASE"]) == (at(2, 8), at(2, 11))
    assert last_gone(ground.firsts, ground.operation.site_of["BASE"]) == at(1, 20) - 1 or ends.last_off["BASE"] > at(2)


def test_a_claim_about_a_site_moves_its_wave_to_the_next_minute_that_is_possible() -> None:
    assert wave_of(crowded(), {"BASE": at(3, 6)}) is None  # the clearance ends on day 3 at 01:00
    assert wave_of(crowded(), {"BASE": at(2, 12)}) == at(2, 9)
    assert wave_of(crowded(), {"BASE": at(2, 5)}) == at(2, 8)


def test_a_handover_that_must_end_first_moves_the_wave() -> None:
    """300 minutes from 08:00 on, and the last off block not before 13:00; a wave of 60 minutes."""
    long = replace(crowded(handover_minutes=300, floor=0), wave_minutes=60)
    assert wave_of(long) == at(1, 12)
    assert wave_of(edit_row(long, "sites", "BASE", act_after=True)) == at(1, 8)


def ordered(**cells: object) -> Operation:
    """FEED closes after BASE, whose floor stands until day 2; a road of its own leads out of FEED."""
    base = crowded()
    chained = replace(base, vehicles=tiny_operation().vehicles)
    chained = replace(chained, floors=tuple(replace(one, steps=((at(0), 29), (at(2), 0))) for one in chained.floors))
    road = chained.leg_of["road", "FEED", "BASE"]
    passage = next(one for one in chained.passages if one.leg_id == road.leg_id)
    chained = replace(
        chained,
        legs=(*chained.legs, replace(road, leg_id="AWAY", to_place="HOME")),
        passages=(*chained.passages, replace(passage, leg_id="AWAY")),
    )
    return edit_row(chained, "sites", "FEED", **{"closes_after": ("BASE",), **cells})


def test_a_site_that_closes_after_another_waits_for_it() -> None:
    assert wave_of(ordered(), site_id="BASE") == at(2, 8)
    assert wave_of(ordered(), site_id="FEED") == at(2, 8)
    assert wave_of(ordered(closes_after=()), site_id="FEED") == at(1, 8)
    assert wave_of(ordered(act_after=True), site_id="FEED") == at(1, 8)  # its own act may come last


def test_a_base_waits_for_what_has_to_come_by_it() -> None:
    """FEED waits for the steps of its floor; 90 by road, 30 to unload, the transfer, 40 to load."""
    base = crowded(floor=0)
    chained = replace(base, vehicles=tiny_operation().vehicles)
    floor = replace(crowded().floors[0], site_id="FEED", steps=((at(0), 29), (at(2), 0)))
    ends = ends_of(Ground(replace(chained, floors=(floor,))).waves, {})
    passing = passing_of(Ground(chained).firsts)["BASE"]["FEED"]
    assert ends.last_off["BASE"] >= ends.last_off["FEED"] + passing
    assert wave_of(chained) is not None
    assert ends.wave["BASE"] > (wave_of(chained) or 0)


def at_the_end(operation: Operation, ends: Ends) -> Iterator[Plan]:
    """Plans whose last flight goes so that the wave of BASE starts just when it can, or a minute or an hour sooner."""
    wave, length = ends.wave.get("BASE", at(0)), operation.wave_minutes
    for start in (wave - 60, wave - 1, wave):
        last = start + length
        minutes = {start, start + 60, last - 60, last - operation.formation_minutes, last, start - 60, last - 1_440}
        yield from islice(kept_plans(operation, minutes=frozenset(minutes), last=last), 2)


def compare(draw: Callable[[int], Operation], seeds: range) -> Counter[str]:
    """Count the waves of plans; fail if one starts before it can, or at a minute that is called impossible."""
    found: Counter[str] = Counter()
    for seed in seeds:
        operation = draw(seed)
        ground = Ground(operation)
        ends = ends_of(ground.waves, {})
        plans = [*islice(kept_plans(operation), 4), *islice(at_the_end(operation, ends), 4)]
        for plan in plans:
            for site_id, ending in endings(operation, plan).items():
                wave, last = ends.wave.get(site_id), last_gone(ground.firsts, operation.site_of[site_id])
                assert last is None or wave is not None, (seed, site_id)
                if wave is not None and last is not None:
                    assert wave <= ending.wave_start_minute, (seed, site_id)
                    assert ground.waves.of(site_id).possible(ending.wave_start_minute), (seed, site_id)
                    raised = wave > last - operation.wave_minutes
                    found.update(waves=1, raised=raised, tight=wave == ending.wave_start_minute and raised)
    return found


def test_no_plan_starts_a_wave_before_it_can() -> None:
    """A minute more would have been refuted by some of them: those that are tight."""
    small, waves = compare(small_operation, range(10)), compare(wave_operation, range(16))
    assert small["waves"] >= 8
    assert waves["raised"] >= 12
    assert waves["tight"] >= 8


@pytest.mark.heavy
def test_no_plan_of_300_more_operations_starts_a_wave_before_it_can() -> None:
    small, waves = compare(small_operation, range(60, 210)), compare(wave_operation, range(60, 210))
    assert small["tight"] >= 6
    assert waves["tight"] >= 60
