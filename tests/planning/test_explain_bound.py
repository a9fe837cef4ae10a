"""Why no plan closes sooner, as sentences: each kind of row on an operation where it is the reason."""

from dataclasses import replace

from repli.errors import phrase
from repli.model import Bound, BoundRow, Operation
from repli.planning import bound_reasons, closure_bound
from repli.planning.explain_bound import _SENTENCES
from tests.border import border_operation
from tests.planning.prices.test_waves import crowded
from tests.tiny import at, tiny_operation


def sentences(operation: Operation) -> dict[str, str]:
    return {one.kind: str(one.sentence) for one in bound_reasons(operation, closure_bound(operation))}


def test_a_wave_tells_what_floors_keep_and_how_little_of_it_one_lifts() -> None:
    """Twice 8 seats for the 20 people who stay until day 2; from 08:00 on that day the handover has emptied BASE."""
    assert sentences(crowded())["wave"] == (
        "BASE: before 2030-01-09T07:00Z no closing wave can start: in 3 h it lifts only 16 of the 20 (people) that "
        "floors keep there."
    )
    assert sentences(crowded(floor=16))["wave"] == "BASE: its closing wave of 3 h can end no sooner."


def test_a_handover_and_a_line_are_named() -> None:
    said = sentences(border_operation())
    assert said["handover"].startswith("FEED: notice and office hours of its handover")
    assert said["ready"].startswith("FEED-GUARD: ready 2030-01-06T23:00Z; work, hours and clearances")


def test_every_row_of_a_bound_has_a_sentence_and_its_day() -> None:
    """Kinds of rows as the rule book knows them, on one operation."""
    operation = tiny_operation()
    subjects = {"ready": "I6", "handover": "BASE", "wave": "BASE", "prices": "closure"}
    rows = tuple(
        BoundRow(kind=kind, subject=subjects.get(kind, "FLD1"), from_minute=at(1), demand=7, value_day=number)
        for number, kind in enumerate(sorted(_SENTENCES))
    )
    found = bound_reasons(operation, Bound(closure_day=6, method="ready", proven=True, rows=rows))
    assert [one.value_day for one in found] == list(range(7))
    texts = {one.kind: str(one.sentence) for one in found}
    assert "7 (pallet positions)" in texts["permits-positions"]
    assert texts["prices"] == str(
        phrase("Clearances, spots, vehicles and floors together do not let all be out sooner.")
    )
    stays = replace(operation.item_of["I6"], disposition="scrap")
    items = tuple(stays if one.line_id == "I6" else one for one in operation.items)
    said = bound_reasons(replace(operation, items=items), Bound(closure_day=0, method="ready", proven=True, rows=rows))
    assert [str(one.sentence) for one in said if one.kind == "ready"] == ["I6: the act on it ends no sooner."]
