"""Where and when something was measured: date, commit, Python, machine, load."""

import datetime as dt
import os
import platform
import subprocess

__all__ = ["provenance"]


def provenance() -> str:
    """Return it in one line."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - git of the path
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    now = dt.datetime.now(dt.UTC).date().isoformat()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    machine = f"{platform.machine()} with {os.cpu_count()} cores"
    return f"{now}, commit {commit or 'unknown'}, Python {platform.python_version()}, {machine}, load {load}"
