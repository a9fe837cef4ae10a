"""What the main job remembers between two runs: the inputs' hashes and the plan (``OUT/summary.json``).

Inputs are the files of the operation folder and Repli itself (its version and its source), so that a change of either
runs everything again, and nothing else does.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import repli
from repli.commission import write_file
from repli.reporting import PlanRecord, record_of_value, record_value

__all__ = [
    "Summary",
    "changed_files",
    "fingerprint_of_inputs",
    "fingerprint_of_outputs",
    "read_summary",
    "write_summary",
]

_NAME = "summary.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """File name -> SHA-256 of every input and of every file written, and what is kept of the plan."""

    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    plan: PlanRecord


def fingerprint_of_inputs(folder: Path) -> Mapping[str, str]:
    """Return name -> SHA-256 of every file of the folder (or of the workbook), and ``repli`` -> that of Repli."""
    beside = folder.with_suffix(".map.toml")  # how a workbook is read
    names = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else [folder]
    names += [beside] if folder.is_file() and beside.is_file() else []
    inputs = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in names}
    own = hashlib.sha256(repli.__version__.encode())
    room = Path(repli.__file__).parent
    for path in sorted(room.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            own.update(path.relative_to(room).as_posix().encode() + path.read_bytes())
    return {**inputs, "repli": own.hexdigest()}


def fingerprint_of_outputs(out: Path) -> Mapping[str, str]:
    """Return name -> SHA-256 of every file below ``out`` but the log (it is verified) and the summary itself."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    names = ((path.relative_to(out), path) for path in files)
    return {
        name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in names
        if name.parts[0] not in {"log", _NAME}
    }


def read_summary(out: Path) -> Summary | None:
    """Return what the last run wrote; ``None`` if there is none, or none that can be read."""
    try:
        held = json.loads((out / _NAME).read_bytes())
        inputs, outputs = dict(held["inputs"]), dict(held["outputs"])
        return Summary(inputs=inputs, outputs=outputs, plan=record_of_value(held["plan"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_summary(out: Path, summary: Summary) -> None:
    """Write it, keys sorted."""
    held = {"inputs": dict(summary.inputs), "outputs": dict(summary.outputs), "plan": record_value(summary.plan)}
    write_file(out / _NAME, (json.dumps(held, indent=1, sort_keys=True) + "\n").encode())


def changed_files(before: Summary | None, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of inputs that are not as they were."""
    if before is None:
        return ()
    names = sorted(before.inputs.keys() | inputs.keys())
    return tuple(name for name in names if before.inputs.get(name) != inputs.get(name))
