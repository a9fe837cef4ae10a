"""A log and its private roster, as options name them: both or neither."""

from pathlib import Path

from repli.commission import Sources
from repli.errors import UsageError, phrase

__all__ = ["sources_of"]


def sources_of(log: Path | None, roster: Path | None) -> Sources | None:
    """Return the log with its roster; raise UsageError for one without the other."""
    if log is None and roster is None:
        return None
    if log is None or roster is None:
        raise UsageError(
            phrase("--log and --roster go together: a log says how many departed, the roster says who."),
            phrase("Name both, or neither."),
        )
    return log, roster
