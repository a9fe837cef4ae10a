"""`repli keys new|show|rotate|revoke|cosign|adopt`: secret keys in a folder of their own, and who may sign a log."""

import secrets
import time
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.commission import Office, write_file
from repli.errors import UsageError, phrase
from repli.ledger.files import shown

__all__ = ["HELP", "KeysFolder", "PartyId", "PassphraseFile", "app", "office_of"]

HELP = phrase("Make and change the keys of a party.")

_speak = say()
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_KEYS_HELP = _speak(phrase("Folder of the party's secret keys, apart from every log."))
_Folder = Annotated[Path, typer.Argument(metavar="KEYS", help=_KEYS_HELP)]
KeysFolder = Annotated[Path, typer.Option("--keys", help=_KEYS_HELP)]
_Log = Annotated[Path, typer.Argument(metavar="LOG", help=_speak(phrase("Directory of the log.")))]
_Line = Annotated[Path, typer.Argument(metavar="FILE", help=_speak(phrase("File that the other party sent.")))]
PartyId = Annotated[str, typer.Option("--party", help=_speak(phrase("Id of the party.")))]
_Reason = Annotated[str, typer.Option("--reason", help=_speak(phrase("Why; it stands in the log.")))]
_To = Annotated[Path, typer.Option("--out", help=_speak(phrase("File to write, for the other party.")))]
PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help=_speak(phrase("File whose first line is the passphrase.")))
]


@app.command("new", help=_speak(phrase("Make a key; its public half is shown, its secret stays in the folder.")))
def new(
    folder: _Folder,
    *,
    party: PartyId,
    role: Annotated[str, typer.Option("--role", help=_speak(phrase("represent, count or clear.")))],
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


@app.command("show", help=_speak(phrase("Show the public half and the fingerprint of every key; never a secret.")))
def show(folder: _Folder, as_json: AsJson = False) -> None:
    """Show the keys of a folder."""
    with guarded(as_json=as_json):
        _show(list(commission.stored_keys(folder)), as_json=as_json)


@app.command("rotate", help=_speak(phrase("Propose to replace a key by a new one; the other party cosigns.")))
def rotate(
    log: _Log,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_speak(phrase("Name of the key, as `show` gives it.")))],
    *,
    keys: KeysFolder,
    party: PartyId,
    reason: _Reason,
    to: _To,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Propose a new key in the place of an old one."""
    with guarded(as_json=False):
        office = office_of(log, keys, party, passphrase_file)
        line = commission.propose_keys(
            office, renew=name, seed=lambda: secrets.token_bytes(32), reason=reason, second=int(time.time())
        )
        _write(to, line)


@app.command("revoke", help=_speak(phrase("Propose that a key signs nothing more; the other party cosigns.")))
def revoke(
    log: _Log,
    keyid: Annotated[str, typer.Argument(metavar="KEYID", help=_speak(phrase("The 16 digits of the key id.")))],
    *,
    keys: KeysFolder,
    party: PartyId,
    reason: _Reason,
    to: _To,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Propose to revoke a key."""
    with guarded(as_json=False):
        office = office_of(log, keys, party, passphrase_file)
        _write(to, commission.propose_keys(office, revoke=[keyid], reason=reason, second=int(time.time())))


@app.command("cosign", help=_speak(phrase("Cosign the other party's change of keys, and wait for it to come back.")))
def cosign(
    log: _Log, line: _Line, *, keys: KeysFolder, party: PartyId, to: _To, passphrase_file: PassphraseFile = None
) -> None:
    """Cosign a proposal."""
    with guarded(as_json=False):
        office = office_of(log, keys, party, passphrase_file)
        _write(to, commission.cosign_keys(office, _read(line)))


@app.command("adopt", help=_speak(phrase("Write the change that both have signed, and sign the own head.")))
def adopt(log: _Log, line: _Line, keys: KeysFolder, party: PartyId, passphrase_file: PassphraseFile = None) -> None:
    """Adopt an answer."""
    with guarded(as_json=False):
        office = office_of(log, keys, party, passphrase_file)
        event = commission.adopt_keys(office, _read(line), second=int(time.time()))
        out(_speak(phrase("Written: {place}.", place=event.place)))


def office_of(log: Path, keys: Path, party: str, passphrase_file: Path | None) -> Office:
    """Return where a party works."""
    return commission.office(log, keys, party=party, passphrase=passphrase_in(passphrase_file))


def passphrase_in(path: Path | None) -> bytes | None:
    if path is None:
        return None
    first = _read(path).split(b"\n")[0].removesuffix(b"\r")
    if not first:
        raise UsageError(phrase("{path} holds no passphrase.", path=shown(path)), phrase("Write it on the first line."))
    return first


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            phrase("{path}: the system says {reason}.", path=shown(path), reason=error.strerror or "error"),
            phrase("Name a file that can be read."),
        ) from error


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
