"""The blocks: what is not known is a box for the pen."""

from repli.reporting.papers.parts import boxes, fields, numbered, table
from repli.reporting.papers.shared import moment, side_words, signatures
from repli.reporting.papers.views import Side, blank_head
from repli.reporting.voice import Voice
from tests.reporting.papers.paper_samples import HEAD
from tests.tiny_places import at

VOICE = Voice("en", "Africa/Niamey")


def test_an_empty_value_is_a_line_to_write_on() -> None:
    assert fields([("Day", ""), ("Place", None), ("Kg", "0")])["rows"] == [["Day", None], ["Place", None], ["Kg", "0"]]


def test_a_list_without_texts_has_numbered_rows_to_write_in() -> None:
    assert numbered("Agenda", (), "Matter", blank_rows=2)["rows"] == [["1", None], ["2", None]]
    assert numbered("Agenda", ("One",), "Matter")["rows"] == [["1", "One"]]


def test_tables_and_boxes_are_values_of_json() -> None:
    made = table("Caption", ("A", "B"), [("1", None)], widths=("1fr", "9mm"), numeric=(1,))
    assert (made["head"], made["rows"], made["numeric"], made["tall"]) == (["A", "B"], [["1", None]], [1], False)
    assert boxes([("People", (("1", ""),))], ("Counts", ""))["rows"] == [{"label": "People", "cells": [["1", ""]]}]


def test_a_moment_is_said_in_utc_and_in_the_zone_of_the_agreement() -> None:
    assert moment(at(1, 0), VOICE) == "2030-01-07T23:00Z (Africa/Niamey: 2030-01-08 00:00)"
    assert moment(None, VOICE) is None


def test_a_side_is_its_name_id_and_role_and_in_a_blank_form_its_role_alone() -> None:
    assert side_words(HEAD.sides[1], VOICE) == "Hostland · demo-host · Host party"
    assert side_words(Side(role="observer"), Voice("fr", "UTC")) == "Observateur"


def test_where_no_witness_is_asked_for_there_is_room_for_one() -> None:
    cells = signatures(blank_head(), VOICE)["cells"]
    assert isinstance(cells, list)
    assert [one["who"] for one in cells] == ["Party that withdraws", "Host party", "Guarantor"]
