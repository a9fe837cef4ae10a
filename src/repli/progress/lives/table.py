"""The steps that a life may take: person, item, movement, site, figure and clearance, 66 in all.

Each pair is (from, to); from the empty state a life begins. Nothing else ever stands in a trail. What makes each step
is told in docs/reference/life-cycles.md.

>>> way("movement", "proposed", "cleared")
('requested', 'cleared')
"""

from collections import deque
from collections.abc import Mapping
from functools import cache

__all__ = ["BORN", "TABLE", "way"]

BORN = ""
"""The state before a life begins."""

TABLE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (
        (BORN, "listed"),
        ("listed", "planned"),
        ("planned", "called"),
        ("called", "checked_in"),
        ("checked_in", "aboard"),
        ("aboard", "departed"),
        ("departed", "arrived"),
        ("called", "no_show"),
        ("listed", "retained"),
        ("listed", "asylum"),
        ("listed", "medevac"),
        (BORN, "arrived_late"),
        ("departed", "returned"),
    ),
    "item": (
        (BORN, "listed"),
        ("listed", "dispositioned"),
        ("dispositioned", "packed"),
        ("packed", "inspected"),
        ("inspected", "cleared"),
        ("cleared", "staged"),
        ("staged", "loaded"),
        ("loaded", "departed"),
        ("departed", "received"),
        ("dispositioned", "transferred"),
        ("dispositioned", "destroyed"),
        ("departed", "held"),
        ("listed", "lost"),
        ("held", "departed"),
    ),
    "movement": (
        (BORN, "proposed"),
        ("proposed", "requested"),
        ("requested", "cleared"),
        ("requested", "refused"),
        ("cleared", "expired"),
        ("cleared", "manifested"),
        ("manifested", "loaded"),
        ("loaded", "departed"),
        ("departed", "arrived"),
        ("departed", "blocked"),
        ("blocked", "departed"),
        ("departed", "diverted"),
        ("arrived", "reconciled"),
        ("reconciled", "signed"),
        ("cleared", "cancelled"),
    ),
    "site": (
        (BORN, "open"),
        ("open", "drawing_down"),
        ("drawing_down", "emptied"),
        ("emptied", "surveyed"),
        ("surveyed", "act_signed"),
        ("act_signed", "closed"),
        ("closed", "in_liquidation"),
        ("drawing_down", "evacuated"),
        ("evacuated", "closed"),
    ),
    "figure": (
        (BORN, "derived"),
        ("derived", "proposed"),
        ("proposed", "agreed"),
        ("proposed", "disputed"),
        ("agreed", "published"),
        ("published", "corrected"),
    ),
    "clearance": (
        (BORN, "draft"),
        ("draft", "submitted"),
        ("submitted", "granted"),
        ("submitted", "refused"),
        ("submitted", "silent"),
        ("granted", "used"),
        ("granted", "amended"),
        ("granted", "expired"),
        ("granted", "revoked"),
    ),
}
"""Entity -> its steps."""


@cache
def way(entity: str, old: str, new: str) -> tuple[str, ...] | None:
    """Return the states after ``old`` on the shortest way to ``new``, which is the last; None if there is none."""
    ways: dict[str, tuple[str, ...]] = {old: ()}
    waiting = deque([old])
    while waiting:
        state = waiting.popleft()
        for before, after in TABLE[entity]:
            if before == state and (after == new or after not in ways):
                if after == new:
                    return (*ways[state], after)
                ways[after] = (*ways[state], after)
                waiting.append(after)
    return None
