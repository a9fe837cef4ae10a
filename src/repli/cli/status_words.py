"""Where the withdrawal stands, in lines and in JSON: every figure with its scope and grade, never "left"."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from babel.numbers import format_decimal

from repli.cli.console import say
from repli.errors import Phrase, phrase
from repli.execution import Overview
from repli.language import language_of_environment
from repli.progress.words import BALANCE_TERMS, FIGURE_WORDS, SITE_STEPS

__all__ = ["overview_as_json", "overview_lines"]

_speak = say()
_SCOPE = phrase("commission's list")
_MOVEMENT_STATES: Mapping[str, Phrase] = {
    "agreed": phrase("agreed"),
    "requested": phrase("asked for"),
    "cleared": phrase("cleared"),
    "refused": phrase("refused"),
    "expired": phrase("expired"),
    "manifest-open": phrase("manifest open"),
    "manifested": phrase("manifest closed"),
    "blocked": phrase("blocked"),
    "cancelled": phrase("cancelled"),
}
_GRADES: Mapping[str, Phrase] = {
    "joint": phrase("joint"),
    "declared": phrase("declared"),
    "unopposed": phrase("unopposed"),
    "unilateral": phrase("unilateral"),
    "disputed": phrase("disputed"),
}


def overview_lines(found: Overview) -> Iterator[str]:
    """Yield one screen."""
    yield _speak(
        phrase("{origin}: {events} events, the last of {time}; scope: {scope}.", origin=found.origin,
               events=found.events, time=found.at, scope=_SCOPE)
    )  # fmt: skip
    yield from _deadline(found)
    for figure in found.figures:
        if figure.value:
            value = format_decimal(figure.value, locale=language_of_environment())
            unit = "kg" if figure.name.startswith("kg_") else ""
            yield f"  {value:>10} {unit:2} {_speak(FIGURE_WORDS[figure.name])} ({_speak(_GRADES[figure.grade])})"
    yield from _balance(found)
    yield from _sites(found)
    yield from _movements(found)
    yield from _agreed(found)


def _deadline(found: Overview) -> Iterator[str]:
    if found.deadline == found.first_deadline:
        yield _speak(phrase("Deadline: {day}.", day=found.deadline))
    else:
        yield _speak(phrase("Deadline: {day}, extended from {first}.", day=found.deadline, first=found.first_deadline))


def _balance(found: Overview) -> Iterator[str]:
    yield _speak(phrase("Balance of people per site and category; terms that are 0 are not told:"))
    for row in found.balance:
        held = ((_speak(word).lower(), getattr(row, name)) for name, word in BALANCE_TERMS.items())
        terms = "; ".join(f"{word} {value}" for word, value in held if value)
        yield f"  {row.site} {row.category}: {terms}"


def _sites(found: Overview) -> Iterator[str]:
    yield _speak(phrase("Sites:"))
    for one in found.sites:
        told = phrase("{people} present, {transit} under way", people=one.present, transit=one.in_transit)
        yield f"  {one.site}, {_speak(SITE_STEPS[one.state])}: {_speak(told)}"
    done = ", ".join(f"{site} {category}" for site, category in found.complete)
    if done:
        yield _speak(phrase("Complete: {cells}.", cells=done))


def _movements(found: Overview) -> Iterator[str]:
    if found.movements:
        yield _speak(phrase("Next movements of the agreed calendar:"))
    for one in found.movements:
        told = phrase("{people} people, {items} items", people=one.people, items=one.items)
        state = _speak(_MOVEMENT_STATES[one.state])
        yield f"  {one.off_block_at} {one.movement} {one.vehicle}, {state}: {_speak(told)}"


def _agreed(found: Overview) -> Iterator[str]:
    movements, entries = (
        ", ".join(f"{_speak(_GRADES[grade])} {count}" for grade, count in counts.items()) or "-"
        for counts in (found.grades, found.entries)
    )
    yield _speak(phrase("Movements: {movements}; entries: {entries}.", movements=movements, entries=entries))
    for one in found.disputes:
        yield f"! {one.subject}: {_speak(one.told)}"


def overview_as_json(found: Overview) -> dict[str, object]:
    """Return everything as plain values."""
    value = asdict(found)
    value["disputes"] = [
        {"subject": one.subject, "event": one.event, "told": _speak(one.told)} for one in found.disputes
    ]
    value["balance"] = [
        {"site": row.site, "category": row.category, **{name: getattr(row, name) for name in BALANCE_TERMS}}
        for row in found.balance
    ]
    return value
