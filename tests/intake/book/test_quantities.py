"""Numbers and units: one reading or none; two readings are a doubt."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.intake.book.quantities import AmbiguousNumberError, converted, decides, number_of


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3000", "3000", ""),
        ("1 234,5 kg", "1234.5", "kg"),
        ("1.234,5", "1234.5", ""),
        ("1,234.5 t", "1234.5", "t"),
        ("1 500", "1500", ""),
        ("1\u2019500", "1500", ""),
        ("12,5", "12.5", ""),
        ("0,500", "0.500", ""),
        ("1,234,567", "1234567", ""),
        ("3 short tons", "3", "short tons"),
        ("3000 lbs.", "3000", "lbs"),
        ("-5", "-5", ""),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, value: str, unit: str) -> None:
    assert number_of(text) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "2.5.1", "12-5", "1e5"])
def test_what_is_no_number_is_none(text: str) -> None:
    found = number_of(text)
    assert found is None or (text == "1e5" and found[1] == "e5")


def test_a_comma_before_three_digits_is_a_doubt_until_its_meaning_is_known() -> None:
    with pytest.raises(AmbiguousNumberError):
        number_of("1,500")
    with pytest.raises(AmbiguousNumberError):
        number_of("1.500", whole=True)
    assert number_of("1,500", sign=",") == (Decimal("1.500"), "")
    assert number_of("1,500", sign=".") == (Decimal(1500), "")


@pytest.mark.parametrize(
    ("text", "sign"), [("12,5", ","), ("1.234,5", ","), ("1,234.5", "."), ("1,500", ""), ("7", ""), ("13.48", ".")]
)
def test_a_text_shows_its_decimal_sign_or_nothing(text: str, sign: str) -> None:
    assert decides(text) == sign


@given(st.integers(0, 10**8), st.integers(0, 99))
def test_french_and_english_numbers_of_one_value_are_equal(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    french = f"{whole:,}".replace(",", "\u202f") + f",{cents:02d}"
    assert number_of(english) == number_of(french) == (Decimal(f"{whole}.{cents:02d}"), "")


@pytest.mark.parametrize(
    ("value", "given_in", "wanted", "expected"),
    [
        ("2", "t", "kg", "2000"),
        ("1", "lb", "kg", "0.45359237"),
        ("1", "short tons", "kg", "907.18474"),
        ("1", "ft", "cm", "30.48"),
        ("1", "nm", "km", "1.852"),
        ("2", "h", "minutes", "120"),
        ("2", "days", "hours", "48"),
        ("5", "pax", "people", "5"),
    ],
)
def test_units_are_converted_exactly(value: str, given_in: str, wanted: str, expected: str) -> None:
    assert converted(Decimal(value), given_in, wanted) == Decimal(expected)


def test_a_short_ton_is_two_thousand_pounds() -> None:
    assert converted(Decimal(2000), "lb", "kg") == converted(Decimal(1), "short tons", "kg")


def test_a_length_is_no_weight() -> None:
    assert converted(Decimal(1), "m", "kg") is None
