"""Logs of format 4 for who writes another verifier: whole, as the public has it, and with one thing wrong each.

>>> sorted(FOURTH)[0]
'fourth: a list of one party says what both deny'
"""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from repli.commission import bundle
from repli.errors import RepliError
from repli.ledger.shapes import time_of_second
from repli.model import LogVerdict
from repli.progress.change import Cancel
from tests.cast import NOON
from tests.fourth import BASE_SITE, Fourth
from tests.fourth_log import fourth_log
from tests.second import DAY

__all__ = ["FOURTH", "told_of"]


def _log(spoil: Callable[[Fourth], object] = lambda _: None, *, as_of: str | None = None, lacks: str = "") -> bytes:
    """A log in one file; both look away from its lists. ``lacks`` is a kind whose files are taken out."""

    def act(world: Fourth) -> None:
        for recorder in (world.force, world.host):
            recorder.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]  # nobody looks
        spoil(world)

    with tempfile.TemporaryDirectory() as folder:
        head_second = NOON + 3 * DAY if as_of is None else NOON + DAY  # before the lists are due
        world = fourth_log(Path(folder) / "log", spoil=act, head_second=head_second)
        for event in world.force.copy.events("force"):
            if event.frame.kind == lacks:
                (Path(folder) / "log" / "sidecar" / event.body.sidecar).unlink()  # type: ignore[union-attr]  # has one
        return bundle(Path(folder) / "log", whole=as_of is None, as_of=as_of)


def _departed_and_asylum(world: Fourth) -> None:
    people = world.free(BASE_SITE, 1)
    world.both(world.depart_of("A", people))
    world.both(world.status("asylum", people))


def _one_says_departed(world: Fourth) -> None:
    people = world.free(BASE_SITE, 1)
    world.alone(world.depart_of("A", people))
    world.both(world.status("medevac", people))


def _back_and_away(world: Fourth) -> None:
    people = world.free(BASE_SITE, 2)
    world.both(world.depart_of("A", people))
    world.both(world.status("returned", people))
    world.both(world.depart_of("B", people))


def _void(world: Fourth) -> None:
    """What one party proposed and the other refused stands alone, without effect."""
    came = next(event for event in world.force.copy.events("force") if event.frame.kind == "reinforce")
    for body in (
        Cancel(event=came.event_hash, reason="no", cancels="reinforce"),
        Cancel(event=came.event_hash, reason="no", cancels="status"),
        world.status("retained", (), people=4),
        world.dispose((3,), how="gift", locked=True),
    ):
        with suppress(RepliError):
            world.both(body)
        world.meet(world.force, world.host)


FOURTH: dict[str, Callable[[], bytes]] = {
    "fourth: every kind": _log,
    "fourth: as the public has it": lambda: _log(as_of=time_of_second(NOON)),
    "fourth: somebody departs and claims asylum": lambda: _log(_departed_and_asylum),
    "fourth: a list of one party says what both deny": lambda: _log(_one_says_departed),
    "fourth: back and away again": lambda: _log(_back_and_away),
    "fourth: without effect": lambda: _log(_void),
    "fourth: the roster of those who came is not here": lambda: _log(lacks="reinforce"),
}


def told_of(verdict: LogVerdict) -> dict[str, object]:
    """What the package says of a log, in the words of verify.py; what is 0 or empty is left out."""
    told: dict[str, object] = {
        "exit": {"no": 1, "consistent": 3}[verdict.answer],
        "place": verdict.place,
        "grades": dict(verdict.grades or ()),
        "pending": verdict.pending,
        "void": [{"place": place, "reason": reason} for place, reason in verdict.void],
        "disclosed": verdict.disclosed,
        "undisclosed": verdict.undisclosed,
        "faults": [{"place": place, "reason": reason} for place, reason in verdict.list_faults],
        "published": verdict.published,
        "published_state": verdict.published_state,
        "entries": dict(verdict.entries),
        "attests": verdict.attests,
        "sites": dict(verdict.sites),
    }
    return {key: value for key, value in told.items() if value}
