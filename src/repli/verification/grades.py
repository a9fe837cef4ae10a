"""How many movements have which grade, as a reader with a clock sees it.

The replay knows only what was signed. A reader may also know what time it is: a party that has receipted a figure, by a
line or by a head, and then falls silent cannot hold it back beyond its delay to object. The law is
docs/reference/log-format.md, sections 16 and 30.
"""

from collections import Counter
from collections.abc import Sequence

from repli.ledger.note import Head
from repli.ledger.shapes import second_of_time
from repli.progress.matters import Matters, Movement
from repli.progress.names import DISPUTED, JOINT, UNILATERAL, UNOPPOSED
from repli.progress.replay import Replay

__all__ = ["entry_grades", "grades"]


def grades(replay: Replay, heads: Sequence[Head], as_of: str | None) -> tuple[tuple[str, int], ...] | None:
    """Return (grade, number of movements) for each grade, sorted; None for a log of format 1.

    ``heads`` are the own heads, and the joint checkpoint last. ``as_of`` is the reader's time.
    """
    matters = replay.matters
    if matters is None:
        return None
    found = Counter({DISPUTED: 0, JOINT: 0, UNILATERAL: 0, UNOPPOSED: 0})
    for movement in matters.movements.values():
        grade = matters.grade(movement)
        if grade == UNILATERAL and as_of is not None and _has_passed(matters, movement, heads, second_of_time(as_of)):
            grade = UNOPPOSED
        found[grade] += 1
    return tuple(sorted(found.items()))


def entry_grades(replay: Replay) -> tuple[tuple[str, int], ...]:
    """Return (grade, number of entries that are not cancelled), sorted; empty for a log of format 1 to 3."""
    matters = replay.matters
    if matters is None or not matters.is_fourth:
        return ()
    disputed = frozenset(event for event, _, _ in matters.disputes)
    found = Counter({DISPUTED: 0, JOINT: 0, UNILATERAL: 0})
    found.update(matters.entries.grade(event, disputed) for event in matters.entries.held)
    return tuple(sorted(found.items()))


def _has_passed(matters: Matters, movement: Movement, heads: Sequence[Head], now: int) -> bool:
    current = movement.current
    (other,) = matters.ring.parties - current.parties
    receipts = [] if movement.receipt is None else [movement.receipt]
    for number, head in enumerate(heads, start=1):
        is_word_of_other = head.feed == other or number == len(heads)  # both signed the joint checkpoint
        if is_word_of_other and head.cut.get(current.feed, 0) >= current.line:
            receipts.append(second_of_time(head.at))
    return bool(receipts) and now >= min(receipts) + matters.delay_seconds
