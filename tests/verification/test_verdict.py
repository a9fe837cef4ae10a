"""A log is believed only if everything in it holds; both verifiers say so, and point to the same line."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from repli.errors import UsageError
from repli.ledger.keys import fingerprint
from repli.ledger.store import RawLog
from repli.progress import figures, state_digest
from repli.verification import standalone
from repli.verification.folder import raw_log
from repli.verification.trust import TrustedKeys, parse_trust
from repli.verification.verdict import verify_log
from tests.attacks.forge import Forge
from tests.cast import FORCE, HOST, TinyLog, officers, tiny_log


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> TinyLog:
    return tiny_log(tmp_path_factory.mktemp("signed") / "log")


@pytest.fixture
def log(signed: TinyLog, tmp_path: Path) -> Path:
    return Path(copytree(signed.root, tmp_path / "log"))


@pytest.fixture
def keys(signed: TinyLog, tmp_path: Path) -> Path:
    path = tmp_path / "keys.txt"
    path.write_text(signed.keys_text)
    return path


def test_a_valid_log_is_believed_under_the_right_keys(log: Path, keys: Path, signed: TinyLog) -> None:
    verdict = verify_log(log, parse_trust(str(keys)))
    state = signed.force.copy.replay.state
    assert (verdict.answer, verdict.place) == ("yes", "")
    assert verdict.state_digest == state_digest(state)
    assert verdict.figures == tuple((one.name, one.value, one.grade) for one in figures(state))
    assert str(verdict.sentence) == (
        "Joint up to 10 (force) and 2 (host); nothing goes beyond it; published: 10 of 30 departed."
    )


def test_both_verifiers_print_what_ties_a_communique_to_the_log(log: Path) -> None:
    verdict, plain = verify_log(log), standalone.verify(log)
    head = (log / "checkpoint").read_text("utf-8").splitlines()
    assert verdict.head == (head[0], int(head[1]), head[2]) == tuple(plain.head.values())
    assert (verdict.published, verdict.published_state) == (plain.published, plain.published_state)
    entries = [line for file in log.glob("feeds/*/entries/*") for line in file.read_text("utf-8").splitlines()]
    payloads = [json.loads(base64.b64decode(json.loads(line)["payload"])) for line in entries]
    assert [one["body"]["state"] for one in payloads if one["kind"] == "publish"][-1:] == [verdict.published_state]
    assert (verdict.origin, verdict.demonstration) == (plain.origin, plain.demonstration)


def test_without_keys_a_valid_log_is_only_consistent(log: Path) -> None:
    verdict = verify_log(log)
    public = {party: fingerprint(officers(party)["represent"].public) for party in (FORCE, HOST)}
    assert verdict.answer == "consistent"
    assert verdict.fingerprints == (("force/represent", public[FORCE]), ("host/represent", public[HOST]))


def test_both_verifiers_find_the_same_in_a_valid_log(log: Path, keys: Path) -> None:
    ours, theirs = verify_log(log, parse_trust(str(keys))), standalone.verify(log, str(keys))
    assert (ours.answer, theirs.verdict, theirs.exit) == ("yes", "yes", 0)
    assert [(name, value, grade) for name, value, grade in ours.figures] == [
        (name, figure["value"], figure["grade"]) for name, figure in theirs.figures.items()
    ]
    assert dict(ours.fingerprints) == theirs.keys


def run_standalone(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(Path(standalone.__file__)), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own file


def test_verify_py_run_alone_returns_the_exit_codes_of_the_format(log: Path, keys: Path) -> None:
    assert run_standalone(log, "--keys", keys).returncode == 0
    assert run_standalone(log).returncode == 3
    assert run_standalone(log / "nowhere").returncode == 2
    Forge(log).write(own=(), head_changes={"state": "0" * 64})
    refused = run_standalone(log, "--keys", keys)
    assert refused.returncode == 1
    assert "checkpoint line 5" in refused.stdout


def test_a_log_signed_again_with_fresh_keys_is_consistent_but_not_believed(tmp_path: Path, keys: Path) -> None:
    fresh = tiny_log(tmp_path / "fresh", play="fresh").root
    verdict = verify_log(fresh, parse_trust(str(keys)))
    assert verify_log(fresh).answer == "consistent"
    assert (verdict.answer, verdict.place) == ("no", "--keys")


def test_a_key_that_is_given_and_missing_from_the_log_refuses_it(log: Path) -> None:
    of_log = tuple(fingerprint(officers(party)["represent"].public) for party in (FORCE, HOST))
    one_more = TrustedKeys(fingerprints=(*of_log, "0" * 64))
    assert verify_log(log, TrustedKeys(fingerprints=of_log)).answer == "yes"
    assert verify_log(log, one_more).answer == "no"
    assert verify_log(log, TrustedKeys(fingerprints=of_log[:1])).answer == "no"


def test_a_count_key_is_not_a_key_to_trust(log: Path) -> None:
    given = tuple(fingerprint(officers(party)["count"].public) for party in (FORCE, HOST))
    assert verify_log(log, TrustedKeys(fingerprints=given)).place == "--keys"


def test_silence_of_one_party_does_not_stop_the_other(log: Path) -> None:
    """The force goes on alone; the host has signed nothing since: both verifiers say up to where it is joint."""
    forge = Forge(log)
    forge.add(FORCE, "count", {"items": 0, "movement": "R4", "people": 1}, [officers(FORCE)["count"]])
    forge.write(own=(FORCE,), joint=False)
    ours, theirs = verify_log(log), standalone.verify(log)
    assert str(ours.sentence).startswith("Joint up to 10 (force) and 2 (host); force goes on to 11;")
    assert (theirs.verdict, theirs.joint, theirs.sizes) == ("consistent", {FORCE: 10, HOST: 2}, {FORCE: 11, HOST: 2})


def test_an_older_joint_checkpoint_is_valid_and_the_sentence_says_how_far_it_reaches(log: Path) -> None:
    """Nobody can tell from the files alone that a newer one exists; the reader sees that the force goes on."""
    forge = Forge(log)
    forge.write()
    forge.feeds[FORCE].pop()
    forge.write_joint(forge.head_now(FORCE))
    ours, theirs = verify_log(log), standalone.verify(log)
    assert (ours.answer, theirs.verdict) == ("consistent", "consistent")
    assert "Joint up to 9 (force) and 2 (host); force goes on to 10;" in str(ours.sentence)


def test_what_is_no_folder_is_a_wrong_use_of_the_command(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        verify_log(tmp_path / "nowhere")


def test_an_empty_folder_is_no_log(tmp_path: Path) -> None:
    assert verify_log(tmp_path).answer == "no"


def test_files_that_change_while_they_are_read_are_not_believed(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed_then_read(root: Path, namers: Mapping[str, str], **_: object) -> RawLog:
        forge = Forge(root)
        forge.entry(HOST, 2).body["people"] = 3
        forge.write()
        return raw_log(root, namers)

    monkeypatch.setattr("repli.verification.verdict.raw_log", changed_then_read)
    verdict = verify_log(log)
    assert (verdict.answer, str(verdict.reason)) == ("no", "The files changed while they were read.")


def test_a_name_with_terminal_codes_is_not_printed_as_it_is(log: Path) -> None:
    (log / "\x1b[2J").write_text("")
    verdict = verify_log(log)
    assert verdict.place == ascii("\x1b[2J")
    assert "\x1b" not in str(verdict.reason)


def test_a_changed_figure_in_one_event_changes_figures_and_digest(log: Path) -> None:
    before = verify_log(log)
    forge = Forge(log)
    slots = forge.entry(FORCE, 5).body["people"]
    forge.entry(FORCE, 5).body["people"] = slots[1:]
    forge.entry(FORCE, 5).body["cells"][0]["count"] -= 1
    for feed, line in ((FORCE, 6), (HOST, 1)):
        forge.entry(feed, line).body["people"] -= 1
    forge.write()
    after = verify_log(log)
    assert (before.answer, after.answer) == ("consistent", "consistent")
    assert {name: value for name, value, _ in after.figures}["people_departed"] == 9
    assert after.state_digest != before.state_digest
    assert json.dumps(after.figures) != json.dumps(before.figures)
