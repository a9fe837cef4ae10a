"""The boxes of the count sheet: their numbers on paper, their keys in the form, what goes into each. Told once.

>>> BOXES["people_force"].number, BOXES["people_force"].shape
(1, 'count')
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.errors import Phrase, phrase

__all__ = ["BOXES", "PRINTED_KEYS", "Box"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box. ``shape``: ``count``, ``time`` (UTC), ``clock`` (local), ``texts``, ``slots``, ``text`` or ``sign``."""

    number: int
    key: str
    shape: str
    label: Phrase


def _boxes() -> Mapping[str, Box]:
    rows = (
        ("people_force", "count", phrase("people counted by the party that withdraws")),
        ("people_host", "count", phrase("people counted by the host party")),
        ("infants_force", "count", phrase("infants in a lap, among them, counted by the party that withdraws")),
        ("infants_host", "count", phrase("infants in a lap, among them, counted by the host party")),
        ("items_force", "count", phrase("items counted by the party that withdraws")),
        ("items_host", "count", phrase("items counted by the host party")),
        ("door_closed_at", "time", phrase("door closed, UTC")),
        ("off_block_at", "time", phrase("off block, UTC")),
        ("off_block_local", "clock", phrase("off block, local time: a check on the box before")),
        ("seals", "texts", phrase("seal numbers")),
        ("missing_people", "slots", phrase("slots of people on the manifest who are not aboard (shortage)")),
        ("missing_items", "slots", phrase("slots of items on the manifest that are not aboard (shortage)")),
        ("extra_people", "slots", phrase("slots of people aboard who are not on the manifest (overage)")),
        ("extra_items", "slots", phrase("slots of items aboard that are not on the manifest (overage)")),
        ("reason", "text", phrase("reason of a shortage, an overage, or unequal counts")),
        ("arrival_place", "text", phrase("on arrival: place")),
        ("arrived_at", "time", phrase("on arrival: on block, UTC")),
        ("arrived_people", "count", phrase("on arrival: people received")),
        ("arrived_items", "count", phrase("on arrival: items received")),
        ("signed_force", "sign", phrase("signed by the party that withdraws")),
        ("signed_host", "sign", phrase("signed by the host party")),
        ("signed_witness", "sign", phrase("signed by a witness")),
    )
    return {
        key: Box(number=number, key=key, shape=shape, label=label)
        for number, (key, shape, label) in enumerate(rows, start=1)
    }


BOXES: Mapping[str, Box] = _boxes()
"""Key -> box, in the order of the paper."""

PRINTED_KEYS = ("form", "movement", "field", "vehicle", "time_zone", "origin", "size", "root", "list")
"""Keys that the printed sheet fills in itself, as far as they are known."""
