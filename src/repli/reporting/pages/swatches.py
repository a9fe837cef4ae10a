"""The marks of the legends, drawn once: each differs by shape or line, not by colour alone."""

from repli.reporting.charts.theme import BAND, CLAIM, FLOOR, GOOD, INK, LATE, PAPER, PLAN, QUIET, SHUT, SIGNED

__all__ = ["SWATCHES"]


def _line(colour: str, width: float, dash: str = "") -> str:
    pattern = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M0,7H28" stroke="{colour}" stroke-width="{width}"{pattern}/>'


def _disc(fill: str, more: str = "") -> str:
    return f'<circle cx="14" cy="7" r="5.5" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>{more}'


def _tick(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{SIGNED}" stroke-width="2.2"/>'


def _area(fill: str, top: int, height: int) -> str:
    return f'<rect y="{top}" width="28" height="{height}" fill="{fill}"/>'


def _box(fill: str, edge: str, more: str = "") -> str:
    return f'<rect x="6" y="2" width="16" height="10" fill="{fill}" stroke="{edge}"/>{more}'


SWATCHES = {
    "signed": _line(SIGNED, 3.5),
    "planned": _line(PLAN, 2.5, "7 3"),
    "band": _area(BAND, 1, 12) + _line(INK, 1, "2 3"),
    "deadline": _line(LATE, 2.5, "10 4"),
    "milestone": f'<path d="M14,1L20,7L14,13L8,7Z" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>',
    "claim": f'<circle cx="14" cy="7" r="5" fill="{PAPER}" stroke="{CLAIM}" stroke-width="2"/>',
    "cleared": f'<rect x="6" y="2" width="16" height="10" fill="{PLAN}" stroke="{PLAN}" stroke-width="1.5"/>',
    "proposed": f'<rect x="6" y="2" width="16" height="10" fill="{PAPER}" stroke="{PLAN}" stroke-width="1.5"/>',
    "standing": f'<rect x="6" y="2" width="16" height="10" fill="{BAND}" stroke="{PLAN}" stroke-width="1.5"/>',
    "work": _area(INK, 8, 4),
    "other-user": f'<path d="M4,12L12,2M10,12L18,2M16,12L24,2" stroke="{INK}" stroke-width="2"/>',
    "shut": _area(SHUT, 1, 12),
    "double-tick": _tick("M4,7L8,11L15,2M12,9L14,11L21,2"),
    "single-tick": _tick("M8,7L12,11L19,2"),
    "earlier-plan": _line(QUIET, 2, "2 4"),
    "before": f'<circle cx="14" cy="7" r="4.5" fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>',
    "after": f'<circle cx="14" cy="7" r="4.5" fill="{INK}"/>',
    "later": f'<path d="M6,1L22,13" stroke="{LATE}" stroke-width="1.8"/>',
    "earlier": f'<path d="M22,1L6,13" stroke="{PLAN}" stroke-width="1.8" stroke-dasharray="4 2"/>',
    "new": f'<path d="M14,0l6,7l-6,7l-6,-7z" fill="{PLAN}"/>',
    "dropped": f'<circle cx="14" cy="7" r="4" fill="{PAPER}" stroke="{INK}"/>'
    f'<path d="M8,1l12,12m0,-12l-12,12" stroke="{LATE}" stroke-width="1.6"/>',
    "bar": _area(PLAN, 2, 10),
    "late-bar": _area(LATE, 2, 10),
    "level": _line(INK, 2.5),
    "floor": _area(FLOOR, 7, 7) + _line(LATE, 1.5),
    "wave": f'<path d="M14,11l-5,-8h10z" fill="{LATE}"/>',
    "site-open": _disc(INK),
    "site-departing": _disc(PAPER, f'<path d="M14,1.5A5.5,5.5 0 0 0 14,12.5Z" fill="{INK}"/>'),
    "site-empty": _disc(PAPER),
    "site-handed-over": f'<rect x="8" y="1" width="12" height="12" fill="{GOOD}"/>'
    f'<path d="M10.5,7l2.5,3l5,-6" fill="none" stroke="{PAPER}" stroke-width="2"/>',
    "site-closed": f'<circle cx="14" cy="7" r="5.5" fill="{PAPER}" stroke="{QUIET}" stroke-width="1.5"/>'
    f'<path d="M10.5,3.5l7,7M17.5,3.5l-7,7" stroke="{QUIET}" stroke-width="1.5"/>',
    "site-outside": f'<rect x="9" y="2" width="10" height="10" fill="{PAPER}" stroke="{QUIET}" stroke-width="1.5"/>',
    "leg-air": _line(PLAN, 2),
    "leg-road": _line(PLAN, 2, "6 4"),
    "stands": _box(BAND, INK),
    "dangerous": _box(
        FLOOR, LATE, f'<path d="M9,12l3,-10M13,12l3,-10M17,12l3,-10" stroke="{LATE}" stroke-width="1.5"/>'
    ),
    "free": f'<rect x="6" y="2" width="16" height="10" fill="none" stroke="{QUIET}" stroke-dasharray="4 3"/>',
    "seats-arm": f'<circle cx="14" cy="7" r="5.5" fill="{PAPER}" stroke="{INK}"/><path d="M11,7H17" stroke="{INK}"/>',
    "limits": _box(BAND, PLAN),
    "gravity": f'<path d="M14,1L20,7L14,13L8,7Z" fill="{INK}"/>',
}
"""Key of a legend entry -> what stands inside its small picture of 28 by 14."""
