"""What a new plan changes, in words: a sentence with the share, then day by day what moved, by how long and why."""

from collections.abc import Iterator

from repli.cli.console import say
from repli.commission import Renewal
from repli.errors import Phrase, phrase
from repli.language import language_of_environment
from repli.reporting import Departure, Pair, Voice
from repli.units import MINUTES_PER_HOUR, text_of_minute

__all__ = ["difference_as_json", "difference_lines"]

_speak = say()
_PERCENT_DECIMALS = 1


def difference_lines(found: Renewal) -> Iterator[str]:
    """Yield the difference: the share first, then each day with a change."""
    difference, voice = found.difference, _voice(found)
    yield _speak(
        phrase(
            "Of {agreed} agreed departures to come {kept} stay; {moved} move, {dropped} are dropped ({share}); "
            "{added} are new.",
            agreed=difference.agreed,
            kept=len(difference.kept),
            moved=len(difference.moved),
            dropped=len(difference.dropped),
            share=voice.percent(difference.moved_ppm, _PERCENT_DECIMALS),
            added=len(difference.added),
        )
    )
    yield _speak(
        phrase(
            "At least {least} of them move in every plan that misses latest times by no more (proven); "
            "{frozen} are frozen.",
            least=found.least_moved,
            frozen=len(found.frozen),
        )
    )
    if found.calendar:
        stay = {pair.before.movement_id for pair in difference.kept} & found.calendar
        yield _speak(
            phrase(
                "Of {count} movements in the agreed calendar {stay} stay; the others need a new version of it.",
                count=len(found.calendar),
                stay=len(stay),
            )
        )
    day = ""
    for minute, line in sorted(_changes(found, voice)):
        if voice.weekday(minute) != day:
            day = voice.weekday(minute)
            yield day
        yield f"  {line}"


def difference_as_json(found: Renewal) -> dict[str, object]:
    """Return the difference with the ids and minutes of each change."""
    difference = found.difference
    return {
        "agreed": difference.agreed,
        "kept": [pair.before.movement_id for pair in difference.kept],
        "moved": [
            {
                "movement": pair.before.movement_id,
                "from": text_of_minute(pair.before.at_minute),
                "to": text_of_minute(pair.after.at_minute),
                "as": pair.after.movement_id,
                "what": list(pair.what),
                "why": _speak(_why(found, pair.before)),
            }
            for pair in difference.moved
        ],
        "dropped": [
            {"movement": one.movement_id, "at": text_of_minute(one.at_minute), "why": _speak(_why(found, one))}
            for one in difference.dropped
        ],
        "added": [{"movement": one.movement_id, "at": text_of_minute(one.at_minute)} for one in difference.added],
        "moved_ppm": difference.moved_ppm,
        "forced": list(found.forced),
        "least_moved": found.least_moved,
        "frozen": list(found.frozen),
        "calendar": sorted(found.calendar),
    }


def _voice(found: Renewal) -> Voice:
    return Voice(language_of_environment(), found.case.operation.agreement.time_zone)


def _changes(found: Renewal, voice: Voice) -> Iterator[tuple[int, str]]:
    """Yield (minute, sentence) of each change."""
    difference = found.difference
    for pair in difference.moved:
        yield pair.before.at_minute, _speak(_moved(found, pair, voice))
    for one in difference.dropped:
        yield (
            one.at_minute,
            _speak(
                phrase(
                    "{movement} ({type} from {place}, {clock}) is dropped: {why}.",
                    **_named(one, voice),
                    why=_speak(_why(found, one)),
                )
            ),
        )
    for one in difference.added:
        yield one.at_minute, _speak(phrase("{movement} ({type} from {place}, {clock}) is new.", **_named(one, voice)))


def _moved(found: Renewal, pair: Pair, voice: Voice) -> Phrase:
    minutes = pair.after.at_minute - pair.before.at_minute
    values = _named(pair.before, voice) | {"why": _speak(_why(found, pair.before)), "to": pair.after.movement_id}
    hours = voice.number(abs(minutes) / MINUTES_PER_HOUR, 1)
    then = voice.short_instant(pair.after.at_minute)
    if minutes > 0:
        return phrase(
            "{movement} ({type} from {place}, {clock}) goes {hours} h later, {then}, as {to}: {why}.",
            **values,
            hours=hours,
            then=then,
        )
    if minutes < 0:
        return phrase(
            "{movement} ({type} from {place}, {clock}) goes {hours} h earlier, {then}, as {to}: {why}.",
            **values,
            hours=hours,
            then=then,
        )
    if "type" in pair.what or "route" in pair.what:
        return phrase("{movement} ({type} from {place}, {clock}) goes with another type or way: {why}.", **values)
    return phrase("{movement} ({type} from {place}, {clock}) goes with another load: {why}.", **values)


def _named(one: Departure, voice: Voice) -> dict[str, str]:
    return {
        "movement": one.movement_id,
        "type": one.type_id or one.vehicle_id,
        "place": one.origin,
        "clock": voice.clock(one.at_minute),
    }


def _why(found: Renewal, one: Departure) -> Phrase:
    """Return why a departure does not stay."""
    if one.movement_id in found.terms.banned("movement"):
        return phrase("it is forbidden")
    if one.movement_id in found.forced:
        return phrase("no vehicle of its type can go then any more")
    if one.movement_id in found.frozen:
        return phrase("it is frozen, and something that it needs is gone")
    return phrase("something that it needs is used otherwise, or others make room")
