"""A pace says who is ahead, in thousandths of all that is to be made."""

import pytest

from repli.planning.pace import Pace

PACE = Pace({("C-17", "B01"): (0.0, 1.5, 4.0), ("C-17", "B02"): (0.0, 0.25, 0.5)})


@pytest.mark.parametrize(
    ("site_id", "day", "made", "ahead"),
    [
        ("B01", 0, 0, 0),
        ("B01", 1, 0, -375),
        ("B01", 1, 2, 125),
        ("B01", 2, 1, -750),
        ("B01", 99, 4, 0),
        ("B02", 2, 0, -500),
        ("B02", 2, 1, 500),
        ("B03", 1, 2, 2_000),
    ],
)
def test_ahead_is_what_is_made_beyond_the_course_as_a_share_of_its_end(
    site_id: str, day: int, made: int, ahead: int
) -> None:
    assert PACE.ahead("C-17", site_id, day, made) == ahead
