"""Which lines of the operation are no more to depart, and where the others stand: the log counts, the roster tells who.

No more to depart is who departed, or stays by agreement or otherwise, or is lost or disposed of: what both parties
stand by. Whoever was transferred stands at another site than the operation has; who came later may be in none of its
lines.

>>> standing_lines(Path("restricted/roster.json"), replay, sidecars.get).people["inf-1"]
94
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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

__all__ = ["StandingLines", "standing_lines"]

_STAY = frozenset({"asylum", "died", "medevac", "retained", "lost"})
_BACK = frozenset({"released", "found"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLines:
    """``people`` of each line, and ``items``, that are no more to depart.

    ``came`` are those who came later by (line, site, category), whether they went since or not; ``elsewhere`` those to
    depart by (line, site) where they were transferred to; ``item_sites`` the same for items.
    """

    people: Mapping[str, int]
    items: tuple[str, ...]
    came: Mapping[tuple[str, str, str], int]
    elsewhere: Mapping[tuple[str, str], int]
    item_sites: Mapping[str, str]


def standing_lines(roster: Path, replay: Replay, sidecars: Sidecars) -> StandingLines:
    """Return what is no more to depart, opening included, and where who was moved or came later stands.

    Raise UsageError for a roster that is not that of the log, or of which such a line was erased; RefusedError where a
    list of slots is not here.
    """
    book = read_roster(roster)
    people_slots, item_slots = departed_slots(replay, sidecars)
    moved, moved_items = _moved(replay, sidecars)
    stays, items_gone = Counter[int](), Counter[int]()
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
    gone, gone_items = {*people_slots, *(+stays)}, {*item_slots, *(+items_gone)}

    def named(scope: str, slots: Iterable[int]) -> list[tuple[int, str]]:
        ordered = sorted(slots)
        lines = [roster_line(book, roster, scope, slot) for slot in ordered]
        return list(zip(ordered, _names(lines, roster), strict=True))

    later = named("people", range(_listed_at_first(replay, len(book["people"])), len(book["people"])))
    rows = book["people"]
    return StandingLines(
        people=dict(sorted(Counter(name for _, name in named("people", gone)).items())),
        items=tuple(sorted(name for _, name in named("items", gone_items))),
        came=Counter((name, str(rows[slot]["site"]), str(rows[slot]["category"])) for slot, name in later),
        elsewhere=Counter((name, moved[slot]) for slot, name in named("people", moved.keys() - gone)),
        item_sites={name: moved_items[slot] for slot, name in named("items", moved_items.keys() - gone_items)},
    )


def _joint(replay: Replay) -> Iterator[EntryBody]:
    """Yield the entries that both parties stand by, in the order of the log."""
    if replay.matters is not None:
        entries = replay.matters.entries
        yield from (entry.body for event, entry in entries.held.items() if event in entries.joint)


def _moved(replay: Replay, sidecars: Sidecars) -> tuple[dict[int, str], dict[int, str]]:
    """Return slot -> site of the people, and of the items, that were transferred."""
    people: dict[int, str] = {}
    items: dict[int, str] = {}
    for body in _joint(replay):
        if isinstance(body, Transfer):
            listed = _listed(body.slots, sidecars)
            people |= dict.fromkeys(listed.people, body.to)
            items |= dict.fromkeys(listed.items, body.to)
    return people, items


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
