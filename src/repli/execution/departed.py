"""Which lines of the operation the departed slots of a log are: the log says how many, only the roster says who.

>>> departed_lines(Path("restricted/roster.json"), replay, sidecars.get)[0]["inf-1"]
94
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from repli.errors import UsageError, phrase
from repli.execution.opening import read_roster, roster_line
from repli.ledger.files import shown
from repli.progress.cells import cells_of
from repli.progress.replay import Replay
from repli.progress.rules import Sidecars
from repli.progress.slotlists import departed_slots

__all__ = ["departed_lines"]


def departed_lines(roster: Path, replay: Replay, sidecars: Sidecars) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return (people of each line that departed, lines of items that did), opening included.

    Raise UsageError for a roster that is not that of the log, or of which a departed line was erased; RefusedError
    where a list of slots is not here.
    """
    book = read_roster(roster)
    people_slots, item_slots = departed_slots(replay, sidecars)
    people = [roster_line(book, roster, "people", slot) for slot in people_slots]
    items = [roster_line(book, roster, "items", slot) for slot in item_slots]
    if cells_of(Counter((str(one["site"]), str(one["category"])) for one in people)) != replay.state.departed.cells:
        raise UsageError(
            phrase("{path} is not the roster of this log: its departed do not add up.", path=shown(roster)),
            phrase("Name the roster that was declared in the log."),
        )
    counted = Counter(_names(people, roster))
    return dict(sorted(counted.items())), tuple(sorted(_names(items, roster)))


def _names(lines: Iterable[Mapping[str, Any]], roster: Path) -> Iterable[str]:
    for one in lines:
        if not one["line"]:
            raise UsageError(
                phrase("A line of {path} that departed was erased.", path=shown(roster)),
                phrase("What is left cannot be told apart any more; plan from the progress that you know."),
            )
        yield str(one["line"])
