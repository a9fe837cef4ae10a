"""What a test of format 4 asks of a log, and says in it: a figure, the register, an objection, a cancellation.

>>> value(world, "people_retained"), register(world)["close", "FEED", ""]
(0, ('closed', 'joint'))
"""

from collections.abc import Callable

import pytest

from repli.errors import RefusedError
from repli.progress import Event
from repli.progress.change import Cancel, Dispute
from repli.progress.events import Body
from repli.progress.figures import figures
from repli.progress.state import State, state_value
from tests.fourth import FEEDER, Fourth, close

__all__ = ["cancel", "depot", "dispute", "look_away", "refused_of_both", "register", "state", "value"]


def state(world: Fourth) -> State:
    return world.force.copy.replay.state


def value(world: Fourth, figure: str) -> int:
    return next(one.value for one in figures(state(world)) if one.name == figure)


def register(world: Fourth) -> dict[tuple[str, str, str], tuple[str, str]]:
    daybook = state(world).daybook
    assert daybook is not None
    return {(row.kind, row.key, row.party): (row.state, row.grade) for row in daybook.register}


def dispute(event: Event, field: str = "entry", claimed: int = 0) -> Dispute:
    return Dispute(event=event.event_hash, field=field, value_claimed=claimed, reason="not so")


def cancel(event: Event, kind: str = "") -> Cancel:
    return Cancel(event=event.event_hash, reason="an error", cancels=kind or event.frame.kind)


def depot(world: Fourth) -> Callable[[], None]:
    """Everybody of the feeder departs jointly and both close it."""

    def act() -> None:
        world.both(world.leave("F1", FEEDER, 10))
        world.both(close(FEEDER))

    return act


def look_away(world: Fourth) -> None:
    """Both parties sign without looking at the lists of slots: what is refused then is refused by the accounts."""
    for recorder in (world.force, world.host):
        recorder.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]  # nobody looks


def refused_of_both(world: Fourth, body: Body, match: str) -> None:
    """Both would sign; the proposer's word stands alone then, or is void, and no account changes."""
    before = (state_value(state(world))["accounts"], figures(state(world))[:9])
    with pytest.raises(RefusedError, match=match):
        world.both(body)
    world.meet(world.force, world.host)
    assert (state_value(state(world))["accounts"], figures(state(world))[:9]) == before
