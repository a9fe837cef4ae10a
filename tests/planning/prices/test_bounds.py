"""The bounds against plans, against the rule book, and under looser rules (against a search: test_exhaustive).

A plan that keeps the rules refutes any bound above it. A certificate of an operation with looser rules is worth at
least as much where they are tighter: so no loosening can raise what prices prove. One thing is not carried over like
that: what the last round, or a stay over night, may take is free, and slower work frees more. There the tighter
operation's own bound has to be as high.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Never

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from repli.errors import PlanningError
from repli.model import Certificate, Field, Operation, Plan
from repli.planning import bounded, closure_bound, make_plan
from repli.planning.prices import priced_bound
from repli.planning.prices.ends import ends_of
from repli.planning.prices.exact import charges, claimed_value, prices_of, worth
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Ground
from repli.planning.prices.offers import offers_of
from repli.planning.prices.solver import Program, SolverError
from repli.rules import prove_bound
from tests.planning.generator import operation_of, operations
from tests.planning.rich_generator import rich_operation_of
from tests.planning.small_operations import small_operation
from tests.planning.wave_operations import wave_operation
from tests.tiny import at, edit_row, tiny_operation


@settings(max_examples=8)
@given(operations())
def test_no_plan_beats_its_bounds_and_the_rule_book_proves_them(operation: Operation) -> None:
    try:
        plan = bounded(operation, make_plan(operation, seed=1, version="test"))
    except PlanningError:
        return
    judge(operation, plan)


def judge(operation: Operation, plan: Plan) -> None:
    value, bound = plan.objective, plan.bound
    assert bound.closure_day <= value.closure_day
    assert bound.stay.minutes <= value.stay_minutes
    assert bound.flying.minutes <= value.flying_minutes
    assert bound.alone_minutes <= bound.stay.minutes
    assert prove_bound(operation, bound) == ()


def test_the_rule_book_proves_every_certificate_of_100_operations() -> None:
    claims: Counter[str] = Counter()
    draws = (operation_of, 14), (rich_operation_of, 16), (small_operation, 35), (wave_operation, 35)
    for draw, count in draws:
        for seed in range(count):
            operation = draw(seed)
            bound = priced_bound(operation, closure_bound(operation))
            assert prove_bound(operation, bound) == (), (draw.__name__, seed)
            claims.update(one.claim for one in bound.certificates)
    assert min(claims[name] for name in ("site", "closure", "stay", "flying")) >= 2


@pytest.mark.heavy
def test_the_rule_book_proves_every_certificate_of_1000_operations_over_all_inputs() -> None:
    for seed in range(50, 1_050):
        operation = rich_operation_of(seed)
        assert prove_bound(operation, priced_bound(operation, closure_bound(operation))) == (), seed


Loosen = Callable[[Operation], Operation]


def of_fields(change: Callable[[Field], Field]) -> Loosen:
    return lambda operation: replace(operation, fields=tuple(change(one) for one in operation.fields))


def of_table(table: str, **cells: object) -> Loosen:
    """The operation with cells of every row worked out anew."""

    def change(operation: Operation) -> Operation:
        rows = tuple(
            replace(row, **{name: new(getattr(row, name)) for name, new in cells.items()})  # type: ignore[operator]
            for row in getattr(operation, table)
        )
        return replace(operation, **{table: rows})

    return change


def more_tails(operation: Operation) -> Operation:
    twins = tuple(replace(one, vehicle_id=f"{one.vehicle_id}-2") for one in operation.vehicles)
    return replace(operation, vehicles=(*operation.vehicles, *twins))


def quicker(operation: Operation) -> Operation:
    kinds = tuple(
        replace(
            kind,
            operation_times=tuple(
                replace(one, ground_minutes=one.ground_minutes // 2, work_minutes=one.work_minutes // 2)
                for one in kind.operation_times
            ),
        )
        for kind in operation.vehicle_types
    )
    return replace(operation, vehicle_types=kinds)


def larger_fits(operation: Operation) -> Operation:
    kinds = tuple(
        replace(
            kind,
            configurations=tuple(
                replace(one, seats=one.seats + 2, pallet_positions=one.pallet_positions + 1)
                for one in kind.configurations
            ),
        )
        for kind in operation.vehicle_types
    )
    return replace(operation, vehicle_types=kinds)


def twice(spots: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return tuple((size, 2 * count) for size, count in spots)


LOOSER: dict[str, Loosen] = {
    "more spots": of_table("fields", parking_spots=twice, working_spots=twice),
    "no other users": of_table("fields", taken=lambda _: ()),
    "more handling sets": of_table("fields", handling_sets=lambda one: None if one is None else one + 1),
    "longer hours": of_table("fields", open_intervals=lambda ones: tuple(longer(one, 60) for one in ones)),
    "more tails": more_tails,
    "larger payload": of_table("passages", payload_kg=lambda one: one + 500),
    "shorter legs": of_table("passages", block_minutes=lambda one: max(1, one - 10)),
    "larger fits": larger_fits,
    "quicker work": quicker,
    "earlier ready": of_table("people", ready_minute=lambda one: one - 600),
    "items earlier ready": of_table("items", ready_minute=lambda one: one - 600),
    "lower floors": of_table("floors", steps=lambda ones: tuple((minute, least // 2) for minute, least in ones)),
    "fewer guards last": of_table("sites", last_out_people=lambda one: one // 2),
    "higher limits": of_table("clearances", limit_per_day=lambda one: one and one + 1),
    "wider windows": of_table("clearances", tolerance_minutes=lambda one: one + 120),
    "shorter notice": of_table("sites", notice_minutes=lambda one: one // 2),
    "shorter handover": of_table("sites", handover_minutes=lambda one: one // 2 + 1 if one else 0),
    "longer formation": lambda operation: replace(operation, formation_minutes=operation.formation_minutes + 60),
    "earlier tails": of_table("vehicles", available_from_minute=lambda one: one - 600),
    "any order": of_table("sites", closes_after=lambda _: ()),
    "answers sooner": of_table("clearances", lead_minutes=lambda one: one // 2, answer_minutes=lambda one: one // 2),
}


def longer(interval: object, minutes: int) -> object:
    return replace(interval, end_minute=interval.end_minute + minutes)  # type: ignore[attr-defined, type-var]


def proves(operation: Operation, certificate: Certificate, claimed: dict[str, int]) -> bool:
    """Whether a certificate of another operation holds here too, with its value: no sortie earns too much."""
    ground, buckets = Ground(operation), Buckets(certificate.grid_minute)
    prices = prices_of(certificate)
    until = certificate.value if certificate.claim in {"site", "closure"} else len(buckets)
    for door, offers in offers_of(ground.scarce, buckets, toured=True).items():
        for offer in offers if door in prices else ():
            paid = charges(certificate, offer)
            for t in range(until):
                kg, seat, position = prices[door][t]
                earned = kg * offer.payload_kg + seat * offer.seats + position * offer.positions
                if offer.opened[t] and earned > paid[t]:
                    return False
    ends = ends_of(ground.waves, claimed)
    if certificate.claim in {"site", "closure"}:
        total = worth(ground, certificate, ends)
        return total is None or total > 0
    value = claimed_value(ground, certificate, ends)
    return value is None or max(0, value) >= certificate.value  # nobody flies less than not at all


FREES_MORE = {"rounds", "parking"}
"""Rows of which slower work leaves more to use: the longest round, the longest stay over night."""


def certificates_of(operation: Operation) -> tuple[Certificate, ...]:
    return priced_bound(operation, closure_bound(operation)).certificates


def reached(one: Certificate) -> int:
    """What a certificate proves, in minutes: of a day, the first one not before which it is."""
    return one.grid_minute[one.value] if one.claim in {"site", "closure"} else one.value


def transferred(operation: Operation, looser: Operation) -> Counter[str]:
    """Count the claims of the looser operation; fail if one of them does not hold in the tighter one.

    Where a site cannot end in the tighter one, no plan keeps its rules, and there is nothing to bound.
    """
    one, other = (ends_of(Ground(each).waves, {}) for each in (operation, looser))
    if one.last_off.keys() < other.last_off.keys():
        return Counter()
    bound = priced_bound(looser, closure_bound(looser))
    claimed: dict[str, int] = {}
    own: dict[tuple[str, str], int] = {}
    for one in bound.certificates:
        if not proves(operation, one, claimed):
            assert {row.kind for row in one.rows} & FREES_MORE, one.claim
            own = own or {(two.claim, two.subject): reached(two) for two in certificates_of(operation)}
            assert own[one.claim, one.subject] >= reached(one), one.claim
        if one.claim == "site":
            claimed[one.subject] = one.grid_minute[one.value]
    loose_day = max((row.value_day for row in bound.rows if row.kind != "prices"), default=0)
    assert loose_day <= closure_bound(operation).closure_day
    return Counter(one.claim for one in bound.certificates)


@pytest.mark.parametrize("name", LOOSER)
def test_loosening_a_rule_never_raises_a_bound(name: str) -> None:
    """What is proven under looser rules is proven by the same certificate under the tighter ones."""
    claims: Counter[str] = Counter()
    for seed in (1, 2, 3, 7, 12, 18):
        operation = small_operation(seed)
        claims += transferred(operation, LOOSER[name](operation))
    assert claims["stay"] >= 2


@pytest.mark.heavy
@settings(max_examples=400)
@given(st.integers(0, 1_000_000), st.sampled_from(sorted(LOOSER.keys() - {"shorter legs"})))
@example(530_906, "quicker work")
def test_loosening_any_rule_of_any_operation_never_raises_a_bound(seed: int, name: str) -> None:
    """Shorter legs are left out: an aircraft that flies less long may come before a field opens.

    With slower work the longest round is longer: seed 530906 is one whose certificate cannot be carried over.
    """
    operation = rich_operation_of(seed)
    transferred(operation, LOOSER[name](operation))


def test_a_program_that_would_be_too_large_looks_at_several_days_as_one_and_is_still_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    operation = tiny_operation()
    found = []
    for most in (15_000, 150, 0):
        monkeypatch.setattr("repli.planning.prices.bounds._FINE_STOCKS", most)
        monkeypatch.setattr("repli.planning.prices.bounds._STOCKS", most)
        bound = priced_bound(operation, closure_bound(operation))
        found.append(next(len(one.grid_minute) - 1 for one in bound.certificates if one.claim == "stay"))
        assert bound.stay.proven
        assert prove_bound(operation, bound) == ()
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)


def unsolved(program: Program) -> Never:
    raise SolverError(str(program.gains))


def test_without_a_solver_the_stay_of_each_line_alone_is_still_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repli.planning.prices.solver.Program.solve", unsolved)
    operation = tiny_operation()
    bound = priced_bound(operation, closure_bound(operation))
    assert (bound.stay.level, bound.stay.minutes, bound.stay.proven) == ("alone", bound.alone_minutes, True)
    assert (bound.flying.level, bound.flying.proven) == ("none", False)
    assert prove_bound(operation, bound) == ()


def test_the_tiny_operation_by_hand() -> None:
    """30 people and 10 positions on flights of 240 minutes with 8 seats and 6 positions, or 20 and 2.

    480 / 52 minutes a seat and 1440 / 52 a position make both full flights worth 240, and 30 with 10 of them 553.8.
    """
    bound = priced_bound(tiny_operation(), closure_bound(tiny_operation()))
    assert sum(item.positions for item in tiny_operation().items) == 10
    assert bound.flying.minutes == 554
    late = edit_row(tiny_operation(), "items", "I6", ready_minute=at(1, 20))
    assert priced_bound(late, closure_bound(late)).stay.minutes > bound.stay.minutes
