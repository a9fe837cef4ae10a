"""`repli log sign|cosign`: a party or a device signs its head, and a party the other's, each on its own machine."""

import time
from typing import Annotated

import typer

from repli import commission
from repli.cli.at_office import at_office
from repli.cli.console import out, say
from repli.commission import Office
from repli.errors import phrase

__all__ = ["add_to"]

_speak = say()
_Device = Annotated[
    str, typer.Option("--device", help=_speak(phrase("Feed of a device of the party: its head is signed.")))
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to ``app``."""
    app.command("sign", help=_speak(phrase("Sign the own head: a receipt for everything that is here.")))(sign)
    app.command("cosign", help=_speak(phrase("Cosign the other party's head: the joint checkpoint.")))(cosign)


@at_office
def sign(office: Office, *, device: _Device = "") -> None:
    """Sign the own head."""
    del device  # it is in the office
    head = commission.sign_own_head(office, second=int(time.time()))
    out(_speak(phrase("Signed: {feed} up to {size}.", feed=head.feed, size=head.size)))


@at_office
def cosign(office: Office) -> None:
    """Cosign the other party's head."""
    head = commission.cosign_other_head(office, second=int(time.time()))
    out(_speak(phrase("Joint now: {feed} up to {size}.", feed=head.feed, size=head.size)))
