"""What an attack is: one short act on the files of a log, where it must be caught, and which defence catches it.

``without`` is the control: the dotted name of one check (or several) of the package. With it switched off, the same
files are believed; so it is that check, and not luck, that refuses them. Attacks that break several things at once (a
changed byte) have no such control; theirs is the valid log itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Attack", "Table"]


@dataclass(frozen=True, kw_only=True)
class Attack:
    """``threat`` is one of the threats of the design of the log; ``place`` is where the verdict must point."""

    name: str
    threat: str
    act: Callable[[Path], None]
    place: str
    without: tuple[str, ...]


class Table:
    """Collects attacks: a decorator for functions whose names say what is done."""

    def __init__(self) -> None:
        self.attacks: list[Attack] = []

    def __call__(
        self, threat: str, *, place: str, without: str | tuple[str, ...] = ()
    ) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
        """Add the decorated function."""

        def add(act: Callable[[Path], None]) -> Callable[[Path], None]:
            checks = (without,) if isinstance(without, str) else without
            self.attacks.append(Attack(name=act.__name__, threat=threat, act=act, place=place, without=checks))
            return act

        return add
