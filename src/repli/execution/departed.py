"""Which lines of the operation are no more to depart: the log says how many, only the roster says who.

They have departed, or stay by agreement or otherwise, or are lost or disposed of: what both parties stand by. People
who were transferred and have not departed, or came later, are in no line of the operation where they are: a plan from
such a log is refused by name.

>>> departed_lines(Path("restricted/roster.json"), replay, sidecars.get)[0]["inf-1"]
94
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from repli.errors import UsageError, phrase
from repli.execution.opening import read_roster, roster_line
from repli.ledger.files import shown
from repli.progress.bodies import Dispose, Reinforce, Status, Transfer
from repli.progress.cells import cells_of
from repli.progress.events import EntryBody
from repli.progress.replay import Replay
from repli.progress.rules import Sidecars
from repli.progress.slotfile import SlotFile, parse_slot_file
from repli.progress.slotlists import departed_slots

__all__ = ["departed_lines"]

_STAY = frozenset({"asylum", "died", "medevac", "retained", "lost"})
_BACK = frozenset({"released", "found"})


def departed_lines(roster: Path, replay: Replay, sidecars: Sidecars) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return (people of each line, lines of items) that are no more to depart, opening included.

    Raise UsageError for a roster that is not that of the log, of which a departed line was erased, or for people whom
    the operation has elsewhere; RefusedError where a list of slots is not here.
    """
    book = read_roster(roster)
    people_slots, item_slots = departed_slots(replay, sidecars)
    moved, stays, items_gone = _moved(replay, sidecars), Counter[int](), Counter[int]()
    for body, sign in _staying(replay):
        listed = _listed(body.slots, sidecars)
        stays.update(dict.fromkeys(listed.people, sign))
        items_gone.update(dict.fromkeys(listed.items, sign))
    people = [roster_line(book, roster, "people", slot) for slot in people_slots]
    places = (moved.get(slot, str(one["site"])) for slot, one in zip(people_slots, people, strict=True))
    cells = Counter((place, str(one["category"])) for place, one in zip(places, people, strict=True))
    if cells_of(cells) != replay.state.departed.cells:
        raise UsageError(
            phrase("{path} is not the roster of this log: its departed do not add up.", path=shown(roster)),
            phrase("Name the roster that was declared in the log."),
        )
    gone = {*people_slots, *(+stays)}
    listed_first = _listed_at_first(replay, len(book["people"]))
    if {*moved, *range(listed_first, len(book["people"]))} - gone:
        raise UsageError(
            phrase("People of this log were transferred or came later, and the operation does not say where they are."),
            phrase("Write them into people.csv at their sites, and plan with --as-of instead of --log."),
        )
    known = [roster_line(book, roster, "people", slot) for slot in sorted(gone) if slot < listed_first]
    items = [roster_line(book, roster, "items", slot) for slot in sorted({*item_slots, *(+items_gone)})]
    return dict(sorted(Counter(_names(known, roster)).items())), tuple(sorted(_names(items, roster)))


def _joint(replay: Replay) -> Iterator[EntryBody]:
    """Yield the entries that both parties stand by, in the order of the log."""
    if replay.matters is not None:
        entries = replay.matters.entries
        yield from (entry.body for event, entry in entries.held.items() if event in entries.joint)


def _moved(replay: Replay, sidecars: Sidecars) -> dict[int, str]:
    """Return slot -> site of the people who were transferred."""
    transfers = (body for body in _joint(replay) if isinstance(body, Transfer) and body.people)
    return {slot: body.to for body in transfers for slot in _listed(body.slots, sidecars).people}


def _staying(replay: Replay) -> Iterator[tuple[Status | Dispose, int]]:
    """Yield what keeps people or items from departing with 1, and what gives them back with -1."""
    for body in _joint(replay):
        if isinstance(body, Dispose) and body.is_done:
            yield body, 1
        elif isinstance(body, Status) and body.status in _STAY | _BACK:
            yield body, 1 if body.status in _STAY else -1


def _listed_at_first(replay: Replay, slots: int) -> int:
    """Return how many slots the list had before anybody came later."""
    return slots - sum(body.people for body in _joint(replay) if isinstance(body, Reinforce))


def _listed(name: str, sidecars: Sidecars) -> SlotFile:
    data = sidecars(name)
    if data is None:
        raise UsageError(
            phrase("A list of slots of this log is not here: {name}.", name=name),
            phrase("Take it from the party that wrote it, then try again."),
        )
    return parse_slot_file(data)


def _names(lines: Iterable[Mapping[str, Any]], roster: Path) -> Iterable[str]:
    for one in lines:
        if not one["line"]:
            raise UsageError(
                phrase("A line of {path} that departed was erased.", path=shown(roster)),
                phrase("What is left cannot be told apart any more; plan from the progress that you know."),
            )
        yield str(one["line"])
