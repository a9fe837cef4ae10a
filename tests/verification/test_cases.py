"""The cases that the docs give to who writes another verifier have the verdict that stands beside them."""

import base64
import json
from pathlib import Path

import pytest

from repli.verification import verify_path
from tests.verification.cases import CASES, said_of
from tests.verification.fourth_cases import FOURTH, told_of

ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def test_the_cases_are_of_every_family_and_few_enough_to_read() -> None:
    families = {row["name"].split(":")[0] for row in ROWS}
    assert {"void", "grades", "joint", "keys", "L1", "L2", "proof", "bundle", "contradiction"} <= families
    assert {"seals", "third", "list of one", "list of both", "gone", "lie", "day", "fourth"} <= families
    assert {row["exit"] for row in ROWS} == {1, 3}
    assert CASES.stat().st_size < 580_000


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_case_has_the_verdict_that_stands_beside_it(row: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(base64.b64decode(str(row["file"])))
    said = {key: value for key, value in row.items() if key not in {"name", "file"}}
    ours = verify_path(path)
    assert said_of(path) == said
    assert row["name"] not in FOURTH or told_of(ours) == said
    assert ({"no": 1, "consistent": 3}[ours.answer], ours.place) == (row["exit"], row.get("place", ""))
