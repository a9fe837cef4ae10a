"""Rows keep stacks of entries; the steps are those of the table of the page."""

import re
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from repli.progress.names import CLEARANCE_STATES, OBLIGATION_STATES
from repli.progress.register import NONE, Register, may_step

PAGE = Path("docs/reference/log-format.md").read_text("utf-8")
STEPS = {row[0]: row[-1] for row in re.findall(r"^\| `([a-z]+)` \| .* \| .* \| .* \| (.*) \|$", PAGE, re.MULTILINE)}


def of_page(kind: str, states: tuple[str, ...]) -> set[tuple[str, str]]:
    """The steps that the sentence of the page allows: "a, b -> c, d; ..."; "none" is no entry, "any" all."""
    found = set()
    for part in STEPS[kind].split("; "):
        before, after = (side.split(", ") for side in part.split(" -> "))
        found |= set(product([NONE if one == "none" else one for one in before], states if after == ["any"] else after))
    return found


def test_the_steps_of_a_clearance_a_manifest_and_a_closing_are_those_of_the_page() -> None:
    for kind, states in (
        ("clearance", CLEARANCE_STATES),
        ("manifest", ("open", "closed")),
        ("close", ("closed", "evacuated", "in-liquidation")),
    ):
        ours = {(old, new) for old, new in product((NONE, *states), states) if may_step(kind, old, new)}
        assert ours == of_page(kind, states), kind


def test_an_obligation_changes_its_state_and_other_kinds_may_repeat_it() -> None:
    states = (NONE, *OBLIGATION_STATES)
    assert all(may_step("obligation", old, new) == (old != new) for old, new in product(states, OBLIGATION_STATES))
    assert may_step("inspect", "held", "held")


@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=12))
def test_a_row_gives_back_the_entry_before_the_one_taken_out(acts: list[tuple[str, bool]]) -> None:
    register, model = Register(), dict[str, list[str]]()
    for number, (key, takes_out) in enumerate(acts):
        row, stack = ("inspect", key, ""), model.setdefault(key, [])
        if takes_out and stack:
            register.take_out(stack.pop())
        elif not takes_out:
            assert register.put(row, f"e{number}", f"s{number}") == (stack[-1] if stack else None)
            stack.append(f"e{number}")
        assert register.current(row) == (stack[-1] if stack else None)
        assert register.first(row) == (stack[0] if stack else None)
        assert all(register.is_current(event) == (event == stack[-1]) for event in stack)
    assert [(row[1], event) for row, event, _ in register.rows] == [(k, s[-1]) for k, s in sorted(model.items()) if s]
    assert register.keys("inspect") == {key for key, stack in model.items() if stack}
