"""What is known at a minute of what goes wrong: whatever has begun before it, with its length; nothing else.

A run with what is known gives the past as it was. What follows is given by ``rest``: nothing (`calm`), so that it is
what is expected if nothing more goes wrong; or new luck, so that it is one of the futures that are possible then.
"""

import numpy as np

from repli.kernel import NEVER, Disturbances, Timeline, Track
from repli.kernel.arrays import IntArray

__all__ = ["calm", "known_at"]


def calm(d: Disturbances) -> Disturbances:
    """Return disturbances of the same shapes in which nothing goes wrong: stays and legs last as planned."""
    return Disturbances(
        hold=np.zeros_like(d.hold),
        down=np.zeros_like(d.down),
        arrival=np.zeros_like(d.arrival),
        block_factor=np.ones_like(d.block_factor),
        ground_factor=np.ones_like(d.ground_factor),
        lost=np.zeros_like(d.lost),
        weather_start=d.weather_start,
        weather_end=d.weather_start,
        look_back=d.look_back,
        answer=np.zeros_like(d.answer),
        revoked_start=d.revoked_start,
        revoked_end=d.revoked_start,
        closed_start=d.closed_start,
        closed_end=d.closed_start,
        crisis_start=d.crisis_start,
        crisis_end=d.crisis_start,
    )


def known_at(timeline: Timeline, d: Disturbances, track: Track, minute: int, rest: Disturbances) -> Disturbances:
    """Return ``d`` as far as it is known at ``minute``, a local midnight, and ``rest`` for what is not known yet.

    ``track`` is what ``d`` makes of the timeline; both have as many replications as ``rest``, or one for all of them.
    Known are: a hold from the planned start on; a repair from the moment the vehicle is given; people who come late
    from the minute they should be there; a stay from on block, a leg from off block; a clearance that is silent from
    the start of its window; weather, revocation, closed road and crisis from their start. Each with its length.
    """
    came, went = track.came < minute, track.went < minute
    asked = timeline.clearances["window_start"] < minute
    weather = d.weather_start < minute
    revoked_start, revoked_end = _begun(
        (d.revoked_start, d.revoked_end), (rest.revoked_start, rest.revoked_end), minute
    )
    closed_start, closed_end = _begun((d.closed_start, d.closed_end), (rest.closed_start, rest.closed_end), minute)
    crisis_start, crisis_end = _begun((d.crisis_start, d.crisis_end), (rest.crisis_start, rest.crisis_end), minute)
    return Disturbances(
        hold=np.where(timeline.agents["release"] < minute, d.hold, rest.hold),
        down=np.where(came[:, timeline.agents["stop_from"]], d.down, rest.down),
        arrival=np.where(_first_arrival(timeline) < minute, d.arrival, rest.arrival),
        block_factor=np.where(went, d.block_factor, rest.block_factor),
        ground_factor=np.where(came, d.ground_factor, rest.ground_factor),
        lost=np.where(came, d.lost, rest.lost),
        weather_start=np.where(weather, d.weather_start, rest.weather_start),
        weather_end=np.where(weather, d.weather_end, rest.weather_end),
        look_back=d.look_back,
        answer=np.where(asked, d.answer, rest.answer),
        revoked_start=revoked_start,
        revoked_end=revoked_end,
        closed_start=closed_start,
        closed_end=closed_end,
        crisis_start=crisis_start,
        crisis_end=crisis_end,
    )


def _begun(own: tuple[IntArray, IntArray], other: tuple[IntArray, IntArray], minute: int) -> tuple[IntArray, IntArray]:
    """Return (starts, ends) of intervals that have begun, else of others that begin later; those before are empty."""
    begun = (own[0] < minute) & (own[0] < own[1])
    starts = np.where(begun, own[0], other[0])
    later = np.where(other[0] < minute, other[0], other[1])
    return starts, np.where(begun, own[1], later)


def _first_arrival(timeline: Timeline) -> IntArray:
    """Return (M,) the minute at which the first people who arrive for an agent should be there, NEVER if none do."""
    stops, found = timeline.stops, np.full(len(timeline.agents), NEVER, np.int64)
    for number, row in enumerate(timeline.agents):
        own = stops[row.stop_from : row.stop_to]
        found[number] = min(own["ready"][own["arrives"] == 1], default=NEVER)
    return found
