"""One way to record anything: fill the form, make the event, sign it alone or propose it to the other party.

What one party may sign stands in the log at once. What both must sign becomes a proposal, or, where both sit together
at one table, an event of both.

>>> enter(desk, "arrive", {"movement": "R1", "place": "HOME", "people": "94"}, second=now).events
(Event(place='feed force line 12', ...),)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repli.errors import UsageError, phrase
from repli.execution.commands import sign_together
from repli.execution.desk import Desk
from repli.execution.draft import Draft
from repli.execution.forms import FORMS, Typed, fill
from repli.execution.making import MAKERS
from repli.execution.named import named_files
from repli.ledger.envelope import Envelope
from repli.ledger.event import FOURTH_FORMAT
from repli.progress.events import Event

__all__ = ["Entered", "drafts", "enter", "enter_all", "enter_together"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What came of a form: events in the log, or a proposal that waits for the other party, with its files."""

    events: tuple[Event, ...] = ()
    proposal: Envelope | None = None
    files: tuple[bytes, ...] = ()


def enter(desk: Desk, kind: str, typed: Typed, *, second: int, place: str = "", together: bool = False) -> Entered:
    """Record a form, or propose it where both must sign or ``together`` asks for it.

    Raise InputError with everything that is wrong in the form, RefusedError for what a rule of the log forbids.
    """
    return enter_all(desk, [(kind, typed)], second=second, place=place, together=together)


def enter_all(
    desk: Desk, forms: Sequence[tuple[str, Typed]], *, second: int, place: str = "", together: bool = False
) -> Entered:
    """Record forms one after the other; nothing is signed before all of them could be made."""
    made = tuple(draft for kind, typed in forms for draft in drafts(desk, kind, typed, second=second, place=place))
    if not together and not any(draft.both for draft in made):
        return Entered(events=tuple(_record(desk, draft, second) for draft in made))
    if len(made) > 1:
        raise UsageError(
            phrase("These are {count} events, and both parties sign one at a time.", count=len(made)),
            phrase("Record them alone; the day's record makes them joint."),
        )
    (draft,) = made
    with named_files(desk.recorder, desk.sidecars, draft.files):
        return Entered(proposal=desk.recorder.propose(draft.body, second=second), files=draft.files)


def enter_together(
    desk: Desk, other: Desk, kind: str, typed: Typed, *, second: int, place: str = ""
) -> tuple[Event, ...]:
    """Record a form that both parties sign at one table; ``desk`` proposes."""
    found = []
    for draft in drafts(desk, kind, typed, second=second, place=place):
        with named_files(desk.recorder, desk.sidecars, draft.files):
            found.append(sign_together(desk.recorder, other.recorder, draft.body, second=second))
    return tuple(found)


def drafts(desk: Desk, kind: str, typed: Typed, *, second: int, place: str = "") -> tuple[Draft, ...]:
    """Return what a form makes, not signed yet; raise UsageError for a kind without a form or an older log."""
    if kind not in FORMS:
        raise UsageError(
            phrase("There is no form for {kind}.", kind=ascii(kind)), phrase("Forms: {kinds}.", kinds=", ".join(FORMS))
        )
    version = desk.recorder.copy.charter.version
    if version < FOURTH_FORMAT:
        raise UsageError(
            phrase("This log is of format {version}; forms are for logs of format 4.", version=version),
            phrase("A new log is founded in format 4; an older one stays as it is."),
        )
    made: Iterable[Draft] = MAKERS[kind](desk, fill(FORMS[kind], typed, now=second, place=place))
    return tuple(made)


def _record(desk: Desk, draft: Draft, second: int) -> Event:
    with named_files(desk.recorder, desk.sidecars, draft.files):
        return desk.recorder.record(draft.body, second=second)
