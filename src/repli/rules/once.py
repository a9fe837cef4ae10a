"""What many rules ask of the same operation and plan is worked out once.

`once` remembers the last answer of a function for the very same objects (by identity, so frozen values are never
compared). What it gives out is read by many: a tuple or a mapping that nobody changes.

>>> @once
... def size(plan: tuple[int, ...]) -> int:
...     return len(plan)
>>> size((1, 2))
2
"""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import ParamSpec, TypeVar

__all__ = ["once"]

_Answer = TypeVar("_Answer")
_Asked = ParamSpec("_Asked")


def once(work: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Return ``work``, whose arguments are positional, with a memory of its last answer."""
    held: list[tuple[tuple[object, ...], _Answer]] = []

    @wraps(work)
    def remembered(*asked: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        for known, answer in held:
            if not named and all(map(is_, known, asked)):
                return answer
        answer = work(*asked, **named)
        held[:] = [] if named else [(asked, answer)]
        return answer

    return remembered
