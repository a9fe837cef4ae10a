"""The flights, convoys and arrivals of the reconstruction of Niger 2024, day by day, between the published figures.

What is published and kept exactly: 776 people and 1,593 t out on 7 July; two C-17 from Air Base 101 at 00:05 local on
8 July; about 100 people there on 5 July; about 200 at Air Base 201 on 24 July; about 20 at the embassy on 5 August;
nobody left on 15 September. That people for logistics arrived is published, not how many: with 150 all these figures,
and the about 600 (14 June) and 700 (17 June) who remained, can be true together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tools.niger_movements import Camp, Line, Load, chosen_for, read_camps, table

__all__ = ["AGADEZ", "COMMUNIQUE", "EMBASSY", "END", "FIELDS", "LE_SAHEL", "Move", "moves"]

COMMUNIQUE = "https://mondafrique.com/?p=112469"
LE_SAHEL = (
    "https://www.lesahel.org/desengagement-des-forces-americaines-du-niger-fin-du-retrait-des-soldats-et-des-"
    "equipements-de-la-base-101-de-niamey/"
)
AGADEZ = "https://allafrica.com/stories/202408060009.html"
EMBASSY = "https://afriquinfos.com/les-usa-ont-ferme-leur-derniere-base-dans-le-sahel-en-liberant-la-base-201-dagadez/"
END = (
    "https://sahel-intelligence.com/35391-niger-les-etats-unis-annoncent-la-fin-de-loperation-de-retrait-de-ses-forces"
    ".html ; https://news.az/news/us-finalizes-withdrawal-of-troops-from-niger"
)
FIELDS = {"AB101": "DRRN", "AB201": "DRZA"}
KG_BY_7_JULY = 1_593_000

_CLOCKS = {"AB101": (time(13), time(17)), "AB201": (time(11), time(14, 30))}
_LAST = {"AB101": datetime(2024, 7, 7, 23, 5, tzinfo=UTC), "AB201": datetime(2024, 8, 5, 14, 30, tzinfo=UTC)}
_APART = {"AB101": timedelta(0), "AB201": timedelta(hours=1, minutes=30)}
_ELEMENT = ("P201-06", "P201-12")
_RETAINED = 4
_MIXED_POSITIONS = 10  # a C-17 with more has 20 seats, else 54
# (site, first day, last day, people there at its end): between these strengths people leave evenly.
_STRENGTHS = (
    ("AB101", date(2024, 6, 8), date(2024, 6, 14), 244),
    ("AB101", date(2024, 6, 15), date(2024, 7, 5), 100),
    ("AB101", date(2024, 7, 6), date(2024, 7, 7), 60),
    ("AB201", date(2024, 6, 12), date(2024, 6, 14), 336),
    ("AB201", date(2024, 6, 15), date(2024, 7, 7), 260),
    ("AB201", date(2024, 7, 10), date(2024, 7, 24), 200),
    ("AB201", date(2024, 7, 25), date(2024, 8, 2), 80),
)
# (site, line, people, when): who arrives to speed things up.
_ARRIVALS = (
    ("AB101", "R101-01", 60, datetime(2024, 6, 15, 9, tzinfo=UTC)),
    ("AB201", "R201-01", 40, datetime(2024, 6, 15, 9, 30, tzinfo=UTC)),
    ("AB201", "R201-02", 50, datetime(2024, 6, 20, 9, tzinfo=UTC)),
)
# (detachment, base, leaves, arrives): the two land convoys.
_CONVOYS = (
    ("OUALLAM", "AB101", datetime(2024, 6, 13, 12, tzinfo=UTC), datetime(2024, 6, 13, 17, tzinfo=UTC)),
    ("DIFFA", "AB201", datetime(2024, 6, 20, 11, tzinfo=UTC), datetime(2024, 6, 24, 9, tzinfo=UTC)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One movement, arrival or change of state: ``kind`` is that of its rows."""

    kind: str
    at: datetime
    site: str
    load: Load
    assumed: str
    name: str = ""
    to_site: str = ""
    until: datetime | None = None
    source: str = ""
    reason: str = ""
    state: str = ""


def moves() -> list[Move]:
    """Return everything that moves from 8 June on, in order of time."""
    camps = read_camps([one for one in table("reconstruction.csv") if one["at"] < "2024-06-08"])
    named = _first_half(camps)
    steps = [(at, site) for site in FIELDS for at in _flights(site)]
    steps += [(leaves, site) for site, _, leaves, _ in _CONVOYS] + [(at, line) for _, line, _, at in _ARRIVALS]
    found: list[Move] = []
    for at, what in sorted(steps):
        if what in FIELDS:
            found += _flight(camps[what], at, named)
        else:
            found.append(_convoy(camps, what) if what in camps else _arrival(camps, what))
    found += [*_last_two(camps["AB101"]), *_element(camps["AB201"]), *_last_two(camps["AB201"])]
    return sorted(found, key=lambda one: one.at)


def _flights(site: str) -> Iterator[datetime]:
    """Yield the off-block times of a base: as many a day as are cleared there, before its last day."""
    windows = [one for one in table("clearances.csv") if one["scope_id"] == FIELDS[site]]
    last = date(2024, 7, 7) if site == "AB101" else date(2024, 8, 2)
    for number in range((last - date(2024, 6, 8)).days + 1):
        day = date(2024, 6, 8) + timedelta(days=number)
        limits = [int(one["limit_per_day"]) for one in windows if _covers(one, day)]
        yield from (datetime.combine(day, clock, tzinfo=UTC) for clock in _CLOCKS[site][: sum(limits)])


def _covers(window: dict[str, str], day: date) -> bool:
    return window["window_from"] <= day.isoformat() < window["window_to"]


def _first_half(camps: dict[str, Camp]) -> frozenset[str]:
    """Return the items that depart by 7 July: together with those gone they weigh what was published, to the kg."""
    gone = {item for one in table("reconstruction.csv") if one["at"] < "2024-06-08" for item in one["items"].split()}
    departed = sum(int(one["kg"]) for one in table("items.csv") if one["item_id"] in gone)
    whole = [one for site in ("AB101", "OUALLAM", "DIFFA") for one in camps[site].items]
    whole = [one for one in whole if one.name not in camps["AB101"].kept]
    kept = camps["AB201"].kept
    agadez = [one for one in camps["AB201"].items if one.ready <= "2024-07-06" and one.name not in kept]
    rest = KG_BY_7_JULY - departed - sum(one.kg for one in whole)
    return frozenset(one.name for one in whole) | chosen_for(agadez, rest)


def _flight(camp: Camp, at: datetime, named: frozenset[str]) -> list[Move]:
    """Return the flight of a time with its share of people and what items are ready; none if nothing leaves."""
    day = at.date()
    end, strength = next((last, there) for site, first, last, there in _STRENGTHS if site == camp.site and day <= last)
    left = sum(1 for one in _flights(camp.site) if at <= one and one.date() <= end)
    share = -(-(camp.present - strength) // left)
    july = date(2024, 7, 7)
    room = sum(1 for one in _flights(camp.site) if at <= one and (one.date() <= july) == (day <= july))
    waiting = [one for one in camp.items if day > july or one.name in named]
    positions = min(18, max(6, -(-sum(one.positions for one in waiting) // room) + 2))
    most = min(max(share, 0), 20 if positions > _MIXED_POSITIONS else 54)
    load = camp.take(day, most=most, positions=positions, only=named if day <= july else None)
    assumed = "Type, hour, people and items of the flight are assumed, between the published figures."
    if not load.count and not load.items:
        return []
    return [Move(kind="depart", at=at, site=camp.site, load=load, assumed=assumed)]


def _convoy(camps: dict[str, Camp], site: str) -> Move:
    _, base, at, until = next(one for one in _CONVOYS if one[0] == site)
    load = camps[site].all()
    camps[site].remove(load)
    camps[base].add(load)
    return Move(
        kind="transfer",
        at=at,
        until=until,
        site=site,
        to_site=base,
        load=load,
        source=COMMUNIQUE,
        assumed="Published: land convoys from the detachments. One convoy with everyone and everything, and its days, "
        "are assumed.",
    )


def _arrival(camps: dict[str, Camp], name: str) -> Move:
    site, _, count, at = next(one for one in _ARRIVALS if one[1] == name)
    line = Line(name=name, category="military", function="logistic", ready="2024-07-01", priority=3)
    camps[site].people[line] = count
    return Move(
        kind="reinforce",
        at=at,
        site=site,
        load=Load(people=((line, count),), items=()),
        source=COMMUNIQUE,
        reason="additional logistics personnel",
        assumed="Published: additional people for logistics help to speed up the disengagement, not how many. 150 in "
        "all, the sites and the days are assumed so that the published figures of June and July stand together.",
    )


def _last_two(camp: Camp) -> list[Move]:
    """Return the two flights that take whoever and whatever is still there."""
    camp.kept.clear()
    at = _LAST[camp.site]
    day, count, positions = at.date(), camp.present, sum(one.positions for one in camp.items)
    camp.floors = ()
    loads = [camp.take(day, most=-(-count // 2), positions=-(-positions // 2) + 2) for _ in range(2)]
    niamey = "Published: two C-17 left at about 00:05 local on 8 July. Who and what was aboard is assumed."
    agadez = "Published: the withdrawal from Air Base 201 is complete on 5 August. The two last flights are assumed."
    return [
        Move(
            kind="depart",
            at=at + number * _APART[camp.site],
            site=camp.site,
            load=load,
            source=LE_SAHEL if camp.site == "AB101" else AGADEZ,
            assumed=niamey if camp.site == "AB101" else agadez,
        )
        for number, load in enumerate(loads)
    ]


def _element(camp: Camp) -> list[Move]:
    """Return the way of the 20 people who finish at the embassy: there, retained there, and home."""
    people = {line: count for line, count in camp.people.items() if line.name in _ELEMENT}
    chosen, rest = [], 20
    for line, count in sorted(people.items(), key=lambda pair: pair[0].name):
        chosen.append((line, min(count, rest)))
        rest -= chosen[-1][1]
    element = Load(people=tuple(chosen), items=())
    camp.remove(element)
    (first, count), *others = element.people
    guards = Load(people=((first, _RETAINED),), items=())
    home = Load(people=((first, count - _RETAINED), *others), items=())
    there = "Published: about 20 people at the embassy finish the withdrawal. Who, and when they came, is assumed."
    stay = (
        "Published: guards of the embassy are outside the count. That 4 people of the list were kept for it is assumed."
    )
    end = "Published: complete on 15 September. The last flight, from Niamey, is assumed."
    at = datetime(2024, 8, 4, 9, tzinfo=UTC)
    return [
        Move(kind="transfer", at=at, until=at + timedelta(hours=3), site="AB201", to_site="EMBASSY", load=element,
             source=EMBASSY, assumed=there),
        Move(kind="status", at=datetime(2024, 9, 14, 10, tzinfo=UTC), site="EMBASSY", load=guards, state="retained",
             source=END, reason="embassy guard, outside the count", assumed=stay, name="RET-01"),
        Move(kind="depart", at=datetime(2024, 9, 15, 13, tzinfo=UTC), site="EMBASSY", load=home, source=END,
             assumed=end),
    ]  # fmt: skip
