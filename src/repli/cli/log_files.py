"""What is done with copies of a log: `repli log head|fsck|prove|merge|publication|pack`."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.at_office import tell_cut
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.commission import write_file
from repli.errors import UsageError, phrase
from repli.ledger.base64text import encode64
from repli.ledger.files import shown

__all__ = ["add_to"]

_speak = say()
_Folder = Annotated[Path, typer.Argument(metavar="LOG", help=_speak(phrase("Directory of the log.")))]
_To = Annotated[Path, typer.Option("--out", help=_speak(phrase("File to write.")))]
_Mirror = Annotated[Path | None, typer.Option("--mirror", help=_speak(phrase("Another copy of the same log.")))]
_AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help=_speak(phrase("Lists of slots that are due then, as 2024-06-07T12:00:00Z."))),
]
_Whole = Annotated[
    bool, typer.Option("--whole", help=_speak(phrase("With every list of slots that is here: for the other party.")))
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to ``app``, in the order in which they are told."""
    for name, told, command in (
        ("head", phrase("Show every signed head: who signed how much, and had seen what."), head),
        ("fsck", phrase("List every damage and what heals it; nothing is changed. Exit: 0 none, 1 damaged."), fsck),
        ("prove", phrase("Compare two copies; write the proof if a party signed two histories. Exit: 0 none, 1 some."),
         prove),
        ("merge", phrase("Take in what other copies have: folders, sticks, half copies. Exit: 1 with forks."), merge),
        ("publication", phrase("Write the last publication with its proof: one small file, fit for a QR code."),
         publication),
        ("pack", phrase("Write the log into one file for the public: without lists of slots that are not due."), pack),
    ):  # fmt: skip
        app.command(name, help=_speak(told))(command)


def head(log: _Folder, as_json: AsJson = False) -> None:
    """Show the heads of a log."""
    with guarded(as_json=as_json):
        found = commission.heads(log)
        if as_json:
            out_json(
                [
                    {"path": name, "feed": one.feed, "size": one.size, "root": encode64(one.root), "at": one.at,
                     "state": one.state, "seen": {seen.feed: seen.size for seen in one.seen}}
                    for name, one in found
                ]
            )  # fmt: skip
            return
        for name, one in found:
            seen = ", ".join(f"{other.feed} {other.size}" for other in one.seen)
            out(_speak(phrase("{name}: {feed} {size} at {at}; seen: {seen}", name=name, feed=one.feed, size=one.size,
                              at=one.at, seen=seen or "-")))  # fmt: skip


def fsck(log: _Folder, mirror: _Mirror = None, as_json: AsJson = False) -> None:
    """List every damage in a log directory."""
    with guarded(as_json=as_json):
        found = commission.damages(log, mirror)
        if as_json:
            out_json([{"place": one.place, "what": _speak(one.what), "heal": _speak(one.heal)} for one in found])
        for one in found if not as_json else ():
            out(f"{one.place}: {_speak(one.what)}")
            out(f"    {_speak(one.heal)}")
        if found:
            raise SystemExit(1)
        if not as_json:
            out(_speak(phrase("No damage found. Whether it is to be believed says `repli log verify`.")))


def prove(
    one: Annotated[Path, typer.Argument(metavar="LOG", help=_speak(phrase("Directory of the log.")))],
    two: Annotated[Path, typer.Argument(metavar="OTHER", help=_speak(phrase("Another copy of the same log.")))],
    to: _To,
    as_json: AsJson = False,
) -> None:
    """Compare two copies of a log, and write the first proof of a second history."""
    with guarded(as_json=as_json):
        found = commission.discords(one, two)
        proof = next((discord.proof for discord in found if discord.proof is not None), None)
        if proof is not None:
            write_file(to, proof)
        if as_json:
            out_json([{"feed": each.feed, "line": each.line, "proven": each.proof is not None} for each in found])
        for each in found if not as_json else ():
            told = (
                phrase("{feed} shows two histories from line {line} on; nobody is proven to have signed both.",
                       feed=each.feed, line=each.line)
                if each.proof is None
                else phrase("{feed}: its party signed two histories.", feed=each.feed)
            )  # fmt: skip
            out(_speak(told))
        if found:
            raise SystemExit(1)
        if not as_json:
            out(_speak(phrase("The two copies do not contradict each other.")))


def merge(
    log: _Folder,
    sources: Annotated[list[Path], typer.Argument(metavar="COPY...", help=_speak(phrase("Folders to take from.")))],
    as_json: AsJson = False,
) -> None:
    """Take into a log directory what other copies have."""
    with guarded(as_json=as_json):
        found = commission.merge(log, sources, on_cut=tell_cut)
        if as_json:
            out_json(
                {"taken": found.taken, "duplicates": found.duplicates, "missing": found.missing,
                 "forks": [{"feed": feed, "line": line} for feed, line in found.forks],
                 "refused": [{"place": one.place, "reason": _speak(one.message)} for one in found.refused],
                 "unread": found.unread}
            )  # fmt: skip
        else:
            _say_gathered(found)
        if found.forks or found.refused:
            raise SystemExit(1)


def _say_gathered(found: commission.Gathered) -> None:
    for feed, count in sorted(found.taken.items()):
        out(_speak(phrase("{feed}: {count} new lines.", feed=feed, count=count)))
    if not found.taken:
        out(_speak(phrase("Nothing new.")))
    for feed, line in sorted(found.missing.items()):
        out(_speak(phrase("{feed}: line {line}, or what it has seen, is missing; what comes after it waits.", feed=feed,
                          line=line)))  # fmt: skip
    for feed, line in found.forks:
        out(_speak(phrase("{feed}: two histories from line {line} on; `repli log prove` makes the proof.", feed=feed,
                          line=line)))  # fmt: skip
    for one in found.refused:
        out(f"{one.place}: {_speak(one.message)}")
    for name in found.unread:
        out(_speak(phrase("{name}: not read, or only in part.", name=name)))


def publication(log: _Folder, to: _To) -> None:
    """Write the last publication with its proof."""
    with guarded(as_json=False):
        _write(to, commission.publication_proof(log))


def pack(log: _Folder, to: _To, *, as_of: _AsOf = None, whole: _Whole = False) -> None:
    """Write the log into one file."""
    with guarded(as_json=False):
        if to.resolve().is_relative_to(log.resolve()):
            raise UsageError(
                phrase("{path} lies inside the log.", path=shown(to)), phrase("A log holds its own files and no other.")
            )
        _write(to, commission.bundle(log, whole=whole, as_of=as_of))


def _write(to: Path, data: bytes) -> None:
    write_file(to, data)
    out(_speak(phrase("Written: {path} ({count} bytes)", path=shown(to), count=len(data))))
