from hypothesis import given
from hypothesis import strategies as st

from repli.reporting.labels import placed


def _apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_name_stands_right_of_its_site_where_there_is_room() -> None:
    assert placed([("Base", (100.0, 90.0))], 480, 300)[0].anchor == "start"


def test_a_name_at_the_right_edge_stands_left_of_its_site() -> None:
    assert placed([("Base", (470.0, 90.0))], 480, 300)[0].anchor == "end"


def test_two_names_on_one_line_do_not_cover_each_other() -> None:
    one, other = placed([("Base 101", (100.0, 90.0)), ("Detachment", (180.0, 91.0))], 480, 300)
    assert _apart(one.box, other.box)


@given(st.lists(st.tuples(st.floats(60, 420), st.floats(40, 260)), min_size=1, max_size=2))
def test_two_short_names_never_cover_each_other(places: list[tuple[float, float]]) -> None:
    labels = placed([("AB", place) for place in places], 480, 300)
    assert all(_apart(labels[0].box, label.box) for label in labels[1:])


def test_a_name_that_would_be_cut_off_moves_although_it_hides_something() -> None:
    """Right of its site "Agadez" would lose its end; left it covers the mark of a site nearby."""
    label = placed([("Base Agadez", (380.0, 90.0)), ("", (330.0, 90.0))], 480, 300)[0]
    assert label.box[0] >= 0
    assert label.box[2] <= 480


def test_larger_letters_fill_larger_boxes() -> None:
    small, large = (placed([("Base", (100.0, 90.0))], 480, 300, size=size)[0].box for size in (1.0, 2.0))
    assert large[2] - large[0] == 2 * (small[2] - small[0])
