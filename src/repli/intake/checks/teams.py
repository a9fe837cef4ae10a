"""Teams and commercial flights: one team of a kind for a site, flights from inside to outside, names of their own."""

from repli.errors import phrase
from repli.intake.checks.windows import check_hours, check_window
from repli.intake.draft import Draft
from repli.intake.expand.local_time import LocalTime
from repli.intake.problems import Notes

__all__ = ["check_seats", "check_teams"]


def check_teams(draft: Draft, notes: Notes) -> None:
    """Check hours, and that no site is served by two teams of one kind (an empty list serves all)."""
    served: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row, team in draft.teams.good():
        check_hours(draft.teams, row, ("opens", team.opens), ("closes", team.closes), notes)
        places = frozenset(team.places or ())
        for other, others in served.get(team.kind, []):
            if not places or not others or places & others:
                expected = phrase(
                    "sites that no other team of kind {kind} serves; {team} does", kind=team.kind, team=other
                )
                hint = phrase("An empty cell means all sites.")
                draft.teams.note(notes, row, "places", expected, hint)
                break
        served.setdefault(team.kind, []).append((team.team_id, places))


def check_seats(draft: Draft, local: LocalTime, notes: Notes) -> None:
    """Check where and when commercial flights go, and that no vehicle is called as one is."""
    sides = {field.field_id: field.side for _, field in draft.fields.good()}
    vehicles = draft.fleet.ids()
    for row, flight in draft.seats.good():
        check_window(
            draft.seats, row, ("departs", flight.departs), ("arrives", flight.arrives), local=local, notes=notes
        )
        if sides.get(flight.from_field) == "outside":
            draft.seats.note(notes, row, "from_field", phrase("a field inside"))
        if sides.get(flight.to_field) == "inside":
            draft.seats.note(notes, row, "to_field", phrase("a field outside"), phrase("Inside is not out."))
        if flight.flight_id in vehicles:
            draft.seats.note(notes, row, "flight_id", phrase("an id that no vehicle of fleet.csv has"))
