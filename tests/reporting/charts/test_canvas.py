import pytest

from repli.reporting.charts.canvas import area, line, rect, rects, short, text
from tests.reporting.html_check import read


@pytest.mark.parametrize(("value", "written"), [(3.0, "3"), (3.04, "3"), (3.05001, "3.1"), (-0.26, "-0.3")])
def test_numbers_have_one_decimal_at_most(value: float, written: str) -> None:
    assert short(value) == written


def test_style_names_are_those_of_svg() -> None:
    assert line(0, 0, 1, 2, stroke_width=3) == '<path d="M0,0L1,2" fill="none" stroke-width="3"/>'


def test_a_text_is_written_as_it_is() -> None:
    assert read(text(1, 2, "<R&1>")).texts == ["<R&1>"]


def test_many_boxes_are_one_path_and_none_are_nothing() -> None:
    assert rects([(0, 0, 2, 1), (5, 0, 1, 1)]) == '<path d="M0,0h2v1h-2zM5,0h1v1h-1z"/>'
    assert rects([]) == ""


def test_marks_are_well_formed() -> None:
    marks = rect(0, 0, 1, 1, fill="#fff") + area([(0, 0), (1, 1)], fill="none")
    assert read(f"<g>{marks}</g>").faults == []
