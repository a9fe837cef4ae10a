"""Slots are chosen by number, line, manifest, place or file; who is gone, twice or nobody is refused with its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from repli.errors import InputError
from repli.execution.forms import FORMS, fill
from repli.execution.own_roster import OwnScope
from repli.execution.selection import choose
from tests.bureau import LATER, Bureau
from tests.cast import NOON


@pytest.fixture(scope="module")
def bureau() -> Bureau:
    bureau = Bureau()
    bureau.force("manifest", movement="R1", people="BASE-STAFF:3", items="I1")
    bureau.force("status", status="retained", people="FEED-GUARD:1", reason="stays")
    bureau.force("transfer", movement="C1", to="BASE", people="FEED-STAFF:2", off_block_at=LATER)
    return bureau


def chosen(bureau: Bureau, text: str, box: str = "people", **more: str) -> tuple[int, ...]:
    filled = fill(FORMS["transfer"], {"movement": "C9", "to": "BASE", box: text, "off_block_at": LATER}, now=NOON)
    return choose(bureau.desks["force"], filled, box, box, **more)  # type: ignore[arg-type]


def lines(bureau: Bureau, slots: tuple[int, ...]) -> set[str]:
    return {str(bureau.desks["force"].own_roster.people.lines[slot]["line"]) for slot in slots}


def test_a_line_gives_its_first_who_are_free_and_without_a_number_all_of_them(bureau: Bureau) -> None:
    assert lines(bureau, chosen(bureau, "BASE-STAFF:4")) == {"BASE-STAFF"}
    assert len(chosen(bureau, "BASE-STAFF")) == 11  # three are on the manifest of R1
    assert len(chosen(bureau, "BASE-STAFF", movement="R1")) == 14
    assert len(chosen(bureau, "FEED-GUARD")) == 3  # one is retained
    first = chosen(bureau, "BASE-STAFF:4")
    assert chosen(bureau, "BASE-STAFF:1, BASE-STAFF:3") == first


def test_slots_ranges_and_manifests(bureau: Bureau) -> None:
    manifest = chosen(bureau, "manifest:R1")
    assert len(manifest) == 3
    assert chosen(bureau, ", ".join(map(str, manifest))) == manifest
    gone = bureau.desks["force"].whereabouts.gone("people")
    start = next(slot for slot in range(28) if not gone & {slot, slot + 1})
    assert chosen(bureau, f"{start}-{start + 1}") == (start, start + 1)
    assert len(chosen(bureau, "manifest:R1", box="items")) == 1


def test_an_id_that_looks_like_a_range_or_a_slot_is_told_apart(bureau: Bureau) -> None:
    items = bureau.desks["force"].own_roster.items
    named = OwnScope(
        "items", [{**line, "line": {"I2": "1-3", "I3": "4"}.get(line["line"], line["line"])} for line in items.lines]
    )
    desk = replace(bureau.desks["force"], roster=replace(bureau.desks["force"].own_roster, items=named))
    filled = fill(
        FORMS["transfer"], {"movement": "C9", "to": "BASE", "items": "1-3, line:4", "off_block_at": LATER}, now=NOON
    )
    assert choose(desk, filled, "items", "items") == tuple(sorted((*named.slots_of("1-3"), *named.slots_of("4"))))
    both = replace(filled, values={**filled.values, "items": ["4"]})
    with pytest.raises(InputError) as refused:
        choose(desk, both, "items", "items")
    assert "line:4" in str(refused.value.problems[0].expected)
    one = replace(filled, values={**filled.values, "items": ["slot:4"]})
    assert choose(desk, one, "items", "items") == (4,)


def test_the_place_where_people_are_now(bureau: Bureau) -> None:
    assert len(chosen(bureau, "FEED-STAFF@BASE")) == 2
    assert len(chosen(bureau, "FEED-STAFF@FEED")) == 4


def test_a_file_gives_one_choice_a_line(bureau: Bureau, tmp_path: Path) -> None:
    (tmp_path / "who.txt").write_text("BASE-STAFF:2  # the first two\n\nFEED-GUARD:1, FEED-STAFF:1\n")
    assert len(chosen(bureau, f"@{tmp_path / 'who.txt'}")) == 4
    with pytest.raises(InputError):
        chosen(bureau, f"@{tmp_path / 'none.txt'}")


@pytest.mark.parametrize(
    "text",
    ["999", "Smith", "BASE-STAFF:0", "BASE-STAFF:x", "BASE-STAFF:99", "7-3", "0-99999999", "manifest:R7", "3, 3",
     "BASE-STAFF@NOWHERE:1", "I1"],
)  # fmt: skip
def test_what_means_nobody_or_somebody_twice_is_refused(bureau: Bureau, text: str) -> None:
    with pytest.raises(InputError) as refused:
        chosen(bureau, text)
    assert refused.value.problems[0].file == "--people"
    assert refused.value.problems[0].found in text


def test_who_is_gone_is_refused_by_slot(bureau: Bureau) -> None:
    slot = min(bureau.desks["force"].whereabouts.gone("people"))
    with pytest.raises(InputError) as refused:
        chosen(bureau, str(slot))
    assert "still there" in str(refused.value.problems[0].expected)


def test_all_that_is_wrong_in_a_box_is_told_at_once(bureau: Bureau) -> None:
    with pytest.raises(InputError) as refused:
        chosen(bureau, "999, Smith, BASE-STAFF:2")
    assert [one.found for one in refused.value.problems] == ["999", "Smith"]
