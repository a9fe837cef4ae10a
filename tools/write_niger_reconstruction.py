"""Write the reconstruction of Niger 2024 from 8 June to 15 September below its first rows, always the same.

Only totals, days and a few events were published; the rest is *assumed* so that all of it can have happened. The rows
up to 7 June were written by hand and stay as they are. Nothing is drawn: `niger_movements` packs, `niger_flights` says
which day has which flights, and here is what the commission signs: clearances, calendars, acts, commitments.

    python -m tools.write_niger_reconstruction              writes examples/niger-2024/reconstruction.csv
    python -m tools.write_niger_reconstruction other.csv    writes elsewhere, to compare
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from tools.niger_flights import AGADEZ, COMMUNIQUE, FIELDS, LE_SAHEL, Move, moves
from tools.niger_movements import Line, table

TARGET = Path(__file__).resolve().parent.parent / "examples" / "niger-2024" / "reconstruction.csv"
COLUMNS = (
    *("sequence", "kind", "movement_id", "at", "site_id", "field_id", "vehicle_type", "people_category", "people"),
    *("items", "people_line", "to_site", "state", "until", "reason", "source", "assumed"),
)
BY_HAND_BEFORE = "2024-06-08"
MILESTONE = "https://theusa1.com/?p=8227"
AGREEMENT = (
    "https://sahel-intelligence.com/34178-niamey-le-niger-et-les-etats-unis-saccordent-sur-le-retrait-des-forces-"
    "americaines-dici-septembre.html"
)
_CLEARED = "Published: the commission deals with clearances. Days of request and answer are assumed."
_AGREED = "Published: the commission plans the rotations. That it agrees a calendar each week is assumed."
_HOUR = timedelta(hours=1)

# Of each site: when its act is signed and when it is closed, the source, and what of it is published.
ACTS = (
    ("OUALLAM", datetime(2024, 6, 13, 10, tzinfo=UTC), datetime(2024, 6, 14, 9, tzinfo=UTC), COMMUNIQUE,
     "Published: a convoy brings the detachment in. Its act is assumed."),
    ("DIFFA", datetime(2024, 6, 20, 10, tzinfo=UTC), datetime(2024, 6, 25, 9, tzinfo=UTC), COMMUNIQUE,
     "Published: a convoy brings the detachment in. Its act is assumed."),
    ("AB101", datetime(2024, 7, 7, 20, tzinfo=UTC), datetime(2024, 7, 8, 1, 30, tzinfo=UTC), LE_SAHEL,
     "Published: act on the evening of 7 July, moments before the last two C-17 at 00:05; the hours are assumed."),
    ("AB201", datetime(2024, 8, 5, 9, tzinfo=UTC), datetime(2024, 8, 5, 18, tzinfo=UTC), AGADEZ,
     "Published: Air Base 201 was handed over on 5 August; the hours are assumed."),
)  # fmt: skip
COMMITMENTS = (
    ("two-thirds", "accepted", datetime(2024, 6, 8, 17, tzinfo=UTC), MILESTONE, "That it is recorded is assumed."),
    ("deadline", "accepted", datetime(2024, 6, 8, 17, 5, tzinfo=UTC), AGREEMENT, "That it is recorded is assumed."),
    ("two-thirds", "done", datetime(2024, 7, 26, 17, tzinfo=UTC), MILESTONE, "That it is recorded is assumed."),
    ("deadline", "done", datetime(2024, 9, 15, 17, tzinfo=UTC), AGREEMENT, "That it is recorded is assumed."),
)


def moment_text(moment: datetime) -> str:
    """Return a time as the folder writes it."""
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def rows_of(move: Move, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one move: one for each line of people, the items with the first."""
    lines: tuple[tuple[Line | None, int], ...] = move.load.people or ((None, 0),)
    is_flight = move.kind == "depart"
    for number, (line, people) in enumerate(lines):
        yield {
            "kind": move.kind,
            "movement_id": name,
            "at": moment_text(move.at),
            "site_id": move.site,
            "field_id": FIELDS.get(move.site, "DRRN") if is_flight else "",
            "vehicle_type": move.load.vehicle_type if is_flight else "",
            "people_category": line.category if line else "",
            "people": str(people),
            "items": " ".join(sorted(item.name for item in move.load.items)) if number == 0 else "",
            "people_line": line.name if line else "",
            "to_site": move.to_site,
            "state": move.state,
            "until": "" if move.until is None else moment_text(move.until),
            "reason": move.reason,
            "source": move.source,
            "assumed": f"Reconstruction. {move.assumed}",
        }


def moved() -> Iterator[dict[str, str]]:
    """Yield the rows of everything that moves, numbered on from the flights of 7 June."""
    flights, ways, arrivals = count(3), count(1), count(1)
    for move in moves():
        if move.kind == "depart":
            name = f"NIG-{next(flights):03d}"
        else:
            name = move.name or (f"NIG-T{next(ways):02d}" if move.kind == "transfer" else f"ARR-{next(arrivals):02d}")
        yield from rows_of(move, name)


def act(kind: str, name: str, at: datetime, *, assumed: str, **cells: str) -> dict[str, str]:
    """Return the row of something that moves nobody."""
    return {"kind": kind, "movement_id": name, "at": moment_text(at), "people": "0", **cells,
            "assumed": f"Reconstruction. {assumed}"}  # fmt: skip


def clearances() -> Iterator[dict[str, str]]:
    """Yield request, answer and use of each clearance that the movements use."""
    for row in table("clearances.csv"):
        starts, ends = row["window_from"], min(row["window_to"], "2024-09-15")
        if not BY_HAND_BEFORE < starts < "2024-08-05" or row["clearance_id"] in {"OUA-3", "OUA-4"}:
            continue
        first = datetime.combine(date.fromisoformat(starts), time(9), tzinfo=UTC)
        asked = max(first - timedelta(days=5), datetime(2024, 6, 8, 9, tzinfo=UTC))
        steps = (("requested", asked), ("granted", asked + 24 * _HOUR))
        last = datetime.combine(date.fromisoformat(ends), time(8), tzinfo=UTC)
        for state, at in (*steps, ("used", last)):
            yield act("clearance", row["clearance_id"], at, assumed=_CLEARED, state=state, source=row["source"])


def calendars() -> Iterator[dict[str, str]]:
    """Yield what is agreed each Saturday for the week that follows, and before the last flight."""
    weeks = [datetime(2024, 6, 8, 16, tzinfo=UTC) + timedelta(days=7 * week) for week in range(9)]
    for number, at in enumerate((*weeks, datetime(2024, 9, 14, 16, tzinfo=UTC)), start=1):
        until = (at + timedelta(days=7)).date() if number <= len(weeks) else date(2024, 9, 15)
        name = f"CAL-{number:02d}"
        yield act("calendar", name, at, assumed=_AGREED, until=until.isoformat(), source=COMMUNIQUE)


def commission_acts() -> Iterator[dict[str, str]]:
    """Yield the acts of handover, the closings and the commitments."""
    for site, signed, closed, source, published in ACTS:
        when = moment_text(signed)
        yield act("handover", site, signed, assumed=published, site_id=site, until=when, source=source)
        yield act("close", site, closed, assumed=published, site_id=site, source=source)
    for clause, state, at, source, assumed in COMMITMENTS:
        yield act("obligation", clause, at, assumed=f"Published: the commitment. {assumed}", state=state, source=source)


def all_rows() -> list[Mapping[str, str]]:
    """Return the whole table: what was written by hand, then everything else in order of time."""
    first: list[Mapping[str, str]] = [one for one in table("reconstruction.csv") if one["at"] < BY_HAND_BEFORE]
    after = sorted((*moved(), *clearances(), *calendars(), *commission_acts()), key=lambda one: one["at"])
    return [{**one, "sequence": str(number)} for number, one in enumerate((*first, *after), start=1)]


def write(target: Path) -> None:
    """Write the table with its header; lines end in one newline on every system."""
    rows = all_rows()
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
