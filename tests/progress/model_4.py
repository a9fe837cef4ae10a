"""A model of people by hand: where each one is, one by one, and nothing else of the product.

Balances are counted from the people; accounts, cells and events are not looked at. The state machine of
`tests.progress.test_stories_4` compares it with the replay after every command.

>>> model = Model({0: ("BASE", "military")})
>>> model.move([0], "retained")
>>> model.count("retained", ("BASE", "military"))
1
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["Model"]

Cell = tuple[str, str]


@dataclass
class Model:
    """``cells`` is where each person belongs now, ``where`` what became of them: present, gone, retained, ...

    ``waiting`` are the cells of departures that one party alone has told, one for each of their people, by movement:
    what is told stays told of its cell, wherever both parties say later that its people were.
    """

    cells: dict[int, Cell]
    where: dict[int, str] = field(default_factory=dict)
    waiting: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    home: dict[int, Cell] = field(default_factory=dict)
    late: Counter[Cell] = field(default_factory=Counter)
    went: Counter[Cell] = field(default_factory=Counter)  # departed, as often as it happened
    back: Counter[Cell] = field(default_factory=Counter)
    moved_out: Counter[Cell] = field(default_factory=Counter)
    moved_in: Counter[Cell] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.where = dict.fromkeys(self.cells, "present")
        self.home = dict(self.cells)

    def people(self, where: str, site: str | None = None) -> list[int]:
        """Who is ``where``, sorted; of one site or of all."""
        return [one for one in sorted(self.where) if self.where[one] == where and site in {None, self.cells[one][0]}]

    def move(self, people: Iterable[int], where: str) -> None:
        for one in people:
            self.where[one] = where

    def wait(self, movement: str, people: Iterable[int]) -> None:
        self.waiting[movement] = tuple(self.cells[one] for one in people)

    def depart(self, people: Iterable[int]) -> None:
        held = tuple(people)
        self.went.update(self.cells[one] for one in held)
        self.move(held, "gone")

    def come_back(self, people: Iterable[int]) -> None:
        held = tuple(people)
        self.back.update(self.cells[one] for one in held)
        self.move(held, "present")

    def reinforce(self, people: Iterable[int], cell: Cell) -> None:
        for one in people:
            self.cells[one], self.where[one] = cell, "present"
            self.late[cell] += 1

    def arrive(self, people: Iterable[int], site: str) -> None:
        for one in people:
            old, new = self.cells[one], (site, self.cells[one][1])
            self.moved_out[old] += 1
            self.moved_in[new] += 1
            self.cells[one], self.where[one] = new, "present"

    def count(self, where: str, cell: Cell) -> int:
        return sum(self.where[one] == where and self.cells[one] == cell for one in self.where)

    def awaiting(self, cell: Cell) -> int:
        return sum(told.count(cell) for told in self.waiting.values())

    def present(self, cell: Cell) -> int:
        """Who is there and not counted out by anybody."""
        return self.count("present", cell) - self.awaiting(cell)

    def is_sound(self) -> bool:
        """Say whether nobody would be counted out of a cell twice."""
        return all(self.present(cell) >= 0 for cell in self.every_cell())

    def every_cell(self) -> set[Cell]:
        """The cells of the people and of what is told of them."""
        return {*self.cells.values(), *(cell for told in self.waiting.values() for cell in told)}

    def row(self, cell: Cell) -> Mapping[str, int]:
        """What the balance must say of a cell."""
        stay = {name: self.count(name, cell) for name in ("retained", "asylum", "medevac", "died")}
        return {
            **stay,
            "baseline": sum(home == cell for home in self.home.values()),
            "reinforced": self.late[cell],
            "present": self.present(cell),
            "in_transit": self.count("under way", cell),
            "awaiting": self.awaiting(cell),
            "departed": self.went[cell],
            "returned": self.back[cell],
            "transferred_in": self.moved_in[cell],
            "transferred_out": self.moved_out[cell],
        }
