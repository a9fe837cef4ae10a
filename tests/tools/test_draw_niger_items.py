"""The draw of the Niger materiel: the same bytes every time, and the published figures inside it."""

import random
from pathlib import Path

import pytest

from tools import draw_niger_items as draw

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "niger-2024"
ROWS = tuple(dict(zip(draw.COLUMNS, row, strict=True)) for row in draw.rows())


def test_drawing_again_gives_the_committed_file_byte_for_byte(tmp_path: Path) -> None:
    draw.write(tmp_path / "items.csv")
    assert (tmp_path / "items.csv").read_bytes() == (FOLDER / "items.csv").read_bytes()


def test_another_seed_gives_another_list_of_the_same_length() -> None:
    other = list(draw.rows(draw.SEED + 1))
    assert len(other) == len(ROWS)
    assert other != [list(row.values()) for row in ROWS]


def test_the_list_weighs_at_least_what_was_out_while_air_base_201_was_still_open() -> None:
    kg = sum(int(row["kg"]) for row in ROWS)
    assert 1_593_000 <= kg <= 2_100_000
    assert 350 <= len(ROWS) <= 500


def test_exactly_eighteen_generators_of_4000_lb_stand_at_air_base_201() -> None:
    pounds = 0.45359237
    generators = [row for row in ROWS if "Generator" in row["description_en"]]
    assert [row["site_id"] for row in generators] == ["AB201"] * 18
    assert {int(row["kg"]) for row in generators} == {round(4000 * pounds)}


def test_every_weight_and_day_lies_in_the_band_of_its_kind_and_site() -> None:
    kinds = {kind.english: kind for kind in draw.KINDS}
    days = {site: (first, last, end) for site, _, first, last, end in draw.SITES}
    for row in ROWS:
        low, high = kinds[row["description_en"]].kg
        first, last, end = days[row["site_id"]]
        assert low <= int(row["kg"]) <= high
        assert first.isoformat() <= row["ready"] <= last.isoformat() or row["ready"] == end.isoformat()


@pytest.mark.parametrize(("chance", "number"), [(0.0, 0), (0.999999999, 9), (0.1, 1), (0.55, 5)])
def test_a_chance_becomes_a_whole_number_below_the_bound(chance: float, number: int) -> None:
    class Fixed(random.Random):
        def random(self) -> float:
            return chance

    assert draw.below(Fixed(), 10) == number
