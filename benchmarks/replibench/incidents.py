"""What goes wrong at a known time, as a change of an instance's files: the movement incidents of the real record.

Each names the case, day and source of the incident that it is like (one row of the project's list of public incidents);
lengths and places are made up, as the instance is. The changed folder is read like any other. Nothing before ``at``
changes, so that a plan agreed before can be replanned from there.

>>> for incident in incidents_of(instance_of("M", 1)): operation = incident.operation  # doctest: +SKIP
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from benchmarks.replibench.calendar import Days
from benchmarks.replibench.instance import Instance
from benchmarks.replibench.table import Row, drawn, rows_of, with_rows
from benchmarks.replibench.tightness import tightness_of
from repli import intake
from repli.model import Operation
from repli.units import MINUTES_PER_DAY

__all__ = ["KINDS", "Incident", "incidents_of"]

_SHARE = 0.3
_HOUR = 5
_DAYS = {"clearance-refused": 5, "road-closed": 7, "field-closed": 3, "site-closes-early": 14}
_LOGGERS = 40
_MINUSMA = "minusma-2023"


@dataclass(frozen=True, kw_only=True)
class Incident:
    """One change at a UTC minute. ``like`` is (case, day, source) of the real incident; ``subject`` is what is struck.

    Not slotted: the operation is read when it is first asked for.
    """

    instance: str
    kind: str
    like: tuple[str, str, str]
    subject: str
    at_minute: int
    files: Mapping[str, bytes]

    @cached_property
    def operation(self) -> Operation:
        """Return the operation after the incident; ``as_of`` is that of the instance."""
        return intake.read_operation(intake.files_source(self.files))


@dataclass(frozen=True, slots=True)
class _Moment:
    """The instance and the day of the incident; it strikes at 05:00 UTC."""

    instance: Instance
    day: int
    days: Days

    def when(self, later: int = 0) -> str:
        """Return the moment, or so many days later."""
        return f"{self.days.on(self.day + later)}T{_HOUR:02d}:00Z"

    def changed(self, file: str, rows: list[Row]) -> dict[str, bytes]:
        """Return the files of the instance with other rows in one."""
        return with_rows(self.instance.files, file, rows)


def incidents_of(instance: Instance, share: float = _SHARE) -> Iterator[Incident]:
    """Yield the incidents at a share of the days to the deadline; a road is closed only where there is one."""
    operation = instance.operation
    span = (operation.agreement.deadline_minute - operation.as_of_minute) // MINUTES_PER_DAY
    moment = _Moment(instance, int(span * share), Days(span))
    at = operation.as_of_minute + moment.day * MINUTES_PER_DAY + (_HOUR + 1) * 60  # the local day starts at 23:00 UTC
    for kind, (like, change) in KINDS.items():
        found = change(moment)
        if found is not None:
            subject, files = found
            yield Incident(instance=instance.name, kind=kind, like=like, subject=subject, at_minute=at, files=files)


_Found = tuple[str, dict[str, bytes]]


def _clearance_refused(moment: _Moment) -> _Found:
    """No departure from the busiest field for some days; what is granted goes on afterwards."""
    field, until = _busiest_field(moment.instance.operation), _DAYS["clearance-refused"]
    rows: list[Row] = []
    for row in rows_of(moment.instance.files["clearances.csv"]):
        start, end = str(row["window_from"]), str(row["window_to"])
        if row["scope_id"] != field or end <= moment.when()[:10] or start > moment.when(until):
            rows.append(row)
            continue
        if start < moment.when():
            rows.append({**row, "window_to": moment.when()})
        if moment.when(until) < end:
            rows.append({**row, "clearance_id": f"{row['clearance_id']}-LATER", "window_from": moment.when(until)})
    return field, moment.changed("clearances.csv", rows)


def _road_closed(moment: _Moment) -> _Found | None:
    """The busiest road, out to the port if there is one, is closed both ways for some days."""
    roads = [leg.leg_id for leg in moment.instance.operation.legs if leg.mode == "road" and ".back" not in leg.leg_id]
    if not roads:
        return None
    road = min(roads, key=lambda leg_id: ("PORT" not in leg_id, leg_id))
    return road, _closed(moment, (road, f"{road}.back"), "road closed", _DAYS["road-closed"])


def _field_closed(moment: _Moment) -> _Found:
    """The busiest field is closed for some days."""
    field = _busiest_field(moment.instance.operation)
    return field, _closed(moment, (field,), "field closed", _DAYS["field-closed"])


def _closed(moment: _Moment, places: tuple[str, ...], reason: str, days: int) -> dict[str, bytes]:
    rows = rows_of(moment.instance.files.get("closures.csv", b""))
    for place in places:
        row: Row = {"place_id": place, "starts": moment.when(), "ends": moment.when(days), "reason": reason}
        rows.append(drawn(row, moment.instance.name))
    return moment.changed("closures.csv", rows)


def _site_closes_early(moment: _Moment) -> _Found:
    """Nobody can guard the last base for long: its floors fall at once, all of it must be out in two weeks."""
    site = max(one.site_id for one in moment.instance.operation.sites if one.inside)
    latest = moment.when(_DAYS["site-closes-early"])
    floors = rows_of(moment.instance.files["floors.csv"])
    kept = [row for row in floors if row["site_id"] != site or str(row["from"]) < moment.when()[:10]]
    kinds = {(str(row["quantity"]), str(row["function"])) for row in floors if row["site_id"] == site}
    none = [
        drawn({"site_id": site, "quantity": one, "function": other, "from": moment.when(), "minimum": 0}, "an incident")
        for one, other in sorted(kinds)
    ]
    files = moment.changed("floors.csv", kept + none)
    for file in ("people.csv", "items.csv"):
        rows = rows_of(files[file])
        for row in rows:
            if row["site_id"] == site and row["destination_id"] != site:
                ready = min(str(row["ready"]), moment.days.on(moment.day))
                row |= {"latest": latest, "ready": ready if row.get("arrives", "") == "" else row["ready"]}
        files = with_rows(files, file, rows)
    return site, files


def _vehicle_lost(moment: _Moment) -> _Found:
    """The first of the aircraft at home is lost."""
    rows = rows_of(moment.instance.files["fleet.csv"])
    lost = min(str(row["vehicle_id"]) for row in rows if row["start_place"] == "FHOME")
    for row in rows:
        if row["vehicle_id"] == lost:
            row["available_to"] = moment.when()
    return lost, moment.changed("fleet.csv", rows)


def _people_arrive(moment: _Moment) -> _Found:
    """People come to help at the first base; they leave with the others."""
    rows = rows_of(moment.instance.files["people.csv"])
    first = next(row for row in rows if row["function"] != "guard" or row is rows[-1])
    come: Row = {"line_id": "P-COME", "count": _LOGGERS, "function": "logistic", "together": "", "latest": ""}
    times: Row = {"ready": moment.when(14), "arrives": moment.when(2)}
    return str(first["site_id"]), moment.changed("people.csv", [*rows, {**first, **come, **times}])


def _busiest_field(operation: Operation) -> str:
    """Return the field whose spots are busiest."""
    tightness = tightness_of(operation)
    spots = {name.split()[1]: share for name, share in tightness.items() if name.startswith("spots ")}
    return max(sorted(spots), key=lambda name: spots[name])


KINDS: Mapping[str, tuple[tuple[str, str, str], Callable[[_Moment], _Found | None]]] = {
    "clearance-refused": (
        (_MINUSMA, "2023-10-27", "https://newsghana.com.gh/attack-on-un-peacekeeping-envoy-leaves-four-injured/"),
        _clearance_refused,
    ),
    "road-closed": ((_MINUSMA, "2023-09-24", "https://allafrica.com/stories/202310230605.html"), _road_closed),
    "site-closes-early": (
        (
            _MINUSMA,
            "2023-12-28",
            "https://www.africanews.com/2023/12/29/mali-minusma-hands-over-the-timbuktu-camp-to-the-fama/",
        ),
        _site_closes_early,
    ),
    "field-closed": ((_MINUSMA, "2023-10-19", "https://allafrica.com/stories/202310230605.html"), _field_closed),
    "vehicle-lost": ((_MINUSMA, "2023-10-19", "https://allafrica.com/stories/202310230605.html"), _vehicle_lost),
    "people-arrive": (("us-niger-2024", "2024-06-07", "https://mondafrique.com/?p=112469"), _people_arrive),
}
"""An aircraft hit while landing stands for a closed field and a lost vehicle; loggers came to Niger in June 2024."""
