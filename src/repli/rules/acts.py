"""Rules about acts on site: transfer, sale, gift, scrapping, destruction (docs/reference/plan-meaning.md, D).

That an item has one act and no more is the rule `out-once`: each act puts its item out once.
"""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, ItemLine, Operation, Plan, SiteAct
from repli.rules.flows import departures
from repli.rules.rule import Rule, clock, found
from repli.rules.waves import endings

__all__ = ["RULES"]


def _acts(operation: Operation, plan: Plan) -> Iterator[tuple[SiteAct, ItemLine]]:
    for act in plan.acts:
        item = operation.item_of.get(act.item_id)
        if item is not None:
            yield act, item


def act_of_its_item(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """An act is of an item that stays, of the item's own disposition, at the item's own site.

    Source: docs/reference/plan-meaning.md, D.
    """
    for act, item in _acts(operation, plan):
        if not item.stays or (act.disposition, act.site_id) != (item.disposition, item.site_id):
            message = phrase("The act is {act} at {place}.", act=act.disposition, place=act.site_id)
            yield found("act-of-its-item", act.item_id, act.start_minute, message)


def act_lawful(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The disposition of an act is none that the item's legal lock bars.

    Source: docs/reference/plan-meaning.md, D.
    """
    for act, item in _acts(operation, plan):
        if act.disposition in item.legal_lock:
            message = phrase("The law bars {act} for this item.", act=act.disposition)
            yield found("act-lawful", act.item_id, act.start_minute, message)


def act_long_enough(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """An act lasts at least the act minutes of its item.

    Source: docs/reference/plan-meaning.md, D.
    """
    for act, item in _acts(operation, plan):
        length = act.end_minute - act.start_minute
        if length < item.act_minutes:
            message = phrase("It lasts {minutes} minutes and needs {least}.", minutes=length, least=item.act_minutes)
            yield found("act-long-enough", act.item_id, act.start_minute, message)


def act_when_ready(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """An act starts neither before its item is ready nor before as_of.

    Source: docs/reference/plan-meaning.md, D.
    """
    for act, item in _acts(operation, plan):
        earliest = max(item.ready_minute, operation.as_of_minute)
        if act.start_minute < earliest:
            message = phrase("The act can start at {earliest} only.", earliest=clock(earliest))
            yield found("act-when-ready", act.item_id, act.start_minute, message)


def act_before_closing(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """An act ends by the start of its site's handover, and by the start of its closing wave.

    Source: docs/reference/plan-meaning.md, D.
    """
    by_site = endings(operation, plan)
    for act in plan.acts:
        limits = [one.start_minute for one in plan.handovers if one.site_id == act.site_id]
        if act.site_id in by_site:
            limits.append(by_site[act.site_id].wave_start_minute)
        limit = min(limits, default=act.end_minute)
        if act.end_minute > limit:
            message = phrase("The act ends after {limit}, when the site starts to close.", limit=clock(limit))
            yield found("act-before-closing", act.item_id, act.end_minute, message)


def stays_on_site(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Nothing carries an item that an act on site disposes of.

    Source: docs/reference/plan-meaning.md, D.
    """
    for load in departures(operation, plan):
        if load.line.stays:
            message = phrase("{line} ends on its site and is loaded.", line=load.line.line_id)
            yield found("stays-on-site", load.movement_id, load.work_start_minute, message)


RULES = (
    Rule(
        name="act-of-its-item",
        explanation=phrase("An act on site is the one that its item needs, where the item is."),
        check=act_of_its_item,
    ),
    Rule(
        name="act-lawful",
        explanation=phrase("No act on site is one that the law bars for its item."),
        check=act_lawful,
    ),
    Rule(
        name="act-long-enough",
        explanation=phrase("An act on site lasts as long as its item needs."),
        check=act_long_enough,
    ),
    Rule(
        name="act-when-ready",
        explanation=phrase("An act on site starts when its item is ready, or later."),
        check=act_when_ready,
    ),
    Rule(
        name="act-before-closing",
        explanation=phrase("An act on site ends before the site is handed over and closes."),
        check=act_before_closing,
    ),
    Rule(
        name="stays-on-site",
        explanation=phrase("Nothing carries an item that ends on its site."),
        check=stays_on_site,
    ),
)
