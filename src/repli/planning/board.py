"""The board of one draft: timeline, books of the sites, sorties so far, and the closings that were fixed.

It is the only mutable value of the scheduler; a trial works on a copy.
"""

from dataclasses import dataclass, field

from repli.model import HandoverAct, Operation, SiteAct
from repli.planning.account import Account, account_of
from repli.planning.flights import flight_diaries, seats_left
from repli.planning.hold import Apart, Load, Weights
from repli.planning.homes import Home
from repli.planning.lots import NO_LIMIT, PeopleLot, SiteBook, books_of
from repli.planning.occupancy import FOREVER
from repli.planning.order import Order, order_of
from repli.planning.packing import best_load
from repli.planning.routes import Route
from repli.planning.sorties import Slot, Sortie
from repli.planning.stock import Waiting
from repli.planning.timeline import Diary, Timeline, timeline_of
from repli.planning.timing import Wish, fit
from repli.planning.ways import Ways

__all__ = ["Board", "Closing", "Meter", "board_of", "taken_by", "weights_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How one site ends: the act of handover, its last off block, when the wave starts, and the wave's flights.

    Everything that is not on the wave is gone at ``clear_by``, also what ``acts`` on site end at the last. The first
    flight is the last to leave. A site without anything to move has an act only.
    """

    act: HandoverAct | None
    clear_by: int
    last_off: int
    wave_start: int
    formation_start: int
    flights: tuple[Slot, ...]
    acts: tuple[SiteAct, ...] = ()

    @property
    def closes(self) -> int:
        """The minute from which the site is closed: end of the act or last off block, whichever is later."""
        return max(self.last_off, self.act.end_minute if self.act is not None else 0)


@dataclass(slots=True)
class Meter:
    """How much was tried: movements sought or loaded, waves looked for. All copies of a board count on one meter."""

    units: int = 0
    waves: int = 0


@dataclass(slots=True, kw_only=True)
class Board:
    """Mutable state of a draft.

    ``last_resort``: no draft was found yet, so closing waves are looked for longer. ``over_midnight``: where a wave is
    too small it may also end after midnight, with the clearances of two days.

    What goes out is out by ``out_by``, and sites are closed: no convoy leaves that would cross the border later.

    Nothing new starts before ``now_minute``, and no notice is given: as_of, or later where a plan is in force already.
    """

    ways: Ways
    weights: Weights
    timeline: Timeline
    books: dict[str, SiteBook]
    order: Order
    account: Account
    sorties: list[Sortie] = field(default_factory=list)
    closings: dict[str, Closing] = field(default_factory=dict)
    cleared: dict[str, int] = field(default_factory=dict)
    acts: list[SiteAct] = field(default_factory=list)
    booked: dict[str, tuple[int, int]] = field(default_factory=dict)
    last_resort: bool = False
    over_midnight: bool = False
    now_minute: int = 0
    out_by: int = FOREVER
    meter: Meter = field(default_factory=Meter)

    def apart(self, route: Route) -> Apart:
        """Return the classes of dangerous goods kept apart on a route: by air, since a convoy is many vehicles."""
        return self.ways.network.operation.segregation if route.mode == "air" else frozenset()

    def copy(self) -> "Board":
        """Return an independent copy."""
        return Board(
            ways=self.ways,
            weights=self.weights,
            timeline=self.timeline.copy(),
            books={key: book.copy() for key, book in self.books.items()},
            order=self.order.copy(),
            account=self.account,
            sorties=self.sorties.copy(),
            closings=self.closings.copy(),
            cleared=self.cleared.copy(),
            acts=self.acts.copy(),
            booked=self.booked.copy(),
            last_resort=self.last_resort,
            over_midnight=self.over_midnight,
            now_minute=self.now_minute,
            out_by=self.out_by,
            meter=self.meter,
        )

    def routes_of(self, vehicle_id: str, site_id: str) -> tuple[Route, ...]:
        """Return the routes that a vehicle, or a commercial flight with what is left of it, has to a site."""
        diary = self.timeline.diaries[vehicle_id]
        if diary.held is not None:
            return (diary.held[0],) if diary.held[0].site_id == site_id else ()
        routes = self.ways.routes_from(diary.type_id, diary.home, site_id)
        if vehicle_id not in self.booked:
            return routes
        return tuple(seats_left(route, *self.booked[vehicle_id]) for route in routes)

    def lots_for(self, slot: Slot) -> tuple[list[PeopleLot], Waiting]:
        """Return what waits for a slot, is ready by then and may leave then, in loading order; groups whole."""
        people, stacks = taken_by(slot.route, self.books[slot.route.site_id], slot.load_minute)
        if not self.order.before:
            return people, stacks
        lines = [lot.line for lot in people] + [lot.line for stack in stacks for lot in stack]
        held = {
            line.together or line.line_id for line in lines if self.order.leaves_from(line.line_id) > slot.off_minute
        }
        people = [lot for lot in people if (lot.line.together or lot.line.line_id) not in held]
        return people, stacks.without(lambda lot: (lot.line.together or lot.line.line_id) in held)

    def load_for(self, slot: Slot, until: int) -> Load | None:
        """Return the most valuable load of a slot that floors before ``until`` let go; None if there is none.

        Slots on one route that find the same lots and the same room under the floors take the same load.
        """
        route, book = slot.route, self.books[slot.route.site_id]
        rooms = book.rooms(slot.gone_minute, until)
        key = (id(route), book.ready_count(slot.load_minute), tuple(rooms))
        alike = route.flight is None and not self.order.before
        if alike and key in book.loads:
            return book.loads[key]
        load = best_load(
            route.configurations, route.payload_kg, self.lots_for(slot), rooms, self.weights, self.apart(route)
        )
        if alike:
            book.loads[key] = load
        return load

    def send(self, slot: Slot, load: Load) -> bool:
        """Load a slot whose resources are held, and book its cargo out and, at a site inside, in again.

        Say whether lines may leave now that waited for what leaves.
        """
        route = slot.route
        parts = [(lot.line.line_id, count) for lot, count in load.people]
        parts += [(item.line.line_id, 1) for item in load.items]
        out = route.unload_site is None
        freed = [self.order.leave(name, count, slot.last_off_minute, out=out) for name, count in parts]
        self.books[route.site_id].remove(load.people, load.items, slot.gone_minute)
        self.sorties.append(Sortie.of(slot, load))
        if route.flight is not None:
            self._book(slot.vehicle_id, load)
        if route.unload_site is None:
            return any(freed)
        there = self.books[route.unload_site]
        at = slot.timing.work_end[route.drop] + there.site.transfer_minutes
        self.cleared[there.site.site_id] = max(at, self.cleared.get(there.site.site_id, 0))
        for lot, count in load.people:
            there.add_people(lot.line, count, at)
        there.add_items((item.line for item in load.items), at)
        return any(freed)

    def _book(self, flight_id: str, load: Load) -> None:
        """Count the people of a flight; others may have the seats that are left."""
        people, kg = self.booked.get(flight_id, (0, 0))
        self.booked[flight_id] = (people + load.people_count, kg + load.kg)
        self.timeline.diaries[flight_id] = self.timeline.diaries[flight_id].at_home()


def taken_by(route: Route, book: SiteBook, ready_by: int = NO_LIMIT) -> tuple[list[PeopleLot], Waiting]:
    """Return what of a site may go on a route and is ready by a minute; commercial flights take people only."""
    people, stacks = book.lots_for(route.takes, ready_by)
    if route.flight is None:
        return people, stacks
    mixed = {lot.line.together for lot in book.items} - {None}
    return [lot for lot in people if lot.line.together not in mixed], Waiting()


def board_of(ways: Ways) -> Board:
    """Return the board at as_of, vehicles brought to their homes."""
    operation = ways.network.operation
    board = Board(
        ways=ways,
        weights=weights_of(operation),
        timeline=timeline_of(ways.network),
        books=books_of(operation),
        order=order_of(operation),
        account=account_of(operation),
        now_minute=operation.as_of_minute,
    )
    for home in ways.homes:
        _bring_home(board, home)
    board.timeline.diaries |= flight_diaries(operation)
    return board


def weights_of(operation: Operation, person_percent: int = 100) -> Weights:
    """Return what a person and a kg are worth in the objective's stay, as integers; a person at ``person_percent``."""
    people = sum(line.count for line in operation.people)
    kg = sum(line.kg for line in operation.items)
    return Weights(person=max(kg, 1) * person_percent, kg=max(people, 1) * 100)


def _bring_home(board: Board, home: Home) -> None:
    """Open the diary of a vehicle, after the empty movement to its home if it starts elsewhere."""
    operation = board.ways.network.operation
    vehicle = home.vehicle
    kind = operation.type_of[vehicle.type_id]
    free_from = max(operation.as_of_minute + kind.report_minutes, vehicle.available_from_minute)
    free_to = min(operation.horizon_minute, vehicle.available_to_minute)
    route = home.positioning
    if route is not None:
        wish = Wish(depart_from=free_from, back_by=free_to)
        fits = (fit(board.timeline, route, rests, wish) for rests in route.rests)
        timing = next((found for found in fits if found is not None), None)
        if timing is None:
            return
        start = route.stops[0]
        if start.hours is not None and start.inside:
            spots = board.timeline.parking[start.place_id]
            spots.free(route.size, vehicle.available_from_minute, FOREVER)
            spots.take(route.size, vehicle.available_from_minute, timing.off[0])
        board.timeline.hold(route, timing)
        free_from = timing.back(route)
        slot = Slot(vehicle_id=vehicle.vehicle_id, route=route, timing=timing)
        board.sorties.append(Sortie(slot=slot, configuration_id=kind.configurations[0].configuration_id))
    board.timeline.diaries[vehicle.vehicle_id] = Diary(
        vehicle_id=vehicle.vehicle_id,
        type_id=vehicle.type_id,
        home=home.place_id,
        free_from=free_from,
        free_to=free_to,
    )
