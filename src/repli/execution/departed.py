"""Which lines of the operation the departed slots of a log are: the log says how many, only the roster says who.

>>> departed_lines(Path("restricted/roster.json"), state)[0]["inf-1"]
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
from repli.progress.state import State

__all__ = ["departed_lines"]


def departed_lines(roster: Path, state: State) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return (people of each line that departed, lines of items that did), opening included.

    Raise UsageError for a roster that is not that of the log, or of which a departed line was erased.
    """
    book = read_roster(roster)
    people = [roster_line(book, roster, "people", slot) for slot in state.departed.people]
    items = [roster_line(book, roster, "items", slot) for slot in state.departed.items]
    if cells_of(Counter((str(one["site"]), str(one["category"])) for one in people)) != state.departed.cells:
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
