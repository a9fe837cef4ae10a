"""Which slot files a public copy of a log leaves out: those that the policy of the agreement does not disclose yet.

Not one other byte of the copy differs, and it is verified like the whole. What nobody will ever ask for (the list of an
event without effect) is left out too. The law is docs/reference/log-format.md, section 23.
"""

from repli.ledger.note import parse_head
from repli.ledger.rawlog import RawLog
from repli.ledger.shapes import second_of_time
from repli.progress.events import lists_of, sidecars_of
from repli.progress.merging import Feeds, merged
from repli.progress.replay import fold
from repli.progress.slotlists import due_lists

__all__ = ["kept_back"]


def kept_back(raw: RawLog, feeds: Feeds, *, as_of: str | None = None) -> frozenset[str]:
    """Return the names of the slot files that are not due at ``as_of``, or at the time of the joint checkpoint.

    Raise RefusedError or LedgerError if the log cannot be replayed, for then nobody knows what is due.
    """
    bodies = [event.body for events in feeds.values() for event in events]
    lists = frozenset(name for body in bodies for name in lists_of(body))
    lists -= {name for body in bodies for name in sidecars_of(body)}  # a file that is promised too stays
    if not lists:
        return lists
    matters = fold(merged(feeds), raw.sidecars.get).matters
    second = second_of_time(parse_head(raw.checkpoint).head.at if as_of is None else as_of)
    return lists if matters is None else lists - due_lists(matters, second)
