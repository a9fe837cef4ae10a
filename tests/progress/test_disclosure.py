"""Each way of telling a figure says no more than it may, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.language import speaker
from repli.progress import Disclosed, Figure, disclose


def told(value: int, style: str) -> Disclosed:
    return disclose(Figure(name="people_departed", value=value, grade="joint"), {"people_departed": style})


@pytest.mark.parametrize(
    ("style", "english", "french"),
    [
        ("exact", "269", "269"),
        ("at_least", "at least 269", "au moins 269"),
        ("rounded", "about 270", "environ 270"),
        ("range", "between 200 and 300", "entre 200 et 300"),
        ("withheld", "not published, as agreed", "non publié, comme convenu"),
        ("delayed", "not published, as agreed", "non publié, comme convenu"),
    ],
)
def test_a_figure_in_each_way(style: str, english: str, french: str) -> None:
    words = told(269, style).words
    assert (speaker("en")(words), speaker("fr")(words)) == (english, french)


def test_more_than_nobody_is_nobody() -> None:
    assert str(told(0, "at_least").words) == "0"


def test_a_figure_without_a_way_is_exact() -> None:
    assert disclose(Figure(name="people_baseline", value=946, grade="joint"), {}).value == 946


def test_grade_and_style_stay_with_the_figure() -> None:
    found = disclose(Figure(name="kg_departed", value=5, grade="declared"), {"kg_departed": "withheld"})
    assert (found.name, found.style, found.grade, found.value) == ("kg_departed", "withheld", "declared", None)


def test_an_unknown_way_is_an_error() -> None:
    with pytest.raises(KeyError):
        told(1, "whispered")


@given(st.integers(0, 10**9))
def test_rounding_keeps_two_digits_and_stays_near(value: int) -> None:
    rounded = told(value, "rounded").value
    assert rounded is not None
    assert abs(rounded - value) * 20 <= value
    assert len(str(rounded).rstrip("0")) <= 2


@given(st.integers(0, 10**9))
def test_a_range_holds_the_figure_and_does_not_tell_it(value: int) -> None:
    found = told(value, "range")
    assert found.value is None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= value < found.high
    assert found.high - found.low >= 10
