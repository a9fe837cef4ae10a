"""What has begun at a midnight, worked out by hand from the tiny plan (tests/tiny.py)."""

from repli.forecast.begun import begun_at
from repli.forecast.compile import compile_plan
from repli.model import Plan
from tests.tiny import at, edit_stop, tiny_operation, tiny_plan


def begun(plan: Plan, minute: int) -> set[str]:
    operation = tiny_operation()
    compiled = compile_plan(operation, plan, policy="follow")
    found = begun_at(operation, compiled, minute)
    return {agent.name for agent, one in zip(compiled.agents, found, strict=True) if one}


def test_before_the_plan_starts_nothing_has_begun_and_after_its_last_start_everything() -> None:
    assert begun(tiny_plan(), at(0)) == set()
    assert len(begun(tiny_plan(), at(3))) == 8


def test_what_the_plan_starts_on_the_first_day_has_begun_at_its_end_and_no_more() -> None:
    assert begun(tiny_plan(), at(1)) == {"R1", "C1"}


def test_a_convoy_that_has_begun_to_fetch_the_last_of_a_site_begins_the_handover_of_that_site() -> None:
    assert begun(tiny_plan(), at(2)) == {"R1", "C1", "R2", "C2", "handover FEED"}


def test_an_aircraft_in_the_air_for_the_closing_wave_begins_the_whole_closing() -> None:
    """R4 sets out on day 1 already: R3, the handover of BASE and all they wait for are not taken back."""
    early = edit_stop(tiny_plan(), "R4", 0, on_block_minute=at(1, 20), off_block_minute=at(1, 20))
    assert begun(early, at(2)) == begun(tiny_plan(), at(3))
