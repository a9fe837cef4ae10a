"""What waits for what, as the plan has it: tellings between stops, and who takes its turn before whom.

A stop has its **place** (what it asks for: a vehicle, a spot, a team), its **work**, its **going** (off block, end of
an act). Rules as in docs/reference/forecast-meaning.md: loads wait for who brings them; the handover waits for all
that goes before it; the closing wave waits for the handover, or for all before the wave; ``before`` and
``closes_after`` are kept; who is waited for takes vehicles and spots before who waits, where the plan has it so.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from repli.forecast.agents import ACT, MOVEMENT, Agent, Called, stops_of
from repli.forecast.ragged import Parts, integers, ranges
from repli.kernel import records
from repli.model import Cargo, Operation, Site

__all__ = ["order_of"]

_PLACE, _WORK, _GO = 0, 1, 2
Telling = tuple[int, int, int, int, int]
"""(stop that tells, what it has done, stop or site that is told, what that waits to do, minutes later)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A stop with its numbers and its agent."""

    agent: int
    stop: int
    called: Called
    kind: int
    handover_of: str


def order_of(
    operation: Operation, agents: tuple[Agent, ...], sites: Sequence[Site], since: Mapping[str, int] | None = None
) -> Parts:
    """Return ``needs``, ``marks`` and ``tells``.

    ``since`` is the number of the plan that each agent came with, where a plan was replaced: nothing waits for what
    only a later plan brought.
    """
    seen = [
        _Seen(agent=agent, stop=stop, called=called, kind=agents[agent].kind, handover_of=_handover_of(agents[agent]))
        for agent, stop, called in stops_of(agents)
    ]
    ties = set(_feeds(operation, seen))
    for site in sites:
        ties |= set(_closing(operation, seen, site))
    ties |= set(_before(operation, seen))
    ties |= set(_own_vehicle(agents, seen))
    came_with = [(since or {}).get(agents[one.agent].name, 0) for one in seen]
    ties = {tie for tie in ties if came_with[tie[0]] <= came_with[tie[2]]}
    turns = {tie for tie in _turns(agents, seen, ties) if came_with[tie[0]] <= came_with[tie[2]]}
    return _parts(ties | turns | set(_events(seen, sites)), len(seen), len(sites))


def _handover_of(agent: Agent) -> str:
    return agent.site_id if agent.kind == ACT and not agent.item_id else ""


def _takes_from(called: Called, site_id: str) -> bool:
    return any(cargo.site_id == site_id for cargo in called.loads)


def _leaving(seen: Sequence[_Seen], site_id: str) -> list[_Seen]:
    """Return what leaves a site or ends there: stops that load from it and acts on it, but the handover."""
    return [
        one
        for one in seen
        if _takes_from(one.called, site_id)
        or (one.kind == ACT and one.called.place_id == site_id and not one.handover_of)
    ]


def _feeds(operation: Operation, seen: Sequence[_Seen]) -> Iterator[Telling]:
    """Who loads what another brought there waits for it and for the transfer."""
    brought: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for one in seen:
        for cargo in one.called.unloads:
            brought[cargo.line_id, cargo.site_id].append(one)
    for one in seen:
        for cargo in one.called.loads:
            for other in brought[cargo.line_id, cargo.site_id]:
                if other.called.start_minute < one.called.end_minute and other.stop != one.stop:
                    delay = operation.site_of[cargo.site_id].transfer_minutes
                    yield other.stop, _WORK, one.stop, _WORK, delay


def _closing(operation: Operation, seen: Sequence[_Seen], site: Site) -> Iterator[Telling]:
    """The handover waits for all that goes before it, the wave for the handover or for all before the wave."""
    leaving = _leaving(seen, site.site_id)
    handover = next((one for one in seen if one.handover_of == site.site_id), None)
    last = max((one.called.end_minute for one in leaving), default=0)
    wave = [one for one in leaving if one.called.loads and one.called.end_minute >= last - operation.wave_minutes]
    rest = [one for one in leaving if one not in wave]
    if handover is not None:
        for one in leaving:
            if one.called.end_minute <= handover.called.start_minute:
                yield one.stop, _GO, handover.stop, _PLACE, 0
        for one in wave:
            if handover.called.end_minute <= one.called.end_minute:
                yield handover.stop, _GO, one.stop, _GO, 0
    for one in wave:
        for other in rest:
            yield other.stop, _GO, one.stop, _GO, 0
    yield from _closing_order(seen, site, leaving, last)


def _closing_order(seen: Sequence[_Seen], site: Site, leaving: Sequence[_Seen], last: int) -> Iterator[Telling]:
    """The last to leave a site waits until the sites that close first are closed."""
    for earlier in site.closes_after:
        ends = [*_leaving(seen, earlier), *(one for one in seen if one.handover_of == earlier)]
        for one in (one for one in leaving if one.called.end_minute == last):
            for other in ends:
                if one.called.loads and _goes_first(other, one):
                    yield other.stop, _GO, one.stop, _GO, 0


def _lines(cargo: Sequence[Cargo]) -> set[str]:
    return {one.line_id for one in cargo}


def _before(operation: Operation, seen: Sequence[_Seen]) -> Iterator[Telling]:
    """A line that goes before others is gone before they go."""
    loading: dict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        for line_id in _lines(one.called.loads):
            loading[line_id].append(one)
    named = [(line.line_id, line.before) for line in operation.people]
    named += [(line.line_id, line.before) for line in operation.items]
    for line_id, before in named:
        for later in before:
            for one in loading[line_id]:
                for other in loading[later]:
                    if _goes_first(one, other):
                        yield one.stop, _GO, other.stop, _GO, 0


def _waited_for(agents: Sequence[Agent], seen: Sequence[_Seen], ties: set[Telling]) -> list[int]:
    """Return, per agent, a bit mask of the agents it waits for, directly or through others."""
    agent_of = [one.agent for one in seen]
    direct = [0] * len(agents)
    for stop, _, target, _, _ in ties:
        if agent_of[stop] != agent_of[target]:
            direct[agent_of[target]] |= 1 << agent_of[stop]
    changed = True
    while changed:
        changed = False
        for agent, mask in enumerate(direct):
            wider, rest = mask, mask
            while rest:
                low = rest & -rest
                wider |= direct[low.bit_length() - 1]
                rest ^= low
            if wider != mask:
                direct[agent], changed = wider, True
    return direct


def _turns(agents: Sequence[Agent], seen: Sequence[_Seen], ties: set[Telling]) -> Iterator[Telling]:
    """Who is waited for takes a room before who waits for it, where the plan has it in that order."""
    masks = _waited_for(agents, seen, ties)
    askers: dict[int, list[_Seen]] = defaultdict(list)
    for one in seen:
        for room in _rooms(agents[one.agent], one):
            askers[room].append(one)
    for rows in askers.values():
        for one in rows:
            for other in rows:
                waits = masks[one.agent] >> other.agent & 1 and not masks[other.agent] >> one.agent & 1
                if waits and _sooner(other, one):
                    yield other.stop, _PLACE, one.stop, _PLACE, 0


def _sooner(one: _Seen, other: _Seen) -> bool:
    return (one.called.start_minute, one.stop) < (other.called.start_minute, other.stop)


def _goes_first(one: _Seen, other: _Seen) -> bool:
    return (one.called.end_minute, one.stop) < (other.called.end_minute, other.stop)


def _rooms(agent: Agent, one: _Seen) -> set[int]:
    """Return the rooms of which a movement takes a unit for long at a stop: vehicles, drivers, parking."""
    if one.kind != MOVEMENT:
        return set()
    rooms = {one.called.row["asks"]}
    if one.called is agent.stops[0]:
        rooms.add(agent.row["drivers_room"])
    return rooms - {-1}


def _own_vehicle(agents: Sequence[Agent], seen: Sequence[_Seen]) -> Iterator[Telling]:
    """The movements of a vehicle with a pool of its own keep their order."""
    first = {one.agent: one.stop for one in reversed(seen)}
    held: dict[str, int] = {}
    for number, agent in enumerate(agents):
        if agent.kind == MOVEMENT and agent.pool == f"pool {agent.vehicle_id}":
            if agent.pool in held:
                yield first[held[agent.pool]], _PLACE, first[number], _PLACE, 0
            held[agent.pool] = number


def _events(seen: Sequence[_Seen], sites: Sequence[Site]) -> Iterator[Telling]:
    """A site is closed when all that leaves it is gone, and its acts are done."""
    for number, site in enumerate(sites):
        for one in (*_leaving(seen, site.site_id), *(one for one in seen if one.handover_of == site.site_id)):
            yield one.stop, _GO, len(seen) + number, _PLACE, 0


def _parts(tellings: set[Telling], stops: int, sites: int) -> Parts:
    needs = [0] * (3 * stops + sites)
    rows: list[list[tuple[int, int]]] = [[] for _ in range(3 * stops)]
    for stop, done, target, awaited, delay in sorted(tellings):
        need = 3 * target + awaited if target < stops else 2 * stops + target
        needs[need] += 1
        rows[3 * stop + done].append((need, delay))
    start, end, _ = ranges([need for need, _ in row] for row in rows)
    flat = [tell for row in rows for tell in row]
    return {
        "needs": integers(needs),
        "marks": records("marks", {"tell_from": start, "tell_to": end}),
        "tells": records("tells", {"target": [target for target, _ in flat], "delay": [delay for _, delay in flat]}),
    }
