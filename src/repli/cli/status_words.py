"""Where the withdrawal stands, in lines and in JSON: every figure with its scope and grade, never "left"."""

from collections.abc import Iterator
from dataclasses import asdict

from repli.cli.console import say
from repli.commission import Overview
from repli.errors import phrase
from repli.reporting.figure_words import FIGURE_WORDS

__all__ = ["overview_as_json", "overview_lines"]

_speak = say()
_SCOPE = phrase("commission's list")
_TERMS = ("baseline", "reinforced", "transferred_in", "present", "in_transit", "awaiting", "departed", "returned",
          "retained", "asylum", "medevac", "died", "transferred_out")  # fmt: skip


def overview_lines(found: Overview) -> Iterator[str]:
    """Yield one screen."""
    yield _speak(
        phrase("{origin}: {events} events, the last of {time}; scope: {scope}.", origin=found.origin,
               events=found.events, time=found.at, scope=_SCOPE)
    )  # fmt: skip
    yield from _deadline(found)
    for figure in found.figures:
        if figure.value:
            yield f"  {figure.value:>10,}  {_speak(FIGURE_WORDS[figure.name])} ({_speak(phrase(figure.grade))})"
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
        terms = ", ".join(f"{name.replace('_', ' ')} {value}" for name in _TERMS if (value := getattr(row, name)))
        yield f"  {row.site} {row.category}: {terms}"


def _sites(found: Overview) -> Iterator[str]:
    yield _speak(phrase("Sites:"))
    for one in found.sites:
        told = phrase("{people} present, {transit} under way", people=one.present, transit=one.in_transit)
        yield f"  {one.site} {one.state}: {_speak(told)}"
    done = ", ".join(f"{site} {category}" for site, category in found.complete)
    if done:
        yield _speak(phrase("Complete: {cells}.", cells=done))


def _movements(found: Overview) -> Iterator[str]:
    if found.movements:
        yield _speak(phrase("Next movements of the agreed calendar:"))
    for one in found.movements:
        told = phrase("{people} people, {items} items", people=one.people, items=one.items)
        yield f"  {one.off_block_at} {one.movement} {one.vehicle} {one.state}: {_speak(told)}"


def _agreed(found: Overview) -> Iterator[str]:
    movements = ", ".join(f"{grade} {count}" for grade, count in found.grades.items()) or "-"
    entries = ", ".join(f"{grade} {count}" for grade, count in found.entries.items()) or "-"
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
        {"site": row.site, "category": row.category, **{name: getattr(row, name) for name in _TERMS}}
        for row in found.balance
    ]
    return value
