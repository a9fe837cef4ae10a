"""Attacks on what a commission does each day (format 4): people, items, sites, permits, and who may say so.

As `tests.attacks.lies_third`, but the logs are written from docs/reference/log-format.md alone (`day_world`), and the
reader is verify.py. An act gets ``void``: whether its author says that the lie has no effect. It is True for the log
that a reader gets, and False for the control: there the rule named in ``without`` is switched off, the lie has its
effect in every state that the log signs, and the log is believed.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from unittest.mock import patch

from repli.verification import standalone
from tests.verification.day_world import Day
from tests.verification.log_spec import canonical

__all__ = ["FOURTH", "FourthLie", "lie"]

Act = Callable[[Day, bool], str]


@dataclass(frozen=True, kw_only=True)
class FourthLie:
    """``named``: why the event that the act returns is void or (``refused``) why the log is refused at its line."""

    name: str
    threat: str
    act: Act
    named: str
    without: str  # the reason of the check that is switched off, as a pattern
    refused: bool

    def carry_out(self, *, void: bool) -> tuple[dict[str, bytes], str]:
        """Write the log of the liar; return its files, and the place of the lie."""
        world = Day(minutes=5_000_000)  # lists are due in nine years
        world.opening([0, 1], [0], 100)
        event = self.act(world, void and not self.refused)
        told = world.fold_before().figures()
        if not any(said.kind == "publish" for said in world.said()) and all(one["value"] >= 0 for one in told):
            world.publish()  # it signs the state; where a figure cannot be told, the heads alone do
        named = {word for said in world.said() for word in re.findall("[0-9a-f]{64}", canonical(said.payload).decode())}
        world.sidecars = {name: data for name, data in world.sidecars.items() if name in named}
        places = [
            f"feed {feed} line {number}"
            for feed, events in world.feeds.items()
            for number, said in enumerate(events, start=1)
            if said.hash == event
        ]
        return world.files(), places[0]

    def defenceless(self) -> ExitStack:
        """Switch the check off that this lie meets."""
        stack, rule, need = ExitStack(), standalone.rule, standalone.need

        def no_rule(holds: object, name: str, reason: str) -> None:
            if not re.fullmatch(self.without, name):
                rule(holds, name, reason)

        def no_need(holds: object, reason: str, place: str = "") -> None:
            if not re.search(self.without, reason):
                need(holds, reason, place)

        stack.enter_context(patch.object(standalone, "rule", no_rule))
        stack.enter_context(patch.object(standalone, "need", no_need))
        return stack


FOURTH: list[FourthLie] = []


def lie(threat: str, named: str, *, without: str = "", refused: bool = False) -> Callable[[Act], Act]:
    """Add the decorated act."""

    def add(act: Act) -> Act:
        told = {"name": act.__name__, "threat": threat, "named": named}
        FOURTH.append(FourthLie(act=act, without=without or named, refused=refused, **told))
        return act

    return add
