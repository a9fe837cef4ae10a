"""`repli cosign LOG`: what the other party proposed, in plain words with its fingerprint; sign it or contest it."""

import secrets
import time
from typing import Annotated

import typer

from repli import commission
from repli.cli.at_office import at_office
from repli.cli.console import out, say
from repli.cli.day_options import Now, PostFolder, second_of_option
from repli.cli.day_words import signing_lines
from repli.commission import Contest, Office
from repli.errors import UsageError, phrase

__all__ = ["HELP", "cosign"]

HELP = phrase(
    "Show what the other party proposed, sign it by its fingerprint, or contest it with a reason; take in its answers."
)

_speak = say()
_What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHAT]...", help=_speak(phrase("Fingerprints to sign; or what is contested. Default: show."))
    ),
]
_All = Annotated[bool, typer.Option("--all", help=_speak(phrase("Sign everything that the other party proposed.")))]
_Contest = Annotated[
    str, typer.Option("--contest", help=_speak(phrase("Contest WHAT, a proposal or something in the log: the reason.")))
]
_Field = Annotated[
    str, typer.Option("--field", help=_speak(phrase("Of a movement: people, items or kg. Default: entry.")))
]
_Value = Annotated[str, typer.Option("--value", help=_speak(phrase("Of a movement: the own value.")))]
_Withdraw = Annotated[
    bool,
    typer.Option(
        "--withdraw",
        help=_speak(phrase("Take the own proposal back. Only if the other party has not signed it: ask it first.")),
    ),
]


@at_office
def cosign(
    office: Office,
    what: _What = None,
    *,
    everything: _All = False,
    contest: _Contest = "",
    field: _Field = "",
    value: _Value = "",
    withdraw: _Withdraw = False,
    post: PostFolder = None,
    now: Now = None,
) -> None:
    """Sign or contest."""
    if (field or value) and not contest:
        raise UsageError(phrase("--field and --value say what is contested."), phrase("Give --contest REASON too."))
    signing = commission.cosign(
        office,
        what or [],
        post=post,
        second=second_of_option(now, time.time()),
        entropy=secrets.token_bytes,
        everything=everything,
        contest=Contest(reason=contest, field=field, value=value) if contest else None,
        withdraw=withdraw,
    )
    for line in signing_lines(signing):
        out(line)
