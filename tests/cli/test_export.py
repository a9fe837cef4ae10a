"""export as a planner and as a spokesperson type it; a plan travels as a workbook and is judged as such."""

import json
from pathlib import Path

import pytest

from repli import commission
from tests.cli.test_books import answer
from tests.demo_run import CASE, DemoRun
from tests.office import said_by, saved_again


def test_a_plan_is_exported_in_every_form_and_its_workbook_is_judged(tmp_path: Path) -> None:
    answer("new", "north", cwd=tmp_path)
    answer("plan", "north", "--out", "plan.xlsx", cwd=tmp_path)
    assert "0 breaches found" in answer("check", "plan.xlsx", "--operation", "north", cwd=tmp_path)
    found = json.loads(answer("export", "north", "--plan", "plan.xlsx", "--out", "out", "--json", cwd=tmp_path))
    names = {Path(one).name for one in found["written"]}
    assert names == {
        "plan.xlsx", "manifests.xlsx", "departures.csv", "manifests.csv", "acts.csv", "requests.csv", "force_list.xlsx",
        "map.geojson", "force.ics", "host.ics",
    }  # fmt: skip
    assert (tmp_path / "out" / "plan.xlsx").read_bytes() == (tmp_path / "plan.xlsx").read_bytes()


def test_the_public_figures_of_a_log_are_exported_without_a_plan(demo: DemoRun) -> None:
    case, contents = commission.load_case(CASE), commission.log_contents(demo.out / "log")
    files = commission.export_public(case, contents, demo.out / "keys.txt", language="fr")
    assert set(files) == {
        "datapackage.json",
        "figures.csv",
        "people_departed.csv",
        "claims.csv",
        "sites.csv",
        "figures.xlsx",
    }
    assert b"people_departed,at_least,269,,,more than 269,plus de" in files["figures.csv"]
    assert b"kg_departed,withheld,,," in files["figures.csv"]
    assert b"RECONSTRUCTION" in files["datapackage.json"]


@pytest.mark.heavy
def test_the_public_workbook_says_the_same_after_libreoffice_saved_it(demo: DemoRun, tmp_path: Path) -> None:
    case, contents = commission.load_case(CASE), commission.log_contents(demo.out / "log")
    book = commission.export_public(case, contents, demo.out / "keys.txt", language="en")["figures.xlsx"]
    assert said_by(saved_again({"figures": book}, tmp_path)["figures"]) == said_by(book)


def test_a_plan_and_a_log_are_not_exported_together(tmp_path: Path) -> None:
    answer("new", "north", cwd=tmp_path)
    assert "one at a time" in answer("export", "north", "--out", "x", cwd=tmp_path, code=2)
    assert not (tmp_path / "x").exists()
