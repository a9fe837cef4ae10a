"""`repli log found LOG`: both parties run it in turn until the log stands: first event, then both baselines."""

import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.at_office import at_office
from repli.cli.console import out, say
from repli.cli.day_options import Now, PostFolder, second_of_option
from repli.cli.day_words import fingerprint_text, sentence
from repli.commission import Founded, FoundingTerms, Office, Proposed
from repli.errors import phrase
from repli.ledger.files import shown
from repli.progress.slotpolicy import AT_CLOSURE, AT_EVENT, SlotPolicy
from repli.units import MINUTES_PER_DAY

__all__ = ["HELP", "found"]

HELP = phrase(
    "Found a log: both parties run this in turn, each with its own folder and keys, until both have signed everything."
)

_WEEK_MINUTES = 7 * MINUTES_PER_DAY
_speak = say()
_Operation = Annotated[
    Path, typer.Option("--operation", help=_speak(phrase("Operation: a folder of tables, or a workbook.")))
]
_Public = Annotated[
    list[Path],
    typer.Option(
        "--public", help=_speak(phrase("Public keys of the other party, of a device or a witness; several times."))
    ),
]
_Agreement = Annotated[
    Path | None,
    typer.Option("--agreement", help=_speak(phrase("The agreement as signed; its SHA-256 stands in the log."))),
]
_Origin = Annotated[
    str, typer.Option("--origin", help=_speak(phrase("How the log is called. Default: as the operation.")))
]
_Witness = Annotated[
    list[str],
    typer.Option(
        "--witness",
        help=_speak(
            phrase('A witness: "ID | guarantor / observer | English name | French name | KINDS"; several times.')
        ),
    ),
]
_AtClosure = Annotated[
    bool,
    typer.Option("--lists-at-closure", help=_speak(phrase("Lists of slots become public only after nobody remains."))),
]
_ListMinutes = Annotated[
    int, typer.Option("--list-minutes", min=0, help=_speak(phrase("Minutes after which lists of slots become public.")))
]
_Object = Annotated[
    int, typer.Option("--object-minutes", min=0, help=_speak(phrase("Minutes in which a party may object.")))
]


@at_office
def found(
    office: Office,
    *,
    operation: _Operation,
    public: _Public,
    agreement: _Agreement = None,
    origin: _Origin = "",
    witness: _Witness = [],  # noqa: B006 - typer wants a list, and nobody changes it
    lists_at_closure: _AtClosure = False,
    list_minutes: _ListMinutes = _WEEK_MINUTES,
    object_minutes: _Object = MINUTES_PER_DAY,
    post: PostFolder = None,
    now: Now = None,
) -> None:
    """Take the next step."""
    step = commission.found(
        office,
        operation,
        terms=FoundingTerms(
            slots=SlotPolicy(since=AT_CLOSURE if lists_at_closure else AT_EVENT, minutes=list_minutes),
            delay_to_object_minutes=object_minutes,
            origin=origin,
            agreement=agreement,
            witnesses=witness,
        ),
        public=public,
        post=post,
        second=second_of_option(now, time.time()),
        entropy=secrets.token_bytes,
    )
    for line in _lines(office, step):
        out(line)


def _lines(office: Office, step: Founded) -> Iterator[str]:
    for event in step.written:
        yield _speak(phrase("Signed by both, and written: {place}.", place=event.place))
        yield f"  {sentence(event.body)}"
    if step.signed is not None:
        yield _speak(phrase("Compared with the own folder and keys, and signed; it goes back to the other party:"))
        yield from _proposed(step.signed)
    if step.proposed is not None:
        yield _speak(phrase("Proposed to the other party, who runs the same command:"))
        yield from _proposed(step.proposed)
    if step.is_whole:
        yield _speak(phrase("The log is founded."))
        yield _speak(phrase("Written: {path}", path=shown(commission.key_file_beside(office.log))))
    elif not (step.written or step.signed or step.proposed):
        yield _speak(phrase("The other party has to run this command now; nothing waits here."))


def _proposed(one: Proposed) -> Iterator[str]:
    yield f"  {sentence(one.body)}"
    yield _speak(phrase("  fingerprint {digits}", digits=fingerprint_text(one.event_hash)))
