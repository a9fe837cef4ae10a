"""`repli keys new|demo|show|rotate|revoke|cosign|adopt`: secret keys in a folder apart, and who may sign a log."""

import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.at_office import KEYS_HELP, PartyId, PassphraseFile, at_office, bytes_in, passphrase_in
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.commission import Office, write_file
from repli.errors import phrase
from repli.ledger.files import shown

__all__ = ["HELP", "app"]

HELP = phrase("Make and change the keys of a party.")

_speak = say()
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Folder = Annotated[Path, typer.Argument(metavar="KEYS", help=KEYS_HELP)]
_Line = Annotated[Path, typer.Argument(metavar="FILE", help=_speak(phrase("File that the other party sent.")))]
_Reason = Annotated[str, typer.Option("--reason", help=_speak(phrase("Why; it stands in the log.")))]
_To = Annotated[Path, typer.Option("--out", help=_speak(phrase("File to write, for the other party.")))]


@app.command("new", help=_speak(phrase("Make a key; its public half is shown, its secret stays in the folder.")))
def new(
    folder: _Folder,
    *,
    party: PartyId,
    role: Annotated[
        str,
        typer.Option("--role", help=_speak(phrase("represent, count or clear; of a guarantor or observer: observe."))),
    ],
    device: Annotated[str, typer.Option("--device", help=_speak(phrase("Feed of the device that holds it.")))] = "",
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Make a key."""
    with guarded(as_json=as_json):
        made = commission.new_key(
            folder, party=party, role=role, device=device, passphrase=passphrase_in(passphrase_file),
            seed=secrets.token_bytes(32),
        )  # fmt: skip
        _show([made], as_json=as_json)


@app.command("demo", help=_speak(phrase("Make the keys of a demonstration log, to practise: anybody can make them.")))
def demo(
    folder: _Folder,
    *,
    party: PartyId,
    seed: Annotated[str, typer.Option("--seed", help=_speak(phrase("Published seed of the log.")))] = "niger-2024",
) -> None:
    """Make demonstration keys."""
    with guarded(as_json=False):
        made = commission.demonstration_keys(folder, party=party, seed=seed)
        names = ", ".join(key.name for key in made)
        out(_speak(phrase("For practice only, anybody can sign with them: {names}.", names=names)))


@app.command("show", help=_speak(phrase("Show the public half and the fingerprint of every key; never a secret.")))
def show(
    folder: _Folder,
    *,
    to: Annotated[
        Path | None,
        typer.Option("--out", help=_speak(phrase("Write the public halves into a file, to be handed over."))),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the keys of a folder."""
    with guarded(as_json=as_json):
        _show(list(commission.stored_keys(folder)), as_json=as_json)
        if to is not None:
            commission.write_public_keys(folder, to)


@app.command("rotate", help=_speak(phrase("Propose to replace a key by a new one; the other party cosigns.")))
@at_office
def rotate(
    office: Office,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_speak(phrase("Name of the key, as `show` gives it.")))],
    *,
    reason: _Reason,
    to: _To,
) -> None:
    """Propose a new key in the place of an old one."""
    _propose(office, to, reason=reason, renew=name, seed=lambda: secrets.token_bytes(32))


@app.command("revoke", help=_speak(phrase("Propose that a key signs nothing more; the other party cosigns.")))
@at_office
def revoke(
    office: Office,
    keyid: Annotated[str, typer.Argument(metavar="KEYID", help=_speak(phrase("The 16 digits of the key id.")))],
    *,
    reason: _Reason,
    to: _To,
) -> None:
    """Propose to revoke a key."""
    _propose(office, to, reason=reason, revoke=[keyid])


@app.command("cosign", help=_speak(phrase("Cosign the other party's change of keys, and wait for it to come back.")))
@at_office
def cosign(office: Office, line: _Line, *, to: _To) -> None:
    """Cosign a proposal."""
    _write(to, commission.cosign_keys(office, bytes_in(line)))


@app.command("adopt", help=_speak(phrase("Write the change that both have signed, and sign the own head.")))
@at_office
def adopt(office: Office, line: _Line) -> None:
    """Adopt an answer."""
    event = commission.adopt_keys(office, bytes_in(line), second=int(time.time()))
    out(_speak(phrase("Written: {place}.", place=event.place)))


def _propose(
    office: Office,
    to: Path,
    *,
    reason: str,
    revoke: Sequence[str] = (),
    renew: str = "",
    seed: Callable[[], bytes] | None = None,
) -> None:
    line = commission.propose_keys(
        office, reason=reason, second=int(time.time()), revoke=revoke, renew=renew, seed=seed
    )
    _write(to, line)


def _write(to: Path, line: bytes) -> None:
    write_file(to, line + b"\n")
    out(_speak(phrase("Written: {path} ({count} bytes)", path=shown(to), count=len(line) + 1)))


def _show(found: list[commission.PublicKey], *, as_json: bool) -> None:
    if as_json:
        out_json(
            [
                {"name": one.name, "key": one.vkey, "fingerprint": one.fingerprint, "keyid": one.fingerprint[:16]}
                for one in found
            ]
        )
        return
    for one in found:
        out(f"{one.name}  {one.fingerprint}")
        out(f"    {one.vkey}")
