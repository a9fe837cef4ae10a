"""Colours of charts and map. Every state also differs by shape, line or hatch: grey print loses nothing.

The same values stand as tokens at the top of pages/style.css; a test compares the two.
"""

__all__ = [
    "BAND",
    "CLAIM",
    "FLOOR",
    "GOOD",
    "INK",
    "LAND",
    "LATE",
    "PAPER",
    "PLAN",
    "QUIET",
    "RULE",
    "SEA",
    "SHUT",
    "SIGNED",
]

INK = "#16263f"
QUIET = "#475063"
RULE = "#d5dae3"
PAPER = "#ffffff"
PLAN = "#2b6cb0"
BAND = "#c3d4e8"
SIGNED = "#111111"
LATE = "#a61b1b"
CLAIM = "#8a5200"
FLOOR = "#e3c9c9"
GOOD = "#1d5c3f"
LAND = "#eef0ea"
SEA = "#e4ebf2"
SHUT = "#e9e9ec"
