"""The outlook from any moment of the signed past: what departed is no longer to do, and is never planned again."""

from pathlib import Path

import pytest

from repli import commission
from repli.errors import UsageError
from repli.units import minute_from_text
from tests.demo_run import CASE


@pytest.mark.heavy
def test_the_outlook_after_a_departure_holds_less_than_the_one_before_it(tmp_path: Path) -> None:
    case = commission.load_case(CASE)
    times = sorted({one.at_minute for one in case.first_part.movements})
    left = []
    for number, minute in enumerate((times[0] + 1, times[-1] + 1)):
        outlook = commission.outlook_at(case, minute, tmp_path / str(number), seed=1)
        people = sum(line.count for line in outlook.operation.people)
        assert outlook.operation.as_of_minute >= minute
        assert outlook.forecast.scenario("base").band.high_people[-1] == people
        assert all(movement.stops[0].off_block_minute >= minute for movement in outlook.plan.movements)
        left.append(people)
    told = case.first_part
    before, after = (
        sum(part.people for one in told.before(minute).movements for part in one.parts)
        for minute in (times[0] + 1, times[-1] + 1)
    )
    everybody = sum(line.count for line in case.operation.people)
    assert left == [everybody - before, everybody - after]


def test_before_the_first_signed_event_there_is_no_log_to_look_from(tmp_path: Path) -> None:
    case = commission.load_case(CASE)
    with pytest.raises(UsageError):
        commission.outlook_at(case, minute_from_text("2024-05-20T00:00Z"), tmp_path, seed=1)
