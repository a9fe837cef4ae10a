"""Open one line of the private roster to an inspector, or erase it for good.

The log holds salted digests; only the roster of the force says whose they are. Opening shows one line and proves that
it is the one that both parties counted. Erasing takes salt and content away: the digest stays in the log and tells
nothing to anybody, not even who it was. See docs/reference/log-format.md, sections 9 and 20.
"""

import json
import os
from pathlib import Path
from typing import Any

from repli.errors import UsageError, phrase
from repli.ledger.base64text import decode64
from repli.ledger.files import read_file, shown, write_files
from repli.ledger.openedline import open_line
from repli.ledger.roster import parse_digest_file
from repli.ledger.store import feeds_of, read_lines
from repli.progress.change import Amend
from repli.progress.events import Declare, Event
from repli.progress.merging import merged
from repli.progress.reading import read_log

__all__ = ["erase_roster_line", "open_roster_line", "read_roster", "roster_line"]

_MAX_ROSTER_BYTES = 512 * 2**20
_MAX_SIDECAR_BYTES = 64 * 2**20


def open_roster_line(log: Path, roster: Path, *, scope: str, slot: int) -> bytes:
    """Return the file that opens ``slot``; raise UsageError for a line that is not there or was erased."""
    line = roster_line(read_roster(roster), roster, scope, slot)
    if not line["salt"]:
        raise UsageError(
            phrase("Slot {slot} of {scope} was erased.", slot=slot, scope=phrase(scope)),
            phrase("Nobody can open it any more."),
        )
    event, declare = _declared(log, scope)
    digests = parse_digest_file(read_file(log / "sidecar" / declare.sidecar, max_bytes=_MAX_SIDECAR_BYTES))
    opened = open_line(
        digests,
        declare=event.event_hash,
        scope=scope,
        slot=slot,
        salt=decode64(line["salt"]),
        content=line["content"],
    )
    return opened.data


def erase_roster_line(roster: Path, *, scope: str, slot: int) -> None:
    """Take salt, content and plan line of ``slot`` out of the private roster; on disk when this returns."""
    book = read_roster(roster)
    line = roster_line(book, roster, scope, slot)
    line |= {"content": {}, "line": "", "salt": ""}
    text = json.dumps(book, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    others_out = os.umask(0o077)
    try:
        write_files(roster.parent, {roster.name: text.encode()})
    finally:
        os.umask(others_out)


def _declared(log: Path, scope: str) -> tuple[Event, Declare]:
    """Return the last declaration of ``scope`` in the order of the log."""
    _, feeds = read_log({feed: read_lines(log, feed) for feed in feeds_of(log)})
    found: list[tuple[Event, Declare]] = []
    for event in merged(feeds):
        match event.body:
            case (Declare() as declare) | Amend(body=Declare() as declare):
                if declare.scope == scope:
                    found.append((event, declare))
            case _:
                pass
    if not found:
        raise UsageError(
            phrase("The log declares no {scope}.", scope=phrase(scope)), phrase("Is this the log of the roster?")
        )
    return found[-1]


def read_roster(roster: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the lines of a private roster by scope; raise UsageError for a file that is none."""
    try:
        book = json.loads(read_file(roster, max_bytes=_MAX_ROSTER_BYTES))
    except ValueError:
        book = None
    if not isinstance(book, dict) or not all(isinstance(lines, list) for lines in book.values()):
        raise UsageError(
            phrase("{path} is no private roster.", path=shown(roster)),
            phrase("It is the file roster.json that the force keeps apart from the log."),
        )
    return book


def roster_line(book: dict[str, list[dict[str, Any]]], roster: Path, scope: str, slot: int) -> dict[str, Any]:
    """Return one line of a roster that was read; raise UsageError for a slot that it has not."""
    lines = book.get(scope, [])
    if not 0 <= slot < len(lines):
        raise UsageError(
            phrase("{path} has no slot {slot} of {scope}.", path=shown(roster), slot=slot, scope=ascii(scope)),
            phrase("Slots count from 0; scopes are people and items."),
        )
    return lines[slot]
