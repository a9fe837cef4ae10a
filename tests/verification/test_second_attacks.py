"""Each attack on a log of format 2 is refused at its place, or has no effect; without its defence it succeeds."""

from contextlib import ExitStack
from fnmatch import fnmatch
from pathlib import Path
from unittest.mock import patch

import pytest

from repli.execution import LogCopy, MemorySidecars
from repli.ledger.store import feeds_of, read_lines
from repli.verification import standalone, verify_log
from tests.attacks.lies_second import SECOND, Lie
from tests.second import second_log


def nothing(*_: object, **__: object) -> None:
    """A defence taken out."""


def without(lie: Lie) -> ExitStack:
    stack = ExitStack()
    for name in lie.without:
        stack.enter_context(patch(name, nothing))
    return stack


@pytest.mark.parametrize("lie", SECOND, ids=lambda lie: lie.name)
def test_a_lie_is_caught_and_succeeds_without_its_defence(lie: Lie, tmp_path: Path) -> None:
    root = tmp_path / "log"
    with without(lie):
        lie.carry_out(root)
        believed = verify_log(root)
        assert (believed.answer, believed.void) == ("consistent", ()), (believed.place, str(believed.reason))
    verdict = verify_log(root)
    if lie.place:
        assert verdict.answer == "no"
        assert fnmatch(verdict.place, lie.place), (verdict.place, str(verdict.reason))
    else:
        assert void_reason(root, verdict.answer, verdict.void) == lie.void
    theirs = standalone.verify(root)
    assert theirs.verdict == verdict.answer
    assert theirs.place.split(" (")[0] == verdict.place


def void_reason(root: Path, answer: str, void: tuple[tuple[str, str], ...]) -> str:
    """What a liar wrote alone also stands in the heads that he signed: then these are refused, by their state."""
    if answer == "no":
        verdict = verify_log(root)
        assert fnmatch(verdict.place, "*checkpoint line 5"), verdict.place
        sidecars = MemorySidecars()
        for path in (root / "sidecar").iterdir():
            sidecars.put(path.read_bytes())
        copy = LogCopy.of({feed: read_lines(root, feed) for feed in feeds_of(root)}, sidecars.get)
        void = tuple((one.place, one.reason) for one in copy.replay.void.values())
    ((_, reason),) = void
    return reason


def test_both_verifiers_believe_the_honest_log_with_every_kind_of_event(tmp_path: Path) -> None:
    second_log(tmp_path / "log")
    ours, theirs = verify_log(tmp_path / "log"), standalone.verify(tmp_path / "log")
    assert (ours.answer, theirs.verdict) == ("consistent", "consistent")
    assert ours.figures == tuple((name, one["value"], one["grade"]) for name, one in theirs.figures.items())
    assert dict(ours.grades or ()) == theirs.grades


def test_every_threat_here_has_two_attacks() -> None:
    threats = [lie.threat for lie in SECOND]
    assert {threat for threat in threats if threats.count(threat) < 2} <= {"replay from another agreement"}
