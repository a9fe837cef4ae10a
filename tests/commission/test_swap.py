"""A finished folder takes the place of an older one as a whole, or not at all; one run at a time."""

from pathlib import Path

import pytest

from repli.commission.swap import only_run_in, replace_all
from repli.errors import UsageError


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_new_files_and_folders_replace_the_old_and_leave_the_others(tmp_path: Path) -> None:
    out = write(tmp_path / "out", a="old", log__one="old", log__two="old", kept="kept")
    replace_all(write(out / ".new", a="new", log__one="new", b="new"), out)
    assert read(out) == {"a": "new", "b": "new", "log/one": "new", "kept": "kept"}
    assert {path.name for path in out.iterdir()} == {"a", "b", "log", "kept"}


def test_a_failure_in_the_middle_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write(tmp_path / "out", a="old", log__one="old", z="old")
    new = write(out / ".new", a="new", log__one="new", z="new")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self == out / "z":
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        replace_all(new, out)
    monkeypatch.undo()
    assert {name: text for name, text in read(out).items() if not name.startswith(".")} == {
        "a": "old",
        "log/one": "old",
        "z": "old",
    }
    assert not (out / ".old").exists()


def test_a_second_run_in_the_same_folder_is_refused_while_the_first_works(tmp_path: Path) -> None:
    with only_run_in(tmp_path / "out"), pytest.raises(UsageError, match="Another run"), only_run_in(tmp_path / "out"):
        pass
    with only_run_in(tmp_path / "out"):
        assert (tmp_path / "out").is_dir()
