"""The private roster at an officer's desk: which slots a line has, and what a set of slots makes in cells and kg.

Read from roster.json, or taken from the book that was drawn. It grows at its end when people come (`reinforce`), and is
written again before the event that says so.

>>> roster = OwnRoster.read(Path("keys/roster.json"))
>>> roster.people.slots_of("P101-17")[:2]
(412, 17)
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from repli.execution.opening import read_roster
from repli.execution.roster_book import RosterBook, line_value
from repli.ledger.base64text import encode64
from repli.ledger.canonical import JsonObject
from repli.ledger.files import write_files
from repli.ledger.roster import SALT_BYTES, digest_of
from repli.progress.cells import Cells, cells_of

__all__ = ["OwnRoster", "OwnScope"]

_Line = Mapping[str, Any]


@dataclass(eq=False)
class OwnScope:
    """The lines of one scope, slot 0 first, as roster.json has them."""

    scope: str
    lines: list[_Line]

    @cached_property
    def by_line(self) -> Mapping[str, tuple[int, ...]]:
        """Slots of each plan line, lowest number first; erased lines are none."""
        found: dict[str, list[tuple[int, int]]] = {}
        for slot, line in enumerate(self.lines):
            if line["line"]:
                found.setdefault(line["line"], []).append((int(line["content"].get("number", 0)), slot))
        return {name: tuple(slot for _, slot in sorted(slots)) for name, slots in found.items()}

    def slots_of(self, line_id: str) -> tuple[int, ...]:
        """Return the slots of a plan line, empty for one that the roster has not."""
        return self.by_line.get(line_id, ())

    def cells(self, slots: Iterable[int], moved: Mapping[int, str]) -> Cells:
        """Return how many of ``slots`` stand in each cell; ``moved`` is slot -> site of those transferred since."""
        lines = ((slot, self.lines[slot]) for slot in slots)
        return cells_of(Counter((moved.get(slot, line["site"]), line["category"]) for slot, line in lines))

    def kg(self, slots: Iterable[int]) -> int:
        """Return the kg of ``slots`` together."""
        return sum(self.lines[slot]["kg"] for slot in slots)


@dataclass(kw_only=True)
class OwnRoster:
    """Both scopes; ``path`` is where it is kept, None for one in memory."""

    people: OwnScope
    items: OwnScope
    path: Path | None = None

    @classmethod
    def read(cls, path: Path) -> "OwnRoster":
        """Return the roster of a file; raise UsageError for a file that is none."""
        book = read_roster(path)
        people, items = (OwnScope(scope, list(book.get(scope, []))) for scope in ("people", "items"))
        return cls(path=path, people=people, items=items)

    @classmethod
    def of(cls, book: RosterBook) -> "OwnRoster":
        """Return the roster of a book that was drawn in this program."""
        people, items = (
            OwnScope(roster.scope, [line_value(line) for line in roster.lines]) for roster in (book.people, book.items)
        )
        return cls(people=people, items=items)

    def scope(self, name: str) -> OwnScope:
        """Return one scope by its name."""
        return self.people if name == "people" else self.items

    def add_people(
        self, line_id: str, site: str, category: str, count: int, *, base: int, entropy: Callable[[int], bytes]
    ) -> tuple[bytes, ...]:
        """Put ``count`` people at the end, after the first ``base`` slots, and return their digests.

        Lines beyond ``base`` belong to a reinforcement that was never signed; they are dropped.
        """
        held = self.people.lines[:base]
        number = max((int(line["content"].get("number", 0)) for line in held if line["line"] == line_id), default=0)
        added = []
        digests = []
        for offset in range(1, count + 1):
            salt = entropy(SALT_BYTES)
            content: JsonObject = {"category": category, "line": line_id, "number": number + offset, "site": site}
            digests.append(digest_of(salt, content))
            added.append({"category": category, "content": content, "kg": 0, "line": line_id, "salt": encode64(salt),
                          "site": site})  # fmt: skip
        self.people = OwnScope("people", [*held, *added])
        return tuple(digests)

    def write(self) -> None:
        """Write the roster where it is kept, readable by its owner only; on disk when this returns."""
        if self.path is None:
            return
        value: dict[str, Sequence[_Line]] = {"items": self.items.lines, "people": self.people.lines}
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        others_out = os.umask(0o077)
        try:
            write_files(self.path.parent, {self.path.name: text.encode()})
        finally:
            os.umask(others_out)
