"""People who stay, rain, and materiel that is handed in late: what the count says, and what the chance becomes."""

from tests.commission.incidents.story import INCIDENTS, PAGE, Story, agreed, chance, kinds_of, page_rows
from tests.forecast.settings import setting
from tests.tiny import tiny_operation


def test_who_asks_for_asylum_leaves_the_count_without_departing() -> None:
    story, key = Story(), "unamid-2021 2021-07-27 people_stay"
    story.force("status", status="asylum", people="BASE-STAFF:2", reason="asked the host for asylum")
    assert story.figure("people_remaining") == 30
    story.accept()
    assert (story.figure("people_otherwise"), story.figure("people_remaining")) == (2, 28)
    assert story.figure("people_departed") == 0
    row = next(one for one in story.world.force.copy.replay.balance if one.site == "BASE")
    assert (row.asylum, row.present, row.baseline) == (2, 18, 20)
    assert story.kinds == kinds_of(key)


def test_a_warning_of_rain_is_an_account_and_its_days_lower_the_chance() -> None:
    story, key = Story(), "us-niger-2024 2024-06-14 weather"
    story.incident("RAIN", "weather", "FLD1", severity="2")
    assert story.figure("people_departed") == 0
    plan = agreed()[1]
    rain = (setting("weather_day_probability_01", 0.8, 0.8, 0.8), setting("weather_closure_hours", 12, 12, 12))
    assert chance(tiny_operation(settings=rain), plan) < chance(tiny_operation(), plan)
    assert story.kinds == kinds_of(key)


def test_materiel_that_is_not_handed_in_is_seen_at_its_inspection_and_lowers_the_chance() -> None:
    story, key = Story(), "us-afghanistan-2013 2013-10 forecast_bias"
    story.force("inspect", inspection="TURN-IN", site="BASE", items=["I1", "I2"], result="staged")
    (row,) = story.standing.rows("inspect")
    event = story.standing.events[row.event]
    assert event.body.value["items"] == 2
    plan = agreed()[1]
    late = (setting("turn_in_fraction", 0.55, 0.55, 0.55), setting("turn_in_delay_days_mean", 3, 3, 3))
    assert chance(tiny_operation(settings=late), plan) < chance(tiny_operation(), plan)
    assert story.kinds == kinds_of(key)


def test_the_page_has_every_incident_once_with_its_words_and_every_one_has_a_test() -> None:
    rows = page_rows()
    assert [row.key for row in rows] == list(INCIDENTS)
    text = PAGE.read_text("utf-8")
    assert all(row["what_happened"] in text for row in INCIDENTS.values())
    assert all(row.kinds and row.changes for row in rows)
    tests = "".join(path.read_text("utf-8") for path in PAGE.parents[2].glob("tests/commission/incidents/test_*.py"))
    assert [key for key in INCIDENTS if tests.count(f'"{key}"') != 1] == []
