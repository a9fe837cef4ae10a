"""From a Vega-Lite specification (Altair) to a static, accessible SVG that scales with its page.

Rules: no script and no outside resource; one font whose measures vl-convert carries itself, so that the same chart is
the same bytes everywhere; ``role="img"`` with title and description; ids carry the chart's id, for several charts
share one page. All times on an axis are civil times written as if they were UTC (`Voice.local_minute`).
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import count
from typing import Any, Literal

from repli.reporting.charts.theme import INK, QUIET, RULE
from repli.units import SECONDS_PER_MINUTE

__all__ = ["FONT", "axis_count", "axis_time", "milliseconds", "named_counts", "svg_of", "svg_open"]

FONT = "Liberation Sans"
_VEGA_LITE = "6.4"
_FEWEST_STEPS = 5
_FORMATS: Mapping[str, Literal["fr-FR", "en-GB"]] = {"fr": "fr-FR", "en": "en-GB"}
_CONFIG: dict[str, Any] = {
    "aria": False,
    "background": "transparent",
    "font": FONT,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "labelColor": QUIET,
        "titleColor": QUIET,
        "gridColor": RULE,
        "domainColor": INK,
        "tickColor": INK,
    },
    "text": {"fontSize": 14, "color": INK, "font": FONT},
}


def milliseconds(local_minute: int) -> int:
    """Return a minute as a Vega time."""
    return local_minute * SECONDS_PER_MINUTE * 1000


def axis_time(first_minute: int, last_minute: int, **axis: object) -> Any:  # noqa: ANN401 - Altair has no types here
    """Return the horizontal axis of civil days from ``first_minute`` to ``last_minute`` (local minutes)."""
    import altair as alt  # noqa: PLC0415 - costs 0.4 s that a command without charts need not pay

    domain = [milliseconds(first_minute), milliseconds(last_minute)]
    settings = {"format": "%-d %b", "tickCount": 6, "title": None, "grid": False, "labelFlush": True} | axis
    return alt.X("at:T", scale=alt.Scale(type="utc", domain=domain, nice=False), axis=alt.Axis(**settings))


def axis_count(field: str, top: int, named: int) -> Any:  # noqa: ANN401 - Altair has no types here
    """Return the vertical axis of a count from 0 to ``top``, with round numbers and the number ``named`` itself."""
    import altair as alt  # noqa: PLC0415 - loaded already

    axis = alt.Axis(values=named_counts(named), title=None, domain=False, ticks=False, format="d")
    return alt.Y(field, scale=alt.Scale(domain=[0, top], nice=False), axis=axis)


def named_counts(named: int) -> list[int]:
    """Return the numbers that an axis of a count writes: round ones from 0 on, and ``named`` itself."""
    step = next(step for step in _round_numbers() if step * _FEWEST_STEPS >= named)
    return [value for value in range(0, named, step) if value + step // 2 <= named] + [named]


def _round_numbers() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 ..."""
    return (digit * 10**power for power in count() for digit in (1, 2, 5))


def svg_of(chart: Any, *, chart_id: str, title: str, description: str, language: str) -> str:  # noqa: ANN401 - as above
    """Return the chart as one ``<svg>`` element for the middle of a page."""
    import vl_convert  # noqa: PLC0415 - loaded with the first chart only

    drawn = vl_convert.vegalite_to_svg(
        chart.configure(**_CONFIG).to_dict(validate=False),  # our own specification: a test validates it
        vl_version=_VEGA_LITE,
        format_locale=_FORMATS[language],
        time_format_locale=_FORMATS[language],
    )
    return _accessible(_lean(drawn), chart_id, title, description)


def _lean(svg: str) -> str:
    """Drop what a still picture needs not: long fractions, empty groups' hints, fonts (the page sets them)."""
    svg = re.sub(r"(\d\.\d)\d+", r"\1", svg)
    svg = re.sub(r' (?:aria-[a-z]+|pointer-events|class|role|stroke-miterlimit|font-family)="[^"]*"', "", svg)
    svg = svg.replace(' opacity="1"', "").replace(' stroke-width="1"', "").replace(' transform="translate(0,0)"', "")
    svg = re.sub(r'<path d="M0,0h0v0h0Z"/>|<path d=""[^>]*/>', "", svg)
    return re.sub(r"<g>(?:<g></g>)*</g>", "", svg)


def _accessible(svg: str, chart_id: str, title: str, description: str) -> str:
    """Give the picture its name, its description and ids of its own; let it scale."""
    for number, name in enumerate(dict.fromkeys(re.findall(r'id="([^"]+)"', svg))):  # Vega counts over all charts
        svg = svg.replace(f'id="{name}"', f'id="{chart_id}-{number}"').replace(f"#{name})", f"#{chart_id}-{number})")
    _, _, box_and_rest = svg.partition('viewBox="')
    box, _, rest = box_and_rest.partition('"')
    _, _, body = rest.partition(">")
    return svg_open(chart_id, box, title, description) + f'<g fill="{INK}">{body.removesuffix("</svg>")}</g></svg>'


def svg_open(chart_id: str, box: str, title: str, description: str) -> str:
    """Return the start tag of a picture with view box ``box``, its name and its description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-labelledby="{chart_id}-t {chart_id}-d">'
        f'<title id="{chart_id}-t">{escape(title)}</title><desc id="{chart_id}-d">{escape(description)}</desc>'
    )
