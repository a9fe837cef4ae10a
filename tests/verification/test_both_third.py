"""Two verifiers that share no code give one verdict on logs of format 3: whole, public, spoilt, and told by chance."""

from itertools import count
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repli.commission import bundle, publication_proof
from repli.errors import RepliError
from repli.execution import LogDirectory, Recorder, publish_figures, seal_count, sign_heads, sign_together
from repli.ledger.shapes import time_of_second
from repli.progress import Depart
from repli.progress.blind import OpenedCount
from repli.progress.change import Amend, Cancel, Resolve
from repli.progress.events import lists_of
from repli.verification import standalone, verify_path
from tests.attacks.lies_third import THIRD, ThirdLie
from tests.cast import NOON, texts
from tests.second import DAY, HOUR, Second
from tests.third import Third, third_genesis, third_log
from tests.verification.test_second_attacks import nothing

TIMES = [None, time_of_second(NOON + DAY), time_of_second(NOON + 2 * DAY + HOUR), time_of_second(NOON + 99 * DAY)]


def assert_same(path: Path, as_of: str | None = None) -> str:
    """Assert that both say the same of ``path``, in everything that the page fixes; return the answer."""
    ours, theirs = verify_path(path, as_of=as_of), standalone.verify(path, as_of=as_of)
    assert (ours.answer, ours.place) == (theirs.verdict, theirs.place), (str(ours.reason), theirs.reason)
    if ours.named:
        assert ours.named == theirs.reason
    if ours.answer == "consistent":
        assert dict(ours.grades or ()) == theirs.grades
        assert ours.void == tuple((one["place"], one["reason"]) for one in theirs.void)
        assert ours.pending == theirs.pending
        assert (ours.disclosed, ours.undisclosed) == (theirs.disclosed, theirs.undisclosed)
        assert ours.list_faults == tuple((one["place"], one["reason"]) for one in theirs.faults)
        assert ours.figures == tuple((name, one["value"], one["grade"]) for name, one in theirs.figures.items())
        assert (ours.published, ours.published_state) == (theirs.published, theirs.published_state)
        assert ours.head == tuple(theirs.head.values())
    return ours.answer


@pytest.mark.parametrize("lie", THIRD, ids=lambda lie: lie.name)
def test_both_verifiers_say_the_same_of_every_attack(
    lie: ThirdLie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        for name in lie.without:
            patched.setattr(name, nothing)
        lie.carry_out(tmp_path / "log")
    for as_of in TIMES:
        assert_same(tmp_path / "log", as_of)


@pytest.mark.parametrize("since", ["event", "closure"])
@pytest.mark.parametrize("minutes", [0, 2 * 1440, 9_007_199_254_740_991])
def test_both_verifiers_say_the_same_of_the_public_copy(since: str, minutes: int, tmp_path: Path) -> None:
    log = tmp_path / "log"
    third_log(log, genesis=third_genesis(since=since, minutes=minutes))
    (tmp_path / "public").write_bytes(bundle(log))
    (tmp_path / "proof").write_bytes(publication_proof(log))
    for as_of in TIMES:
        assert {assert_same(path, as_of) for path in (log, tmp_path / "public", tmp_path / "proof")} == {"consistent"}


def test_both_verifiers_say_the_same_of_every_list_that_is_gone(tmp_path: Path) -> None:
    third_log(tmp_path / "log")
    lists = [path.name for path in (tmp_path / "log" / "sidecar").iterdir() if b"repli-slots/1" in path.read_bytes()]
    answers = set()
    for number, name in enumerate(sorted(lists)):
        copy = tmp_path / str(number)
        copytree(tmp_path / "log", copy)
        (copy / "sidecar" / name).unlink()
        answers.add(assert_same(copy))
        (copy / "sidecar" / name).write_bytes(b"{}\n")
        assert assert_same(copy) == "no"
    assert answers == {"no", "consistent"}


def test_both_verifiers_know_the_closure(tmp_path: Path) -> None:
    with LogDirectory(tmp_path / "log") as log:
        world = Third(log, third_genesis(since="closure", minutes=60))
        everybody = [slot for slots in world.book.people.slots_of.values() for slot in slots]
        body = world.hidden(Second.depart_of(world, "R1", sorted(everybody)))
        sign_together(world.force, world.host, body, second=NOON)
        publish_figures(world.force, world.host, log.sidecars, texts, as_of_second=NOON, second=NOON + HOUR)
        sign_heads(tmp_path / "log", world.force, world.host, second=NOON + 2 * HOUR)
    assert assert_same(tmp_path / "log") == "consistent"
    assert body.committed is not None
    (tmp_path / "log" / "sidecar" / body.committed.slots).unlink()
    assert assert_same(tmp_path / "log") == "no"


STEP = st.tuples(
    st.sampled_from(["depart", "depart", "joint", "amend", "cancel", "resolve", "seal", "open", "accept", "publish"]),
    st.sampled_from(["force", "host", "ramp"]),
    st.integers(0, 3),
    st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True),
)


class Told:
    """A story that chance tells: whatever the rules let stand, or leave void, is written; lists may lie."""

    def __init__(self, log: LogDirectory) -> None:
        self.log = log
        self.world = Third(log, third_genesis(minutes=1440))
        self.sealed: list[tuple[Recorder, OpenedCount]] = []
        self.now = NOON
        self.second = count(NOON, HOUR)
        for recorder in (self.world.force, self.world.host, self.world.ramp):
            recorder.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]  # nobody looks
            recorder.copy.check_disclosed = lambda *_: None  # type: ignore[method-assign]

    def tell(self, kind: str, name: str, number: int, people: list[int]) -> None:
        """Write one event, if the rules let it stand; then everybody meets, or not."""
        self.now = next(self.second)
        try:
            getattr(self, f"do_{kind}")(getattr(self.world, name), number, people)
        except RepliError:
            self.world.force.withdraw()
        if number:
            self.world.meet(self.world.force, self.world.host, self.world.ramp)

    def named(self) -> set[str]:
        """The lists that an event names; the rules refused the others."""
        copy = self.world.force.copy
        return {name for feed in copy.cut for event in copy.events(feed) for name in lists_of(event.body)}

    def body(self, number: int, people: list[int]) -> Depart:
        base = self.world.book.people.slots_of["BASE-STAFF"]
        return self.world.depart_of(f"R{number}", [base[one] for one in people])

    def do_depart(self, recorder: Recorder, number: int, people: list[int]) -> None:
        recorder.record(self.body(number, people), second=self.now)

    def do_joint(self, _: Recorder, number: int, people: list[int]) -> None:
        sign_together(self.world.force, self.world.host, self.body(number, people), second=self.now)

    def do_seal(self, recorder: Recorder, number: int, people: list[int]) -> None:
        salt = self.now.to_bytes(16, "big")
        opened = seal_count(recorder, movement=f"R{number}", people=len(people), items=0, salt=salt, second=self.now)
        self.sealed.append((recorder, opened))

    def do_open(self, _: Recorder, number: int, people: list[int]) -> None:
        recorder, opened = self.sealed[(number + len(people)) % len(self.sealed)] if self.sealed else (_, None)
        if opened is not None:
            recorder.record(opened, second=self.now)

    def do_amend(self, recorder: Recorder, number: int, people: list[int]) -> None:
        for one in recorder.copy.replay.state.movements[:1]:
            body = self.body(int(one.movement[1:]), people)
            recorder.record(Amend(replaces=one.event, body=body, reason=str(number)), second=self.now)

    def do_cancel(self, recorder: Recorder, number: int, _: list[int]) -> None:
        for one in recorder.copy.replay.state.movements[number : number + 1]:
            recorder.record(Cancel(event=one.event, reason="x"), second=self.now)

    def do_resolve(self, recorder: Recorder, number: int, _: list[int]) -> None:
        for one in recorder.copy.replay.state.movements[number : number + 1]:
            sign_together(self.world.force, self.world.host, Resolve(event=one.event, reason="x"), second=self.now)

    def do_accept(self, recorder: Recorder, number: int, _: list[int]) -> None:
        names = (one.movement for one in recorder.copy.replay.state.movements[number:])
        self.world.accept(*names, second=self.now)

    def do_publish(self, *_: object) -> None:
        publish_figures(
            self.world.force, self.world.host, self.log.sidecars, texts, as_of_second=self.now, second=self.now
        )


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=3, max_size=14), st.sets(st.integers(0, 11)), st.sampled_from(TIMES))
def test_both_verifiers_say_the_same_of_any_story(
    tmp_path_factory: pytest.TempPathFactory,
    story: list[tuple[str, str, int, list[int]]],
    gone: set[int],
    as_of: str | None,
) -> None:
    root = tmp_path_factory.mktemp("story") / "log"
    with LogDirectory(root) as log:
        told = Told(log)
        for step in story:
            told.tell(*step)
        told.world.meet(told.world.force, told.world.host, told.world.ramp)
        sign_heads(root, told.world.force, told.world.host, second=next(told.second))
    lists = sorted(path for path in (root / "sidecar").iterdir() if b"repli-slots/1" in path.read_bytes())
    for number, path in enumerate(lists):
        if number in gone or path.name not in told.named():
            path.unlink()
    assert_same(root, as_of)
