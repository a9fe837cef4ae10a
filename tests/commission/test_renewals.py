"""A plan file made again: the new file is judged by the same rule book, from now or from a signed log."""

import shutil
from pathlib import Path

import pytest

from repli.cli.replan_words import difference_lines
from repli.commission import (
    changes_of,
    judge_plan_file,
    judge_renewal,
    load_case,
    load_plan,
    make_plan,
    plan_bytes,
    replan,
    write_file,
)
from repli.commission.renewals import as_agreed
from repli.errors import UsageError
from repli.planning import Terms
from repli.reporting import record_of
from repli.units import MINUTES_PER_DAY, text_of_minute
from tests.demo_run import CASE, DemoRun, answer_here
from tests.tiny import tiny_operation, tiny_plan, without_row


@pytest.fixture(scope="module")
def agreed(demo: DemoRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the demonstration, as a file of its own."""
    file = tmp_path_factory.mktemp("agreed") / "plan.json"
    file.write_bytes((demo.out / "plan.json").read_bytes())
    return file


def test_the_new_plan_is_judged_and_loaded_like_any_other_and_changes_only_what_must(agreed: Path) -> None:
    case, plan = load_plan(agreed, CASE)
    now = case.operation.as_of_minute + 23 * MINUTES_PER_DAY
    same = replan(agreed, CASE, terms=Terms(now_minute=now, freeze_minutes=2880), seed=1)
    assert (same.difference.moved, same.difference.dropped, same.difference.added) == ((), (), ())
    assert same.frozen
    last = max(plan.movements, key=lambda one: one.stops[0].off_block_minute)
    terms = Terms(now_minute=now, bans=frozenset({("movement", last.movement_id)}))
    found = replan(agreed, CASE, terms=terms, seed=1)
    assert (last.vehicle_id, last.stops) not in {(one.vehicle_id, one.stops) for one in found.plan.movements}
    assert found.difference.moved_ppm < 200_000
    file = agreed.with_name("new.json")
    write_file(file, plan_bytes(found.plan))
    assert judge_plan_file(file, CASE) == (found.plan, ())
    assert load_plan(file, CASE)[1] == found.plan
    assert "<html" in changes_of(found)


def test_from_a_log_the_new_plan_holds_what_the_log_leaves_and_is_judged_with_it(agreed: Path, demo: DemoRun) -> None:
    sources = (demo.out / "log", demo.out / "restricted" / "roster.json")
    operation = load_case(CASE).operation
    now = operation.agreement.day_starts[31]
    found = replan(agreed, CASE, terms=Terms(now_minute=now), seed=1, sources=sources)
    assert found.plan.as_of_minute == now
    assert sum(one.count for one in found.case.operation.people) < sum(one.count for one in operation.people)
    file = agreed.with_name("from_log.json")
    write_file(file, plan_bytes(found.plan))
    assert judge_renewal(file, CASE, sources) == (found.plan, ())
    assert judge_plan_file(file, CASE)[1]  # the whole operation is not what the log leaves
    with pytest.raises(UsageError, match="local day"):
        replan(agreed, CASE, terms=Terms(now_minute=now + 1), seed=1, sources=sources)


def test_what_moves_is_counted_against_the_calendar_that_both_agreed_on_in_the_log(
    agreed: Path, demo: DemoRun, tmp_path: Path
) -> None:
    log, roster = tmp_path / "log", demo.out / "restricted" / "roster.json"
    shutil.copytree(demo.out / "log", log)
    operation, plan = (load_plan(agreed, CASE)[0].operation, load_plan(agreed, CASE)[1])
    now = operation.agreement.day_starts[31]
    one = next(one for one in plan.movements if one.stops[0].off_block_minute >= now)
    row = f"{one.movement_id} | DRRN | C-17 | {text_of_minute(one.stops[1].off_block_minute)} | 1 | 1"
    for party, words in (
        ("demo-force", ("record", "calendar", "--from", "2024-06-20", "--movements", row)),
        ("demo-host", ("cosign", "--all")),
        ("demo-force", ("cosign",)),
    ):
        answer_here("keys", "demo", str(tmp_path / party), "--party", party)
        own = ("--party", party, "--keys", str(tmp_path / party), "--now", "2024-06-08T18:00Z")
        at = 2 if words[0] == "record" else 1
        assert answer_here(*words[:at], str(log), *own, *words[at:]).exit_code == 0
    found = replan(agreed, CASE, terms=Terms(now_minute=now), seed=1, sources=(log, roster))
    assert found.calendar == {one.movement_id}
    told = "Of 1 movements in the agreed calendar"
    assert [told in line for line in difference_lines(found)].count(True) == 1


def test_from_a_log_who_was_transferred_is_planned_from_the_site_where_they_are(
    agreed: Path, demo: DemoRun, tmp_path: Path
) -> None:
    log, roster = tmp_path / "log", tmp_path / "roster.json"
    shutil.copytree(demo.out / "log", log)
    roster.write_bytes((demo.out / "restricted" / "roster.json").read_bytes())
    operation = load_plan(agreed, CASE)[0].operation
    now = operation.agreement.day_starts[31]
    left = replan(agreed, CASE, terms=Terms(now_minute=now), seed=1, sources=(log, roster)).case.operation
    line = next(one for one in left.people if one.together is None and one.count > 1 and one.arrives_minute is None)
    other = next(one.site_id for one in left.sites if one.inside and one.site_id != line.site_id)
    _both(
        log, tmp_path, roster, "2024-06-08T18:00Z",
        "transfer", "--movement", "C901", "--to", other, "--people", f"{line.line_id}:2",
        "--off-block-at", "2024-06-08T12:00Z",
    )  # fmt: skip
    found = replan(agreed, CASE, terms=Terms(now_minute=now), seed=1, sources=(log, roster))
    row = found.case.operation.people_of[f"{line.line_id}.at.{other}"]
    assert (row.site_id, row.count) == (other, 2)
    assert found.case.operation.people_of[line.line_id].count == line.count - 2
    file = tmp_path / "new.json"
    write_file(file, plan_bytes(found.plan))
    assert judge_renewal(file, CASE, (log, roster)) == (found.plan, ())


def _both(log: Path, folder: Path, roster: Path, now: str, *words: str) -> None:
    """One record by the force with its roster, cosigned by both."""
    for party, said in (
        ("demo-force", ("record", words[0], str(log), "--both", *words[1:])),
        ("demo-host", ("cosign", str(log), "--all")),
        ("demo-force", ("cosign", str(log))),
    ):
        answer_here("keys", "demo", str(folder / party), "--party", party)
        own = ["--party", party, "--keys", str(folder / party), "--now", now]
        own += ["--roster", str(roster)] if said[0] == "record" else []
        done = answer_here(*said, *own)
        assert done.exit_code == 0, done.output


def test_a_plan_of_other_routes_is_refused_by_name(tmp_path: Path) -> None:
    operation = load_case(CASE).operation
    plan = make_plan(operation, seed=1)
    file = tmp_path / "plan.json"
    text = plan_bytes(plan).decode().replace('"DRZA"', '"DRRN"')
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="not as the operation has it"):
        replan(file, CASE, terms=Terms(now_minute=operation.horizon_minute - 1), seed=1)


def test_what_was_agreed_with_a_clearance_that_is_gone_is_counted_among_the_departures() -> None:
    gone, plan = without_row(tiny_operation(), "clearances", "C-AIR"), tiny_plan()
    agreed = record_of(tiny_operation(), plan, None).departures
    assert len(record_of(gone, plan, None).departures) < len(agreed)
    assert record_of(gone, as_agreed(gone, plan), None).departures == agreed
    assert as_agreed(tiny_operation(), plan) == plan
