"""Each cell type: what it reads, what it refuses, and that a refusal always carries a sentence and a hint of ours."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.intake import parse
from repli.intake.parse import CellError
from repli.units import minute_from_text

READERS: dict[str, Callable[[object], object]] = {
    "text": parse.text,
    "id": parse.identifier,
    "ids": parse.identifiers,
    "int": parse.whole,
    "positive": parse.positive,
    "percent": parse.whole_between(1, 100),
    "decimal": parse.decimal(),
    "latitude": parse.decimal(-90, 90),
    "yes/no": parse.choice("yes", "no"),
    "clock": parse.clock,
    "day": parse.day,
    "when": parse.when,
    "days": parse.days,
    "spots": parse.spots,
    "language": parse.language,
}

GOOD: list[tuple[str, str, object]] = [
    ("text", "é, ok", "é, ok"),
    ("id", "C-17", "C-17"),
    ("id", "a" * 64, "a" * 64),
    ("ids", "A B.c", ("A", "B.c")),
    ("int", "0", 0),
    ("positive", "12", 12),
    ("percent", "100", 100),
    ("decimal", "-0.5", -0.5),
    ("latitude", "-90", -90.0),
    ("yes/no", "yes", "yes"),
    ("clock", "00:00", 0),
    ("clock", "07:30", 450),
    ("clock", "24:00", 1440),
    ("day", "2024-02-29", date(2024, 2, 29)),
    ("when", "2024-05-19", date(2024, 5, 19)),
    ("when", "2024-05-19T05:15Z", minute_from_text("2024-05-19T05:15Z")),
    ("days", "Mon Sun", frozenset({0, 6})),
    ("spots", "4:1 2:3", ((2, 3), (4, 1))),
    ("spots", "", ()),
    ("language", "fr", "fr"),
]

BAD = [
    ("text", ""),
    *(("id", word) for word in ("", " a", "-a", "é", "a b", "a" * 65, "a/b")),
    *(("ids", word) for word in ("", "A  B", "A,B", "A A", " A")),
    *(
        ("int", word)
        for word in ("", "1,5", "1.0", "12 t", "-5", "1e3", "NaN", "007", "+1", "٣", "1_000", "9999999999")
    ),
    *(("positive", word) for word in ("0", "-0", "")),
    *(("percent", word) for word in ("0", "101", "80 %")),
    *(("decimal", word) for word in ("", "1,5", "1e3", "nan", "inf", ".5", "1.", "0x1", "1 200.5")),
    *(("latitude", word) for word in ("90.1", "-91", "13 N")),
    *(("yes/no", word) for word in ("", "Yes", "oui", "true", "1")),
    *(("clock", word) for word in ("", "7:30", "24:01", "25:00", "07:60", "07.30", "0730")),
    *(("day", word) for word in ("", "2024-02-30", "19/05/2024", "2024-5-19", "20240519", "1969-12-31", "2200-01-01")),
    *(("when", word) for word in ("2024-05-19 05:15", "2024-05-19T05:15", "2024-05-19T05:15:00Z", "2024-05-19T24:00Z")),
    *(("when", word) for word in ("2024-13-01", "0001-01-01T00:00Z", "Z", "")),
    *(("days", word) for word in ("", "mon", "Mon,Tue", "Mon Mon", "Lun")),
    *(("spots", word) for word in ("2", "2:", "0:1", "2:0", "2:1 2:3", "2:1,4:1", "2:-1", "2: 1")),
    *(("language", word) for word in ("", "FR", "french", "f")),
]


@pytest.mark.parametrize(("kind", "cell", "value"), GOOD)
def test_a_cell_is_read(kind: str, cell: str, value: object) -> None:
    assert READERS[kind](cell) == value


@pytest.mark.parametrize(("kind", "cell"), BAD)
def test_a_cell_is_refused_with_a_sentence_and_a_hint(kind: str, cell: str) -> None:
    with pytest.raises(CellError) as caught:
        READERS[kind](cell)
    assert str(caught.value.expected)
    assert str(caught.value.hint)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1,5", "no comma"),
        ("1.200,50", "no comma"),
        ("12 t", "number alone"),
        ("12kg", "number alone"),
        ("-5", "negative"),
        ("1e3", "exponent"),
        ("", "Fill in"),
        ("twelve", "digits only"),
    ],
)
def test_the_hint_for_a_number_says_what_is_wrong_with_it(cell: str, words: str) -> None:
    with pytest.raises(CellError) as caught:
        parse.whole(cell)
    assert words in str(caught.value.hint)


def test_a_value_that_does_not_work_yet_is_refused_by_name() -> None:
    with pytest.raises(CellError, match="known, but this version does not plan with it yet"):
        parse.choice("repatriate", not_yet=("sell",))("sell")


@pytest.mark.parametrize("kind", READERS)
@given(cell=st.text(max_size=20) | st.none() | st.integers() | st.floats() | st.lists(st.integers()))
def test_no_cell_raises_anything_but_a_cell_error(kind: str, cell: object) -> None:
    with suppress(CellError):
        READERS[kind](cell)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_every_whole_number_up_to_the_largest_is_read_back(number: int) -> None:
    assert parse.whole(str(number)) == number


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert parse.when(day.isoformat()) == day
