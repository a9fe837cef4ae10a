"""What commands say to people about a plan, a forecast, figures and a verdict: short lines.

Dates are civil days of the agreement's time zone. A chance is rounded to 5 %.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from repli.cli.console import out, say
from repli.commission import Case
from repli.errors import Phrase, phrase
from repli.intake import ListDemand
from repli.language import language_of_environment
from repli.model import Finding, LogVerdict, said_percent
from repli.planning import BareCut, RoughCut
from repli.progress import Figure
from repli.units import KG_PER_TONNE, civil_time, text_of_minute

__all__ = [
    "bare_cut_lines",
    "chance_words",
    "civil_day_words",
    "day_words",
    "decimal_words",
    "figures_sentence",
    "folder_summary",
    "list_sentence",
    "local_day",
    "rough_cut_lines",
    "rough_sentence",
    "show_findings",
    "verdict_lines",
]

_speak = say()


def local_day(case: Case, minute: int) -> date:
    """Return the civil day that holds ``minute``."""
    return civil_time(minute, case.operation.agreement.time_zone).date()


def day_words(day: date) -> str:
    """Return ``9 Aug`` or ``9 août``."""
    from babel.dates import format_date  # noqa: PLC0415 - not needed for JSON

    return format_date(day, "d MMM", locale=language_of_environment())


def civil_day_words(case: Case, index: int) -> str:
    """Return the civil day with this index, counted from as_of's day."""
    return day_words(case.operation.agreement.civil_day(index))


def decimal_words(value: float) -> str:
    """Return a number with one decimal: ``2.4`` or ``2,4``; what rounds to nothing has no sign."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - not needed for JSON

    return format_decimal(round(value, 1) + 0.0, "0.0", locale=language_of_environment())


def chance_words(chance: float) -> str:
    """Return a chance rounded to 5 %; the ends are "under 5 %" and "over 95 %", never 0 or 100."""
    rounded = said_percent(chance)
    if rounded <= 0:
        return _speak(phrase("under 5 %"))
    if rounded >= 100:  # noqa: PLR2004 - per cent
        return _speak(phrase("over 95 %"))
    return f"{rounded} %"


def folder_summary(case: Case) -> str:
    """Return one line: what the folder holds."""
    operation = case.operation
    tonnes = sum(item.kg for item in operation.items) / KG_PER_TONNE
    found = phrase("no error found.")
    if case.later:
        found = phrase("the later history does not fit it any more ({count} errors).", count=len(case.later))
    return _speak(
        phrase(
            "{people} people, {items} items of {tonnes} t, {vehicles} vehicles; {found}",
            people=sum(line.count for line in operation.people),
            items=len(operation.items),
            tonnes=f"{tonnes:.0f}",
            vehicles=len(operation.vehicles),
            found=found,
        )
    )


def rough_cut_lines(case: Case, rough: RoughCut) -> Iterator[str]:
    """Yield the planning-factor answer and what it ignores."""
    yield rough_sentence(case, rough)
    for field in rough.fields:
        for one in field.types:
            yield _speak(
                phrase(
                    "  {field}, {type}: {throughput} t a day, spots {spots}; {needed} aircraft needed, {fleet} there",
                    field=field.field_id,
                    type=one.type_id,
                    throughput=one.throughput_kg_per_day // KG_PER_TONNE,
                    spots=one.spots,
                    needed=one.aircraft_needed,
                    fleet=one.aircraft,
                )
            )
    yield _speak(rough.ignores)


def list_sentence(demand: ListDemand) -> str:
    """Return what a bare list asks to be moved."""
    return _speak(
        phrase(
            "{people} people and {items} items, {tonnes} t in all",
            people=demand.people,
            items=demand.items,
            tonnes=decimal_words(demand.kg / KG_PER_TONNE),
        )
    )


def bare_cut_lines(cut: BareCut) -> Iterator[str]:
    """Yield the answer for a bare list and one kind of aircraft, and what it ignores."""
    yield _speak(
        phrase(
            "{flights} flights at full payload; {tonnes} t a day: {days} days",
            flights=cut.flights,
            tonnes=decimal_words(cut.fleet_kg_per_day / KG_PER_TONNE),
            days=cut.days,
        )
        if cut.days >= 0
        else phrase("no closure: these aircraft lift nothing")
    )
    yield _speak(cut.ignores)


def rough_sentence(case: Case, rough: RoughCut) -> str:
    """Return the calculator's closure in one sentence."""
    if rough.closure_day is None:
        return _speak(phrase("no closure: some field has no aircraft that can serve it"))
    return _speak(phrase("{day} by planning factors alone", day=civil_day_words(case, rough.closure_day)))


def show_findings(findings: Iterable[Finding]) -> None:
    """Write one line per breach."""
    for finding in findings:
        when = "" if finding.minute is None else f" {text_of_minute(finding.minute)}"
        out(f"{finding.rule}: {finding.subject}{when}: {_speak(finding.message)}")


def figures_sentence(figures: Iterable[Figure]) -> str:
    """Return ``269 of 946 departed (194 declared, 75 counted), 677 remaining``; who came later counts among all."""
    value = {figure.name: figure.value for figure in figures}
    return _speak(
        phrase(
            "{departed} of {baseline} departed ({opening} declared, {counted} counted), {remaining} remaining",
            departed=value["people_departed"],
            baseline=value["people_baseline"] + value.get("people_reinforced", 0),
            opening=value["people_opening"],
            counted=value["people_counted"],
            remaining=value["people_remaining"],
        )
    )


_ANSWERS: Mapping[str, Phrase] = {
    "yes": phrase("YES"),
    "no": phrase("NO"),
    "consistent": phrase("CONSISTENT, but compare the keys"),
}


def verdict_lines(verdict: LogVerdict) -> Iterator[str]:
    """Yield the answer, its place and reason, the log, the reader's sentence, what a communiqué shows, the keys."""
    place = f"{verdict.place}: " if verdict.place else ""
    reason = _speak(verdict.reason)
    yield (
        f"{_speak(_ANSWERS[verdict.answer])}: {place}{reason}" if place or reason else _speak(_ANSWERS[verdict.answer])
    )
    if verdict.origin:
        yield _speak(phrase("Log {origin}.", origin=verdict.origin))
    if sentence := _speak(verdict.sentence):
        yield sentence
    for tie in _ties(verdict):
        yield _speak(tie)
    yield from map(_speak, _beside(verdict))
    for name, fingerprint in verdict.fingerprints:
        yield f"  {name} {fingerprint}"
    if verdict.demonstration:
        yield _speak(phrase("DEMONSTRATION KEYS: made from a published seed; anybody could have signed this log."))


def _beside(verdict: LogVerdict) -> Iterator[Phrase]:
    """Yield what format 2 says besides: movements of each grade, lines of devices that wait, events without effect."""
    if verdict.grades is not None:
        grades = dict(verdict.grades)
        yield phrase(
            "Movements: {joint} joint, {unopposed} unopposed, {unilateral} unilateral, {disputed} disputed.",
            joint=grades["joint"],
            unopposed=grades["unopposed"],
            unilateral=grades["unilateral"],
            disputed=grades["disputed"],
        )
    if verdict.pending:
        yield phrase("{count} lines of devices have been taken in by nobody yet.", count=verdict.pending)
    for place, reason in verdict.void:
        yield phrase("{place} has no effect ({reason}).", place=place, reason=reason)
    if verdict.undisclosed:
        yield phrase(
            "Slots of {count} of {all} departures are not disclosed yet: that nobody stands in two holds for the rest.",
            count=verdict.undisclosed,
            all=verdict.disclosed + verdict.undisclosed,
        )
    for place, reason in verdict.list_faults:
        yield phrase("{place}: its list of slots is not to be relied on ({reason}).", place=place, reason=reason)


def _ties(verdict: LogVerdict) -> Iterator[Phrase]:
    """Yield what a reader compares with the printed communiqué."""
    if verdict.published:
        yield phrase("Communiqué {number}: state {state}", number=verdict.published, state=verdict.published_state)
    if verdict.head is not None:
        origin, size, root = verdict.head
        yield phrase("Joint head {origin}: {size} {root}", origin=origin, size=size, root=root)
