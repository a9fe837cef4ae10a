from repli.reporting.loads.legs import fill_sentences, leg_words, legs_table
from tests.reporting.load_samples import sheet_of, voice


def test_a_loaded_leg_shows_used_and_available_and_its_balance() -> None:
    """R1: 1,840,000 kg cm on 3,400 kg are 541.2 cm, 41.2 behind the forward limit."""
    table = legs_table(sheet_of("R1"), voice())
    assert table.rows == (
        ("FLD1 → OUT1", "14 / 20", "1 / 2", "3,400 / 12,000", "0", "541.2", "500 \u2013 700", "41.2", "not full"),
    )
    french = legs_table(sheet_of("R1"), voice("fr")).rows[0]
    assert french[3:8] == ("3\u202f400 / 12\u202f000", "0", "541,2", "500 \u2013 700", "41,2")


def test_a_leg_without_a_floor_list_has_no_balance() -> None:
    assert legs_table(sheet_of("R2"), voice()).rows[0] == (
        "FLD1 → OUT1", "6 / 8", "6 / 6", "11,600 / 12,000", "1", "\u2013", "\u2013", "\u2013", "full: positions",
    )  # fmt: skip


def test_a_departure_that_is_not_full_says_what_stayed_and_why() -> None:
    (said,) = fill_sentences(sheet_of("R1"), voice())
    assert said.startswith("FLD1 → OUT1: not full; ready and not aboard, items 1: outsize")
    assert said.endswith("people 6, items 1: a security floor keeps it.")
    assert "pas plein\u202f; prêt et pas à bord" in fill_sentences(sheet_of("R1"), voice("fr"))[0]


def test_a_full_departure_needs_no_sentence() -> None:
    assert fill_sentences(sheet_of("R2"), voice()) == ()


def test_a_leg_is_named_by_its_two_places() -> None:
    assert leg_words(sheet_of("C1").loads[0].legs[0]) == "FEED → BASE"
