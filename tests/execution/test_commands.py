"""The acts of an officer, one function each, through to what stands in the log."""

import hashlib

import pytest

from repli.errors import RefusedError
from repli.execution import publish_figures, record_count, record_departure, record_minutes
from repli.progress import Depart, Minutes, Publish, figure_of, figures
from tests.cast import FORCE, HOST, NOON, texts
from tests.execution.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_departure_takes_cells_and_kg_from_the_book(desk: Desk) -> None:
    people, items = desk.book.people.slots_of["FEED-GUARD"][:2], desk.book.items.slots_of["I4"]
    event = record_departure(
        desk.force,
        desk.book,
        movement="R1",
        field_id="FLD1",
        vehicle="L1",
        people=people,
        items=items,
        off_block_second=NOON,
        second=NOON + 60,
    )
    assert isinstance(event.body, Depart)
    assert event.body.people == tuple(sorted(people))
    assert [(cell.site, cell.category, cell.count) for cell in event.body.cells] == [("FEED", "military", 2)]
    assert (event.body.kg, event.body.off_block_at, event.frame.at) == (
        8_000,
        "2030-01-07T12:00:00Z",
        "2030-01-07T12:01:00Z",
    )


def test_the_days_record_makes_departures_joint(desk: Desk) -> None:
    desk.force.record(desk.depart("R1", 3), second=NOON)
    desk.exchange()
    record_count(desk.host, movement="R1", people=3, items=0, second=NOON)
    desk.exchange()
    event = record_minutes(
        desk.force,
        desk.host,
        day="2030-01-07",
        accepts=desk.force.copy.replay.waiting,
        next_meeting_second=NOON + 86_400,
        second=NOON,
        decisions=("The host repairs the ramp lights.",),
    )
    assert isinstance(event.body, Minutes)
    assert event.body.next_meeting_at == "2030-01-08T12:00:00Z"
    assert figure_of(desk.host.copy.replay.state, "people_departed").value == 3


def test_figures_are_published_with_the_texts_made_of_them(desk: Desk) -> None:
    before = desk.force.copy.replay.state
    event = publish_figures(desk.force, desk.host, desk.sidecars, texts, as_of_second=NOON, second=NOON + 60)
    assert isinstance(event.body, Publish)
    assert (event.body.number, event.body.figures) == (1, figures(before))
    assert desk.sidecars.get(event.body.text_fr) == "N° 1 : 0 personnes désengagées.\n".encode()
    again = publish_figures(desk.force, desk.host, desk.sidecars, texts, as_of_second=NOON, second=NOON + 120)
    assert isinstance(again.body, Publish)
    assert again.body.number == 2


def test_a_refused_publication_leaves_no_file_behind(desk: Desk) -> None:
    desk.host.record(desk.depart("R9", 1), second=NOON)  # the force has not seen it
    made = {"en": b"One.\n", "fr": b"Un.\n"}
    with pytest.raises(RefusedError, match="latest events of host"):
        publish_figures(desk.force, desk.host, desk.sidecars, lambda *_: made, as_of_second=NOON, second=NOON)
    names = [hashlib.sha256(data).hexdigest() for data in made.values()]
    assert [desk.sidecars.get(name) for name in names] == [None, None]
    assert desk.force.copy.size(FORCE) == 3


def test_after_a_refusal_the_proposer_can_go_on(desk: Desk) -> None:
    desk.host.record(desk.depart("R9", 1), second=NOON)
    with pytest.raises(RefusedError):
        record_minutes(desk.force, desk.host, day="2030-01-07", accepts=(), next_meeting_second=NOON, second=NOON)
    desk.exchange()
    record_minutes(desk.force, desk.host, day="2030-01-07", accepts=(), next_meeting_second=NOON, second=NOON)
    assert desk.host.copy.cut == {FORCE: 4, HOST: 1}
