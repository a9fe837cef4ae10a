"""Niger 2024 to 15 September: replayed once, verified by both verifiers, compared with what was published."""

import csv
import json
from pathlib import Path

import pytest

from repli import commission
from repli.commission import Period, replay_period
from repli.errors import UsageError
from repli.model import ReconstructedMovement
from repli.reporting.positions import DayPosition
from repli.verification import standalone
from tests.demo_run import CASE, run_repli
from tests.reporting.html_check import read
from tests.tiny_folder import write_tiny_folder

LAST = "2024-09-15"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole") / "out"


@pytest.fixture(scope="module")
def period(out: Path) -> Period:
    """The whole history, once."""
    return replay_period(commission.load_case(CASE), out, until=LAST)


def at(period: Period, day: str) -> DayPosition:
    return next(one for one in period.positions if one.day == day)


def state(period: Period, day: str, site: str) -> str | None:
    found = at(period, day).site(site)
    return None if found is None else found.state


def test_both_verifiers_believe_the_log_and_count_the_same(period: Period, out: Path) -> None:
    ours = commission.verify(out / "log", str(out / "keys.txt"))
    theirs = standalone.verify(out / "log", str(out / "keys.txt"))
    assert (ours.answer, theirs.verdict) == ("yes", "yes")
    assert theirs.figures["people_departed"]["value"] == 1092
    assert period.positions[-1].figures["people_departed"] == 1092


def test_at_the_end_nobody_remains_and_those_retained_stand_outside_the_count(period: Period) -> None:
    last = period.positions[-1]
    assert last.day == LAST
    told = {name: last.figures[f"people_{name}"] for name in ("baseline", "reinforced", "departed", "retained")}
    assert told == {"baseline": 946, "reinforced": 150, "departed": 1092, "retained": 4}
    assert last.figures["people_remaining"] == 0
    assert (last.figures["items_departed"], last.figures["sites_closed"]) == (419, 4)


def test_the_first_day_is_that_of_the_communique_and_gives_its_figure(period: Period) -> None:
    first = period.positions[0]
    assert (first.day, first.figures["people_departed"], first.figures["people_remaining"]) == ("2024-06-07", 269, 677)


def test_the_balance_of_every_site_holds_on_every_day_and_sums_to_the_figures(period: Period) -> None:
    assert len(period.positions) == 101
    for position in period.positions:
        rows = [site.balance for site in position.sites]
        assert sum(row.baseline for row in rows) == 946
        assert sum(row.remaining for row in rows) == position.figures["people_remaining"]
        assert sum(row.departed - row.returned for row in rows) == position.figures["people_departed"]
        assert sum(row.retained for row in rows) == position.figures["people_retained"]


def test_air_base_101_is_closed_by_act_on_8_july_while_its_field_stays_open(period: Period) -> None:
    assert [state(period, f"2024-07-0{day}", "AB101") for day in (6, 7, 8)] == ["departing", "act-signed", "closed"]
    later = [one for one in period.replayed.history.movements if one.field_id == "DRRN" and one.at_minute > at(
        period, "2024-07-08").minute]  # fmt: skip
    assert [(one.movement_id, _people(one)) for one in later] == [("NIG-093", 16)]
    assert {state(period, LAST, site) for site in ("AB101", "AB201", "DIFFA", "OUALLAM")} == {"closed"}


def _people(movement: ReconstructedMovement) -> int:
    return sum(part.people for part in movement.parts)


def test_air_base_201_is_closed_on_5_august_and_the_element_stays_at_the_embassy(period: Period) -> None:
    assert (state(period, "2024-08-04", "AB201"), state(period, "2024-08-05", "AB201")) == ("departing", "closed")
    for day in ("2024-08-05", "2024-09-13"):
        embassy = at(period, day).site("EMBASSY")
        assert embassy is not None
        assert embassy.balance.remaining == at(period, day).figures["people_remaining"] == 20
    last = at(period, LAST).site("EMBASSY")
    assert last is not None
    assert (last.balance.departed, last.balance.retained, last.balance.remaining) == (16, 4, 0)


def test_776_and_766_are_flagged_as_a_conflict_of_claims_beside_the_log(period: Period) -> None:
    both = [one for one in period.checks if one.claim.quantity == "people_departed" and one.claim.value in {776, 766}]
    assert [(one.finding, one.derived) for one in both] == [("conflict", 776)] * 2
    assert [one.against for one in both] == [(both[1].number,), (both[0].number,)]


@pytest.mark.parametrize(
    ("claim", "finding", "derived"),
    [
        ("p-2024-05-19", "outside", None),
        ("d-2024-06-07", "built-from", 269),
        ("k-2024-06-08", "conflict", 41_090),
        ("r-2024-06-14", "built-from", 600),
        ("r-2024-06-17", "other-scope", 687),
        ("r-2024-07-05-101", "built-from", 100),
        ("r-2024-07-05-201", "other-scope", 290),
        ("k-2024-07-07", "built-from", 1_593_000),
        ("a-2024-07-07", "not-counted", None),
        ("b-2024-07-07", "other-scope", 946),
        ("s-2024-07-08-a", "built-from", 1),
        ("s-2024-07-08-b", "conflict", 0),
        ("r-2024-07-24", "other-scope", 200),
        ("s-2024-08-05", "built-from", 2),
        ("r-2024-08-05", "other-scope", 20),
        ("r-2024-09-15", "built-from", 0),
    ],
)
def test_each_public_claim_stands_beside_the_figure_of_its_day(
    period: Period, claim: str, finding: str, derived: int | None
) -> None:
    (check,) = (one for one in period.checks if one.claim.claim_id == claim)
    assert (check.finding, check.derived) == (finding, derived)


def test_two_thirds_are_out_on_the_day_of_the_milestone(period: Period) -> None:
    assert at(period, "2024-07-26").figures["people_departed"] * 3 >= 946 * 2


def test_clearances_calendars_and_commitments_are_joint_at_the_end(period: Period) -> None:
    rows = period.replayed.state.daybook.register if period.replayed.state.daybook else ()
    assert {row.grade for row in rows} == {"joint"}
    assert {row.state for row in rows if row.kind == "clearance"} == {"used"}
    assert [row.state for row in rows if row.kind == "calendar"] == ["10"]
    assert {(row.key, row.party, row.state) for row in rows if row.kind == "obligation"} == {
        (clause, party, "done") for clause in ("deadline", "two-thirds") for party in ("demo-force", "demo-host")
    }


def test_page_and_tables_say_the_same_as_the_positions(period: Period, out: Path) -> None:
    with (out / "claims.csv").open(encoding="utf-8", newline="") as stream:
        claims = list(csv.DictReader(stream))
    assert [(row["claim"], row["finding"]) for row in claims] == [
        (one.claim.claim_id, one.finding) for one in period.checks
    ]
    with (out / "sites.csv").open(encoding="utf-8", newline="") as stream:
        sites = list(csv.DictReader(stream))
    assert {"day": "2024-07-08", "site": "AB101", "state": "closed", "remaining": "0"}.items() <= next(
        row for row in sites if (row["day"], row["site"]) == ("2024-07-08", "AB101")
    ).items()
    with (out / "balance.csv").open(encoding="utf-8", newline="") as stream:
        balance = {row["site"]: row for row in csv.DictReader(stream)}
    assert (balance["EMBASSY"]["transferred_in"], balance["EMBASSY"]["retained"]) == ("20", "4")
    texts = read((out / "period.html").read_text("utf-8")).texts
    assert any("946 sur la liste et 150 venus en renfort" in text for text in texts)
    assert any("conflict (" in text for text in texts)


def test_the_command_prints_claims_sites_and_balance_of_a_small_case(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path / "case")
    said = run_repli("replay", str(folder), "--until", "2030-01-08", "--out", "out", cwd=tmp_path).stdout
    assert "30 on the list and 0 who came: 16 departed, 14 remaining, 0 retained outside the count." in said
    assert "2030-01-08  people departed: more than 16 of 30; log: 16;" in said
    assert "BASE: On the list: 20; Departed: 14; Present: 6" in said
    again = run_repli("replay", str(folder), "--until", "2030-01-08", "--out", "two", "--json", cwd=tmp_path).stdout
    answer = json.loads(again)
    assert [one["log"] for one in answer["claims"]] == [16, 16]
    assert answer["sites"]["FEED"]["departed"] == 2
    assert answer["people_departed"]["value"] == 16


@pytest.mark.parametrize(("day", "word"), [("soon", "not a day"), ("2030-01-04", "begins later")])
def test_a_day_that_is_none_or_too_early_is_refused_by_name(tmp_path: Path, day: str, word: str) -> None:
    case = commission.load_case(write_tiny_folder(tmp_path / "case"))
    with pytest.raises(UsageError, match=word):
        replay_period(case, tmp_path / "out", until=day)
