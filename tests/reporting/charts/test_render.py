import re
from functools import cache

import altair as alt
import pytest
import vl_convert

from repli.reporting.charts.figure import Table
from repli.reporting.charts.render import svg_of
from repli.reporting.charts.s_curve import Curve, Mark, s_curve
from repli.reporting.voice import Voice
from tests.reporting.html_check import read
from tests.tiny import at

VOICE = Voice("en", "Africa/Niamey")
TABLE = Table(caption="Table", head=("Day",), rows=())


def _chart() -> alt.Chart:
    rows = [{"x": 1, "y": 2}, {"x": 2, "y": 3}]
    return alt.Chart(alt.Data(values=rows)).mark_line(clip=True).encode(x="x:Q", y="y:Q")


@cache
def _svg(chart_id: str = "one", title: str = "Title & more") -> str:
    return svg_of(_chart(), chart_id=chart_id, title=title, description="What it <shows>", language="en")


def test_a_picture_has_a_name_a_description_and_no_fixed_size() -> None:
    picture = read(_svg())
    root = picture.of("svg")[0].attributes
    assert picture.faults == []
    assert root["aria-labelledby"] == "one-t one-d"
    assert "viewbox" in root
    assert "width" not in root
    assert picture.texts[:2] == ["Title & more", "What it <shows>"]


def test_two_pictures_on_one_page_share_no_id() -> None:
    ids = read(_svg("one") + _svg("two")).ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", _svg("one"))) <= set(read(_svg("one")).ids)


def test_a_picture_holds_no_script_and_fetches_nothing() -> None:
    assert not re.search(r"<script|<image|<style|https?://(?!www\.w3\.org/)", _svg())


def test_the_same_chart_is_the_same_bytes() -> None:
    assert _svg() == _svg.__wrapped__()


def test_every_specification_is_valid_vega_lite(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    convert = vl_convert.vegalite_to_svg

    def check(specification: dict[str, object], **options: object) -> str:
        alt.LayerChart.from_dict(specification, validate=True)
        drawn.append(specification)
        return str(convert(specification, **options))

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", check)
    curve = Curve(
        first_minute=at(0),
        last_minute=at(4),
        baseline=30,
        deadline_minute=at(3),
        signed=((at(0), 2), (at(0, 9), 16)),
        planned=((at(0), 0), (at(2), 30)),
        band=((at(1), 10, 12, 14), (at(2), 20, 25, 30)),
        milestones=(Mark(at_minute=at(2), value=15, label="50 %"),),
        claims=(Mark(at_minute=at(1), value=15, label="1"),),
    )
    s_curve(curve, VOICE, chart_id="curve", title="Curve", table=TABLE)
    assert len(drawn) == 1
