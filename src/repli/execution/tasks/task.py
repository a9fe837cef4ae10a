"""One thing that waits for somebody, and what a plan or the post brings to it."""

from dataclasses import dataclass

from repli.errors import Phrase

__all__ = ["Permit", "Sheet", "Task"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """``what`` is the kind of task, ``subject`` the movement, reference or fingerprint that it is about.

    ``event`` is the hash of the event that it is about, or empty; ``due`` a time of the log, or empty.
    """

    what: str
    subject: str
    told: Phrase
    event: str = ""
    due: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A permission that a plan counts on: when to ask at the latest, how long an answer may take, who needs it."""

    reference: str
    request_by_second: int
    answer_seconds: int
    movements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A proposal in the post: its fingerprint, whose feed it is for, and its kind."""

    event_hash: str
    feed: str
    kind: str
