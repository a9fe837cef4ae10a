from repli.reporting.loads.notes import Notes
from repli.reporting.loads.trip import head_rows, stops_table
from tests.reporting.load_samples import loaded, sheet_of, voice


def test_the_head_names_vehicle_type_configuration_route_and_payload_with_marks_of_what_is_assumed() -> None:
    head = dict(head_rows(sheet_of("R1"), Notes(loaded()[0]), voice()))
    assert head == {
        "Vehicle": "L1",
        "Type": "LIFT, by air",
        "Configuration": "pax: seats 20, positions 2, takes no outsize items",
        "Route": "OUT1 → FLD1 → OUT1",
        "Payload": "12,000 kg",
        "Floor": "positions with arm and strength [1], limits of balance [2]",
    }


def test_a_configuration_without_positions_says_that_it_has_no_load_plan() -> None:
    head = dict(head_rows(sheet_of("C1"), Notes(loaded()[0]), voice()))
    assert head["Type"] == "TRUCK, by road"
    assert head["Floor"].startswith("no list of positions")


def test_stops_have_their_minutes_in_local_time_and_utc_and_what_is_handled() -> None:
    """R1 is on block at FLD1 at 08:00 local, works 08:10 to 08:50, goes off at 09:00; local time is UTC+1."""
    rows = stops_table(sheet_of("R1"), loaded()[0], voice()).rows
    assert rows[0] == (("OUT1", "Out one"), "\u2013", "\u2013", ("2030-01-07 06:00", "2030-01-07T05:00Z"), "\u2013")
    assert rows[1] == (
        ("FLD1", "Field one"),
        ("2030-01-07 08:00", "2030-01-07T07:00Z"),
        ("2030-01-07 08:10 \u2013 08:50", "2030-01-07T07:10Z \u2013 07:50Z"),
        ("2030-01-07 09:00", "2030-01-07T08:00Z"),
        "loaded: people 14, items 1",
    )
    assert rows[2][3:] == ("\u2013", "unloaded: people 14, items 1")


def test_a_convoy_stops_at_sites_named_in_the_language() -> None:
    for language, name in (("en", "Feed"), ("fr", "Feed")):
        assert stops_table(sheet_of("C1"), loaded()[0], voice(language)).rows[1][0] == ("FEED", name)
