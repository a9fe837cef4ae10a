"""Which event an officer means: the movement, or the first digits of the fingerprint that was shown."""

from collections.abc import Collection, Iterator

from repli.errors import phrase
from repli.execution.desk import Desk
from repli.execution.forms.filled import Filled
from repli.progress.events import Event

__all__ = ["event_of", "events_here", "named_event"]

_FEWEST_DIGITS = 8


def events_here(desk: Desk) -> Iterator[Event]:
    """Give every event of the copy, feed by feed."""
    copy = desk.recorder.copy
    return (event for feed in copy.cut for event in copy.events(feed))


def event_of(desk: Desk, event_hash: str) -> Event | None:
    """Return the event with a hash, or None."""
    return next((event for event in events_here(desk) if event.event_hash == event_hash), None)


def named_event(desk: Desk, filled: Filled, box: str, text: str, *, kinds: Collection[str] = ()) -> Event:
    """Return the event that ``text`` means; raise InputError if it means none, or several.

    A movement means the current version of its departure. ``kinds`` narrows what a fingerprint may mean.
    """
    matters = desk.recorder.copy.replay.matters
    movement = None if matters is None else matters.movements.get(text)
    digits = text.lower().replace(" ", "")
    if movement is not None:
        digits = movement.current.event
    elif len(digits) < _FEWEST_DIGITS:
        digits = "-"
    found = [
        event
        for event in events_here(desk)
        if event.event_hash.startswith(digits) and (not kinds or event.body.kind in kinds)
    ]
    if len(found) != 1:
        raise filled.refusal(
            box,
            text,
            phrase("a movement of the log, or the first 8 digits or more of one fingerprint"),
            phrase("`repli inbox` and `repli cosign` show both."),
        )
    return found[0]
