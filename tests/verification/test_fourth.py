"""A log of format 4, whole, as the public has it, and with one thing wrong: what the verdict says of each."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from repli.commission import bundle, damages, publication_proof
from repli.errors import RefusedError
from repli.ledger.shapes import time_of_second
from repli.model import LogVerdict
from repli.progress.bodies import Attest
from repli.progress.change import Amend, Cancel
from repli.progress.slotlists import departed_slots
from repli.verification import parse_trust, verify_log, verify_path
from repli.verification.contradiction import contradiction_of_heads, contradiction_of_lines, verify_contradiction
from tests.cast import NOON
from tests.fourth import BASE_SITE, FEEDER, GUARANTOR, Fourth
from tests.fourth_log import fourth_log
from tests.second import DAY
from tests.third import keys_of_third


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Fourth]:
    root = tmp_path_factory.mktemp("fourth")
    (root / "keys.txt").write_text(keys_of_third())
    return root, fourth_log(root / "log", head_second=NOON + DAY)


def copy_of(made: tuple[Path, Fourth], folder: Path) -> Path:
    return Path(shutil.copytree(made[0] / "log", folder / "log"))


def test_the_verdict_tells_entries_witnesses_and_closed_sites(made: tuple[Path, Fourth]) -> None:
    root, world = made
    verdict = verify_log(root / "log", parse_trust(str(root / "keys.txt")))
    assert (verdict.answer, verdict.attests, verdict.sites) == ("yes", 1, ((FEEDER, "closed"),))
    matters = world.force.copy.replay.matters
    assert matters is not None
    assert sum(dict(verdict.entries).values()) == len(matters.entries.held)
    assert dict(verdict.entries)["disputed"] == 1
    assert {name: value for name, value, _ in verdict.figures}["people_counted"] == 4  # as corrected
    assert verdict.void == ()


def test_the_public_copy_has_the_same_verdict_and_keeps_the_roster_of_those_who_came(
    made: tuple[Path, Fourth], tmp_path: Path
) -> None:
    root, _ = made
    (tmp_path / "public").write_bytes(bundle(root / "log", as_of=time_of_second(NOON)))
    whole, public = verify_log(root / "log"), verify_path(tmp_path / "public")
    assert (public.answer, public.disclosed) == ("consistent", 0)
    assert replace(public, disclosed=whole.disclosed, undisclosed=0) == whole


def test_a_publication_of_seventeen_figures_fits_a_printed_code(made: tuple[Path, Fourth], tmp_path: Path) -> None:
    root, _ = made
    (tmp_path / "l1").write_bytes(publication_proof(root / "log"))
    verdict = verify_path(tmp_path / "l1", parse_trust(str(root / "keys.txt")))
    assert (verdict.answer, len(verdict.figures)) == ("yes", 17)
    assert (tmp_path / "l1").stat().st_size <= 1536


def test_the_roster_of_those_who_came_must_be_there_once_both_stand_by_it(
    made: tuple[Path, Fourth], tmp_path: Path
) -> None:
    log, world = copy_of(made, tmp_path), made[1]
    event = next(event for event in world.force.copy.events("force") if event.frame.kind == "reinforce")
    (log / "sidecar" / event.body.sidecar).unlink()  # type: ignore[union-attr]  # a reinforcement
    assert verify_log(log).place == event.place
    assert damages(log, made[0] / "log") != ()


def test_a_roster_of_one_party_alone_may_be_there_or_not(tmp_path: Path) -> None:
    def spoil(world: Fourth) -> None:
        world.alone(world.reinforce(1), second=NOON + 2 * DAY)
        other = world.reinforce(2)
        world.sidecars.drop(other.sidecar)
        world.alone(other, of="host", second=NOON + 2 * DAY)

    fourth_log(tmp_path / "log", spoil=spoil)
    assert verify_log(tmp_path / "log").answer == "consistent"
    assert damages(tmp_path / "log", None) == ()


def spoilt(tmp_path: Path, spoil: Callable[[Fourth], object]) -> LogVerdict:
    """The verdict on a log in which both look away from the lists."""

    def act(world: Fourth) -> None:
        for recorder in (world.force, world.host):
            recorder.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]  # nobody looks
        spoil(world)

    fourth_log(tmp_path / "log", spoil=act)
    return verify_log(tmp_path / "log")


def test_who_departed_cannot_stay_too(tmp_path: Path) -> None:
    def spoil(world: Fourth) -> None:
        people = world.free(BASE_SITE, 2)
        world.both(world.depart_of("A", people[:1]))
        world.both(world.status("asylum", people[:1]))

    verdict = spoilt(tmp_path, spoil)
    assert (verdict.answer, verdict.named) == ("no", "slot-taken")


def test_who_came_back_may_go_once_more_and_not_twice(tmp_path: Path) -> None:
    def base(world: Fourth, times: int) -> None:
        people = world.free(BASE_SITE, 1)
        world.both(world.depart_of("A", people))
        world.both(world.status("returned", people))
        for number in range(times):
            world.both(world.depart_of(f"A{number}", people))

    for name in "12":
        (tmp_path / name).mkdir()
    assert spoilt(tmp_path / "1", lambda world: base(world, 1)).answer == "consistent"
    assert spoilt(tmp_path / "2", lambda world: base(world, 2)).named == "slot-taken"


def test_a_list_of_one_party_alone_refuses_nothing_whatever_both_sign_afterwards(tmp_path: Path) -> None:
    def spoil(world: Fourth) -> None:
        people = world.free(BASE_SITE, 1)
        world.alone(world.depart_of("A", people))
        world.both(world.status("medevac", people))

    verdict = spoilt(tmp_path, spoil)
    assert verdict.answer == "consistent"
    assert [reason for _, reason in verdict.list_faults] == ["slot-taken"]


def test_an_honest_party_signs_no_list_that_would_count_somebody_twice() -> None:
    world = Fourth()
    people = world.free(BASE_SITE, 2)
    world.both(world.depart_of("A", people))
    with pytest.raises(RefusedError) as refused:
        world.both(world.status("retained", people[:1]))
    assert refused.value.reason == "slot-taken"
    world.meet(world.force, world.host)
    back = world.both(world.status("returned", people))
    world.both(world.depart_of("B", people[:1]))
    with pytest.raises(RefusedError) as refused:
        world.both(Cancel(event=back.event_hash, reason="they had not", cancels="status"))
    assert refused.value.reason == "slot-taken"
    assert departed_slots(world.force.copy.replay, world.sidecars.get)[0] == (people[0],)


def test_a_witness_that_signs_two_histories_is_found_out(made: tuple[Path, Fourth]) -> None:
    _, world = made
    chain = [world.force.copy.lines("force")[0]]
    one, two = Fourth(), Fourth()
    for copy, result in ((one, "witnessed"), (two, "refused")):
        genesis = copy.force.copy.charter.genesis_hash
        copy.guarantor.record(Attest(event=genesis, result=result, text=""), second=NOON)
    lines = [copy.guarantor.copy.lines(GUARANTOR)[0] for copy in (one, two)]
    verdict = verify_contradiction(contradiction_of_lines(chain, GUARANTOR, *lines))
    assert (verdict.answer, verdict.accused) == ("consistent", GUARANTOR)
    heads = [copy.guarantor.head(second=NOON + number) for number, copy in enumerate((one, two))]
    proof = contradiction_of_heads(
        chain, GUARANTOR, heads[0].data, heads[1].data, list(two.guarantor.copy.leaf_hashes(GUARANTOR))
    )
    assert verify_contradiction(proof).accused == GUARANTOR


def test_a_witness_signs_its_own_head_and_it_is_checked(tmp_path: Path) -> None:
    world = fourth_log(tmp_path / "log")
    head = world.guarantor.head(second=NOON + 3 * DAY)
    path = tmp_path / "log" / "feeds" / GUARANTOR / "checkpoint"
    path.write_bytes(head.data)
    assert verify_log(tmp_path / "log").answer == "consistent"
    path.write_bytes(head.data.replace(b"2030-01-10", b"2030-01-11"))
    assert verify_log(tmp_path / "log").place.startswith(f"feeds/{GUARANTOR}/checkpoint")


def test_who_is_given_back_was_taken_by_that_list(tmp_path: Path) -> None:
    def spoil(world: Fourth, status: str) -> None:
        one, two = world.free(BASE_SITE, 2)
        world.both(world.status("retained", (one,)))
        world.both(world.depart_of("A", (two,)))
        world.both(world.status(status, (one if status == "returned" else two,)))

    for status in ("released", "returned"):
        (tmp_path / status).mkdir()
        verdict = spoilt(tmp_path / status, lambda world, status=status: spoil(world, status))
        assert (verdict.answer, verdict.named) == ("no", "slot-not-taken")


def test_an_honest_party_gives_back_nobody_who_was_not_taken_and_takes_out_no_list_that_is_given_back() -> None:
    world = Fourth()
    one, two, three = world.free(BASE_SITE, 3)
    gone = world.both(world.depart_of("A", (one,)))
    world.both(world.depart_of("B", (two,)))
    for body in (world.status("returned", (three,)), world.status("released", (three,))):
        with pytest.raises(RefusedError):
            world.both(body)
        world.meet(world.force, world.host)
    world.both(world.status("returned", (one,)))
    for body in (
        Cancel(event=gone.event_hash, reason="an error", cancels="depart"),
        Amend(replaces=gone.event_hash, body=world.depart_of("A", (three,)), reason="another"),
    ):
        with pytest.raises(RefusedError) as refused:
            world.both(body)
        assert refused.value.reason == "slot-not-taken"
        world.meet(world.force, world.host)


def test_a_head_that_covers_a_line_which_nobody_had_taken_in_is_believed(tmp_path: Path) -> None:
    def spoil(world: Fourth) -> None:
        world.share()
        event = world.force.copy.events("force")[-1]
        world.guarantor.record(Attest(event=event.event_hash, result="witnessed", text=""), second=NOON + DAY)
        head = world.guarantor.head(second=NOON + DAY)  # the line of this head is pending
        (tmp_path / "head").write_bytes(head.data)
        world.share()
        world.alone(world.status("retained", world.free(BASE_SITE, 1)), second=NOON + 2 * DAY)

    fourth_log(tmp_path / "log", spoil=spoil)
    (tmp_path / "log" / "feeds" / GUARANTOR / "checkpoint").write_bytes((tmp_path / "head").read_bytes())
    assert verify_log(tmp_path / "log").answer == "consistent"
