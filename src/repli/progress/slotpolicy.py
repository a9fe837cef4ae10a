"""When the slots of an event become public: the policy that both parties sign in the genesis event of format 3.

``event``: so many minutes after the event that names the list says it was written. ``closure``: so many minutes after
the first publication that tells nobody remains. The law is docs/reference/log-format.md, sections 21 and 23.

>>> SlotPolicy(since="event", minutes=60).due_second(named_second=0, closed_second=None)
3600
"""

from dataclasses import dataclass

from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_count
from repli.progress.fields import one_of, read_field, read_record
from repli.units import SECONDS_PER_MINUTE

__all__ = ["AT_CLOSURE", "AT_EVENT", "SlotPolicy"]

AT_EVENT, AT_CLOSURE = "event", "closure"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPolicy:
    """``minutes`` after ``since``, which is ``event`` or ``closure``."""

    since: str
    minutes: int

    @property
    def value(self) -> JsonObject:
        """Return the policy as it stands in the genesis event."""
        return {"from": self.since, "minutes": self.minutes}

    @classmethod
    def read(cls, value: Json) -> "SlotPolicy":
        """Return the policy of a genesis event; raise CanonicalError."""
        record = read_record(value, "policy of slots", ("from", "minutes"))
        return cls(
            since=read_field(record, "from", one_of((AT_EVENT, AT_CLOSURE))),
            minutes=read_field(record, "minutes", is_count),
        )

    def due_second(self, *, named_second: int, closed_second: int | None) -> int | None:
        """Return when a list is due (seconds since 1970) that an event of ``named_second`` names; None: not yet known.

        ``closed_second`` is the time of the first publication that told that nobody remains.
        """
        start = named_second if self.since == AT_EVENT else closed_second
        return None if start is None else start + self.minutes * SECONDS_PER_MINUTE
