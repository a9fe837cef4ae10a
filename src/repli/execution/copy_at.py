"""A log directory read for somebody who only looks: no key, no lock, nothing written."""

from pathlib import Path

from repli.errors import UsageError, phrase
from repli.execution.logcopy import LogCopy
from repli.execution.sidecars import FolderSidecars
from repli.ledger.store import feeds_of, read_lines

__all__ = ["copy_at"]


def copy_at(log: Path) -> LogCopy:
    """Return the copy in a log directory; raise UsageError if none is there, RefusedError for a line that is wrong."""
    lines = {feed: read_lines(log, feed) for feed in feeds_of(log)}
    if not any(lines.values()):
        raise UsageError(phrase("The log has no genesis event yet."), phrase("Name the directory of a log."))
    return LogCopy.of(lines, FolderSidecars(log).get)
