"""The lines to move: people by category, unit and function; items as handling units."""

from dataclasses import dataclass

__all__ = ["ItemLine", "PeopleLine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLine:
    """``count`` people who go together on paper but may be divided over movements."""

    line_id: str
    category: str
    unit: str
    function: str
    site_id: str
    destination_id: str
    count: int
    kg_per_person: int
    ready_minute: int
    latest_minute: int | None
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One handling unit; never divided. ``item_class`` is pallet, bulk, rolling or outsize."""

    line_id: str
    description_en: str
    description_fr: str
    site_id: str
    destination_id: str
    kg: int
    item_class: str
    positions: int
    sensitivity: str
    ready_minute: int
    latest_minute: int | None
    priority: int
