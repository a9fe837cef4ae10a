import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import phrase
from repli.reporting.voice import Voice, french_spacing
from tests.tiny import at

FRENCH = Voice("fr", "Africa/Niamey")
ENGLISH = Voice("en", "Africa/Niamey")


def test_french_groups_thousands_by_a_narrow_no_break_space() -> None:
    assert FRENCH.number(1_234_567) == "1\u202f234\u202f567"
    assert ENGLISH.number(1_234_567) == "1,234,567"


def test_a_percentage_is_never_broken_from_its_sign() -> None:
    assert FRENCH.percent(284_355) == "28,4\u00a0%"
    assert ENGLISH.percent(284_355) == "28.4\u00a0%"


def test_guillemets_hold_their_text_by_narrow_spaces() -> None:
    assert FRENCH.quoted("accord") == "«\u202faccord\u202f»"
    assert ENGLISH.quoted("accord") == "“accord”"


def test_french_punctuation_gets_the_spaces_of_french() -> None:
    assert french_spacing("Vu : « oui » ; non !") == "Vu\u00a0: «\u202foui\u202f»\u202f; non\u202f!"


def test_times_and_addresses_keep_their_colons() -> None:
    assert french_spacing("13:00 https://example.org") == "13:00 https://example.org"


@given(st.text(alphabet="ab «»;:!?\u00a0\u202f", max_size=30))
def test_setting_french_spaces_twice_changes_nothing(text: str) -> None:
    once = french_spacing(text)
    assert french_spacing(once) == once


def test_apostrophes_between_letters_are_curved() -> None:
    assert FRENCH.typeset("l'hôte d'Agadez") == "l\u2019hôte d\u2019Agadez"


def test_a_number_is_never_torn_from_its_sign() -> None:
    assert FRENCH.typeset("Communiqué n° 1") == "Communiqué n°\u00a01"
    assert ENGLISH.typeset("Communiqué No. 1") == "Communiqué No.\u00a01"
    assert ENGLISH.typeset("5 % of all") == "5\u00a0% of all"


def test_a_text_in_another_normal_form_comes_out_in_nfc() -> None:
    assert FRENCH.typeset("e\u0301chéance") == "échéance"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    assert FRENCH.day("2024-06-01") == "1er juin 2024"
    assert FRENCH.day("2024-06-11") == "11 juin 2024"
    assert ENGLISH.day("2024-06-01") == "1 June 2024"


def test_times_are_those_of_the_agreements_zone() -> None:
    minute = at(0, 13, 5)
    assert ENGLISH.instant(minute) == "7 January 2030, 13:05"
    assert FRENCH.instant(minute) == "7 janvier 2030 à 13\u00a0h\u00a005"
    assert ENGLISH.short_instant(minute) == "2030-01-07 13:05"


def test_a_deadline_at_midnight_belongs_to_the_day_it_closes() -> None:
    assert ENGLISH.last_day_before(at(3)) == "9 January 2030"


def test_whole_numbers_in_a_phrase_are_written_out_at_every_depth() -> None:
    message = phrase("{value} of {total}", value=phrase("more than {value}", value=1269), total=2946)
    assert FRENCH.say(message) == "plus de 1\u202f269 sur 2\u202f946"
    assert ENGLISH.say(message) == "more than 1,269 of 2,946"


def test_a_fraction_in_a_phrase_has_one_decimal_of_the_language() -> None:
    message = phrase("{value}", value=2.44)
    assert (FRENCH.say(message), ENGLISH.say(message)) == ("2,4", "2.4")


def test_countries_are_named_in_the_language_of_the_page() -> None:
    assert (FRENCH.country("TD"), ENGLISH.country("TD")) == ("Tchad", "Chad")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Fri 1 February", "1 Feb, 09:05")), ("fr", ("ven. 1er février", "1 févr., 9\u00a0h\u00a005"))],
)
def test_a_minute_is_named_short_on_pictures_and_in_lists(language: str, words: tuple[str, str]) -> None:
    voice, minute = Voice(language, "Africa/Niamey"), at(25, 9, 5)  # 1 February 2030
    assert (voice.weekday(minute), voice.day_and_time(minute)) == words


@pytest.mark.parametrize(("change", "words"), [(3, "+3"), (-2, "-2"), (0, "0"), (1_200, "+1,200")])
def test_a_change_has_its_sign(change: int, words: str) -> None:
    assert Voice("en", "Africa/Niamey").signed(change) == words
