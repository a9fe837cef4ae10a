"""Files to model: an operation folder is read, checked as a whole and expanded; plan files are written and read."""

from repli.intake.folder import agreement_hash, check_folder, folder_schema, read_history, read_operation
from repli.intake.plan_file import plan_bytes, read_plan

__all__ = [
    "agreement_hash",
    "check_folder",
    "folder_schema",
    "plan_bytes",
    "read_history",
    "read_operation",
    "read_plan",
]
