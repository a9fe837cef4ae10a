"""verify.py on the genesis event of format 3, and on files about such a log: one publication, a contradiction."""

from pathlib import Path

import pytest

from repli.verification.standalone import verify
from tests.verification.deep_files import contradiction_of, publication_of, resigned
from tests.verification.deep_world import FORCE, HOST
from tests.verification.late_world import Late
from tests.verification.log_builder import save
from tests.verification.log_spec import Body
from tests.verification.test_standalone_seals import begun

GENESIS: dict[str, tuple[Body, str]] = {
    "of policy 2": ({"policy": "repli/2"}, "genesis.policy is not"),
    "that discloses never": ({"slots": {"from": "never", "minutes": 0}}, "genesis.slots.from is not event|closure"),
    "that discloses before": ({"slots": {"from": "event", "minutes": -1}}, "genesis.slots.minutes is not"),
    "that says more of it": ({"slots": {"from": "event", "minutes": 0, "to": ""}}, "genesis.slots has not exactly"),
}


@pytest.mark.parametrize("name", GENESIS)
def test_a_genesis_event_is_refused(name: str, tmp_path: Path) -> None:
    change, reason = GENESIS[name]

    class Odd(Late):
        def genesis_body(self, delay_minutes: int) -> Body:
            return super().genesis_body(delay_minutes) | change

    verdict = verify(save(Odd().files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {FORCE} line 1")
    assert reason in verdict.reason


def test_a_publication_of_format_3_is_proven_alone(tmp_path: Path) -> None:
    world = begun()
    world.publish()
    (tmp_path / "l1").write_bytes(publication_of(world.lines[FORCE], world.files()))
    verdict = verify(tmp_path / "l1")
    assert (verdict.verdict, verdict.format, len(verdict.figures)) == ("consistent", 3, 12)


def test_two_lines_of_format_3_in_one_place_contradict_each_other(tmp_path: Path) -> None:
    world = begun()
    world.seal("M-1", 1)
    line = world.lines[HOST][0]
    other = resigned(line, {"at": "2024-06-09T00:00:00Z"}, f"{HOST}/count")
    (tmp_path / "proof").write_bytes(contradiction_of(world.lines[FORCE][:1], HOST, *sorted((line, other))))
    verdict = verify(tmp_path / "proof")
    assert (verdict.verdict, verdict.accused, verdict.format) == ("consistent", HOST, 3)
