"""What every command of a party at its log has in common: LOG, `--keys`, `--party`, `--passphrase-file`.

`at_office` gives these to a command, opens nothing yet, and hands it the `Office`. What an interrupted write left in
the own feed is told on standard error when it is cut.
"""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, note, say
from repli.commission import Office
from repli.errors import Phrase, UsageError, phrase
from repli.ledger.files import shown
from repli.ledger.store import TornTail

__all__ = ["KEYS_HELP", "PartyId", "PassphraseFile", "at_office", "bytes_in", "passphrase_in", "tell_cut"]

_speak = say()

KEYS_HELP = _speak(phrase("Folder of the party's secret keys, apart from every log."))
PartyId = Annotated[str, typer.Option("--party", help=_speak(phrase("Id of the party.")))]
PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help=_speak(phrase("File whose first line is the passphrase.")))
]
_Log = Annotated[Path, typer.Argument(metavar="LOG", help=_speak(phrase("Directory of the log.")))]
_Keys = Annotated[Path, typer.Option("--keys", help=KEYS_HELP)]


def _common(
    log: _Log, *, keys: _Keys, party: PartyId, passphrase_file: PassphraseFile = None, device: str = ""
) -> Office:
    """Return the office that the common options name."""
    return commission.office(
        log, keys, party=party, passphrase=passphrase_in(passphrase_file), device=device, on_cut=tell_cut
    )


def at_office(act: Callable[..., None]) -> Callable[..., None]:
    """Return ``act``, whose first argument is an `Office`, as a command that takes the options which name one.

    An option of ``act`` that is called ``device`` names the feed of a device that works there; it goes to the office.
    """
    own = list(inspect.signature(act).parameters.values())[1:]
    common = [one for one in inspect.signature(_common).parameters.values() if one.name != "device"]
    named = {one.name for one in common} | {"device"}

    def command(**given: object) -> None:
        with guarded(as_json=False):
            office = _common(**{name: value for name, value in given.items() if name in named})  # type: ignore[arg-type]
            act(office, **{name: value for name, value in given.items() if name not in named})

    parameters = sorted((*common, *own), key=lambda one: (one.kind, one.default is not inspect.Parameter.empty))
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__doc__ = act.__doc__
    return command


def tell_cut(torn: TornTail) -> None:
    """Tell what an interrupted write left at the end of a feed, and that it is cut."""
    told: tuple[Phrase, ...] = (torn.message, phrase("It is cut: what was acknowledged is all there."))
    for line in told:
        note(_speak(line))


def passphrase_in(path: Path | None) -> bytes | None:
    """Return the first line of a file, or None without one."""
    if path is None:
        return None
    first = bytes_in(path).split(b"\n")[0].removesuffix(b"\r")
    if not first:
        raise UsageError(phrase("{path} holds no passphrase.", path=shown(path)), phrase("Write it on the first line."))
    return first


def bytes_in(path: Path) -> bytes:
    """Return the bytes of a file that the user named."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            phrase("{path}: the system says {reason}.", path=shown(path), reason=error.strerror or "error"),
            phrase("Name a file that can be read."),
        ) from error
