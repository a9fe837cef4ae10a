"""A sidecar is named by its bytes, in memory and in a folder."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from repli.errors import StoreError
from repli.execution import FolderSidecars, MemorySidecars
from repli.execution.sidecars import SidecarStore

NAME = hashlib.sha256(b"text\n").hexdigest()


@pytest.mark.parametrize("make", [lambda _: MemorySidecars(), FolderSidecars], ids=["memory", "folder"])
def test_a_sidecar_is_kept_found_and_dropped(make: Callable[[Path], SidecarStore], tmp_path: Path) -> None:
    store = make(tmp_path)
    assert store.get(NAME) is None
    assert store.put(b"text\n") == NAME
    assert store.get(NAME) == b"text\n"
    store.drop(NAME)
    assert store.get(NAME) is None


def test_a_folder_finds_what_it_was_not_told(tmp_path: Path) -> None:
    FolderSidecars(tmp_path).put(b"text\n")
    assert FolderSidecars(tmp_path).get(NAME) == b"text\n"


def test_a_file_with_other_bytes_is_refused(tmp_path: Path) -> None:
    FolderSidecars(tmp_path).put(b"text\n")
    (tmp_path / "sidecar" / NAME).write_bytes(b"other\n")
    with pytest.raises(StoreError, match="does not hold the bytes"):
        FolderSidecars(tmp_path).get(NAME)
