"""The map of the commission: sites and legs of the plan with people and tonnes; the sites as the plan closes them."""

from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from repli.errors import phrase
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.curves import Flow, flows, value_at
from repli.reporting.facts import CommissionFacts
from repli.reporting.map import MapLeg, MapSite, SmallMap, draw_map, draw_series
from repli.reporting.outlines import LonLat
from repli.reporting.public_facts import site_states
from repli.reporting.site_plan import SitePlan, site_plans
from repli.reporting.voice import Voice
from repli.reporting.words import SITE_STATES, mode_word
from repli.units import KG_PER_TONNE

__all__ = ["Maps", "commission_maps"]

_MOST_MAPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """The map (its table lists the sites), the table of its legs, and the small maps of later moments."""

    now: Chart
    legs: Table
    later: tuple[Chart, ...]


def commission_maps(facts: CommissionFacts, voice: Voice) -> Maps:
    """Draw sites by what is signed and legs by the plan; then the plan's states at each act of handover and the end."""
    states = site_states(facts.operation.sites, facts.state)
    plans = site_plans(facts.operation, facts.plan)
    named = _named(flows(facts.operation, facts.plan))
    map_id = f"map-{voice.language}"
    later = draw_series(
        _later(facts, plans, voice),
        voice,
        land=map_id,
        series_id=f"later-{voice.language}",
        table=_sites_table(facts, states, plans, voice),
    )
    now = draw_map(
        tuple(_site(facts, site_id, states[site_id], voice) for site_id in states),
        tuple(_leg(facts, name, pair, voice) for name, pair in named),
        voice,
        chart_id=map_id,
        title=voice.say("Map"),
        table=_sites_table(facts, states, plans, voice),
    )
    return Maps(now=now, legs=_legs_table(named, voice), later=later)


Named = tuple[tuple[str, tuple[Flow, ...]], ...]
"""A letter and the flows of a leg, the way that most goes first, then the way back."""


def _named(found: tuple[Flow, ...]) -> Named:
    """Give each leg and its way back one letter, in the order of what they carry."""

    def key(flow: Flow) -> tuple[str, list[str]]:
        return flow.mode, sorted((flow.from_place, flow.to_place))

    pairs = [tuple(sorted(ways, key=_weight)) for _, ways in groupby(sorted(found, key=key), key=key)]
    pairs.sort(key=lambda ways: _weight(ways[0]))
    return tuple((_letter(number), ways) for number, ways in enumerate(pairs))


def _letter(number: int) -> str:
    """Return A, B ... Z, A2, B2 ..."""
    turn, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")


def _weight(flow: Flow) -> tuple[int, int, int, str]:
    return (-flow.kg, -flow.people, -flow.trips, flow.from_place)


def _site(facts: CommissionFacts, site_id: str, state: str, voice: Voice, name: str = "") -> MapSite:
    site = facts.operation.site_of[site_id]
    return MapSite(
        name=name or voice.choose(en=site.name_en, fr=site.name_fr),
        longitude_deg=site.longitude_deg,
        latitude_deg=site.latitude_deg,
        state=state,
    )


def _leg(facts: CommissionFacts, name: str, ways: tuple[Flow, ...], voice: Voice) -> MapLeg:
    most = ways[0]
    words = (
        phrase("{people} people", people=most.people),
        phrase("{tonnes} t", tonnes=round(most.kg / KG_PER_TONNE)),
    )
    return MapLeg(
        name=name,
        mode=most.mode,
        start=_place(facts, most.from_place),
        end=_place(facts, most.to_place),
        kg=sum(way.kg for way in ways),
        lines=tuple(voice.say(one) for one in words),
    )


def _later(facts: CommissionFacts, plans: tuple[SitePlan, ...], voice: Voice) -> tuple[SmallMap, ...]:
    """Return the moments at which an act of handover ends, and the end of the plan; at most six, evenly chosen."""
    acts = {one.handed_over_minute for one in plans if one.handed_over_minute is not None}
    ends = [one.closed_minute for one in plans if one.closed_minute is not None]
    minutes = sorted(minute for minute in {*acts, *sorted(ends)[-1:]} if minute > facts.now_minute)
    step = max(1, -(-len(minutes) // _MOST_MAPS))
    return tuple(
        SmallMap(
            title=voice.day_and_time(minute),
            sites=tuple(
                _site(
                    facts,
                    one.site_id,
                    one.state_at(minute),
                    voice,
                    f"{one.site_id} {voice.number(value_at(one.present, minute))}",
                )
                for one in plans
            ),
        )
        for minute in reversed(minutes[::-step])
    )


def _sites_table(facts: CommissionFacts, states: dict[str, str], plans: tuple[SitePlan, ...], voice: Voice) -> Table:
    rows = tuple(
        (
            f"{_site(facts, one.site_id, 'open', voice).name} ({one.site_id})",
            voice.say(SITE_STATES[states[one.site_id]]),
            voice.number(value_at(one.present, facts.now_minute)),
            "" if one.handed_over_minute is None else voice.short_instant(one.handed_over_minute),
            "" if one.closed_minute is None else voice.short_instant(one.closed_minute),
        )
        for one in plans
    )
    head = (
        phrase("Site"),
        phrase("State, by the log"),
        phrase("People present"),
        phrase("Handed over by the plan"),
        phrase("Closed by the plan"),
    )
    words = tuple(voice.say(word) for word in head)
    return Table(caption=voice.say("Sites, local time"), head=words, rows=rows, numeric=frozenset({2}))


def _legs_table(named: Named, voice: Voice) -> Table:
    rows = tuple(
        (
            name,
            f"{way.from_place} \u2192 {way.to_place}",
            voice.say(mode_word(way.mode)),
            voice.number(way.trips),
            voice.number(way.people),
            voice.number(way.kg / KG_PER_TONNE, 1),
        )
        for name, ways in named
        for way in ways
    )
    head = (
        phrase("Leg"),
        phrase("From, to"),
        phrase("Mode"),
        phrase("Trips"),
        phrase("People"),
        phrase("Tonnes"),
    )
    words = tuple(voice.say(word) for word in head)
    caption = voice.say("Legs of the plan: trips, people and materiel")
    return Table(caption=caption, head=words, rows=rows, numeric=frozenset({3, 4, 5}), unbroken=frozenset({1}))


def _place(facts: CommissionFacts, place_id: str) -> LonLat:
    place = facts.operation.field_of.get(place_id) or facts.operation.site_of[place_id]
    return place.longitude_deg, place.latitude_deg
