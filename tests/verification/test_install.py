"""The one-file verifier beside a log is the file of the package, byte for byte, and needs nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from repli.errors import UsageError
from repli.verification import copy_standalone, standalone
from tests.cast import tiny_log


def test_the_copy_is_the_file_of_the_package(tmp_path: Path) -> None:
    path = copy_standalone(tmp_path / "out")
    assert path == tmp_path / "out" / "verify.py"
    assert path.read_bytes() == Path(standalone.__file__).read_bytes()


def test_the_copy_verifies_a_log_without_site_packages(tmp_path: Path) -> None:
    path = copy_standalone(tmp_path)
    log = tiny_log(tmp_path / "log").root
    command = [sys.executable, "-I", "-S", str(path), str(log)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own file
    assert result.returncode == 3, result.stdout + result.stderr
    assert "published: 10 of 30 departed" in result.stdout


def test_a_place_that_is_no_folder_is_a_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="the system says"):
        copy_standalone(tmp_path / "file")
