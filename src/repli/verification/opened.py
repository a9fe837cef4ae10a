"""Is the line that an inspector was shown the one in that slot of the log?

The log is verified first. The law is docs/reference/log-format.md, section 20.
"""

from pathlib import Path

from repli.errors import LedgerError, RefusedError, phrase
from repli.ledger.openedline import OpenedLine, parse_opened_line
from repli.ledger.store import feeds_of, read_lines
from repli.progress.change import Amend
from repli.progress.events import Declare
from repli.progress.reading import read_log
from repli.verification.trust import TrustedKeys
from repli.verification.verdict import verify_log

__all__ = ["verify_opened"]


def verify_opened(log: Path, data: bytes, trusted: TrustedKeys | None = None) -> OpenedLine:
    """Return the opened line; raise RefusedError if the log is refused, or the line does not stand in its slot."""
    verdict = verify_log(log, trusted)
    if verdict.answer == "no":
        raise RefusedError(verdict.place, verdict.reason, verdict.sentence)
    try:
        opened = parse_opened_line(data)
        declare = _declaration(log, opened)
        opened.check(root=bytes.fromhex(declare.root), slots=declare.slots)
    except LedgerError as error:
        raise RefusedError("the opened line", error.message, error.hint) from error
    return opened


def _declaration(log: Path, opened: OpenedLine) -> Declare:
    _, feeds = read_log({feed: read_lines(log, feed) for feed in feeds_of(log)})
    for events in feeds.values():
        for event in events:
            match event.body:
                case (Declare() as declare) | Amend(body=Declare() as declare):
                    if event.event_hash == opened.declare and declare.scope == opened.scope:
                        return declare
                case _:
                    pass
    raise LedgerError(
        phrase("The opened line names no declaration of this log."), phrase("Ask for the log that it belongs to.")
    )
