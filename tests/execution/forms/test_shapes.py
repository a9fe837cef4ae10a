"""Boxes read what officers type, and refuse what no event could hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.execution.forms.shapes import (
    ACTIONS,
    CALENDAR,
    COUNT,
    DAY,
    FLAG,
    ID,
    IDS,
    NAME,
    SEVERITY,
    TEXTS,
    TIME,
    Shape,
    word,
)
from repli.ledger.shapes import is_time, time_of_second


@given(st.integers(0, 60_000_000))
def test_a_time_with_and_without_seconds_reads_as_the_log_writes_it(minute: int) -> None:
    text = time_of_second(60 * minute)
    assert TIME.read(text) == text
    assert TIME.read(f"{text[:-4]}Z") == text
    assert is_time(TIME.read(text))


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (TIME, "2024-06-31T12:00Z"),
        (TIME, "2024-06-07 12:00"),
        (DAY, "7 June 2024"),
        (COUNT, "-1"),
        (COUNT, "1.5"),
        (COUNT, "\N{FULLWIDTH DIGIT NINE}"),
        (COUNT, str(2**53)),
        (ID, "two words"),
        (ID, ""),
        (NAME, "é"),
        (SEVERITY, "6"),
        (FLAG, "maybe"),
        (word("open", "closed"), "shut"),
    ],
)
def test_what_is_no_value_is_refused(shape: Shape, text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        shape.read(text)


def test_a_list_reads_alike_from_one_text_and_from_several() -> None:
    assert IDS.values(["R1, R2", "R3"]) == IDS.values(["R1", "R2,R3"]) == ["R1", "R2", "R3"]
    assert TEXTS.values([r"water\; power; keys"]) == ["water; power", "keys"]


def test_columns_read_into_objects() -> None:
    assert ACTIONS.values(["host | 2024-06-08 | open gate 3; force | 2024-06-09 | send the list"]) == [
        {"owner": "host", "due": "2024-06-08", "text": "open gate 3"},
        {"owner": "force", "due": "2024-06-09", "text": "send the list"},
    ]
    (row,) = CALENDAR.values(["NIG-1 | DRRN | C17 | 2024-06-08T10:00Z | 94 | 3"])
    assert row == {"movement": "NIG-1", "field": "DRRN", "vehicle": "C17", "off_block_at": "2024-06-08T10:00:00Z",
                   "people": 94, "items": 3}  # fmt: skip
    with pytest.raises(ValueError, match="two"):
        ACTIONS.values(["two | columns"])


def test_yes_and_no_are_said_in_both_languages() -> None:
    assert [FLAG.read(text) for text in ("yes", "Oui", "no", "NON")] == [True, True, False, False]
