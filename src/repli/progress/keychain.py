"""The keys of a log from its genesis event and its changes of keys alone, in their order, without the rest of the log.

Each change is judged by the keys before it; whoever has the first event can so follow the keys to any version. The law
is docs/reference/log-format.md, section 19.
"""

from collections.abc import Sequence

from repli.errors import LedgerError, phrase
from repli.ledger.envelope import parse_entry
from repli.ledger.event import parse_event
from repli.progress.events import Keys
from repli.progress.keyring import KeyRing
from repli.progress.reading import Charter, read_event, read_genesis

__all__ = ["follow_keys"]


def follow_keys(chain: Sequence[bytes]) -> tuple[Charter, tuple[str, ...]]:
    """Return the charter with every key of ``chain`` (entry lines), and the key ids that signed the genesis event.

    Raise RefusedError or LedgerError where a line does not follow.
    """
    if not chain:
        raise LedgerError(phrase("The log has no genesis event."), phrase("See section 5 of the log format."))
    charter, first = read_genesis(chain[0], place="chain")
    ring = KeyRing(charter.genesis.owners, charter.parties)
    for line in chain[1:]:
        event = read_event(line, charter, feed=parse_event(parse_entry(line).payload).feed, place="chain")
        if not isinstance(event.body, Keys):
            raise LedgerError(
                phrase("A line of the chain is no change of keys."), phrase("See section 19 of the log format.")
            )
        ring.check_signers(event)
        ring.check(event, event.body)
        ring.take(event.body)
        charter = charter.with_keys(event.body.add)
    return charter, tuple(sorted(first.keyids))
