"""What commands say of gains: a table of what one more of each thing changes, and what that rests on.

A minus is less: earlier, fewer days, less in the air. A gain that is no more than what the search moves by itself is
not counted as one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from repli.cli.console import say
from repli.cli.words import civil_day_words, decimal_words
from repli.commission import Case
from repli.errors import Phrase, phrase
from repli.language import language_of_environment
from repli.model import Plan
from repli.planning import Gain, Gains, Saved
from repli.rules.why import joined
from repli.units import KG_PER_TONNE, MINUTES_PER_DAY, MINUTES_PER_HOUR

__all__ = ["gains_as_json", "gains_lines"]

_speak = say()

_HEADS = (
    phrase("closure d"),
    phrase("out d"),
    phrase("person-days"),
    phrase("tonne-days"),
    phrase("flying h"),
    phrase("with (planned again)"),
)
_PROVEN = "*"
_GROUPS: Mapping[str, Phrase] = {
    "noise": phrase("No more than the search moves by itself:"),
    "nothing": phrase("Nothing gained:"),
}
_MOST_NAMED = 5


def gains_lines(case: Case, gains: Gains) -> Iterator[str]:
    """Yield the control, the table of what was gained, what was not, and what was not tried."""
    yield from _control_lines(case, gains)
    gained = [one for one in gains.tried if one.word == "gained"]
    if gained:
        yield from _table(gained)
    for word, head in _GROUPS.items():
        some = [one for one in gains.tried if one.word == word]
        if some:
            yield _speak(head)
            yield from (f"  {_named(one)}" for one in some)
    if any(one.closure_proven for one in gains.tried):
        yield _speak(phrase("{mark} proven: with this no plan closes on an earlier day either.", mark=_PROVEN))
    yield from _rest_lines(gains)


def _control_lines(case: Case, gains: Gains) -> Iterator[str]:
    """Yield what everything is compared with, and how far its own searches lie apart."""
    yield _speak(phrase("With nothing loosened: {plan}", plan=_plan_words(case, gains.control)))
    yield _speak(
        phrase(
            "The search moves by itself, from a plan: {noise}; from drafts: {drafts}.",
            noise=_noise_words(gains.noise),
            drafts=_noise_words(gains.draft_noise),
        )
    )


def _noise_words(noise: Saved) -> Phrase:
    return phrase(
        "closure {days} d, out {stay} d, {hours} flying hours",
        days=noise.closure_days,
        stay=_decimals(noise.stay_minutes / MINUTES_PER_DAY),
        hours=round(noise.flying_minutes / MINUTES_PER_HOUR),
    )


def _plan_words(case: Case, plan: Plan) -> Phrase:
    return phrase(
        "closed {day}, on average out on day {stay}, {hours} flying hours.",
        day=civil_day_words(case, plan.objective.closure_day),
        stay=decimal_words(plan.objective.stay_minutes / MINUTES_PER_DAY),
        hours=plan.objective.flying_minutes // MINUTES_PER_HOUR,
    )


def _table(gained: list[Gain]) -> Iterator[str]:
    """Yield the head and one row for each gain, numbers to the right."""
    rows = [tuple(_speak(head) for head in _HEADS), *(_row(one) for one in gained)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS) - 1)]
    for row in rows:
        numbers = (cell.rjust(width) for cell, width in zip(row, widths, strict=False))
        yield f"  {'  '.join(numbers)}  {row[-1]}"


def _row(one: Gain) -> tuple[str, ...]:
    saved = one.saved
    return (
        _signed(saved.closure_days) + (_PROVEN if one.closure_proven else " "),
        _decimals(-saved.stay_minutes / MINUTES_PER_DAY),
        _signed(round(saved.person_minutes / MINUTES_PER_DAY)),
        _signed(round(saved.kg_minutes / KG_PER_TONNE / MINUTES_PER_DAY)),
        _signed(round(saved.flying_minutes / MINUTES_PER_HOUR)),
        _with_commitments(one),
    )


def _with_commitments(one: Gain) -> str:
    """Return the thing, and what it changes in milestones and latest times."""
    saved, parts = one.saved, [one.thing.text]
    if saved.milestone_ppm:
        points = _decimals(-saved.milestone_ppm / 10_000)
        parts.append(phrase("short of milestones {points} points", points=points))
    if saved.latest_days:
        parts.append(phrase("after latest times {days} d", days=_signed(saved.latest_days)))
    return _speak(joined(parts))


def _named(one: Gain) -> str:
    return _speak(one.thing.text) + (f" {_PROVEN}" if one.closure_proven else "")


def _rest_lines(gains: Gains) -> Iterator[str]:
    """Yield what was not tried, and how to go on."""
    if gains.stopped:
        yield _speak(phrase("Stopped before the work limit: what stands here was verified."))
    if gains.untried:
        names = joined(one.text for one in gains.untried[:_MOST_NAMED])
        yield _speak(
            phrase(
                "Not tried, by hope: {names}{more} (--tries {count} tries all).",
                names=names,
                more=" …" if len(gains.untried) > _MOST_NAMED else "",
                count=len(gains.untried) + len(gains.tried),
            )
        )


def _signed(saved: int) -> str:
    """Return what is saved as a change: 5 saved is ``-5``."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - not needed for JSON

    return format_decimal(-saved, "+#,##0;-#,##0", locale=language_of_environment()) if saved else "0"


def _decimals(value: float) -> str:
    """Return days with two decimals; what rounds to nothing has no sign."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - not needed for JSON

    return format_decimal(round(value, 2) + 0.0, "0.00", locale=language_of_environment())


def gains_as_json(case: Case, gains: Gains) -> dict[str, object]:
    """Return the same as JSON values; what is saved counts upwards there: 5 saved is 5."""
    return {
        "control": _speak(_plan_words(case, gains.control)),
        "noise": asdict(gains.noise),
        "draft_noise": asdict(gains.draft_noise),
        "tried": [
            {
                "kind": one.thing.kind,
                "subject": one.thing.subject,
                "what": _speak(one.thing.text),
                "word": one.word,
                "drafted": one.drafted,
                "closure_proven": one.closure_proven,
                "saved": asdict(one.saved),
            }
            for one in gains.tried
        ],
        "untried": [_speak(one.text) for one in gains.untried],
        "stopped": gains.stopped,
    }
