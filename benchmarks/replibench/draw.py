"""Luck from a seed, the same on every machine: only `random.Random.random()`, whose sequence Python promises."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

__all__ = ["Draw"]

_T = TypeVar("_T")


class Draw:
    """Numbers, choices and chances, one after the other."""

    def __init__(self, seed: str) -> None:
        """Start from a seed; other seeds give other luck."""
        self._luck = Random(seed)  # noqa: S311 - a benchmark, not a secret

    def share(self) -> float:
        """Return a number from 0 up to, not with, 1."""
        return self._luck.random()

    def between(self, least: int, most: int) -> int:
        """Return a whole number from least to most, both possible."""
        return least + int(self.share() * (most - least + 1))

    def real(self, least: float, most: float) -> float:
        """Return a number between two."""
        return least + self.share() * (most - least)

    def chance(self, share: float) -> bool:
        """Say yes in so large a share of cases."""
        return self.share() < share

    def pick(self, choices: Sequence[_T]) -> _T:
        """Return one of the choices."""
        return choices[self.between(0, len(choices) - 1)]

    def split(self, total: int, weights: Sequence[float]) -> tuple[int, ...]:
        """Divide a total in proportion to weights, in whole numbers that add up to it."""
        parts, before, done = [], 0.0, 0
        for weight in weights:
            before += weight
            upto = round(total * before / sum(weights))
            parts.append(upto - done)
            done = upto
        return tuple(parts)
