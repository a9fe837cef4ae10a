"""What is said of a departure that is not full: what was ready beside it and stayed, and why.

>>> [str(one) for one in why_not_full(Waiting(people={}, items={}))]
['nothing more was ready']
"""

from collections.abc import Iterable, Mapping
from functools import reduce

from repli.errors import Phrase, phrase
from repli.rules.waiting import LIMITS, Waiting

__all__ = ["joined", "why_not_full"]

_REASONS: Mapping[str, Phrase] = {
    "class": phrase("dangerous goods may not be aboard with it"),
    "outsize": phrase("outsize, and this configuration takes none"),
    "seats": phrase("no seat is free"),
    "positions": phrase("too few positions are free"),
    "payload": phrase("the payload is too small for it"),
    "place": phrase("no free place on the floor is wide and strong enough"),
    "balance": phrase("the load would be out of balance"),
    "floor": phrase("a security floor keeps it"),
    "": phrase("kept by a group, an order or for another departure"),
}


def why_not_full(waiting: Waiting) -> tuple[Phrase, ...]:
    """Return one clause for each limit that shut something out; that nothing more was ready, if nothing was."""
    found = tuple(
        _clause(waiting.people.get(name, 0), waiting.items.get(name, 0), _REASONS[name])
        for name in LIMITS
        if waiting.people.get(name, 0) + waiting.items.get(name, 0)
    )
    return found or (phrase("nothing more was ready"),)


def joined(clauses: Iterable[Phrase]) -> Phrase:
    """Return several clauses as one."""
    return reduce(lambda one, more: phrase("{one}; {more}", one=one, more=more), clauses)


def _clause(people: int, items: int, reason: Phrase) -> Phrase:
    if not items:
        return phrase("ready and not aboard, people {people}: {reason}", people=people, reason=reason)
    if not people:
        return phrase("ready and not aboard, items {items}: {reason}", items=items, reason=reason)
    return phrase(
        "ready and not aboard, people {people}, items {items}: {reason}", people=people, items=items, reason=reason
    )
