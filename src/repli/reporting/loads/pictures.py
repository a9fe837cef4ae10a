"""Pictures of floors as files of their own: above the floor which movement it is, below it the legend. Static SVG.

>>> load_pictures(operation, sheets, "en")["R012"][:4]  # doctest: +SKIP
'<svg'
"""

from collections.abc import Mapping
from textwrap import wrap

from repli.model import Operation
from repli.reporting.charts.canvas import rect, short, text
from repli.reporting.charts.figure import Chart
from repli.reporting.charts.theme import INK, LATE, PAPER
from repli.reporting.loads.notes import Notes
from repli.reporting.loads.sheet import LoadSheet
from repli.reporting.loads.view import sheet_view
from repli.reporting.pages.swatches import SWATCHES
from repli.reporting.voice import Voice

__all__ = ["load_pictures"]

_WIDTH = 380
_MARGIN = 10
_LINE = 17
_LETTERS = 54


def load_pictures(operation: Operation, sheets: tuple[LoadSheet, ...], language: str) -> Mapping[str, str]:
    """Return name -> SVG of every load that stands on a floor: the movement's id, with a number if it has several."""
    voice = Voice(language, operation.agreement.time_zone)
    found: dict[str, str] = {}
    for sheet in sheets:
        view = sheet_view(sheet, operation, Notes(operation), voice)
        for number, load in enumerate(view.loads, start=1):
            if load.picture is not None:
                name = sheet.trip.name if len(view.loads) == 1 else f"{sheet.trip.name}_{number}"
                found[name] = _alone(load.picture, (view.title, view.summary), voice)
    return found


def _alone(picture: Chart, lines: tuple[str, str], voice: Voice) -> str:
    """Return a picture with its title, what it holds, its legend, and that it is restricted."""
    title, summary = lines
    wide, tall = (float(part) for part in picture.svg.partition('viewBox="')[2].partition('"')[0].split()[2:])
    parts = [text(_MARGIN, 22, title, font_size=15, font_weight="bold")]
    said = wrap(summary, _LETTERS)
    parts += [text(_MARGIN, 40 + _LINE * row, line) for row, line in enumerate(said)]
    top = 40 + _LINE * len(said)
    place = f'x="{_MARGIN}" y="{top}" width="{short(wide)}" height="{short(tall)}"'
    parts.append(picture.svg.replace("<svg ", f"<svg {place} ", 1))
    at = top + tall + 14
    for entry in picture.legend:
        parts.append(f'<g transform="translate({_MARGIN},{short(at - 10)})">{SWATCHES[entry.swatch]}</g>')
        for line in wrap(entry.text, _LETTERS):
            parts.append(text(_MARGIN + 36, at, line))
            at += _LINE
    warning = voice.say("RESTRICTED: holds the plan. For the parties only, not for publication.")
    for line in wrap(warning, _LETTERS):
        parts.append(text(_MARGIN, at + 4, line, fill=LATE, font_weight="bold", font_size=11))
        at += _LINE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {short(at)}" lang="{voice.language}">'
    style = f'<g font-size="12" fill="{INK}" font-family="Liberation Sans,Arial,sans-serif">'
    return "".join((head, rect(0, 0, _WIDTH, at, fill=PAPER), style, *parts, "</g></svg>\n"))
