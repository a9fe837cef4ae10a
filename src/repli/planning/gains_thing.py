"""One scarce thing of an operation, with the change that gives one more of it.

>>> Thing(kind="fleet", subject="C-17", text=phrase("one more {type}", type="C-17"), more=change)  # doctest: +SKIP
"""

from dataclasses import dataclass

from repli.errors import Phrase
from repli.planning.setting_aside import Change

__all__ = ["Thing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """``more`` returns the operation with one more of it; it only loosens, so every plan stays one."""

    kind: str
    subject: str
    text: Phrase
    more: Change
