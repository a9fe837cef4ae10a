"""The lines to move: people by category, unit and function; items as handling units."""

from dataclasses import dataclass

__all__ = ["ACTS_ON_SITE", "ItemLine", "PeopleLine"]

ACTS_ON_SITE = ("transfer", "sell", "gift", "scrap", "destroy")
"""Dispositions that end an item where it is (docs/reference/plan-meaning.md, D)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLine:
    """``count`` people who go together on paper but may be divided over movements, unless they name a group.

    Lines with the same ``together`` are never divided: a stop that loads any of them loads all of them. A line leaves
    every site not later than the first of the lines in ``before`` does. People with ``arrives_minute`` come to their
    site then, by means outside the plan; ``None`` = they are there at the start.
    """

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
    together: str | None = None
    before: tuple[str, ...] = ()
    arrives_minute: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One handling unit; never divided. ``item_class`` is pallet, bulk, rolling or outsize.

    ``disposition`` is repatriate or redeploy (it leaves), or one of `ACTS_ON_SITE`: then an act of ``act_minutes`` at
    its site ends it there, and its destination is its site. ``legal_lock`` are the dispositions that the law bars for
    it. ``dangerous_class`` is looked up in the operation's segregation table. Groups as for people.
    """

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
    together: str | None = None
    before: tuple[str, ...] = ()
    disposition: str = "repatriate"
    legal_lock: tuple[str, ...] = ()
    act_minutes: int = 0
    dangerous_class: str | None = None

    @property
    def stays(self) -> bool:
        """Whether an act on site disposes of it, so that nothing carries it."""
        return self.disposition in ACTS_ON_SITE
