"""The tool writes the committed reconstruction, and cannot write one that misses what was published."""

from pathlib import Path

import pytest

from tools import write_niger_reconstruction as tool
from tools.niger_movements import Camp, Item, Line, chosen_for

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "niger-2024"


def item(name: str, ready: str, kg: int, **changes: object) -> Item:
    values: dict[str, object] = {"positions": 1, "priority": 3, "outsize": False, "ammunition": False}
    return Item(name=name, ready=ready, kg=kg, **(values | changes))  # type: ignore[arg-type]  # values of many types


def camp(*items: Item, people: int = 30, floor: int = 10) -> Camp:
    line = Line(name="L", category="military", function="staff", ready="2024-06-01", priority=3)
    return Camp(site="S", people={line: people}, items=list(items), floors=(("", "2024-05-01", floor),))


def test_writing_again_gives_the_committed_file_byte_for_byte(tmp_path: Path) -> None:
    tool.write(tmp_path / "reconstruction.csv")
    assert (tmp_path / "reconstruction.csv").read_bytes() == (FOLDER / "reconstruction.csv").read_bytes()


def test_items_are_chosen_to_the_kg_and_those_ready_last_stay_behind() -> None:
    items = [item("A", "2024-06-01", 500), item("B", "2024-06-02", 300), item("C", "2024-06-03", 200)]
    assert chosen_for(items, 800) == {"A", "B"}
    assert chosen_for(items, 700) == {"A", "C"}
    with pytest.raises(ValueError, match="no choice"):
        chosen_for(items, 650)


def test_a_load_takes_nobody_below_the_floor_and_nothing_before_it_is_ready() -> None:
    site = camp(item("A", "2024-06-01", 500), item("B", "2024-06-09", 300))
    load = site.take(tool.date(2024, 6, 5), most=54, positions=10)
    assert (load.count, [one.name for one in load.items], site.present) == (20, ["A"], 10)


def test_ammunition_goes_all_at_once_and_nobody_with_it() -> None:
    first, second = (item(name, day, 900, ammunition=True) for name, day in (("A", "2024-06-01"), ("B", "2024-06-04")))
    site = camp(first, second, item("C", "2024-06-01", 500))
    early = site.take(tool.date(2024, 6, 2), most=5, positions=10)
    late = site.take(tool.date(2024, 6, 4), most=5, positions=10)
    assert ([one.name for one in early.items], early.count) == (["C"], 5)
    assert ([one.name for one in late.items], late.count) == (["A", "B"], 0)
