"""Who of a line is chosen, from where the history has them: nobody twice, nobody who is elsewhere."""

import pytest

from repli.errors import UsageError
from repli.execution import OwnRoster, draw_book, seeded_entropy
from repli.execution.seating import Seating
from repli.model import ReconstructedPart
from tests.tiny import tiny_operation


def part(line: str | None, people: int, *items: str, site: str = "BASE") -> ReconstructedPart:
    return ReconstructedPart(site_id=site, category="military", people=people, people_line=line, items=items)


@pytest.fixture
def seating() -> Seating:
    operation = tiny_operation()
    return Seating(operation, OwnRoster.of(draw_book(operation, seeded_entropy("seating"))))


def test_nobody_departs_twice_and_departures_are_counted_by_line(seating: Seating) -> None:
    first, second = seating.depart([part("BASE-STAFF", 6, "I1")]), seating.depart([part("BASE-STAFF", 8)])
    assert not set(first[0]) & set(second[0])
    assert (seating.departed_people, seating.departed_items) == ({"BASE-STAFF": 14}, ["I1"])
    with pytest.raises(UsageError, match="1 of line BASE-STAFF should depart, but 0 remain"):
        seating.depart([part("BASE-STAFF", 1)])


def test_who_was_moved_is_found_at_the_new_place_only(seating: Seating) -> None:
    moved, items = seating.move([part("BASE-STAFF", 4, "I1")], "EMBASSY")
    assert len(items) == 1
    assert seating.depart([part("BASE-STAFF", 4, "I1", site="EMBASSY")]) == (moved, items)
    with pytest.raises(UsageError):
        seating.depart([part("BASE-STAFF", 11)])
    assert len(seating.depart([part("BASE-STAFF", 10)])[0]) == 10


def test_who_stays_is_gone_without_having_departed(seating: Seating) -> None:
    seating.leave([part("BASE-GUARD", 6)])
    assert not seating.departed_people
    with pytest.raises(UsageError):
        seating.depart([part("BASE-GUARD", 1)])


def test_a_part_without_a_line_takes_any_of_its_site_and_category(seating: Seating) -> None:
    people, _ = seating.depart([part(None, 15), part(None, 5)])
    assert len(set(people)) == 20
    assert seating.departed_people == {"BASE-GUARD": 6, "BASE-STAFF": 14}
    with pytest.raises(UsageError, match="1 military people of BASE should depart, but 0 remain"):
        seating.depart([part(None, 1)])
