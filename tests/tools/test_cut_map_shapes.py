"""The cutter of map outlines on a world of two square countries that share a border."""

import importlib.util
import json
from itertools import pairwise
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "cut_map_shapes.py"
SPEC = importlib.util.spec_from_file_location("cut_map_shapes", TOOL)
assert SPEC is not None
assert SPEC.loader is not None
cut = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(cut)

# Arc 0 is the common border (0,0)-(0,2) with a bend of 0.01 degree; arcs 1 and 2 run around west and east.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
    "arcs": [
        [[0, 0], [1, 100], [-1, 100]],
        [[0, 200], [-200, 0], [0, -200], [200, 0]],
        [[0, 200], [200, 0], [0, -200], [-200, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "562", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "566", "arcs": [[[~2, ~0]]]},
                {"type": "Polygon", "id": "840", "arcs": [[0, 1]]},
            ]
        }
    },
}


@pytest.fixture
def shapes(tmp_path: Path) -> dict[str, list[list[list[float]]]]:
    (tmp_path / "atlas.json").write_text(json.dumps(TOPOLOGY), "utf-8")
    cut.main(tmp_path / "atlas.json", tmp_path / "out.json")
    features = json.loads((tmp_path / "out.json").read_text("utf-8"))["features"]
    return {feature["id"]: feature["geometry"]["coordinates"][0][0] for feature in features}


def test_only_the_countries_asked_for_are_kept(shapes: dict[str, object]) -> None:
    assert list(shapes) == ["NE", "NG"]


def test_bends_below_the_tolerance_go_and_corners_stay(shapes: dict[str, object]) -> None:
    assert shapes["NE"] == [[0, 0], [0, 2], [-2, 2], [-2, 0], [0, 0]]
    assert shapes["NG"] == [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]


def test_a_bend_above_the_tolerance_stays() -> None:
    assert cut.simplified([(0, 0), (0.1, 1), (0, 2)]) == [(0, 0), (0.1, 1), (0, 2)]
    assert cut.simplified([(0, 0), (0.05, 1), (0, 2)]) == [(0, 0), (0, 2)]


def test_neighbours_keep_one_common_border(shapes: dict[str, list[list[float]]]) -> None:
    west, east = (
        {tuple(sorted((tuple(a), tuple(b)))) for a, b in pairwise(ring)} for ring in (shapes["NE"], shapes["NG"])
    )
    assert west & east == {((0, 0), (0, 2))}


def test_the_area_of_a_ring_is_that_of_the_square_it_draws() -> None:
    assert cut.area([(0, 0), (0, 2), (2, 2), (2, 0), (0, 0)]) == 4
