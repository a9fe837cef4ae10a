"""What importing the room costs."""

import subprocess
import sys

HEAVY = ("pydantic", "astral", "geographiclib", "cryptography")


def test_heavy_libraries_are_imported_only_when_a_folder_is_read() -> None:
    program = f"import sys, repli.intake; print([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run(  # noqa: S603 - this Python with the line above
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
