"""Papers are kept under their hash, for their owner alone; another file in the place of one is none."""

import hashlib
from pathlib import Path

import pytest

from repli.execution import FolderPapers, MemoryPapers
from repli.execution.papers import PaperStore


@pytest.fixture(params=["memory", "folder"])
def papers(request: pytest.FixtureRequest, tmp_path: Path) -> PaperStore:
    return MemoryPapers() if request.param == "memory" else FolderPapers(tmp_path / "papers")


def test_a_paper_comes_out_as_it_went_in_under_its_hash(papers: PaperStore) -> None:
    name = papers.put(b"what the guard saw")
    assert name == hashlib.sha256(b"what the guard saw").hexdigest()
    assert papers.get(name) == b"what the guard saw"
    assert papers.get("ab" * 32) is None


def test_what_has_a_name_of_its_own_is_kept_and_replaced(papers: PaperStore) -> None:
    assert papers.kept("seal.1") is None
    papers.keep("seal.1", b"one")
    papers.keep("seal.1", b"two")
    assert papers.kept("seal.1") == b"two"


def test_others_may_not_read_a_paper_and_a_changed_one_counts_as_none(tmp_path: Path) -> None:
    papers = FolderPapers(tmp_path / "papers")
    name = papers.put(b"certificate")
    path = tmp_path / "papers" / name
    assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0
    path.write_bytes(b"another certificate")
    assert papers.get(name) is None
