"""Files to model: a folder or workbook is read, checked as a whole and expanded; plan files are written and read."""

from repli.intake.books import (
    book_bytes,
    files_source,
    folder_files,
    mapping_of,
    noted_copy,
    plan_book,
    read_plan_book,
    reading_of,
    template_book,
    template_files,
)
from repli.intake.folder import (
    Place,
    agreement_hash,
    check_folder,
    folder_schema,
    open_source,
    read_history,
    read_operation,
)
from repli.intake.lists import (
    ListMerge,
    compare_list,
    force_list_book,
    force_list_tables,
    marked_changes,
    merged_files,
    review_book,
)
from repli.intake.plan_file import plan_bytes, read_plan

__all__ = [
    "ListMerge",
    "Place",
    "agreement_hash",
    "book_bytes",
    "check_folder",
    "compare_list",
    "files_source",
    "folder_files",
    "folder_schema",
    "force_list_book",
    "force_list_tables",
    "mapping_of",
    "marked_changes",
    "merged_files",
    "noted_copy",
    "open_source",
    "plan_book",
    "plan_bytes",
    "read_history",
    "read_operation",
    "read_plan",
    "read_plan_book",
    "reading_of",
    "review_book",
    "template_book",
    "template_files",
]
