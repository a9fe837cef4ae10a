"""Where the withdrawal stands at a position of the log: figures, balance, sites, next movements, deadline, disputes.

Everything follows from the log alone; nothing is typed. A position is a number of events in the order of the log, or
all that was signed by a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from repli.errors import CanonicalError, UsageError, phrase
from repli.execution.entries import Standing
from repli.execution.logcopy import LogCopy
from repli.execution.movement_state import movement_state
from repli.execution.tasks.accounts import disputes
from repli.execution.tasks.task import Task
from repli.ledger.canonical import Json
from repli.ledger.shapes import second_of_time
from repli.progress.balance import BalanceRow
from repli.progress.events import Event
from repli.progress.figures import Figure, figures

__all__ = ["NextMovement", "Overview", "SiteLine", "overview"]

_NEXT = 8
_OPEN, _DRAWING_DOWN, _EMPTIED = "open", "departing", "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine:
    """A site: its state (of its life), and people present and on the way from it or to it."""

    site: str
    state: str
    present: int
    in_transit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMovement:
    """A movement of the agreed calendar that has not departed, and how far it is."""

    movement: str
    off_block_at: str
    vehicle: str
    people: int
    items: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One look. ``first_deadline`` is that of the agreement, ``deadline`` the one that holds; days are local.

    ``complete`` are (site, category) of which nobody has to leave any more, ``open_cells`` the others that once had
    somebody. ``grades`` counts movements, ``entries`` entries, by grade.
    """

    events: int
    at: str
    origin: str
    figures: tuple[Figure, ...]
    balance: tuple[BalanceRow, ...]
    sites: tuple[SiteLine, ...]
    movements: tuple[NextMovement, ...]
    first_deadline: str
    deadline: str
    complete: tuple[tuple[str, str], ...]
    open_cells: tuple[tuple[str, str], ...]
    grades: Mapping[str, int]
    entries: Mapping[str, int]
    disputes: tuple[Task, ...]


def overview(copy: LogCopy, *, second: int, at: str | None = None) -> Overview:
    """Return the look at a position: a number of events, a time, or None for everything here."""
    order = copy.ordered()
    count = len(order) if at is None else _position(at, order)
    standing = Standing(copy, copy.replay if count == len(order) else copy.replay_first(count))
    state = standing.state
    balance = standing.replay.balance
    deadlines = [row.state for row in standing.rows("extend")]
    genesis = copy.charter.genesis
    return Overview(
        events=count,
        at=order[count - 1].frame.at,
        origin=genesis.origin,
        figures=figures(state),
        balance=balance,
        sites=tuple(_sites(standing, balance)),
        movements=tuple(islice(_next(standing, second), _NEXT)),
        first_deadline=genesis.agreement.deadline,
        deadline=deadlines[-1] if deadlines else genesis.agreement.deadline,
        complete=tuple(_cells(balance, is_done=True)),
        open_cells=tuple(_cells(balance, is_done=False)),
        grades=_tally(one.grade for one in state.movements),
        entries=_tally(row.grade for row in standing.entries),
        disputes=tuple(disputes(standing)),
    )


def _position(at: str, order: Sequence[Event]) -> int:
    """Return how many events a position holds; raise UsageError for one that the log has not."""
    try:
        count = int(at) if at.isdecimal() else sum(1 for event in order if event.frame.at <= _time(at))
    except CanonicalError:
        raise UsageError(
            phrase("--at {text}: this is neither a number of events nor a time.", text=at),
            phrase("Write it as 12, or as 2024-06-07T12:00Z (UTC)."),
        ) from None
    if not 0 < count <= len(order):
        raise UsageError(
            phrase("The log has no position {at}: it holds {count} events.", at=at, count=len(order)),
            phrase("The first event founds the log; nothing was signed before it."),
        )
    return count


def _time(at: str) -> str:
    text = at if at.count(":") > 1 else f"{at.removesuffix('Z')}:00Z"
    second_of_time(text)
    return text


def _sites(standing: Standing, balance: Sequence[BalanceRow]) -> Iterator[SiteLine]:
    closed = {row.key: row.state for row in standing.rows("close")}
    acts = {row.key for row in standing.rows("handover")}
    for site in sorted({row.site for row in balance}):
        rows = [row for row in balance if row.site == site]
        present = sum(row.present + row.awaiting for row in rows)
        gone = any(row.departed or row.awaiting or row.transferred_out for row in rows)
        state = _EMPTIED if not present else _DRAWING_DOWN if gone else _OPEN
        if site in acts:
            state = "act-signed"
        yield SiteLine(
            site=site,
            state=closed.get(site, state),
            present=present,
            in_transit=sum(row.in_transit for row in rows),
        )


def _next(standing: Standing, second: int) -> Iterator[NextMovement]:
    """Give the movements that have not departed by the log, soonest first; late ones come before."""
    del second
    departed = {one.movement for one in standing.state.movements}
    planned = [(str(row["off_block_at"]), name, row) for name, row in standing.calendar().items()]
    for off_block, name, row in sorted(planned, key=lambda one: one[:2]):
        if name not in departed:
            yield NextMovement(
                movement=name,
                off_block_at=off_block,
                vehicle=str(row["vehicle"]),
                people=_number(row["people"]),
                items=_number(row["items"]),
                state=movement_state(standing, name),
            )


def _cells(balance: Sequence[BalanceRow], *, is_done: bool) -> Iterator[tuple[str, str]]:
    for row in balance:
        if (row.present + row.awaiting + row.in_transit == 0) == is_done:
            yield row.site, row.category


def _tally(grades: Iterator[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for grade in grades:
        found[grade] = found.get(grade, 0) + 1
    return dict(sorted(found.items()))


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0
