"""The weeks of a plan in words: used up, busy, priced; French with its narrow spaces."""

import json
from pathlib import Path

from repli import commission
from repli.cli.week_words import week_lines, weeks_as_json
from tests.demo_run import run_repli
from tests.tiny_folder import write_tiny_folder


def test_lines_and_json_hold_the_same_weeks(tmp_path: Path) -> None:
    case = commission.load_case(write_tiny_folder(tmp_path / "case"))
    plan = commission.make_plan(case.operation, seed=1, bounds=True)
    tight, busy = commission.weeks(case.operation, plan), commission.busy(case.operation, plan)
    said, in_json = list(week_lines(case, tight, busy)), weeks_as_json(case, tight, busy)
    assert said[0].startswith("Week from 7 Jan: ")
    assert said[1].startswith("Week from 7 Jan, busy: ")
    assert [one["first_day"] for one in in_json] == ["2030-01-07"]
    uses = in_json[0]["busy"]
    assert isinstance(uses, list)
    for use in uses:
        shown = f"{use['what']} {use['share_percent']} %"
        assert (shown in said[1]) == (use["share_percent"] >= 25 or use["priced"])
    json.dumps(in_json)


def test_french_has_narrow_spaces_between_what_a_week_lists(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path / "case")
    answer = run_repli("explain", str(folder), cwd=tmp_path, language="fr").stdout
    (week,) = (line for line in answer.splitlines() if line.startswith("Semaine du 7 janv.\u00a0:"))
    assert "\u202f; " in week
    assert " ; " not in week
    assert "\u202f%" in answer
