"""Each attack on a log of format 4 is refused at its line or without effect; without its defence it succeeds."""

import re
from pathlib import Path

import pytest

from repli.verification.standalone import verify
from tests.attacks import lies_conduct, lies_people
from tests.attacks.lies_fourth import FOURTH, FourthLie
from tests.verification.log_builder import save

MODULES = (lies_conduct, lies_people)


@pytest.mark.parametrize("lie", FOURTH, ids=lambda lie: lie.name)
def test_a_lie_is_caught_at_its_line(lie: FourthLie, tmp_path: Path) -> None:
    files, place = lie.carry_out(void=True)
    verdict = verify(save(files, tmp_path / "log"))
    if lie.refused:
        assert (verdict.exit, verdict.place) == (1, place), verdict.reason
        assert re.search(lie.named, verdict.reason), verdict.reason
    else:
        assert verdict.exit == 3, (verdict.place, verdict.reason)
        assert verdict.void == [{"place": place, "reason": lie.named}]


@pytest.mark.parametrize("lie", FOURTH, ids=lambda lie: lie.name)
def test_a_lie_succeeds_without_its_defence(lie: FourthLie, tmp_path: Path) -> None:
    log = save(lie.carry_out(void=False)[0], tmp_path / "log")
    with lie.defenceless():
        verdict = verify(log)
    assert (verdict.exit, verdict.void) == (3, []), (verdict.place, verdict.reason)


def test_every_threat_here_has_two_attacks() -> None:
    threats = [lie.threat for lie in FOURTH]
    assert all(threats.count(threat) >= 2 for threat in threats)
    assert {module.__name__ for module in MODULES} == {lie.act.__module__ for lie in FOURTH}
