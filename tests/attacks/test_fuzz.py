"""Made-up bytes crash, hang or fill nothing, raise nothing of their own, and find both verifiers of one mind.

Bytes go to the verifiers in a process of their own with little memory and a clock for each try (`fuzz_me.py`). Whole
logs are made by people who hold every key: one or two things in events are changed at random, and all that follows is
made right again (`forge.py`), so that only the rules can refuse them.
"""

import copy
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from repli.errors import RepliError
from repli.verification import standalone, verify_log
from tests.attacks.forge import Forge
from tests.attacks.mutate import mutated_value
from tests.attacks.reasons import row_of
from tests.cast import FORCE, HOST, tiny_log
from tests.demo_run import HOUSE

LINES = [*((FORCE, line) for line in range(1, 11)), (HOST, 1), (HOST, 2)]


def fuzz(folder: Path, seed: int, tries: int) -> None:
    log = tiny_log(folder / "log").root
    command = [sys.executable, "-m", "tests.attacks.fuzz_me", str(log), str(seed), str(tries)]
    ended = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)  # noqa: S603 - this Python
    assert (ended.returncode, ended.stdout) == (0, f"{tries} tries\n"), ended.stderr[-6000:]


def forged_logs(folder: Path, seeds: range) -> Iterator[tuple[int, Path]]:
    """Logs with something changed; a change after which nothing can be made right is passed over."""
    log = tiny_log(folder / "log").root
    for seed in seeds:
        changed = Path(copytree(log, folder / str(seed)))
        try:
            forge(changed, random.Random(seed))  # noqa: S311 - a die, no secret
        except (RepliError, TypeError, ValueError, KeyError, AttributeError):  # the forger cannot go on
            pass
        else:
            yield seed, changed
        rmtree(changed)


def forge(log: Path, chance: random.Random) -> None:
    forge = Forge(log)
    keys = [signer for roles in forge.keys.values() for signer in roles.values()]
    for _ in range(chance.randint(1, 2)):
        entry = forge.entry(*chance.choice(LINES))
        key = chance.choice(("body", "body", "body", "body", "seen", "at", "signers"))
        if key == "signers":
            entry.signers = chance.sample(keys, chance.randint(1, 2))
        else:
            entry.frame[key] = mutated_value(chance, copy.deepcopy(entry.frame[key]))
    forge.write(pin=chance.choice(((), ("figures",), ("state",))))


def agree(folder: Path, seeds: range) -> Counter[str]:
    """Both verifiers give the same answer, place and reason for each forged log; return how often each answer came.

    Where a line claims to have seen more lines than there are, each names the line by which it notices.
    """
    answers: Counter[str] = Counter()
    for seed, log in forged_logs(folder, seeds):
        ours, theirs = verify_log(log), standalone.verify(log)
        place = theirs.place.split(" (")[0]
        assert ours.answer == theirs.verdict, (seed, ours, theirs)
        if ours.answer == "no" and "; there are " not in theirs.reason:
            assert ours.place == (place.partition(" line ")[0] if place.startswith("sidecar/") else place), seed
            assert row_of(str(ours.reason), theirs.reason), (seed, str(ours.reason), theirs.reason)
        answers[ours.answer] += 1
    return answers


def test_a_thousand_made_up_parts_are_refused_by_both(tmp_path: Path) -> None:
    fuzz(tmp_path, seed=1, tries=1_000)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", [2, 3])
def test_thousands_of_made_up_parts_are_refused_by_both(tmp_path: Path, seed: int) -> None:
    fuzz(tmp_path, seed, tries=10_000)


def test_both_judge_forged_logs_alike(tmp_path: Path) -> None:
    assert agree(tmp_path, range(100))["no"] > 5


@pytest.mark.heavy
def test_both_judge_many_forged_logs_alike(tmp_path: Path) -> None:
    answers = agree(tmp_path, range(1_000, 2_500))
    assert answers["no"] > 100
    assert answers["consistent"] > 30
