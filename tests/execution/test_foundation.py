"""Two parties found a log in turn: each signs only what its own folder says, and nobody can be ahead of the other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from repli import intake
from repli.errors import InputError, LedgerError, UsageError
from repli.execution import (
    Founded,
    KeyStore,
    Office,
    Post,
    Terms,
    copy_at,
    genesis_of,
    merge_copies,
    seeded_entropy,
    take_step,
)
from repli.ledger.keys import Signer
from repli.model import Operation
from repli.progress.names import POLICY_4
from repli.progress.slotpolicy import SlotPolicy

NOW = 1_893_999_600
ROLES = ("represent", "count", "clear")
TERMS = Terms(
    origin="op", agreement_sha256="0" * 64, delay_to_object_minutes=60, slots=SlotPolicy(since="event", minutes=60)
)


@pytest.fixture(scope="module")
def operation(tmp_path_factory: pytest.TempPathFactory) -> Operation:
    folder = tmp_path_factory.mktemp("new") / "op"
    folder.mkdir()
    for name, data in intake.template_files("op", "en").items():
        (folder / name).write_bytes(data)
    return intake.read_operation(intake.open_source(folder))


class Table:
    """Both parties; ``shared`` says whether their copies of log and post are one folder."""

    def __init__(self, root: Path, operation: Operation) -> None:
        self.operations = {"force": operation, "host": operation}
        self.terms = {"force": TERMS, "host": TERMS}
        self.root = root
        self.offices = {name: Office(log=root / "log", store=KeyStore(root / name), party=name) for name in self.terms}
        self.post = Post(root / "log.post")
        for number, (name, office) in enumerate(self.offices.items()):
            for place, role in enumerate(ROLES):
                seed = bytes(30) + bytes([number, place])
                office.store.add(Signer(party=name, role=role, seed=seed), passphrase=None)

    def step(self, party: str) -> Founded:
        owners = [owner for office in self.offices.values() for owner in office.store.owners()]
        genesis = genesis_of(self.operations[party], owners, self.terms[party])
        return take_step(
            self.offices[party],
            self.operations[party],
            genesis,
            post=self.post,
            entropy=seeded_entropy(party),
            second=NOW,
        )

    def found(self) -> list[Founded]:
        return [self.step(party) for party in ("force", "host") * 4]


@pytest.fixture
def table(tmp_path: Path, operation: Operation) -> Table:
    return Table(tmp_path, operation)


def test_eight_steps_in_turn_give_a_log_with_both_baselines(table: Table) -> None:
    steps = table.found()
    assert [one.is_whole for one in steps] == [False] * 6 + [True] * 2
    copy = copy_at(table.root / "log")
    assert (copy.charter.genesis.policy, copy.charter.genesis.demonstration) == (POLICY_4, False)
    assert [event.body.kind for event in copy.events("force")] == ["genesis", "declare", "declare"]
    people = sum(line.count for line in table.operations["force"].people if line.arrives_minute is None)
    assert copy.replay.state.baseline_people is not None
    assert (copy.replay.state.baseline_people.slots, len(table.operations["force"].items)) == (people, 3)
    assert (table.root / "force" / "roster.json").stat().st_mode & 0o077 == 0
    assert not (table.root / "host" / "roster.json").exists()


def test_who_runs_it_twice_waits_for_the_other(table: Table) -> None:
    assert table.step("host") == Founded()
    assert table.step("force").proposed is not None
    assert table.step("force") == Founded()
    assert table.step("host").signed is not None
    assert table.step("host") == Founded()
    found = table.step("force")
    assert ([event.body.kind for event in found.written], found.proposed is not None) == (["genesis"], True)
    assert table.step("force") == Founded()


def test_a_founded_log_is_not_founded_again(table: Table) -> None:
    table.found()
    for party in ("force", "host"):
        with pytest.raises(UsageError, match="founded already"):
            table.step(party)


def test_the_host_signs_no_other_terms_and_sees_every_difference(table: Table) -> None:
    table.terms["host"] = replace(TERMS, delay_to_object_minutes=90, origin="other")
    table.step("force")
    with pytest.raises(InputError) as caught:
        table.step("host")
    told = {(one.column, one.found, dict(one.expected.values)["value"]) for one in caught.value.problems}
    assert told == {("delay_to_object_minutes", "60", "90"), ("origin", '"op"', '"other"')}
    assert list(table.post.envelopes("answer")) == []


def test_a_proposal_that_nobody_answered_makes_place_for_another(table: Table) -> None:
    table.step("force")
    table.terms = dict.fromkeys(table.terms, replace(TERMS, delay_to_object_minutes=90))
    assert table.step("force").proposed is not None
    assert table.step("host").signed is not None
    table.step("force")
    assert copy_at(table.root / "log").charter.genesis.delay_to_object_minutes == 90


def test_the_force_does_not_write_an_answer_to_something_else(table: Table) -> None:
    table.step("force")
    table.step("host")
    table.terms["force"] = replace(TERMS, note="changed since")
    with pytest.raises(InputError):
        table.step("force")


def fewer_people(operation: Operation) -> Operation:
    first, *others = operation.people
    return replace(operation, people=(replace(first, count=first.count - 1), *others))


def heavier_item(operation: Operation) -> Operation:
    first, *others = operation.items
    return replace(operation, items=(replace(first, kg=first.kg + 1), *others))


@pytest.mark.parametrize(("change", "before"), [(fewer_people, 3), (heavier_item, 5)])
def test_the_host_signs_no_baseline_that_its_folder_does_not_have(
    table: Table, change: Callable[[Operation], Operation], before: int
) -> None:
    table.operations["host"] = change(table.operations["host"])
    for party in (("force", "host") * 3)[:before]:
        table.step(party)
    with pytest.raises(InputError) as caught:
        table.step("host")
    assert caught.value.problems
    assert len(copy_at(table.root / "log").events("force")) == (before - 1) // 2


def test_a_roster_of_another_operation_is_not_taken(table: Table) -> None:
    table.step("force")
    table.step("host")
    table.step("force")
    other = Table(table.root / "again", fewer_people(table.operations["force"]))
    (table.root / "again" / "force" / "roster.json").write_bytes((table.root / "force" / "roster.json").read_bytes())
    for party in ("force", "host"):
        other.step(party)
    with pytest.raises(InputError) as caught:
        other.step("force")
    assert {one.column for one in caught.value.problems} == {"people.slots", "people.cells.1.count"}


def test_keys_found_one_log_only(table: Table, tmp_path: Path) -> None:
    table.step("force")
    table.step("host")
    for name in ("log", "log.post"):
        (tmp_path / name).rename(tmp_path / f"old.{name}") if (tmp_path / name).exists() else None
    table.terms = dict.fromkeys(table.terms, replace(TERMS, note="a second one"))
    table.step("force")
    with pytest.raises(UsageError, match="another log"):
        table.step("host")


def test_a_party_without_the_key_that_represents_it_founds_nothing(table: Table) -> None:
    (table.root / "host" / "host.represent.pem").unlink()
    with pytest.raises(LedgerError, match="represents"):
        table.step("force")
    assert not (table.root / "log").exists()


def test_two_machines_found_a_log_by_a_stick(tmp_path: Path, operation: Operation) -> None:
    table = Table(tmp_path, operation)
    table.offices["host"] = replace(table.offices["host"], log=tmp_path / "far" / "log")
    (tmp_path / "far" / "log").mkdir(parents=True)
    for party in ("force", "host") * 4:
        if party == "host" and (tmp_path / "log").exists():
            merge_copies(tmp_path / "far" / "log", [tmp_path / "log"])
        found = table.step(party)
    assert found.is_whole
    far = copy_at(tmp_path / "far" / "log")
    assert far.cut == copy_at(tmp_path / "log").cut
