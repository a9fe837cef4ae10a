"""The departed slots of a log are lines of the operation by the roster that was declared in it, and by no other."""

import json
from pathlib import Path

import pytest

from repli import commission
from repli.errors import RefusedError, UsageError
from repli.execution import departed_lines
from repli.progress import Replay, fold
from repli.progress.rules import Sidecars
from repli.progress.slotlists import departed_slots
from tests.demo_run import CASE, DemoRun


def replayed(demo: DemoRun) -> tuple[Replay, Sidecars]:
    contents = commission.log_contents(demo.out / "log")
    return fold(contents.events, contents.sidecars.get), contents.sidecars.get


def test_the_lines_of_the_departed_are_those_that_the_history_let_depart(demo: DemoRun) -> None:
    case, (replay, sidecars) = commission.load_case(CASE), replayed(demo)
    people, items = departed_lines(demo.out / "restricted" / "roster.json", replay, sidecars)
    parts = [part for movement in case.history.movements for part in movement.parts]
    assert sum(people.values()) == sum(part.people for part in parts) == replay.state.departed.people_count
    assert set(people) == {part.people_line for part in parts if part.people}
    assert len(items) == replay.state.departed.items_count
    assert set(items) <= set(case.operation.item_of)


def edited(demo: DemoRun, tmp_path: Path, cells: dict[str, str]) -> Path:
    """The roster with a change of the first person who departed."""
    book = json.loads((demo.out / "restricted" / "roster.json").read_text("utf-8"))
    slot = departed_slots(*replayed(demo))[0][0]
    book["people"][slot] |= cells
    (tmp_path / "roster.json").write_text(json.dumps(book), "utf-8")
    return tmp_path / "roster.json"


@pytest.mark.parametrize(
    ("cells", "said"), [({"site": "DIFFA"}, "is not the roster of this log"), ({"line": "", "salt": ""}, "was erased")]
)
def test_another_roster_and_an_erased_line_are_refused_by_name(
    demo: DemoRun, tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        departed_lines(edited(demo, tmp_path, cells), *replayed(demo))
    assert said in refused.value.message.text


def test_a_copy_without_a_list_of_slots_is_refused_by_name(demo: DemoRun) -> None:
    replay, _ = replayed(demo)
    with pytest.raises(RefusedError) as refused:
        departed_lines(demo.out / "restricted" / "roster.json", replay, lambda _name: None)
    assert refused.value.reason == "slots-missing"
