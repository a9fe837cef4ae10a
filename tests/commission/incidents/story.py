"""What the 22 incidents are played with: two desks over the tiny operation, its plan, and the page that says how.

>>> story = Story()
>>> story.host("clearance", reference="OVF-1", state="refused")
>>> story.kinds
{'clearance'}
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from repli.commission import forecast
from repli.model import Operation, Plan
from repli.planning import Ban, Terms, make_plan, replanned
from repli.rules import check_plan
from tests.bureau import Bureau
from tests.demo_run import HOUSE
from tests.fourth import Fourth
from tests.tiny import at, tiny_operation

__all__ = ["INCIDENTS", "PAGE", "Story", "again", "agreed", "chance", "kinds_of", "page_rows"]

PAGE = HOUSE / "docs" / "background" / "incidents.md"
_KINDS = frozenset(
    {
        *("amend", "arrive", "attest", "calendar", "cancel", "clearance", "close", "count", "declare", "depart"),
        *("dispose", "dispute", "extend", "handover", "incident", "inspect", "manifest", "minutes", "obligation"),
        *("publish", "reinforce", "resolve", "status", "transfer"),
    }
)


def _incidents() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "incidents.csv").open(encoding="utf-8", newline="") as stream:
        return {f"{row['case_id']} {row['date']} {row['type']}": row for row in csv.DictReader(stream)}


INCIDENTS = _incidents()
"""The incidents by case, date and type."""


class Story(Bureau):
    """Two desks at work; it remembers what kinds of events they have recorded since it began."""

    def __init__(self, world: Fourth | None = None) -> None:
        super().__init__(world)
        self._began = set(self.standing.events)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the events recorded."""
        found = self.standing.events
        return frozenset(found[one].frame.kind for one in found.keys() - self._began)

    def state(self, kind: str, key: str) -> str:
        """The state of the last row of the register of a kind and key."""
        return [row.state for row in self.standing.rows(kind) if row.key == key][-1]

    def incident(self, name: str, kind: str, place: str, **typed: str) -> None:
        """Each party gives its account."""
        told = {"incident": name, "class": kind, "place": place, "severity": "3", **typed}
        self.force("incident", text="as the force saw it", **told)
        self.host("incident", text="as the host saw it", **told)

    def empty(self, site: str, to: str) -> None:
        """Everybody of a site goes to another."""
        lines = [line for line in ("BASE-GUARD", "BASE-STAFF", "FEED-GUARD", "FEED-STAFF") if line.startswith(site)]
        self.both("transfer", movement="C9", to=to, people=lines, off_block_at="2030-01-07T12:30:00Z")
        people = {"BASE": "20", "FEED": "10"}[site]
        self.force("arrive", movement="C9", place=to, people=people)
        self.accept()

    def hand_over(self, site: str, **typed: str) -> str:
        """Both sign the act of a site; its event's hash."""
        when = {"walked_at": "2030-01-08T08:00Z", "keys_at": "2030-01-08T10:00Z", "ceremony_at": "2030-01-08T10:00Z"}
        return self.both("handover", site=site, recipient="host forces", **when, **typed).event_hash


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of the page: which incident, the events in backticks, and what changes."""

    key: str
    kinds: frozenset[str]
    changes: str


@cache
def page_rows() -> tuple[PageRow, ...]:
    """The rows of the page's table."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    found = []
    for line in lines[1:]:
        key, _, records, changes = (cell.strip() for cell in line.strip("|").split("|"))
        words = {word for number, word in enumerate(records.split("`")) if number % 2}
        found.append(PageRow(key, frozenset(words & _KINDS), changes))
    return tuple(found)


def kinds_of(key: str) -> frozenset[str]:
    """The kinds of events that the page says an incident is recorded with."""
    return next(row.kinds for row in page_rows() if row.key == key)


@cache
def agreed() -> tuple[Operation, Plan]:
    """The tiny operation and the plan that is agreed for it."""
    operation = tiny_operation()
    return operation, make_plan(operation, seed=1, version="test")


def again(operation: Operation | None = None, *, bans: tuple[Ban, ...] = ()) -> Plan:
    """The plan made again an hour after the start, for a changed operation or without what is forbidden."""
    known, plan = agreed()
    terms = Terms(now_minute=at(0, 1), bans=frozenset(bans))
    found = replanned(operation or known, plan, terms, seed=1, version="test").plan
    assert check_plan(operation or known, found) == ()
    return found


def chance(operation: Operation, plan: Plan) -> float:
    """The chance of the deadline under base assumptions."""
    return forecast(operation, plan, seed=1, replications=400).scenario("base").chance
