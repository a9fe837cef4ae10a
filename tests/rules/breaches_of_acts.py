"""For each rule about acts on site and groups: one small edit that breaks it and nothing else."""

from dataclasses import replace

from repli.model import Cargo, Operation, Plan, SiteAct
from tests.rules.breaches_of_movements import Breach
from tests.tiny import at, edit_row, edit_stop, tiny_operation, tiny_plan

__all__ = ["BREACHES", "with_act"]


def with_act(site_id: str = "BASE", **act: object) -> tuple[Operation, Plan]:
    """S1, 500 kg, is destroyed at its site in two hours, on day 0 from 06:00 to 08:00."""
    tiny = tiny_operation()
    item = replace(
        tiny.item_of["I5"],
        line_id="S1",
        kg=500,
        site_id=site_id,
        destination_id=site_id,
        disposition="destroy",
        act_minutes=120,
    )
    values = SiteAct(item_id="S1", site_id=site_id, disposition="destroy", start_minute=at(0, 6), end_minute=at(0, 8))
    operation = replace(tiny, items=(*tiny.items, item))
    return operation, replace(tiny_plan(operation), acts=(replace(values, **act),))


def _of_act(**act: object) -> Breach:
    return lambda: with_act(**act)


def _of_item(**item: object) -> Breach:
    operation, plan = with_act()
    return lambda: (edit_row(operation, "items", "S1", **item), plan)


def _carried() -> tuple[Operation, Plan]:
    """C1 brings S1 from FEED to BASE."""
    operation, plan = with_act("FEED")
    load, unload = (Cargo(line_id="S1", quantity=1, site_id=site_id) for site_id in ("FEED", "BASE"))
    stops = plan.movements[0].stops
    plan = edit_stop(plan, "C1", 1, loads=(*stops[1].loads, load))
    return operation, edit_stop(plan, "C1", 2, unloads=(*stops[2].unloads, unload))


BREACHES: dict[str, Breach] = {
    # R3 takes two of the six guards, and R4 the others
    "together": lambda: (edit_row(tiny_operation(), "people", "BASE-GUARD", together="G"), tiny_plan()),
    # I4 leaves on day 1 and I1 on day 0
    "before": lambda: (edit_row(tiny_operation(), "items", "I4", before=("I1",)), tiny_plan()),
    "act-of-its-item": _of_act(disposition="scrap"),
    "act-lawful": _of_item(legal_lock=("destroy",)),
    "act-long-enough": _of_act(end_minute=at(0, 7, 59)),
    "act-when-ready": _of_item(ready_minute=at(0, 6, 1)),
    # BASE is handed over from day 2, 08:30 on
    "act-before-closing": _of_act(end_minute=at(2, 8, 31)),
    "stays-on-site": _carried,
}
