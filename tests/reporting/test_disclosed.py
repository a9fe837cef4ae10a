import pytest

from repli.progress import Figure
from repli.reporting.disclosed import told, told_count

FIGURES = tuple(
    Figure(name=name, value=value, grade="joint")
    for name, value in (
        ("people_opening", 120),
        ("people_counted", 149),
        ("people_departed", 269),
        ("people_remaining", 677),
    )
)


def _words(policy: dict[str, str], *, reconstruction: bool = True) -> list[str]:
    return [str(figure.words) for figure in told(FIGURES, policy, reconstruction=reconstruction)]


def test_what_no_policy_names_is_told_exactly() -> None:
    assert _words({}) == ["120", "149", "269", "677"]


def test_the_rest_of_more_than_is_fewer_than() -> None:
    assert _words({"people_departed": "at_least"}) == ["120", "149", "more than 269", "fewer than 677"]


def test_only_a_reconstruction_repeats_a_formula_that_excludes_the_number_itself() -> None:
    founded = _words({"people_departed": "at_least"}, reconstruction=False)
    assert founded == ["120", "149", "at least 269", "at most 677"]


def test_nobody_remaining_is_told_exactly() -> None:
    figures = (Figure(name="people_remaining", value=0, grade="joint"),)
    assert str(told(figures, {"people_departed": "at_least"}, reconstruction=True)[0].words) == "0"


@pytest.mark.parametrize("style", ["rounded", "range", "withheld", "delayed"])
def test_no_part_gives_away_a_figure_that_is_not_told_exactly(style: str) -> None:
    digits = " ".join(_words({"people_departed": style}))
    assert not {"120", "149", "269", "677"} & set(digits.replace(",", " ").split())


def test_a_part_that_the_policy_names_is_told_as_named() -> None:
    assert _words({"people_departed": "at_least", "people_remaining": "withheld"})[3] == "not published, as agreed"


def test_a_curve_draws_the_number_that_may_be_told() -> None:
    assert told_count(269, {}) == 269
    assert told_count(269, {"people_departed": "rounded"}) == 270
    assert told_count(269, {"people_departed": "range"}) == 200
    assert told_count(269, {"people_departed": "withheld"}) is None
