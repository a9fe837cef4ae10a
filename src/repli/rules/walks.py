"""The cheapest walk of a unit until it is out, at the prices of a certificate (docs/reference/bound-meaning.md, 5).

A unit is in stock at a site, or aboard at a place after a leg inwards; bucket by bucket it waits, credited by the
floors that count it, or passes a door and pays. Whatever a plan does with it costs no less than the cheapest walk.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from repli.rules.doors import IN, OUT, DoorKey
from repli.rules.ends import own_doors
from repli.rules.passes import NEVER, Passes
from repli.rules.payers import Payer
from repli.rules.reading import AIR
from repli.rules.routes import LOADED, THROUGH

__all__ = ["Choices", "Walk", "cheapest", "until_gone_from_site", "until_last_loaded", "until_out"]

State = tuple[str, str]
"""("", site) = in stock; (mode, place) = aboard."""


@dataclass(slots=True, kw_only=True)
class Choices:
    """What a unit in one state can do, by bucket: be done at a cost, move on to other states at a cost, or wait."""

    done: list[int]
    moves: list[tuple[list[int], list[State]]] = field(default_factory=list)
    credit: Sequence[int] | None = None


Walk = Callable[[Passes, Payer, State], Choices]
"""What a unit can do in a state: `until_out`, `until_last_loaded` or `until_gone_from_site`."""


def until_out(passes: Passes, payer: Payer, state: State) -> Choices:
    """Return the choices of a unit that walks until it is out."""
    choices, how = _in_state(passes, payer, state), THROUGH if state[0] else LOADED
    for key in _doors(passes, state):
        if key[2] == OUT:
            _at_most(choices.done, passes.leave(payer, key, how))
        else:
            places = {edge.to_place for edge in passes.ways.network.doors[key].edges}
            targets = [(key[0], place) for place in sorted(places)] + _stocks(passes, key[0], places)
            choices.moves.append((passes.pay(payer, key, how), targets))
    return choices


def until_last_loaded(passes: Passes, payer: Payer, state: State) -> Choices:
    """Return the choices of a unit that walks until it need not be loaded again: the closure counts that off block."""
    choices = _in_state(passes, payer, state)
    for key in _doors(passes, state):
        paid = passes.pay(payer, key, LOADED)
        if key[2] == OUT or passes.ways.goes_on(key):
            _at_most(choices.done, paid)
        if key[2] == IN:
            choices.moves.append((paid, _stocks(passes, key[0], passes.ways.network.places_after(key))))
    return choices


def until_gone_from_site(passes: Passes, payer: Payer, state: State) -> Choices:
    """Return the choices of a unit that walks until it has left its own site."""
    choices = _in_state(passes, payer, state)
    for key in _doors(passes, state):
        _at_most(choices.done, passes.pay(payer, key, LOADED))
    return choices


def cheapest(walk: Walk, passes: Passes, payer: Payer) -> int | None:
    """Return the least that a unit of a payer pays; None if it cannot get away."""
    start = passes.grid.bucket(payer.since_minute)
    if start is None or start >= passes.buckets:
        return None
    home = ("", payer.line.site_id)
    states = _all_states(walk, passes, payer, home)
    _credit(passes, payer, states)
    least = _least(states)[home][start]
    return None if least > NEVER // 2 else least


def _all_states(walk: Walk, passes: Passes, payer: Payer, home: State) -> dict[State, Choices]:
    if payer.line.stays:
        return {home: Choices(done=passes.acts(payer))}
    found: dict[State, Choices] = {}
    waiting = [home]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found[state] = walk(passes, payer, state)
            waiting += [target for _, targets in found[state].moves for target in targets]
    return found


def _in_state(passes: Passes, payer: Payer, state: State) -> Choices:
    """Return what a unit can do without passing a door: take a seat, if it is in stock."""
    choices = Choices(done=[NEVER] * passes.buckets)
    for bucket, cost in passes.seats(payer, state[1]) if not state[0] else ():
        choices.done[bucket] = min(choices.done[bucket], cost)
    return choices


def _doors(passes: Passes, state: State) -> Sequence[DoorKey]:
    ways = passes.ways
    if not state[0]:
        return own_doors(ways, ways.operation.site_of[state[1]])
    return [key for key in ((*state, IN), (*state, OUT)) if key in ways.network.doors]


def _stocks(passes: Passes, mode: str, places: Iterable[str]) -> list[State]:
    return [("", site_id) for place in sorted(places) for site_id in _sites_at(passes, mode, place)]


def _sites_at(passes: Passes, mode: str, place: str) -> list[str]:
    """Return the sites inside that can be filled at a place."""
    sites = (site for site in passes.ways.operation.sites if site.inside)
    return [one.site_id for one in sites if (one.field_id if mode == AIR else one.site_id) == place]


def _credit(passes: Passes, payer: Payer, states: dict[State, Choices]) -> None:
    """Take off what floors credit a unit: while it waits where they count, and guards until they are done."""
    for one in passes.prices.credits:
        size = one.measure(payer.line)
        if size and one.is_guards:
            before = list(accumulate((size * price for price in one.prices), initial=0))
            for choices in states.values():
                choices.done = [cost - credit for cost, credit in zip(choices.done, before, strict=False)]
    for state, choices in states.items():
        sites = _sites_at(passes, *state) if state[0] else [state[1]]
        credited = [one for one in (_credited(passes, payer, site_id) for site_id in sites) if one is not None]
        choices.credit = [max(some) for some in zip(*credited, strict=True)] if credited else None


def _credited(passes: Passes, payer: Payer, site_id: str) -> list[int] | None:
    """Return what a unit that waits at a site is credited for each bucket; None if nothing ever is."""
    found = None
    for one in passes.prices.credits:
        size = one.measure(payer.line)
        if size and one.site_id == site_id and not one.is_guards:
            before = found or [0] * len(one.prices)
            found = [total + size * price for total, price in zip(before, one.prices, strict=True)]
    return found


def _at_most(costs: list[int], others: list[int]) -> None:
    costs[:] = map(min, costs, others)


def _least(states: dict[State, Choices]) -> dict[State, list[int]]:
    """Return the least cost from each state and bucket on: the last bucket first, until nothing gets cheaper."""
    to_go = {state: _waited(choices.done, choices.credit) for state, choices in states.items()}
    changed = any(choices.moves for choices in states.values())
    while changed:
        changed = False
        for state, choices in states.items():
            costs = list(choices.done)
            for paid, targets in choices.moves:
                for target in targets:
                    later = to_go[target]
                    costs = [min(one) for one in zip(costs, map(int.__add__, paid, later), strict=True)]
            costs = _waited(costs, choices.credit)
            if costs != to_go[state]:
                to_go[state], changed = costs, True
    return to_go


def _waited(costs: Sequence[int], credit: Sequence[int] | None) -> list[int]:
    """Return costs where each bucket may be followed by the next, less what waiting is credited."""
    least, found = NEVER, list(costs)
    for bucket in range(len(found) - 1, -1, -1):
        if credit is not None and least < NEVER // 2:
            least -= credit[bucket]
        least = found[bucket] = min(found[bucket], least)
    return found
