"""Whatever one aircraft may do by the rules about movements, from one seed each: tight, and often not allowed.

It goes from place to place among two fields inside and two outside, in drawn hours: empty, with a load for there, by
another field, from where something is to be unloaded half way, loading again at once, in one movement or many. Some of
it no rule allows (no time on the ground, a load at the first stop, back in with what is out): only the beginning stays
of which the rule book's rules about movements say nothing. Figures are made up for tests.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from repli.model import Cargo, Leg, Movement, Operation, Plan, Stop, Vehicle
from repli.rules import legs, loads, minutes, stock, stops, vehicles
from repli.rules.accounting import out_once, right_destination
from repli.rules.doors import Network
from repli.rules.hours import first_minute, joined
from repli.rules.lines import lines_of
from repli.rules.reading import aboard_on_legs, trips_of
from repli.units import Interval
from tests.planning.prices.test_turns import LEGS, PLACES, network_operation
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

__all__ = ["drawn_life", "life_operation", "offs_of"]

FIELDS = {"BASE": "FLD1", "BAS2": "FLD2", "HOME": "OUT1", "HOM2": "OUT2"}
SITES = {field_id: site_id for site_id, field_id in FIELDS.items()}
RULES = [*minutes.RULES, *stops.RULES, *vehicles.RULES, *legs.RULES, *loads.RULES, *stock.RULES]
DAYS, MOST_STOPS = 4, 10


def life_operation(seed: int) -> Operation:
    """An aircraft, its legs, hours and times on the ground, and people from each place inside to each outside."""
    dice, tiny = Random(seed), tiny_operation()  # noqa: S311 - test data, not a secret
    blocks = {
        ends: dice.choice([None, dice.randint(10, 30), dice.randint(10, 60), dice.randint(10, 200)]) for ends in LEGS
    }
    operation = network_operation(blocks, dice.choice(PLACES))
    like = {True: tiny.site_of["BASE"], False: tiny.site_of["HOME"]}
    sites = [
        replace(like[name.startswith("BAS")], site_id=name, field_id=FIELDS[name], transfer_minutes=0)
        for name in FIELDS
    ]
    guard = replace(tiny.people_of["BASE-GUARD"], count=99, ready_minute=at(0), kg_per_person=1, latest_minute=None)
    ends = [(one, other) for one in ("BASE", "BAS2") for other in ("HOME", "HOM2")]
    times = []
    for one in operation.type_of["LIFT"].operation_times:
        work = dice.randint(3, 20)
        times.append(replace(one, work_minutes=work, ground_minutes=work + dice.randint(2, 9)))
    operation = replace(
        operation,
        sites=tuple(sites),
        people=tuple(replace(guard, line_id=f"{a}-{b}", site_id=a, destination_id=b) for a, b in ends),
        items=(),
        legs=tuple(replace(one, open_intervals=_hours(dice)) for one in operation.legs),
    )
    until = at(dice.randint(2, DAYS))
    vehicle = next(one for one in operation.vehicles if one.type_id == "LIFT")
    window = {"available_from_minute": at(0) + dice.randint(-60, 600), "available_to_minute": until}
    operation = edit_row(operation, "vehicles", vehicle.vehicle_id, **window)
    return edit_row(operation, "vehicle_types", "LIFT", operation_times=tuple(times))


def _hours(dice: Random) -> tuple[Interval, ...]:
    cuts = sorted(dice.sample(range(at(0), at(DAYS)), 6))
    return dice.choice([(Interval(at(0), at(DAYS)),), tuple(map(Interval, cuts[::2], cuts[1::2]))])


def drawn_life(operation: Operation, seed: int) -> Plan:
    """What the aircraft does until a rule breaks."""
    vehicle = next(one for one in operation.vehicles if one.type_id == "LIFT")
    life = _Life(operation, Network(operation), vehicle, Random(seed))  # noqa: S311 - test data, not a secret
    plan = replace(tiny_plan(), movements=(), handovers=(), bookings=())
    for number in range(6):
        longer = replace(plan, movements=(*plan.movements, life.movement(f"M{number}")))
        if len(longer.movements[-1].stops) == 1 or _is_broken(operation, longer):
            break
        plan = longer
    return plan


def _is_broken(operation: Operation, plan: Plan) -> bool:
    """Whether a rule about movements says anything; that not all are out yet is no matter."""
    back = (one for one in out_once(operation, plan) if one.minute is not None)
    found = (one for rule in RULES for one in rule.check(operation, plan))
    return any(True for some in (found, back, right_destination(operation, plan)) for _ in some)


def offs_of(operation: Operation, plan: Plan) -> list[tuple[int, str]]:
    """The off blocks inside with somebody aboard, each with the name of the sortie."""
    lines = lines_of(operation)
    return [
        (stop.off_block_minute, f"LIFT/{stop.place_id}/{following.place_id}")
        for trip in trips_of(operation, plan)
        for stop, following, aboard in aboard_on_legs(trip, lines)
        if aboard and operation.field_of[stop.place_id].inside
    ]


@dataclass
class _Life:
    """Where the aircraft stands and from when on, and who is where."""

    operation: Operation
    network: Network
    vehicle: Vehicle
    dice: Random
    place: str = ""
    minute: int = 0
    stock: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.place, self.minute = self.vehicle.start_place, max(at(0), self.vehicle.available_from_minute)
        self.stock.update({(one.site_id, one.line_id): one.count for one in self.operation.people})

    def movement(self, name: str) -> Movement:
        """The next movement: until nobody is aboard and it is enough, or it goes on for too long."""
        aboard: Counter[str] = Counter()
        made: list[Stop] = []
        while True:
            work = bool(made) or self._chance(3)
            unloads = list(self._unloads(aboard)) if work else []
            loads = list(self._loads(aboard)) if work else []
            made.append(self._stop(unloads, loads, first=not made))
            self.minute = made[-1].off_block_minute
            ways = [one for one in self.operation.legs if (one.mode, one.from_place) == ("air", self.place)]
            is_enough = len(made) > 1 and not +aboard and self._chance(30)
            if not ways or is_enough or len(made) == MOST_STOPS:
                break
            homes = [one for one in ways if any(line.endswith(SITES[one.to_place]) for line in +aboard)]
            leg = self.dice.choice(homes if homes and self._chance(85) else ways)
            made[-1] = self._gone(made[-1], leg, first=len(made) == 1)
            block = self.operation.passage_of["LIFT", leg.leg_id].block_minutes
            self.place, self.minute = leg.to_place, made[-1].off_block_minute + block
        fit = self.operation.type_of["LIFT"].configurations[0].configuration_id
        return Movement(movement_id=name, vehicle_id=self.vehicle.vehicle_id, configuration_id=fit, stops=tuple(made))

    def _chance(self, percent: int) -> bool:
        return self.dice.randint(1, 100) <= percent

    def _unloads(self, aboard: Counter[str]) -> Iterator[Cargo]:
        """Who is at home gets off nearly always, others sometimes."""
        site = SITES[self.place]
        for line, count in list((+aboard).items()):
            if self._chance(95 if line.endswith(site) else 10):
                aboard[line] = 0
                self.stock[site, line] += count
                yield Cargo(line_id=line, quantity=count, site_id=site)

    def _loads(self, aboard: Counter[str]) -> Iterator[Cargo]:
        """Some get on inside, and seldom who is out already."""
        site = SITES[self.place]
        for line in self.operation.people_of:
            if self.stock[site, line] and self._chance(25 if site.startswith("BAS") else 2):
                aboard[line] += 1
                self.stock[site, line] -= 1
                yield Cargo(line_id=line, quantity=1, site_id=site)

    def _stop(self, unloads: Sequence[Cargo], loads: Sequence[Cargo], *, first: bool) -> Stop:
        """As short as can be, or sometimes shorter."""
        done = frozenset(name for name, some in (("load", loads), ("unload", unloads)) if some)
        times = self.operation.type_of["LIFT"].operation_times
        least = next((one for one in times if one.operations == done), None)
        ground = (
            0 if first or least is None else least.ground_minutes - (self.dice.randint(1, 9) if self._chance(2) else 0)
        )
        work = 0 if first or least is None else least.work_minutes
        return Stop(
            place_id=self.place,
            on_block_minute=self.minute,
            work_start_minute=self.minute,
            work_end_minute=self.minute + work,
            off_block_minute=self.minute + ground,
            unloads=tuple(unloads),
            loads=tuple(loads),
        )

    def _gone(self, stop: Stop, leg: Leg, *, first: bool) -> Stop:
        """The same stop, off block as soon as hours allow it; seldom a little later."""
        edges = self.network.edges.get(("LIFT", leg.from_place), ())
        hours = next((one.hours for one in edges if one.to_place == leg.to_place), joined(leg.open_intervals))
        off = stop.off_block_minute + (self.dice.randint(1, 20) if self._chance(5) else 0)
        off = first_minute(hours, off) or off
        if first:
            return replace(stop, on_block_minute=off, work_start_minute=off, work_end_minute=off, off_block_minute=off)
        return replace(stop, off_block_minute=off)
