"""The room's public surface, and what importing it costs."""

import subprocess
import sys

import repli.intake

HEAVY = ("pydantic", "astral", "geographiclib", "cryptography")


def test_the_public_names_are_these() -> None:
    assert repli.intake.__all__ == [
        "agreement_hash",
        "check_folder",
        "folder_schema",
        "plan_bytes",
        "read_history",
        "read_operation",
        "read_plan",
    ]
    assert all(callable(getattr(repli.intake, name)) for name in repli.intake.__all__)


def test_heavy_libraries_are_imported_only_when_a_folder_is_read() -> None:
    program = f"import sys, repli.intake; print([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run(  # noqa: S603 - this Python with the line above
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
