"""A whole log of format 4 on disk: a departure counted blind, and everything else that a commission does in three days.

>>> world = fourth_log(tmp_path / "log")
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from repli.errors import RepliError
from repli.execution import LogDirectory, publish_figures, sign_heads
from repli.ledger.shapes import ZERO_HASH
from repli.progress import Cell
from repli.progress.bodies import Attest, Calendar, Extend, Incident, Inspect, Obligation, PlannedMovement
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.change_rules import corrections
from repli.progress.genesis import Genesis
from repli.progress.sitting import Action, Escalated, Sitting
from tests.cast import HOST, NOON, texts
from tests.fourth import BASE_SITE, FEEDER, HASH, TIME, Fourth, arrive, clearance, close, handover, manifest
from tests.second import DAY, HOUR

__all__ = ["fourth_log"]


def fourth_log(
    root: Path,
    *,
    genesis: Genesis | None = None,
    spoil: Callable[[Fourth], None] = lambda _: None,
    head_second: int = NOON + 3 * DAY,
) -> Fourth:
    """Write a log with every kind of event of format 4 into ``root``; ``spoil`` adds what a test wants at the end."""
    with LogDirectory(root) as log:
        world = Fourth(log, genesis)
        _first_day(world)
        _second_day(world)
        publish_figures(world.force, world.host, log.sidecars, texts, as_of_second=NOON + DAY, second=NOON + DAY)
        _third_day(world)
        spoil(world)
        world.share()
        with suppress(RepliError):  # a spoilt log is not signed by an honest host; a test signs it all the same
            sign_heads(root, world.force, world.host, second=head_second)
            return world
        world.host.copy.check_disclosed = lambda *_: None  # type: ignore[method-assign]  # the host looks away
        sign_heads(root, world.force, world.host, second=head_second)
    return world


def _first_day(world: Fourth) -> None:
    """People left before anyone counted; a clearance, a calendar, a manifest, a departure, its arrival, the record."""
    world.open(2, NOON)
    planned = PlannedMovement(field="FLD1", items=1, movement="R1", off_block_at=TIME, people=3, vehicle="L1")
    world.both(Calendar(since="2030-01-07", to="2030-01-10", movements=(planned,), replaces=ZERO_HASH, version=1))
    world.alone(clearance("requested", movements=("R1",)))
    world.alone(clearance("granted", movements=("R1",), number="H-7"), of="host")
    for state in ("open", "closed"):
        world.alone(manifest("R1", 3, state, items=1, kg=10, infants=1))
    inspected = Inspect(customs="T1", inspection="X1", items=1, kg=0, result="cleared", seals=("S1",), site=BASE_SITE,
                        slots=world.listed(items=(0,)), time=TIME)  # fmt: skip
    world.both(inspected)
    gone = world.alone(world.leave("R1", BASE_SITE, 3, items=(0,)), second=NOON + HOUR)
    world.share()
    world.guarantor.record(Attest(event=gone.event_hash, result="witnessed", text="at the ramp"), second=NOON + HOUR)
    world.share()
    came = world.alone(arrive("R1", 3, 1), of="host", second=NOON + 2 * HOUR)
    record = Sitting(
        actions=(Action(due="2030-01-08", owner=HOST, text="open the road"),),
        agenda=("departures",),
        escalated=(Escalated(event=gone.event_hash, reason="late", to="ministers"),),
    )
    world.sign_day(gone, came, second=NOON + 3 * HOUR, sitting=record)


def _second_day(world: Fourth) -> None:
    """Entries of both and of one, disputes, a transfer, a reinforcement, items that leave the list, an incident."""
    second = NOON + 4 * HOUR
    kept = world.alone(world.status("retained", world.free(BASE_SITE, 3)), second=second)
    other = world.alone(world.status("medevac", world.free(BASE_SITE, 1)), of="host", second=second)
    world.alone(
        Dispute(event=kept.event_hash, field="people", value_claimed=2, reason="two stay"), of="host", second=second
    )
    world.both(Resolve(event=kept.event_hash, reason="three stay"), second=second)
    world.alone(Dispute(event=other.event_hash, field="entry", value_claimed=0, reason="he walked"), second=second)
    world.alone(world.status("no-show", world.free(BASE_SITE, 1)), second=second)
    world.both(world.reinforce(2), second=second)
    moved = world.free(BASE_SITE, 2)
    world.both(world.transfer("T1", moved, FEEDER), second=second)
    world.alone(arrive("T1", 1), of="host", second=second)
    world.both(arrive("T1", 2), second=second)
    world.both(world.dispose((1,), stage="decided"), second=second)
    world.both(world.dispose((1,)), second=second)
    world.both(world.item_status("lost", (2,)), second=second)
    world.both(world.item_status("found", (2,)), second=second)
    world.both(world.item_status("held", (0,)), second=second)
    blocked = Incident(incident_class="blocked", effect_hours=20, incident="I-1", items=0, movement="R7", people=0,
                       place="GATE", severity=3, text=HASH, time=TIME)  # fmt: skip
    for party, severity in (("force", 4), ("host", 2)):
        world.alone(replace(blocked, severity=severity), of=party, second=second)
    agreed = world.both(blocked, second=second)
    world.both(Cancel(event=agreed.event_hash, reason="told anew", cancels="incident"), second=second)
    world.alone(Obligation(clause="4.2", evidence=HASH, note="", state="under-way"), second=second)
    world.both(Extend(cause="road", clause="7", deadline="2031-01-01", version=2), second=second)


def _third_day(world: Fourth) -> None:
    """Somebody returns, a departure is amended and the publication corrected, a site passes over and closes."""
    second = NOON + DAY + HOUR
    movement = next(one for one in world.force.copy.replay.state.movements if one.movement == "R1")
    body = world.leave("R1", BASE_SITE, 4, items=(0,))
    world.both(Amend(replaces=movement.event, body=body, reason="recount"), second=second)
    matters = world.force.copy.replay.matters
    assert matters is not None
    told = matters.told[1]
    correction = Correct(number=1, publish=told.event, values=corrections(matters, told), reason="recount")
    world.both(correction, second=second)
    act = world.both(handover(FEEDER), second=second)
    people = [slot for slot, line in enumerate(world.book.people.lines) if line.cell[0] == FEEDER]
    world.both(world.depart_of("F1", people), second=second)
    world.both(
        replace(world.leave("F2", BASE_SITE, 2), cells=(Cell(site=FEEDER, category="military", count=2),)),
        second=second,
    )
    world.both(close(FEEDER, act=act.event_hash), second=second)
