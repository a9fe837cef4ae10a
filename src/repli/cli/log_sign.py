"""`repli log sign|cosign`: a party signs its head, and the other's, each on its own machine."""

import time
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, say
from repli.cli.keys import KeysFolder, PartyId, PassphraseFile, office_of
from repli.errors import phrase

__all__ = ["add_to"]

_speak = say()
_Log = Annotated[Path, typer.Argument(metavar="LOG", help=_speak(phrase("Directory of the log.")))]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to ``app``."""
    app.command("sign", help=_speak(phrase("Sign the own head: a receipt for everything that is here.")))(sign)
    app.command("cosign", help=_speak(phrase("Cosign the other party's head: the joint checkpoint.")))(cosign)


def sign(log: _Log, *, keys: KeysFolder, party: PartyId, passphrase_file: PassphraseFile = None) -> None:
    """Sign the own head."""
    with guarded(as_json=False):
        office = office_of(log, keys, party, passphrase_file)
        head = commission.sign_own_head(office, second=int(time.time()))
        out(_speak(phrase("Signed: {feed} up to {size}.", feed=head.feed, size=head.size)))


def cosign(log: _Log, *, keys: KeysFolder, party: PartyId, passphrase_file: PassphraseFile = None) -> None:
    """Cosign the other party's head."""
    with guarded(as_json=False):
        office = office_of(log, keys, party, passphrase_file)
        head = commission.cosign_other_head(office, second=int(time.time()))
        out(_speak(phrase("Joint now: {feed} up to {size}.", feed=head.feed, size=head.size)))
