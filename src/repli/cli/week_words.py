"""What commands say of the weeks of a plan: what was used up on how many days, and how busy each scarce thing was.

What is less busy than a quarter is left to the JSON form, unless the proof of the bound prices it.
"""

from collections.abc import Iterator, Sequence

from repli.cli.console import say
from repli.cli.words import civil_day_words
from repli.commission import Case
from repli.errors import Phrase, phrase
from repli.planning import BusyWeek, Use, Week
from repli.rules.why import joined
from repli.units import PPM

__all__ = ["week_lines", "weeks_as_json"]

_speak = say()

_LEAST_PPM = PPM // 4
_PRICED = " *"


def week_lines(case: Case, tight: Sequence[Week], busy: Sequence[BusyWeek]) -> Iterator[str]:
    """Yield up to two lines for each week, in order, and what the mark means where it stands."""
    tight_of = {week.first_day: week for week in tight}
    busy_of = {week.first_day: [use for use in week.uses if _is_shown(use)] for week in busy}
    for first_day in sorted({*tight_of, *busy_of}):
        day = civil_day_words(case, first_day)
        if first_day in tight_of:
            days = joined(phrase("{what} ({days} d)", what=what, days=n) for what, n in tight_of[first_day].tight)
            yield _speak(phrase("Week from {day}: {tight}.", day=day, tight=days))
        if uses := busy_of.get(first_day):
            yield _speak(phrase("Week from {day}, busy: {uses}.", day=day, uses=joined(_use(one) for one in uses)))
    if any(use.priced for uses in busy_of.values() for use in uses):
        yield _speak(
            phrase(
                "{mark} priced by the proof of the bound: with more of it the average stay could be shorter.",
                mark=_PRICED.strip(),
            )
        )


def _is_shown(use: Use) -> bool:
    return use.priced or use.share_ppm >= _LEAST_PPM


def _use(use: Use) -> Phrase:
    return phrase("{what} {share} %{mark}", what=use.what, share=_percent(use), mark=_PRICED if use.priced else "")


def _percent(use: Use) -> int:
    return use.share_ppm * 100 // PPM


def weeks_as_json(case: Case, tight: Sequence[Week], busy: Sequence[BusyWeek]) -> list[dict[str, object]]:
    """Return every week with what was tight and how busy everything was."""
    tight_of = {week.first_day: week.tight for week in tight}
    busy_of = {week.first_day: week.uses for week in busy}
    return [
        {
            "first_day": case.operation.agreement.civil_day(first_day).isoformat(),
            "tight": [{"what": _speak(what), "days": days} for what, days in tight_of.get(first_day, ())],
            "busy": [
                {"what": _speak(use.what), "share_percent": _percent(use), "priced": use.priced}
                for use in busy_of.get(first_day, ())
            ],
        }
        for first_day in sorted({*tight_of, *busy_of})
    ]
