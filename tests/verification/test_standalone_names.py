"""Every reason that the log format names is reached by a test of verify.py, and none that it does not name."""

import ast
import re
from pathlib import Path

import pytest

from repli.verification import standalone
from tests.attacks import lies_conduct, lies_people
from tests.attacks.lies_fourth import FOURTH
from tests.verification import (
    test_standalone_bundle,
    test_standalone_contradiction,
    test_standalone_day_hostile,
    test_standalone_late,
    test_standalone_proof,
    test_standalone_seals,
    test_standalone_void,
)

PAGE = (Path(__file__).parents[2] / "docs/reference/log-format.md").read_text("utf-8")
MODULES = (lies_conduct, lies_people)  # they fill FOURTH
FILES = (test_standalone_proof, test_standalone_bundle, test_standalone_contradiction)
ELSEWHERE = {
    "not-declared",  # test_a_departure_before_both_declarations_is_void
    "key-not-in-force",  # test_a_revoked_device_key_has_no_effect_from_the_line_that_takes_it_in
    "unknown-file",  # test_a_file_that_is_none_of_these_is_refused_as_unknown
}


def section(number: int) -> str:
    return PAGE.split(f"\n## {number}. ")[1].split("\n## ")[0]


def test_every_reason_of_a_void_event_is_reached() -> None:
    named = set(re.findall(r"\[`([a-z-]+)`\]", section(14) + section(22))) | set(
        re.findall(r"\(`(key-[a-z-]+)`\)", section(12))
    )
    reached = {reason for _, _, reasons in test_standalone_void.VOID.values() for reason in reasons}
    reached |= {reason for _, _, reason in test_standalone_seals.VOID.values()}
    assert named == reached | (ELSEWHERE - {"unknown-file"})
    named |= set(re.findall(r"\[`([a-z-]+)`\]", section(28) + section(29)))
    assert names_in_the_code() == named - {"key-not-in-force"}


def test_every_reason_of_a_void_entry_is_reached() -> None:
    named = set(re.findall(r"\[`([a-z-]+)`\]", section(28) + section(29)))
    reached = {name for lie in FOURTH for name in (lie.named, *lie.without.split("|"))}
    reached |= {reason for _, reason in test_standalone_day_hostile.HUGE.values()}
    assert named <= reached | {"not-declared"}  # as that of a departure


@pytest.mark.parametrize(
    ("number", "prefix", "module"), [(17, "proof", 0), (18, "bundle", 1), (19, "contradiction", 2)]
)
def test_every_reason_about_a_file_is_reached(number: int, prefix: str, module: int) -> None:
    named = set(re.findall(rf"`{prefix}-([a-z]+)`", section(number)))
    reached = {reason.removeprefix(f"{prefix}-") for _, reason in FILES[module].REFUSED.values()} - {""}
    assert named == reached
    assert "`unknown-file`" in PAGE


def test_every_fault_of_a_list_is_reached() -> None:
    named = set(re.findall(r"`(slots?-[a-z]+)`", section(23)))
    reached = {reason for _, reason in test_standalone_late.WRONG.values()}
    assert named == reached | {"slots-overdue"}  # test_a_list_is_overdue_from_the_very_second


def names_in_the_code() -> set[str]:
    """Return the names by which verify.py breaks a rule: the second argument of `rule`, the first of its error."""
    calls = [
        node for node in ast.walk(ast.parse(Path(standalone.__file__).read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    spots = {"rule": 1, "BrokenRuleError": 0}
    named = [(call.args[spots[call.func.id]]) for call in calls if getattr(call.func, "id", "") in spots]  # type: ignore[attr-defined] # a name
    return {str(one.value) for one in named if isinstance(one, ast.Constant)}
