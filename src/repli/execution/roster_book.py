"""The force's private roster: which slot of the log stands for which person or item.

The log holds digests in random slots; only this book tells whose they are, so it never lies in the log directory. A
person is a line of ``people.csv`` and a number within it: no name is needed to plan, and none is kept. Slots and salts
come from `Entropy`: the system's in earnest, a published seed in demonstrations.

>>> book = draw_book(operation, seeded_entropy("niger-2024"))
>>> book.people.slots_of["inf-1"][:2]
(412, 17)
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repli.errors import UsageError, phrase
from repli.execution.demonstration import Entropy
from repli.execution.opening import read_roster
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import JsonObject
from repli.ledger.files import shown
from repli.ledger.roster import SALT_BYTES, digest_file, digest_of, root_of
from repli.model import Operation
from repli.progress.baseline import Declare
from repli.progress.cells import CellKey, Cells, cells_of
from repli.progress.names import SCOPES

__all__ = ["Roster", "RosterBook", "RosterLine", "choose_slots", "draw_book", "line_value", "read_book", "write_book"]

_Row = tuple[str, CellKey, int, JsonObject]
"""Plan line, cell, kg, and what the digest covers beside the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One slot: the plan line it belongs to, its cell, its kg (0 for people), its salt, and what its digest covers."""

    line_id: str
    cell: CellKey
    kg: int
    salt: bytes
    content: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All slots of one scope, slot 0 first; ``slots_of`` gives the slots of each plan line, lowest number first."""

    scope: str
    lines: tuple[RosterLine, ...]
    slots_of: Mapping[str, tuple[int, ...]]

    @property
    def digests(self) -> tuple[bytes, ...]:
        """Return the salted digest of each slot."""
        return tuple(digest_of(line.salt, line.content) for line in self.lines)

    def cells(self, slots: Iterable[int]) -> Cells:
        """Return how many of ``slots`` stand in each cell."""
        return cells_of(Counter(self.lines[slot].cell for slot in slots))

    def kg(self, slots: Iterable[int]) -> int:
        """Return the kg of ``slots`` together."""
        return sum(self.lines[slot].kg for slot in slots)

    def declare(self, sidecar: str) -> Declare:
        """Return the declaration of this roster; ``sidecar`` is the SHA-256 of its digest file."""
        everyone = range(len(self.lines))
        return Declare(
            scope=self.scope,
            cells=self.cells(everyone),
            kg=self.kg(everyone),
            slots=len(self.lines),
            root=root_of(self.digests).hex(),
            sidecar=sidecar,
        )

    @property
    def digest_file(self) -> bytes:
        """Return the digest file to publish."""
        return digest_file(self.digests)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterBook:
    """Both rosters of the force."""

    people: Roster
    items: Roster


def draw_book(operation: Operation, entropy: Entropy) -> RosterBook:
    """Return the rosters of ``operation`` with slots and salts drawn from ``entropy``.

    The baseline is who was there at the start: people who arrive later are not on it.
    """
    people: list[_Row] = [
        (line.line_id, (line.site_id, line.category), 0, {"line": line.line_id, "number": number})
        for line in operation.people
        if line.arrives_minute is None
        for number in range(1, line.count + 1)
    ]
    items: list[_Row] = [
        (line.line_id, (line.site_id, line.item_class), line.kg, {"item": line.line_id}) for line in operation.items
    ]
    return RosterBook(people=_draw("people", people, entropy), items=_draw("items", items, entropy))


def choose_slots(roster: Roster, line_id: str, count: int, gone: Collection[int]) -> tuple[int, ...]:
    """Return the first ``count`` slots of a plan line that are not in ``gone``, sorted; raise UsageError if too few."""
    free = [slot for slot in roster.slots_of.get(line_id, ()) if slot not in gone]
    if len(free) < count:
        raise UsageError(
            phrase("{count} of line {line} should depart, but {free} remain.", count=count, line=line_id,
                   free=len(free)),
            phrase("Correct the movement, or the baseline."),
        )  # fmt: skip
    return tuple(sorted(free[:count]))


def write_book(book: RosterBook, path: Path, *, log: Path) -> None:
    """Write the private roster to ``path``, readable by its owner only; raise UsageError for a place inside the log."""
    if path.resolve().is_relative_to(log.resolve()):
        raise UsageError(
            phrase("{path} lies inside the log, which is public.", path=shown(path)),
            phrase("Keep the roster with its party, apart from the log."),
        )
    value = {roster.scope: [line_value(line) for line in roster.lines] for roster in (book.people, book.items)}
    path.touch(mode=0o600)
    path.chmod(0o600)  # a file that was there already keeps its mode in `touch`
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_book(path: Path) -> RosterBook:
    """Return the private roster of a file as it was drawn; raise UsageError for a file that is none."""
    book = read_roster(path)
    people, items = (_roster(scope, [_line_of(value) for value in book.get(scope, [])]) for scope in SCOPES)
    return RosterBook(people=people, items=items)


def _line_of(value: Mapping[str, Any]) -> RosterLine:
    """Return the slot that roster.json has as ``value``."""
    return RosterLine(
        line_id=value["line"],
        cell=(value["site"], value["category"]),
        kg=value["kg"],
        salt=decode64(value["salt"]),
        content=value["content"],
    )


def line_value(line: RosterLine) -> JsonObject:
    """Return a slot as roster.json has it."""
    site, category = line.cell
    return {
        "category": category,
        "content": line.content,
        "kg": line.kg,
        "line": line.line_id,
        "salt": encode64(line.salt),
        "site": site,
    }


def _draw(scope: str, rows: Iterable[_Row], entropy: Entropy) -> Roster:
    """Put ``rows`` into random slots: each draws 16 bytes to be sorted by, and 16 bytes of salt."""
    drawn = sorted(
        (
            (entropy(SALT_BYTES), number, RosterLine(
                line_id=line_id,
                cell=cell,
                kg=kg,
                salt=entropy(SALT_BYTES),
                content={**content, "category": cell[1], "site": cell[0]},
            ))
            for number, (line_id, cell, kg, content) in enumerate(rows)
        ),
        key=lambda row: row[:2],
    )  # fmt: skip
    return _roster(scope, [line for _, _, line in drawn])


def _roster(scope: str, lines: Sequence[RosterLine]) -> Roster:
    """Return the roster of ``lines``, slot 0 first."""
    slots_of: dict[str, list[tuple[int, int]]] = {}
    for slot, line in enumerate(lines):
        slots_of.setdefault(line.line_id, []).append((int(str(line.content.get("number", 0))), slot))
    return Roster(
        scope=scope,
        lines=tuple(lines),
        slots_of={line_id: tuple(slot for _, slot in sorted(pairs)) for line_id, pairs in slots_of.items()},
    )
