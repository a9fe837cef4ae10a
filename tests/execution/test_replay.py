"""A reconstructed history becomes a log that both verifiers believe, the same bytes each time."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from repli.errors import UsageError
from repli.execution import ReplayedHistory, replay_history
from repli.model import CaseHistory, Operation, ReconstructedAct, ReconstructedMovement, ReconstructedPart
from repli.progress import Depart, Genesis, Minutes, figure_of, state_digest
from repli.progress.reading import read_log
from repli.verification import standalone
from repli.verification.folder import feed_lines
from repli.verification.trust import parse_trust
from repli.verification.verdict import verify_log
from tests.cast import texts
from tests.tiny import at, tiny_operation


def part(line: str | None, people: int, *items: str, site: str = "BASE") -> ReconstructedPart:
    return ReconstructedPart(site_id=site, category="military", people=people, people_line=line, items=items)


def movement(name: str, minute: int, *parts: ReconstructedPart, kind: str = "depart") -> ReconstructedMovement:
    return ReconstructedMovement(
        kind=kind,
        movement_id=name,
        at_minute=minute,
        field_id="FLD1",
        vehicle_type="LIFT",
        parts=parts,
        source="",
        assumed="made up for the test",
    )


HISTORY = CaseHistory(
    claims=(),
    movements=(
        movement("OPEN", at(0), part("BASE-STAFF", 4, "I1"), kind="opening"),
        movement("R1", at(0, 9), part("BASE-STAFF", 6), part("FEED-STAFF", 2, "I5", site="FEED")),
        movement("R2", at(0, 23, 30), part("BASE-GUARD", 1)),
        movement("R3", at(1, 0, 10), part(None, 5), part(None, 1, "I3")),
    ),
)


def tell(root: Path, **changes: Any) -> ReplayedHistory:  # noqa: ANN401 - the arguments have many types
    values: dict[str, Any] = {
        "operation": tiny_operation(),
        "history": HISTORY,
        "agreement_sha256": "ab" * 32,
        "seed": "tiny",
        "texts": texts,
    }
    values |= changes
    return replay_history(root, values.pop("operation"), values.pop("history"), **values)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ReplayedHistory]:
    root = tmp_path_factory.mktemp("told") / "log"
    return root, tell(root)


def test_the_figures_are_those_of_the_history(told: tuple[Path, ReplayedHistory]) -> None:
    _, made = told
    expected = {
        "people_baseline": 30,
        "people_opening": 4,
        "people_counted": 15,
        "people_departed": 19,
        "items_departed": 3,
        "kg_departed": 2_000 + 1_000 + 3_000,
        "movements_departed": 3,
    }
    assert {name: figure_of(made.state, name).value for name in expected} == expected
    assert made.state.published == 1


def test_people_and_items_of_each_line_that_departed_are_told_for_replanning(
    told: tuple[Path, ReplayedHistory],
) -> None:
    """R3 names no line: its six people come from the first lines of their site with people, in order of id."""
    _, made = told
    assert made.departed_people == {"BASE-GUARD": 6, "BASE-STAFF": 11, "FEED-STAFF": 2}
    assert made.departed_items == ("I1", "I3", "I5")


def test_both_verifiers_believe_the_log_under_its_key_file(told: tuple[Path, ReplayedHistory], tmp_path: Path) -> None:
    root, made = told
    keys = tmp_path / "keys.txt"
    keys.write_text(made.keys_text)
    ours, theirs = verify_log(root, parse_trust(str(keys))), standalone.verify(root, str(keys))
    assert (ours.answer, theirs.verdict) == ("yes", "yes")
    assert theirs.demonstration
    assert theirs.figures["people_departed"] == {"grade": "declared", "value": 19}


def events_of(root: Path) -> list[Any]:
    _, events = read_log(feed_lines(root))
    return [event for held in events.values() for event in held]


def test_each_movement_has_a_departure_and_a_blind_count_of_each_side(told: tuple[Path, ReplayedHistory]) -> None:
    root, _ = told
    kinds = [event.frame.kind for event in events_of(root)]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "count": 12,  # each sealed, then opened
        "declare": 2,
        "depart": 3,
        "genesis": 1,
        "minutes": 2,
        "opening": 1,
        "publish": 1,
    }


def test_minutes_follow_local_days(told: tuple[Path, ReplayedHistory]) -> None:
    """R2 leaves at 23:30 and R3 at 00:10 local time, which is one day in UTC and two at the commission."""
    root, _ = told
    days = [(event.body.day, len(event.body.accepts)) for event in events_of(root) if isinstance(event.body, Minutes)]
    assert days == [("2030-01-07", 2), ("2030-01-08", 1)]


def test_off_block_times_are_exact_and_signing_times_never_run_back(told: tuple[Path, ReplayedHistory]) -> None:
    root, _ = told
    events = [event for event in events_of(root) if event.frame.feed == "force"]
    assert [event.body.off_block_at for event in events if isinstance(event.body, Depart)] == [
        "2030-01-07T08:00:00Z",
        "2030-01-07T22:30:00Z",
        "2030-01-07T23:10:00Z",
    ]
    times = [event.frame.at for event in events]
    assert times == sorted(times)


def test_the_first_event_says_what_is_not_real(told: tuple[Path, ReplayedHistory]) -> None:
    root, _ = told
    genesis = events_of(root)[0].body
    assert isinstance(genesis, Genesis)
    assert genesis.demonstration
    assert genesis.origin == "RECONSTRUCTION/tiny"
    assert genesis.note.startswith("RECONSTRUCTION")
    assert "seed tiny" in genesis.note
    assert tiny_operation().operation_hash in genesis.note


def files_of(root: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_history_gives_the_same_bytes_and_another_seed_others(
    told: tuple[Path, ReplayedHistory], tmp_path: Path
) -> None:
    root, _ = told
    tell(tmp_path / "again")
    other = tell(tmp_path / "other", seed="other")
    assert files_of(tmp_path / "again") == files_of(root)
    assert state_digest(other.state) != state_digest(told[1].state)
    assert other.figures == told[1].figures


def test_one_person_more_in_the_history_changes_figures_and_digest(
    told: tuple[Path, ReplayedHistory], tmp_path: Path
) -> None:
    first = replace(HISTORY.movements[1], parts=(part("BASE-STAFF", 7),))
    other = tell(tmp_path / "log", history=replace(HISTORY, movements=(HISTORY.movements[0], first)))
    assert figure_of(other.state, "people_departed").value == 11
    assert verify_log(tmp_path / "log").state_digest != verify_log(told[0]).state_digest


def test_the_publication_can_be_dated(tmp_path: Path) -> None:
    tell(tmp_path / "log", published_at_minute=at(2, 12))
    (published,) = (event for event in events_of(tmp_path / "log") if event.frame.kind == "publish")
    assert published.frame.at == published.body.as_of == "2030-01-09T11:00:00Z"


def test_a_history_without_movements_publishes_that_nobody_has_departed(tmp_path: Path) -> None:
    made = tell(tmp_path / "log", history=CaseHistory(claims=(), movements=()))
    assert figure_of(made.state, "people_departed").value == 0
    assert verify_log(tmp_path / "log").answer == standalone.verify(tmp_path / "log").verdict == "consistent"


def test_an_operation_without_items_can_be_told(tmp_path: Path) -> None:
    only_people = CaseHistory(claims=(), movements=(movement("R1", at(0, 9), part("BASE-STAFF", 6)),))
    made = tell(tmp_path / "log", operation=tiny_operation(items=()), history=only_people)
    assert figure_of(made.state, "items_baseline").value == 0
    assert verify_log(tmp_path / "log").answer == standalone.verify(tmp_path / "log").verdict == "consistent"


def test_a_day_of_many_departures_takes_several_records(tmp_path: Path) -> None:
    """201 departures: two records, because the hashes of all would not fit into one payload."""
    operation: Operation = tiny_operation()
    people = tuple(replace(line, count=300) for line in operation.people if line.line_id == "BASE-STAFF")
    many = tuple(movement(f"R{number:03}", at(0, 9) + number, part("BASE-STAFF", 1)) for number in range(201))
    made = tell(
        tmp_path / "log",
        operation=tiny_operation(people=people),
        history=CaseHistory(claims=(), movements=many),
    )
    records = [event.body for event in events_of(tmp_path / "log") if isinstance(event.body, Minutes)]
    assert [len(record.accepts) for record in records] == [200, 1]
    assert figure_of(made.state, "people_departed").value == 201
    assert verify_log(tmp_path / "log").answer == "consistent"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((part("BASE-STAFF", 15),), "15 of line BASE-STAFF should depart, but 14 remain"),
        ((part(None, 21),), "21 military people of BASE should depart, but 20 remain"),
        ((part("BASE-STAFF", 1, "I1"), part("BASE-STAFF", 1, "I1")), "1 of line I1 should depart, but 0 remain"),
    ],
)
def test_more_than_the_baseline_is_refused(parts: tuple[ReconstructedPart, ...], reason: str, tmp_path: Path) -> None:
    history = CaseHistory(claims=(), movements=(movement("R1", at(0, 9), *parts),))
    with pytest.raises(UsageError, match=reason):
        tell(tmp_path / "log", history=history)


def test_a_folder_that_holds_something_is_not_written_into(told: tuple[Path, ReplayedHistory]) -> None:
    with pytest.raises(UsageError, match="is not an empty folder"):
        tell(told[0])


def act(kind: str, subject: str, minute: int, *parts: ReconstructedPart, **more: Any) -> ReconstructedAct:  # noqa: ANN401 - many types
    return ReconstructedAct(kind=kind, subject=subject, at_minute=minute, parts=parts, assumed="made up", **more)


EVERYTHING = CaseHistory(
    claims=(),
    movements=(
        movement("R1", at(0, 9), part("BASE-STAFF", 6)),
        movement("R2", at(2, 9), part("FEED-STAFF", 2), part("LATE", 3)),
    ),
    acts=(
        act("clearance", "C-AIR", at(0, 6), state="requested"),
        act("clearance", "C-AIR", at(0, 7), state="granted"),
        act("calendar", "WEEK", at(0, 8), until_minute=at(2, 12)),
        act("reinforce", "MORE", at(0, 10), part("LATE", 3), reason="to help"),
        act("transfer", "C1", at(1, 8), part("FEED-STAFF", 6, "I5", "I6", site="FEED"),
            part("FEED-GUARD", 4, site="FEED"), to_site="BASE", until_minute=at(1, 10)),
        act("handover", "FEED", at(1, 7), part(None, 0, site="FEED"), until_minute=at(1, 7)),
        act("close", "FEED", at(1, 12), part(None, 0, site="FEED")),
        act("status", "STAY", at(1, 13), part("BASE-GUARD", 1), state="retained", reason="guards the embassy"),
        act("obligation", "half", at(2, 10), state="done", reason="in time"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ReplayedHistory]:
    root = tmp_path_factory.mktemp("everything") / "log"
    return root, tell(root, history=EVERYTHING)


def test_all_that_a_commission_signs_becomes_joint_and_both_verifiers_believe_it(
    everything: tuple[Path, ReplayedHistory], tmp_path: Path
) -> None:
    root, made = everything
    keys = tmp_path / "keys.txt"
    keys.write_text(made.keys_text)
    assert verify_log(root, parse_trust(str(keys))).answer == standalone.verify(root, str(keys)).verdict == "yes"
    daybook = made.state.daybook
    assert daybook is not None
    assert (daybook.waiting, {row.grade for row in daybook.register}) == ((), {"joint"})
    assert {(row.kind, row.key, row.state) for row in daybook.register if row.kind != "obligation"} == {
        *(("arrive", "C1", "equal"), ("calendar", "calendar", "1"), ("clearance", "C-AIR", "granted")),
        *(("close", "FEED", "closed"), ("handover", "FEED", "act")),
    }
    assert [row.party for row in daybook.register if row.kind == "obligation"] == ["force", "host"]


def test_figures_count_who_came_who_stays_and_who_moved(everything: tuple[Path, ReplayedHistory]) -> None:
    _, made = everything
    expected = {"departed": 11, "reinforced": 3, "retained": 1, "remaining": 30 + 3 - 11 - 1}
    assert {name: figure_of(made.state, f"people_{name}").value for name in expected} == expected
    assert made.departed_people == {"BASE-STAFF": 6, "FEED-STAFF": 2, "LATE": 3}


def test_before_a_site_is_closed_the_commission_sits_besides(everything: tuple[Path, ReplayedHistory]) -> None:
    """The arrival of the convoy is accepted first; in the evening the day's record follows as ever."""
    root, _ = everything
    days = [event.body.day for event in events_of(root) if isinstance(event.body, Minutes)]
    assert days == ["2030-01-07", "2030-01-08", "2030-01-08", "2030-01-09"]


def test_the_calendar_holds_the_departures_of_its_days(everything: tuple[Path, ReplayedHistory]) -> None:
    root, _ = everything
    (agreed,) = (event.body.value for event in events_of(root) if event.frame.kind == "calendar")
    assert (agreed["from"], agreed["to"], [one["movement"] for one in agreed["movements"]]) == (
        *("2030-01-08", "2030-01-09"),
        ["R2"],
    )
