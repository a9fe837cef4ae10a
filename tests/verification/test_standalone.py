"""verify.py as a reader meets it: verdicts, keys, output, exit codes.

The files beside this one show what is refused and where: bytes, lines, files, rules, and any change at all.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from repli.verification import standalone
from repli.verification.standalone import MOST, Verdict, main, report, verify
from tests.verification.attacks import FORCE_LINES, REP, REP_HOST
from tests.verification.log_builder import FORCE, HOST, World, save
from tests.verification.log_spec import cells, fingerprint, public_key, sha, verifier_key

FINGERPRINTS = f"{fingerprint(REP)},{fingerprint(REP_HOST)}"
KEY_FILE = f"# keys of the commission\n\n{verifier_key(REP)}\n{verifier_key(REP_HOST)}\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return save(World().files(), tmp_path / "log")


# Verdicts ---------------------------------------------------------------------------------------------------------


def test_a_valid_log_without_keys_is_consistent(log: Path) -> None:
    verdict = verify(log)
    assert (verdict.verdict, verdict.exit, verdict.place, verdict.reason) == ("consistent", 3, "", "")
    assert verdict.keys == {REP: fingerprint(REP), REP_HOST: fingerprint(REP_HOST)}
    assert verdict.joint == {FORCE: 7, HOST: 2}
    assert verdict.sizes == {FORCE: 7, HOST: 3}
    assert (verdict.published, verdict.demonstration) == (1, True)
    assert {name: (figure["value"], figure["grade"]) for name, figure in verdict.figures.items()} == {
        "people_baseline": (10, "joint"),
        "people_opening": (2, "declared"),
        "people_counted": (2, "joint"),
        "people_departed": (4, "declared"),
        "people_remaining": (6, "declared"),
        "items_baseline": (4, "joint"),
        "items_departed": (2, "declared"),
        "kg_departed": (300, "declared"),
        "movements_departed": (2, "joint"),
    }


def test_a_state_reads_as_the_specification_writes_it() -> None:
    # The only test that spells the bytes of a state out: one departure, accepted by nobody, and its tally.
    body = {"cells": [], "items": [], "kg": 3, "movement": "M", "people": [1, 2]}
    event = standalone.Event(FORCE, 5, 1, "", "depart", body, {}, {}, b"", (), "e", b"")
    state = standalone.State(agreement="A", movements={"M": standalone.Movement(event)})
    state.tallies["M", HOST] = {"items": 0, "people": 2}
    expected = (
        '{"agreement":"A","baseline":{"items":{},"people":{}},"departed":{"cells":[],"items":[],"kg":0,"movements":0,'
        '"people":[]},"events":0,"movements":[{"event":"e","grade":"unilateral","items":0,"kg":3,"movement":"M",'
        '"people":2}],"opening":{"items":0,"kg":0,"people":0},"published":0,"tallies":[{"items":0,"movement":"M",'
        '"party":"demo-host","people":2}]}'
    )
    assert state.digest() == sha(expected.encode()).hex()


def test_without_an_opening_everything_is_joint(tmp_path: Path) -> None:
    world = World(skip=("opening",), joint={FORCE: 6, HOST: 2})
    figures = verify(save(world.files(), tmp_path / "log")).figures
    assert {name: figure["grade"] for name, figure in figures.items() if figure["grade"] != "joint"} == {
        "people_opening": "declared"
    }


def test_everyone_and_everything_may_depart(tmp_path: Path) -> None:
    rest = {"cells": cells(civilian=3, soldier=4), "people": [3, 4, 5, 6, 7, 8, 9], "items": [2, 3], "kg": 700}
    world = World(edits={"depart2": lambda event: event["body"].update(rest)}, skip=("depart3",))
    figures = verify(save(world.files(), tmp_path / "log")).figures
    values = {name: figure["value"] for name, figure in figures.items()}
    assert (values["people_departed"], values["people_remaining"]) == (10, 0)
    assert (values["items_departed"], values["kg_departed"]) == (4, 1000)


def test_a_log_with_nothing_published_yet(tmp_path: Path) -> None:
    world = World(skip=("publish",), joint={FORCE: 5, HOST: 2})
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.verdict, verdict.published) == ("consistent", 0)
    assert "nothing published yet" in "\n".join(report(verdict, "en"))


def test_a_log_that_has_only_begun(tmp_path: Path) -> None:
    steps = ("people", "items", "opening", "depart1", "count1", "minutes", "depart2", "publish", "depart3")
    files = World(skip=steps, joint={FORCE: 1, HOST: 0}).files()
    verdict = verify(save(files, tmp_path / "log"))
    assert verdict.verdict == "consistent"
    assert "Joint up to 1 (demo-force) and 0 (demo-host); nothing goes beyond it" in "\n".join(report(verdict, "en"))
    (tmp_path / f"log/feeds/{HOST}/entries").mkdir()
    (tmp_path / f"log/feeds/{HOST}/tile").mkdir()
    (tmp_path / "log/sidecar").mkdir()
    assert verify(tmp_path / "log").verdict == "consistent"


def test_a_feed_of_more_than_one_file_and_tile(tmp_path: Path) -> None:
    def fill(world: World) -> None:
        for n in range(254):
            world.clock = n
            world.count(f"M-{n}", people=n)

    log = save(World(after={"depart3": fill}).files(), tmp_path / "log")
    assert verify(log).sizes == {FORCE: 7, HOST: 257}
    entries = log / f"feeds/{HOST}/entries/001.jsonl"
    entries.write_bytes(entries.read_bytes().replace(b'"sig":"', b'"sig":"0'))
    assert verify(log).place == f"feed {HOST} line 257"


# Keys -------------------------------------------------------------------------------------------------------------


def test_the_right_keys_say_yes(log: Path, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(KEY_FILE)
    (tmp_path / "windows").write_bytes(KEY_FILE.replace("\n", "\r\n").encode())
    blanks = FINGERPRINTS.replace(",", ", ")
    for keys in (FINGERPRINTS, FINGERPRINTS.upper(), blanks, str(tmp_path / "keys"), str(tmp_path / "windows")):
        verdict = verify(log, keys)
        assert (verdict.verdict, verdict.exit) == ("yes", 0), keys


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        (fingerprint(REP), "demo-host signed the genesis event with"),
        (f"{FINGERPRINTS},{'0' * 64}", "is not a key to represent in this log"),
        (f"{fingerprint(REP)},{fingerprint(HOST + '/count')}", "is not a key to represent in this log"),
        (f"{fingerprint('a/represent')},{fingerprint('b/represent')}", "is not a key to represent in this log"),
    ],
)
def test_other_keys_say_no(log: Path, keys: str, reason: str) -> None:
    verdict = verify(log, keys)
    assert (verdict.verdict, verdict.exit, verdict.place) == ("no", 1, "--keys")
    assert reason in verdict.reason


def test_keys_of_the_wrong_party_say_no(log: Path, tmp_path: Path) -> None:
    exchanged = f"{verifier_key(REP, public_key(REP_HOST))}\n{verifier_key(REP_HOST, public_key(REP))}\n"
    (tmp_path / "keys").write_text(exchanged)
    assert verify(log, str(tmp_path / "keys")).verdict == "no"


def test_a_further_key_under_the_name_of_the_wrong_party_says_no(log: Path, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(KEY_FILE + verifier_key(REP, public_key(REP_HOST)) + "\n")
    verdict = verify(log, str(tmp_path / "keys"))
    assert (verdict.verdict, verdict.place) == ("no", "--keys")
    assert "is not a key to represent in this log" in verdict.reason


def test_a_log_written_anew_with_fresh_keys_says_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.verification import log_spec  # noqa: PLC0415 - its keys change for this test only

    old = log_spec.private_key
    monkeypatch.setattr(log_spec, "private_key", lambda name: old(f"fresh {name}"))
    forged = save(World().files(), tmp_path / "log")
    assert verify(forged).verdict == "consistent"
    assert verify(forged, FINGERPRINTS).verdict == "no"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "demo-force/represent",
        verifier_key(REP).replace("/represent", "/count"),
        verifier_key(REP).replace("+", "+0", 1)[:-1],
        re.sub(r"\+[0-9a-f]{8}\+", "+00000000+", verifier_key(REP)),
        verifier_key(REP, b"\2" * 31),
        verifier_key(REP) + " ",
        verifier_key(REP)[:-1],
        "#" * 70_000,
        "\udcff",
    ],
)
def test_a_key_file_that_cannot_be_read_is_wrong_use(log: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "keys").write_text(text, errors="surrogateescape", encoding="utf-8")
    verdict = verify(log, str(tmp_path / "keys"))
    assert (verdict.verdict, verdict.exit) == ("usage", 2)
    assert verdict.reason


@pytest.mark.parametrize("keys", ["/no/such/file", "", "\0", "ff" * 31, "x" * 5000])
def test_a_key_file_that_is_not_there_is_wrong_use(log: Path, keys: str) -> None:
    assert verify(log, keys).exit == 2


@pytest.mark.parametrize("folder", ["/no/such/folder", "\0", "x" * 5000])
def test_a_folder_that_is_not_there_is_wrong_use(folder: str) -> None:
    assert verify(folder).exit == 2


# The command ------------------------------------------------------------------------------------------------------


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", standalone.__file__, *map(str, arguments)]
    return subprocess.run(  # noqa: S603 - this very Python and this very file
        command, env=environment, capture_output=True, encoding="utf-8", errors="strict", check=False
    )


def test_the_command_says_yes_in_ascii(log: Path) -> None:
    done = run(log, "--keys", FINGERPRINTS, LANG="C", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    lines = done.stdout.splitlines()
    assert len(lines) <= 15
    assert lines[0].startswith("YES")
    assert (
        "Joint up to 7 (demo-force) and 2 (demo-host); demo-host goes on to 3; published: 4 of 10 departed" in lines[2]
    )
    assert f"Key {REP} {fingerprint(REP)}" in lines
    head = (log / "checkpoint").read_text().splitlines()
    assert f"Joint head {head[0]}: {head[1]} {head[2]}" in lines
    assert any(re.fullmatch("Communique 1: state [0-9a-f]{64}", line) for line in lines)
    assert "DEMONSTRATION KEYS" in done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_the_command_speaks_french_in_any_encoding(log: Path, encoding: str) -> None:
    code = "import io, sys; sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding=sys.argv[2]); "
    code += "import runpy; module = runpy.run_path(sys.argv[1]); sys.exit(module['main']([sys.argv[3]]))"
    command = [sys.executable, "-I", "-c", code, standalone.__file__, encoding, str(log)]
    done = subprocess.run(command, env={"LANG": "fr_FR.UTF-8"}, capture_output=True, check=False)  # noqa: S603 - as above
    assert (done.returncode, done.stderr) == (3, b"")
    assert ("COHÉRENT" if encoding != "ascii" else "COH\\xc9RENT") in done.stdout.decode(encoding)


def test_both_languages_say_the_same_sentences() -> None:
    words = {
        language: {line.split(maxsplit=1)[0]: sorted(re.findall(r"{\w+}", line)) for line in text.strip().splitlines()}
        for language, text in standalone.WORDS.items()
    }
    assert words["en"] == words["fr"]


def test_the_command_names_the_line(log: Path) -> None:
    name = log / FORCE_LINES
    name.write_bytes(name.read_bytes().replace(b'"sig":"', b'"sig":"0', 1))
    done = run(log, REPLI_LANG="en", LANG="fr_FR.UTF-8")
    assert done.returncode == 1
    assert done.stdout.startswith("NO: feed demo-force line 1 (entries/000.jsonl line 1): ")


def test_the_verdict_for_machines_has_every_field(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(log), "--json"]) == 3
    printed = json.loads(capsys.readouterr().out)
    kept = [key for key in Verdict.__slots__ if key not in MOST]  # those are for logs of format 4
    assert printed == {key: getattr(verify(log), key) for key in kept}
    assert main(["/no/such/folder", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["verdict"] == "usage"


def test_wrong_use_exits_with_2_and_help_with_0(log: Path) -> None:
    assert run().returncode == 2
    assert run(log, "--key", "x").returncode == 2
    assert run(log / "none").returncode == 2
    assert run("--help").returncode == 0
    assert "3 no keys were given" in run("--help").stdout.replace("\n", " ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("output", [">&-", ">/dev/full", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_a_verdict_that_cannot_be_said_never_becomes_a_yes(log: Path, output: str) -> None:
    codes = []
    for arguments in ([log, "--keys", FINGERPRINTS], [log], [log, "--keys", "0" * 64], [log / "none"], ["--help"]):
        command = [sys.executable, "-I", standalone.__file__, *map(str, arguments)]
        shell = ["/bin/sh", "-c", f'"$@" {output}', "sh", *command]
        done = subprocess.run(shell, capture_output=True, text=True, check=False)  # noqa: S603 - as above
        assert "Traceback" not in done.stderr + done.stdout
        assert "Exception ignored" not in done.stderr
        codes.append(done.returncode)
    assert codes == [74, 3, 1, 2, 74]
