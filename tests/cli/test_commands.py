"""Each command: what it answers, its exit code, its JSON; and no traceback for anything a user gets wrong."""

import json
import shutil
from pathlib import Path

import pytest

from tests.demo_run import CASE, DemoRun, answer_here
from tests.demo_run import run_here as run_repli


def test_check_of_a_good_folder_says_what_it_holds(tmp_path: Path) -> None:
    answer = run_repli("check", str(CASE), cwd=tmp_path)
    assert "946 people" in answer.stdout


def test_check_of_a_bad_folder_names_file_row_and_column_of_every_error(tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(CASE, case)
    for name, old, new in (("fleet.csv", "C17-A,C-17,", "C17-A,C-19,"), ("people.csv", ",military,", ",miliary,")):
        file = case / name
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    answer = run_repli("check", str(case), cwd=tmp_path, check=False)
    assert answer.returncode == 2
    assert "fleet.csv:4:type_id" in answer.stderr
    assert "people.csv:2:category" in answer.stderr
    in_json = json.loads(run_repli("check", str(case), "--json", cwd=tmp_path, check=False).stdout)
    assert {problem["file"] for problem in in_json["problems"]} == {"fleet.csv", "people.csv"}


@pytest.mark.parametrize("case", ["germany-niger-2024", pytest.param("niger-2024", marks=pytest.mark.heavy)])
def test_plan_writes_the_same_bytes_for_the_same_seed_and_the_rule_book_accepts_them(case: str, tmp_path: Path) -> None:
    folder = str(CASE.parent / case)
    answers = [
        run_repli("plan", folder, "--out", name, "--seed", "3", "--effort", "300", cwd=tmp_path)
        for name in ("one.json", "two.json")
    ]
    assert "kept" in answers[0].stdout
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    judged = run_repli("check", "one.json", "--operation", folder, cwd=tmp_path)
    assert "0 breaches" in judged.stdout


def test_an_edited_plan_is_refused_with_the_rule_it_breaks(demo: DemoRun, tmp_path: Path) -> None:
    text = (demo.out / "plan.json").read_text("utf-8")
    plan = json.loads(text)
    plan["objective"]["stay_minutes"] -= 1
    (tmp_path / "plan.json").write_text(json.dumps(plan), "utf-8")
    judged = run_repli("check", "plan.json", "--operation", str(CASE), "--json", cwd=tmp_path, check=False)
    assert judged.returncode == 1
    assert len(json.loads(judged.stdout)["findings"]) == 1


@pytest.mark.parametrize("command", ["estimate", "check", "plan"])
def test_every_planning_command_answers_in_json(command: str, tmp_path: Path) -> None:
    german = CASE.parent / "germany-niger-2024"
    assert isinstance(json.loads(run_repli(command, str(german), "--json", cwd=tmp_path).stdout), dict)


def test_simulate_gives_three_scenarios_with_their_error_apart(demo: DemoRun, tmp_path: Path) -> None:
    arguments = ("simulate", str(demo.out / "plan.json"), "--operation", str(CASE), "--replications", "200", "--json")
    answer = json.loads(run_repli(*arguments, cwd=tmp_path).stdout)
    assert [scenario["name"] for scenario in answer["scenarios"]] == ["low", "base", "high"]
    assert all(0 <= scenario["chance"] <= 1 for scenario in answer["scenarios"])
    assert all(0 <= scenario["standard_error"] <= 0.5 / 200**0.5 for scenario in answer["scenarios"])


def test_log_verify_says_yes_with_keys_and_compare_without(demo: DemoRun) -> None:
    log, keys = str(demo.out / "log"), str(demo.out / "keys.txt")
    assert run_repli("log", "verify", log, "--keys", keys, cwd=demo.folder).stdout.startswith("YES")
    without = run_repli("log", "verify", log, cwd=demo.folder, check=False)
    assert without.returncode == 3
    assert "compare the keys" in without.stdout


def test_report_writes_the_same_public_files_as_the_main_job(demo: DemoRun, tmp_path: Path) -> None:
    log, keys = str(demo.out / "log"), str(demo.out / "keys.txt")
    run_repli("report", str(CASE), "--log", log, "--keys", keys, "--out", "new", cwd=tmp_path)
    for name in ("communique_fr.pdf", "communique_en.pdf", "public.html"):
        assert (tmp_path / "new" / name).read_bytes() == (demo.out / name).read_bytes()


def test_replay_writes_the_same_log_as_the_main_job(demo: DemoRun, tmp_path: Path) -> None:
    run_repli("replay", str(CASE), "--out", "new", cwd=tmp_path)
    files = [path.relative_to(demo.out) for path in (demo.out / "log").rglob("*") if path.is_file()]
    assert len(files) >= 8
    assert all((tmp_path / "new" / name).read_bytes() == (demo.out / name).read_bytes() for name in files)


def test_schema_knows_every_table(tmp_path: Path) -> None:
    schemas = json.loads(run_repli("schema", cwd=tmp_path).stdout)
    assert {"operation.toml", "sites.csv", "people.csv", "items.csv"} <= set(schemas)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere"),
        ("plan", "nowhere"),
        ("check", "nowhere.json", "--operation", "nowhere"),
        ("simulate", "nowhere.json", "--operation", "nowhere"),
        ("loads", "nowhere.json", "--operation", "nowhere", "--out", "x"),
        ("log", "verify", "nowhere"),
        ("log", "verify", "nowhere", "--keys", "none"),
        ("report", "nowhere", "--log", "x", "--keys", "y", "--out", "z"),
        ("report", str(CASE), "--log", "x", "--keys", "y", "--out", "z"),
        ("replay", "nowhere", "--out", "x"),
        ("plan", str(CASE), "--as-of", "tomorrow"),
        ("plan", str(CASE), "--out", "/proc/nowhere/plan.json"),
        ("demo", "nowhere"),
    ],
)
def test_a_wrong_command_gets_one_sentence_an_exit_code_and_no_traceback(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = answer_here(*arguments)
    assert answer.exit_code in {1, 2}
    assert answer.stderr.strip()
    assert "Traceback" not in answer.stderr
    assert "defect" not in answer.stderr


def test_french_is_spoken_on_request(demo: DemoRun, tmp_path: Path) -> None:
    assert "personnes" in run_repli("check", str(CASE), cwd=tmp_path, language="fr").stdout
    log, keys = str(demo.out / "log"), str(demo.out / "keys.txt")
    assert run_repli("log", "verify", log, "--keys", keys, cwd=tmp_path, language="fr").stdout.startswith("OUI")


def test_every_command_has_help_in_both_languages(tmp_path: Path) -> None:
    english, french = (run_repli("--help", cwd=tmp_path, language=one).stdout for one in ("en", "fr"))
    commands = (
        "check",
        "estimate",
        "plan",
        "explain",
        "loads",
        "simulate",
        "replay",
        "log",
        "report",
        "schema",
        "demo",
    )
    for command in commands:
        assert command in english
        assert len(answer_here(command, "--help").stdout) > 80
    assert "Planifier" in french


@pytest.mark.parametrize("command", ["replay", "demo"])
def test_a_case_without_a_history_is_refused_by_name_and_leaves_nothing(command: str, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(CASE, case)
    (case / "reconstruction.csv").unlink()
    answer = run_repli(command, str(case), "--out", "out", cwd=tmp_path, check=False)
    assert answer.returncode == 2
    assert "no history to replay" in answer.stderr
    assert not (tmp_path / "out" / "log").exists()


def test_a_history_after_the_horizon_is_refused_by_name(tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(CASE, case)
    (case / "claims.csv").unlink()  # without a published figure the main job replays the whole history
    file = case / "reconstruction.csv"
    first = "".join(file.read_text("utf-8").splitlines(keepends=True)[:15])
    file.write_text(first.replace("2024-06-07T20:30Z", "2025-06-07T20:30Z"), "utf-8")
    answer = run_repli("demo", str(case), "--out", "out", cwd=tmp_path, check=False)
    assert answer.returncode == 2
    assert "defect" not in answer.stderr


def test_explain_says_what_binds_what_to_request_and_why_each_departure_is_full(tmp_path: Path) -> None:
    german = CASE.parent / "germany-niger-2024"
    run_repli("plan", str(german), "--out", "plan.json", cwd=tmp_path)
    answer = run_repli("explain", "plan.json", "--operation", str(german), cwd=tmp_path).stdout
    assert answer.splitlines()[:2] == [
        "Site LTS closes on the day when P-3 is ready.",
        "Request G-3 of Nigerien authorities (demo-host) by 2024-08-22T00:30Z at the latest.",
    ]
    day = answer.splitlines().index("No plan closes before 29 Aug:")
    assert answer.splitlines()[day + 1].startswith("  LTS: notice and office hours of its handover")
    an124 = "R003 2024-08-13T02:00Z DRRN cargo: 0/17 seats, 26/26 positions, 66000/68000 kg; full: positions"
    assert an124 in answer
    assert (
        "Week from 10 Aug: all 1 An-124 under way (2 d); clearance G-2 for DRRN at its limit of 1 a day (1 d)."
        in answer
    )
    in_json = json.loads(run_repli("explain", "plan.json", "--operation", str(german), "--json", cwd=tmp_path).stdout)
    assert [one["binds"] for one in in_json["departures"]] == ["positions", "positions", "positions", "seats", ""]
    assert [len(one["tight"]) for one in in_json["weeks"] if one["tight"]] == [1, 1, 2, 4]
    assert {one["day"] for one in in_json["bound"]} == {54}
    assert {"what", "share_percent", "priced"} == set(in_json["weeks"][-1]["busy"][0])


def test_explain_says_which_commercial_seats_to_book(tmp_path: Path) -> None:
    """One A400M and 12 seats beside the last pallets: 48 others go with a flight in the closing wave."""
    case = tmp_path / "case"
    shutil.copytree(CASE.parent / "germany-niger-2024", case)
    fleet = (case / "fleet.csv").read_text("utf-8").splitlines(keepends=True)
    (case / "fleet.csv").write_text("".join(row for row in fleet if not row.startswith("A400-B")), "utf-8")
    (case / "commercial_seats.csv").write_text(
        "flight_id,from_field,to_field,departs,arrives,check_in_minutes,seats,payload_kg,source,assumed\n"
        "F1,DRRN,ETNW,2024-08-29T10:00Z,2024-08-29T16:00Z,120,60,7800,,for this test\n",
        "utf-8",
    )
    run_repli("plan", "case", "--out", "plan.json", cwd=tmp_path)
    answer = run_repli("explain", "plan.json", "--operation", "case", cwd=tmp_path).stdout
    booked = "Book 48 of 60 seats on F1: check-in at DRRN at 2024-08-29T08:00Z, departs 2024-08-29T10:00Z."
    assert booked in answer.splitlines()
    in_json = json.loads(run_repli("explain", "plan.json", "--operation", "case", "--json", cwd=tmp_path).stdout)
    assert in_json["bookings"] == [{"flight_id": "F1", "people": 48}]


def test_explain_of_a_folder_without_a_plan_names_the_conflict_and_a_repair_that_was_planned_again(
    tmp_path: Path,
) -> None:
    case = tmp_path / "case"
    shutil.copytree(CASE.parent / "germany-niger-2024", case)
    file = case / "sites.csv"
    file.write_text(file.read_text("utf-8").replace("08:00,24:00", "08:00,11:00"), "utf-8")
    answer = run_repli("explain", str(case), cwd=tmp_path, check=False)
    assert (answer.returncode, answer.stdout) == (5, "")
    assert "Conflict, proven" in answer.stderr
    assert "179 instead, in the 240 minutes of the handover of LTS (sites.csv): closed 2024-08-29" in answer.stderr
    in_json = json.loads(run_repli("explain", str(case), "--json", cwd=tmp_path, check=False).stdout)
    assert len(in_json["advice"]) == 5


def test_explain_of_a_folder_with_a_plan_explains_that_plan(tmp_path: Path) -> None:
    answer = run_repli("explain", str(CASE.parent / "germany-niger-2024"), cwd=tmp_path).stdout
    assert answer.startswith("Site LTS closes on the day when P-3 is ready.")


def test_explain_of_a_plan_asks_for_its_operation(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("{}", "utf-8")
    answer = run_repli("explain", "plan.json", cwd=tmp_path, check=False)
    assert (answer.returncode, "Add --operation FOLDER." in answer.stderr) == (2, True)


def test_a_plan_beside_another_operation_is_refused_with_both_names(demo: DemoRun, tmp_path: Path) -> None:
    other = CASE.parent / "germany-niger-2024"
    for command in ("check", "explain", "simulate"):
        answer = run_repli(command, str(demo.out / "plan.json"), "--operation", str(other), cwd=tmp_path, check=False)
        assert answer.returncode == 2
        assert "plan.json is a plan of the operation" in answer.stderr
        assert "as_of" not in answer.stderr
