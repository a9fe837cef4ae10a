"""The table by which bodies of format 4 are read and written; the page of the format has the same keys."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from repli.errors import CanonicalError
from repli.ledger.shapes import is_count
from repli.progress.bodies.written import NAME, Shape, Written, is_name, many, plain
from repli.progress.sitting import Action, Escalated, Minutes, Sitting
from tests.progress.bodies.samples import DAILY, DAY, HASH

PAGE = Path("docs/reference/log-format.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([a-z]+)` \| (.*) \|$", PAGE[PAGE.index("## 27.") : PAGE.index("## 28.")], re.MULTILINE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Written):
    shapes: ClassVar[dict[str, Shape]] = {"class": plain(is_count, attribute="order"), "name": NAME}
    order: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree(Written):
    shapes: ClassVar[dict[str, Shape]] = {"leaves": many(Leaf)}
    leaves: tuple[Leaf, ...]


def test_parts_of_parts_are_read_and_written_by_their_tables() -> None:
    value = {"leaves": [{"class": 1, "name": ""}, {"class": 2, "name": "R1"}]}
    tree = Tree.read(value)
    assert [leaf.order for leaf in tree.leaves] == [1, 2]
    assert tree.value == value


@pytest.mark.parametrize("leaf", [{}, {"class": 1}, {"class": -1, "name": ""}, {"class": 1, "name": " "}])
def test_a_part_that_is_not_as_its_table_says_is_refused(leaf: dict[str, object]) -> None:
    with pytest.raises(CanonicalError):
        Tree.read({"leaves": [leaf]})  # type: ignore[list-item,dict-item]  # any JSON


def test_a_name_is_an_id_or_nothing() -> None:
    assert [is_name(text) for text in ("", "R1", "R 1", None)] == [True, True, False, False]


@pytest.mark.parametrize("body", DAILY, ids=lambda body: body.kind)
def test_the_page_of_the_format_names_exactly_the_keys_of_a_body(body: Written) -> None:
    row = re.sub(r"\{[^}]*\}", "", ROWS[body.kind])  # the keys of parts stand in braces
    named = re.findall(r"(?:`[a-z_]+`(?:, )?)+(?=:)|`cells`(?=;)", row)
    assert {key for part in named for key in re.findall(r"`([a-z_]+)`", part)} == set(body.value)


def test_minutes_of_format_4_come_back_as_they_went_out() -> None:
    sitting = Sitting(
        actions=(Action(due=DAY, owner="host", text="open the road"),),
        agenda=("road",),
        escalated=(Escalated(event=HASH, reason="no agreement", to="ministers"),),
    )
    minutes = Minutes(
        day=DAY, accepts=(HASH,), decisions=(), actions=(), next_meeting_at=f"{DAY}T09:00:00Z", sitting=sitting
    )
    assert Minutes.read(minutes.value) == minutes
    for key in ("agenda", "escalated"):
        with pytest.raises(CanonicalError):
            Minutes.read({name: one for name, one in minutes.value.items() if name != key})
