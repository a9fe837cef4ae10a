from dataclasses import replace
from pathlib import Path

from repli.progress.figures import figure_of
from repli.progress.merging import merged
from repli.progress.reading import read_log
from repli.reporting.history import SignedHistory, signed_history, signed_steps
from repli.units import minute_from_text
from tests.cast import FORCE, HOST, tiny_log
from tests.reporting.samples import sample_history
from tests.tiny import at


def test_the_history_of_a_real_log_ends_at_the_figures_of_its_state(tmp_path: Path) -> None:
    copy = tiny_log(tmp_path / "log").force.copy
    _, events = read_log({feed: copy.lines(feed) for feed in (FORCE, HOST)})
    history = signed_history(merged(events), copy.replay.state)
    steps = signed_steps(history)
    assert [one.movement_id for one in history.departures] == ["R1", "R2", "R3"]
    assert [one.grade for one in history.departures] == ["joint", "joint", "unilateral"]
    assert steps["people_departed"][0] == (minute_from_text("2030-01-06T23:00Z"), 3)
    for name in ("people_departed", "kg_departed", "movements_departed"):
        assert steps[name][-1][1] == figure_of(copy.replay.state, name).value


def test_only_joint_departures_raise_the_curve() -> None:
    assert signed_steps(sample_history())["people_departed"] == ((at(0), 2), (at(0, 9), 16))


def test_without_an_opening_the_record_begins_with_its_first_departure() -> None:
    history = replace(sample_history(), opening_minute=None, opening_people=0)
    assert signed_steps(history)["people_departed"] == ((at(0, 9), 0), (at(0, 9), 14))


def test_an_empty_record_has_no_curve() -> None:
    empty = SignedHistory(opening_minute=None, opening_people=0, opening_kg=0, departures=())
    assert signed_steps(empty) == {"people_departed": (), "kg_departed": (), "movements_departed": ()}
