"""Random small operations over all inputs: those of `tests.planning.generator`, widened by all else that is planned.

Half of them are eased first, so that more can be planned. Figures are made up for tests.
"""

from dataclasses import replace
from random import Random

from repli.intake.expand.halts import departures_of
from repli.model import BalanceLimit, FloorPosition, Operation, SeatBlock, TakenSpots, Team
from repli.model.places import Spots
from repli.units import Interval
from tests.planning.generator import operation_of

__all__ = ["eased", "rich_operation_of"]

CLASSES = (None, None, "1.2", "3")
PAIRS = (("1.2", "people"), ("1.2", "3"), ("3", "people"), ("1.2", "1.2"))


def rich_operation_of(seed: int) -> Operation:
    """The operation of a seed, with inputs of every kind."""
    dice = Random(-seed - 1)  # noqa: S311 - test data, not a secret
    operation = operation_of(seed)
    if dice.randint(0, 1):
        operation = _roomy(operation)
    for widen in (
        _shared_fields,
        _planned,
        _halting,
        _dangerous,
        _ordered,
        _locked,
        _retaining,
        _floored,
        _arriving,
        _staying,
        _grouping,
        _going_first,
        _teamed,
        _seated,
        _fuelled,
    ):
        operation = widen(dice, operation)
    return operation


def eased(operation: Operation) -> Operation:
    """The operation without what the widening restricts: whatever plan kept its rules keeps the rules of this too."""
    return replace(
        operation,
        fields=tuple(replace(one, handling_sets=None, taken=()) for one in operation.fields),
        clearances=tuple(replace(one, state="granted") for one in operation.clearances),
        sites=tuple(replace(one, closes_after=(), inspection_teams=0, customs_teams=0) for one in operation.sites),
        segregation=frozenset(),
        legs=tuple(replace(one, escort_teams=0) for one in operation.legs),
        vehicle_types=tuple(replace(one, drivers=0, range_km=0) for one in operation.vehicle_types),
        people=tuple(replace(one, together=None, before=()) for one in operation.people),
        items=tuple(replace(one, together=None, before=()) for one in operation.items),
    )


def _roomy(operation: Operation) -> Operation:
    """The operation with clearances without limits, no guards last, no notice and no crew that must go home."""
    return replace(
        operation,
        clearances=tuple(replace(one, limit_per_day=0) for one in operation.clearances),
        sites=tuple(replace(one, last_out_people=0, notice_minutes=0) for one in operation.sites),
        vehicle_types=tuple(replace(one, duty_max_minutes=2_000) for one in operation.vehicle_types),
    )


def _shared_fields(dice: Random, operation: Operation) -> Operation:
    """Handling sets, and slots of other users that leave the fleet and each other their spots when the plan starts.

    Slots that overlap on one spot, or take the spot on which an aircraft stands, are not drawn: nobody can keep those.
    """
    stands = {vehicle.start_place for vehicle in operation.vehicles}
    fields = []
    for field in operation.fields:
        slots, first = [], operation.as_of_minute
        for _ in range(dice.choice([0, 0, 1, 2]) if field.inside and field.field_id not in stands else 0):
            first += dice.randint(0, 4) * 360
            meanwhile = Interval(first, first + dice.choice([300, 1_440]))
            parking: Spots = ((dice.choice(field.parking_spots)[0], 1),)  # intake refuses what the field has not
            working: Spots = ((dice.choice(field.working_spots)[0], 1),)
            parking, working = dice.choice([(parking, working), (parking, ()), ((), working)])
            slots.append(TakenSpots(interval=meanwhile, parking_spots=parking, working_spots=working))
            first = meanwhile.end_minute
        sets = dice.choice([None, None, 1, 2]) if field.inside else None
        fields.append(replace(field, handling_sets=sets, taken=tuple(slots)))
    return replace(operation, fields=tuple(fields))


def _planned(dice: Random, operation: Operation) -> Operation:
    return replace(
        operation,
        clearances=tuple(
            replace(
                one,
                state="planned",
                lead_minutes=dice.choice([0, 600, 2_880]),
                answer_minutes=dice.choice([0, 1_440]),
            )
            if dice.randint(0, 3) == 0
            else one
            for one in operation.clearances
        ),
    )


def _halting(dice: Random, operation: Operation) -> Operation:
    """Each road leg, one time in two, with a halt in the middle: driven only while the road is open."""
    halts = {leg.leg_id: dice.choice([30, 240]) for leg in operation.legs if leg.mode == "road" and dice.randint(0, 1)}
    opened = {leg.leg_id: leg.open_intervals for leg in operation.legs}
    passages = []
    for one in operation.passages:
        stood, half = halts.get(one.leg_id, 0), one.block_minutes // 2
        stretches = ((0, half), (half + stood, one.block_minutes + stood))
        passages.append(
            replace(
                one,
                block_minutes=one.block_minutes + stood,
                stretches=stretches,
                departure_intervals=departures_of(stretches, opened[one.leg_id]),
            )
            if stood
            else one
        )
    legs = tuple(
        replace(leg, halts=((50, halts[leg.leg_id]),)) if leg.leg_id in halts else leg for leg in operation.legs
    )
    return replace(operation, passages=tuple(passages), legs=legs)


def _dangerous(dice: Random, operation: Operation) -> Operation:
    pairs = dice.sample(PAIRS, dice.choice([0, 1, 2]))
    items = tuple(replace(one, dangerous_class=dice.choice(CLASSES)) for one in operation.items)
    return replace(operation, items=items, segregation=frozenset(pairs))


def _ordered(dice: Random, operation: Operation) -> Operation:
    """Sometimes one site inside closes after another: never in a circle."""
    inside = [site.site_id for site in operation.sites if site.inside]
    if len(inside) < 2 or dice.randint(0, 2):
        return operation
    later, first = dice.sample(inside, 2)
    return replace(
        operation,
        sites=tuple(replace(one, closes_after=(first,)) if one.site_id == later else one for one in operation.sites),
    )


def _locked(dice: Random, operation: Operation) -> Operation:
    """Locks that bar what was not decided: they must change nothing."""
    locks = ((), ("destroy",), ("gift", "sell"))
    return replace(operation, items=tuple(replace(one, legal_lock=dice.choice(locks)) for one in operation.items))


def _retaining(dice: Random, operation: Operation) -> Operation:
    """Sometimes people who stay by agreement: outside every count."""
    if not operation.people or dice.randint(0, 2):
        return operation
    first = operation.people[0]
    return replace(operation, retained=(replace(first, line_id="STAYS", destination_id=first.site_id),))


def _floored(dice: Random, operation: Operation) -> Operation:
    """Sometimes a floor of two or three positions in one configuration, at times with limits of balance."""
    if dice.randint(0, 2):
        return operation
    kind = operation.vehicle_types[1]
    spots = tuple(
        FloorPosition(number=number, row=dice.choice("AB"), arm_cm=100 * number, max_kg=dice.choice([2_000, 9_000]))
        for number in range(1, dice.choice([3, 4]))
    )
    limits = (BalanceLimit(up_to_kg=50_000, forward_arm_cm=120, aft_arm_cm=280),) if dice.randint(0, 1) else ()
    first = replace(kind.configurations[0], floor=spots, seats_arm_cm=200, balance=limits)
    return _edit(operation, "vehicle_types", 1, configurations=(first, *kind.configurations[1:]))


def _arriving(dice: Random, operation: Operation) -> Operation:
    """Sometimes people who come later, by means outside the plan; some have come already."""
    if not operation.people or dice.randint(0, 2):
        return operation
    index = dice.randrange(len(operation.people))
    return _edit(operation, "people", index, arrives_minute=operation.as_of_minute + dice.choice([-60, 600, 3_000]))


def _staying(dice: Random, operation: Operation) -> Operation:
    """Sometimes items that are disposed of where they are."""
    for index in range(len(operation.items)):
        if dice.randint(0, 5) == 0:
            cells: dict[str, object] = {
                "disposition": dice.choice(["scrap", "gift"]),
                "destination_id": operation.items[index].site_id,
                "act_minutes": dice.choice([60, 600]),
                "legal_lock": ("sell",),
            }
            operation = _edit(operation, "items", index, **cells)
    return operation


def _grouping(dice: Random, operation: Operation) -> Operation:
    """Sometimes two or three lines with the same ends that go together, the people not too many for one aircraft."""
    if dice.randint(0, 2):
        return operation
    rows = [("people", index, line) for index, line in enumerate(operation.people)]
    rows += [("items", index, line) for index, line in enumerate(operation.items) if not line.stays]
    dice.shuffle(rows)
    if not rows:
        return operation
    ends = rows[0][2].site_id, rows[0][2].destination_id
    mates = [row for row in rows if (row[2].site_id, row[2].destination_id) == ends][: dice.choice([1, 2, 3])]
    for table, index, _ in mates:
        cells: dict[str, object] = {"count": dice.randint(1, 4)} if table == "people" and dice.randint(0, 3) else {}
        operation = _edit(operation, table, index, together="G", **cells)
    return operation


def _going_first(dice: Random, operation: Operation) -> Operation:
    """Sometimes lines that go before others, never in a circle."""
    rows = [("people", index, line.line_id) for index, line in enumerate(operation.people)]
    rows += [("items", index, line.line_id) for index, line in enumerate(operation.items)]
    dice.shuffle(rows)
    for place, (table, index, _) in enumerate(rows[:-1]):
        if dice.randint(0, 7) == 0:
            later = dice.choice(rows[place + 1 :])[2]
            operation = _edit(operation, table, index, before=(later,))
    return operation


def _edit(operation: Operation, table: str, index: int, **cells: object) -> Operation:
    rows = list(getattr(operation, table))
    rows[index] = replace(rows[index], **cells)
    return replace(operation, **{table: tuple(rows)})


def _teamed(dice: Random, operation: Operation) -> Operation:
    """Sometimes escorts, drivers or inspectors, a few of them, now and then none where they are asked for."""
    teams = []
    for kind in ("escort", "driver", "inspection", "customs"):
        if dice.randint(0, 3):
            continue
        opens = operation.as_of_minute + dice.choice([0, 0, 480])
        days = range((operation.horizon_minute - opens) // 1_440 + 1)
        whole = (Interval(operation.as_of_minute, operation.horizon_minute),)
        working = tuple(Interval(opens + day * 1_440, opens + day * 1_440 + 600) for day in days)
        teams.append(
            Team(
                team_id=f"T-{kind}",
                kind=kind,
                count=dice.choice([1, 1, 2]),
                places=frozenset() if dice.randint(0, 9) else frozenset({operation.sites[0].site_id}),
                change_minutes=dice.choice([0, 30, 400]),
                open_intervals=working if kind in {"inspection", "customs"} and dice.randint(0, 1) else whole,
            )
        )
        operation = _asking_for(dice, operation, kind)
    return replace(operation, teams=tuple(teams))


def _asking_for(dice: Random, operation: Operation, kind: str) -> Operation:
    """The operation whose roads, convoys or sites ask for a team of a kind."""
    if kind == "driver":
        return _edit(operation, "vehicle_types", 2, drivers=1)
    if kind in {"inspection", "customs"}:
        inside = [index for index, site in enumerate(operation.sites) if site.inside]
        return _edit(operation, "sites", dice.choice(inside), **{f"{kind}_teams": 1})
    for index, leg in enumerate(operation.legs):
        if leg.mode == "road" and dice.randint(0, 1):
            operation = _edit(operation, "legs", index, escort_teams=1)
    return operation


def _seated(dice: Random, operation: Operation) -> Operation:
    """Sometimes seats on commercial flights; now and then from a field that no aircraft of the fleet is cleared for."""
    ends = {site.site_id: site.field_id for site in operation.sites}
    outside = sorted({str(ends[line.destination_id]) for line in operation.people if ends[line.destination_id]})
    inside = sorted(field.field_id for field in operation.fields if field.inside)
    blocks = []
    for index in range(dice.choice([0, 0, 1, 3]) if outside else 0):
        departs = operation.as_of_minute + dice.choice([60, 600, 2_000, 4_321, 9_000])
        blocks.append(
            SeatBlock(
                flight_id=f"COM{index}",
                from_field=dice.choice(inside),
                to_field=dice.choice(outside),
                departs_minute=departs,
                arrives_minute=departs + 200,
                check_in_minutes=dice.choice([0, 60, 180, 500]),
                seats=dice.choice([1, 5, 40]),
                payload_kg=dice.choice([250, 5_000]),
            )
        )
    if blocks and dice.randint(0, 5) == 0:
        away = blocks[0].from_field
        kept = tuple(one for one in operation.clearances if (one.scope, one.scope_id) != ("field", away))
        operation = replace(operation, clearances=kept)
    return replace(operation, seat_blocks=tuple(blocks))


def _fuelled(dice: Random, operation: Operation) -> Operation:
    """Sometimes aircraft that must fill their tanks on the way, where some fields have no fuel."""
    if dice.randint(0, 3):
        return operation
    outside = {field.field_id for field in operation.fields if not field.inside}
    fields = tuple(replace(one, fuel=one.field_id in outside or dice.randint(0, 2) > 0) for one in operation.fields)
    longest = max((leg.distance_km for leg in operation.legs if leg.mode == "air"), default=100)
    kinds = []
    for kind in operation.vehicle_types:
        filling = [
            replace(one, operations=one.operations | {"refuel"}, ground_minutes=one.ground_minutes + 20)
            for one in kind.operation_times
        ]
        limit = longest * dice.choice([1, 2, 2, 3]) + dice.choice([-1, 0, 1])
        far = replace(kind, range_km=limit, operation_times=(*kind.operation_times, *filling))
        kinds.append(far if kind.mode == "air" else kind)
    return replace(operation, fields=fields, vehicle_types=tuple(kinds))
