"""Whatever happens to the bytes of a folder, a person gets problems or an operation, never a foreign exception."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repli.errors import InputError
from repli.intake import agreement_hash, check_folder, read_history, read_operation
from tests.tiny_folder import TABLES, write_tiny_folder

SNIPPETS = [b"", b",", b'"', b"\n", b"-", b"0", b"9" * 12, b"\xff", b"\x00", b"[", b"=", b"2030-01-01", b"yes", b"A B"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_folder(tmp_path_factory.mktemp("fuzz"))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(["operation.toml", *TABLES]),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(SNIPPETS)), min_size=1, max_size=3),
)
def test_damaged_files_end_in_problems_or_in_an_operation(
    folder: Path, file: str, edits: list[tuple[float, int, bytes]]
) -> None:
    whole = (folder / file).read_bytes()
    data = whole
    for place, length, snippet in edits:
        start = int(place * len(data))
        data = data[:start] + snippet + data[start + length :]
    (folder / file).write_bytes(data)
    try:
        problems = check_folder(folder)
        with suppress(InputError):
            operation = read_operation(folder)
            assert all(problem.file in {"claims.csv", "reconstruction.csv"} for problem in problems)
            read_history(folder, operation)
            assert problems == ()
            agreement_hash(folder)
    finally:
        (folder / file).write_bytes(whole)
