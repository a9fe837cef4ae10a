"""Errors: one tree, each with a sentence, and an exit code that the commands promise."""

import re

import pytest

import repli.errors
from repli.errors import (
    ImpossibleError,
    InputError,
    LedgerError,
    NoPlanError,
    PlanningError,
    Problem,
    RefusedError,
    RepliError,
    UsageError,
    phrase,
)

ERRORS = [getattr(repli.errors, name) for name in repli.errors.__all__ if name.endswith("Error")]


def drawn_parents() -> dict[str, str]:
    """Error -> parent, read from the tree at the top of the module by its indentation."""
    parents: dict[str, str] = {}
    branch: list[tuple[int, str]] = [(-1, "Exception")]
    for indent, name in re.findall(r"^([ │├└─]*)(\w+Error)\b", repli.errors.__doc__ or "", re.MULTILINE):
        while branch[-1][0] >= len(indent):
            branch.pop()
        parents[name] = branch[-1][1]
        branch.append((len(indent), name))
    return parents


def test_the_drawn_tree_is_the_tree_of_classes() -> None:
    assert drawn_parents() == {error.__name__: error.__bases__[0].__name__ for error in ERRORS}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError(()), 2),
        (UsageError(phrase("no")), 2),
        (ImpossibleError(()), 5),
        (NoPlanError(()), 6),
        (LedgerError(phrase("no")), 1),
        (RefusedError("feed a line 3", phrase("no")), 1),
    ],
)
def test_an_error_ends_a_command_with_its_exit_code(error: RepliError, code: int) -> None:
    assert error.exit_code == code


def test_planning_ends_in_two_ways_that_are_told_apart() -> None:
    reasons = (phrase("{site} has no way out", site="BASE"),)
    proven, open_end = ImpossibleError(reasons), NoPlanError(reasons)
    assert isinstance(proven, PlanningError)
    assert isinstance(open_end, PlanningError)
    assert proven.exit_code != open_end.exit_code
    assert [str(reason) for reason in proven.reasons] == ["BASE has no way out"]


@pytest.mark.parametrize(
    ("row", "column", "place"),
    [
        (None, None, "sites.csv"),
        (4, None, "sites.csv:4"),
        (4, "side", "sites.csv:4:side"),
        (None, "kg", "sites.csv:kg"),
    ],
)
def test_a_problem_names_its_place_as_an_editor_does(row: int | None, column: str | None, place: str) -> None:
    assert Problem(file="sites.csv", row=row, column=column, expected=phrase("a side")).place == place


def test_a_phrase_fills_its_blanks_and_leaves_other_braces_alone() -> None:
    assert str(phrase("{people} people stay", people=4)) == "4 people stay"
    assert str(phrase("{}")) == "{}"
    assert phrase("{a}", a=1) == phrase("{a}", a=1)
    assert phrase("{a}", a=1) != phrase("{a}", a=2)


def test_an_error_says_its_sentence_and_keeps_its_hint() -> None:
    error = UsageError(phrase("{path} is not a folder.", path="x"), phrase("Name a folder."))
    assert str(error) == "x is not a folder."
    assert str(error.hint) == "Name a folder."
