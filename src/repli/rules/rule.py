"""What a rule is: a name as the commission would say it, one line of explanation, and a function that looks.

A check takes any operation and any plan, however wrong, and yields a `Finding` for each breach it can read; it never
raises. Rules share nothing with the planner: they are slow, obvious and in exact integers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from repli.errors import Phrase
from repli.model import Finding, Operation, Plan
from repli.units import text_of_minute

__all__ = ["Check", "Rule", "clock", "found"]

Check = Callable[[Operation, Plan], Iterator[Finding]]

_LAST_WRITABLE_MINUTE = 4_000_000_000  # the year 9575; text of later minutes does not exist


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the book; every `Finding` of ``check`` carries ``name``."""

    name: str
    explanation: Phrase
    check: Check


def found(rule: str, subject: str, minute: int | None, message: Phrase) -> Finding:
    """Return the finding that ``rule`` is broken by ``subject`` (a movement, site, field, line or clearance)."""
    return Finding(rule=rule, subject=subject, minute=minute, message=message)


def clock(minute: int) -> str:
    """Return the minute as text for a sentence; a minute that no calendar holds stays a number."""
    return text_of_minute(minute) if 0 <= minute <= _LAST_WRITABLE_MINUTE else str(minute)
