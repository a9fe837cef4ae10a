"""A planner's changed list and an operation: compared, reviewed, and merged as far as it is accepted."""

from collections.abc import Collection
from pathlib import Path

from repli import intake, planning
from repli.commission.books import is_book
from repli.commission.cases import Case, write_file
from repli.errors import UsageError, phrase
from repli.intake import ListDemand, ListMerge
from repli.language import speaker
from repli.planning import RoughCut

__all__ = ["accept_changes", "compare_list", "estimate_list", "list_demand", "marked_changes", "write_review"]


def list_demand(path: Path, kg_per_person: int | None) -> ListDemand | None:
    """Return what a workbook of bare lists asks to be moved; None for anything that is a whole operation."""
    return intake.list_demand(path, kg_per_person) if path.is_file() and is_book(path) else None


def estimate_list(case: Case, demand: ListDemand) -> RoughCut:
    """Return the planning-factor answer for a list, with the fields and the fleet of an operation."""
    unknown = sorted(set(demand.kg_by_site) - set(case.operation.site_of))
    if unknown:
        raise UsageError(
            phrase("Sites of the list that the operation does not have: {names}.", names=", ".join(unknown) or "-"),
            phrase("Say in the mapping which is which, or give one for all rows: constants, site_id."),
        )
    return planning.rough_cut(case.operation, demand.kg_by_site.items())


def compare_list(operation: Path, path: Path, table: str = "") -> ListMerge:
    """Return what a list would change in an operation; nothing is changed."""
    for one in (operation, path):
        if not one.exists():
            raise UsageError(
                phrase("{path}: no such file or folder.", path=str(one)),
                phrase("Name an operation, and a list in a workbook (.xlsx)."),
            )
    if not is_book(path):
        raise UsageError(phrase("{path} is not a workbook (.xlsx).", path=str(path)), phrase("Save the list as .xlsx."))
    return intake.compare_list(intake.open_source(operation), path, table)


def write_review(merge: ListMerge, target: Path, *, language: str) -> None:
    """Write the changes as a workbook to look at and to mark."""
    write_file(target, intake.review_book(merge, speaker(language)))


def marked_changes(review: Path) -> tuple[str, ...]:
    """Return the names of the changes that are marked in a review."""
    return intake.marked_changes(review.read_bytes())


def accept_changes(
    operation: Path, merge: ListMerge, accepted: Collection[str], target: Path | None, *, language: str
) -> Path:
    """Write the operation with what was accepted, in place of a folder or as ``target``; return where it is.

    Raise InputError, and change nothing, if the operation would not be right then.
    """
    where = target or operation
    if target is None and is_book(operation):
        raise UsageError(
            phrase("A workbook is not written over."), phrase("Name a new one, or a new folder, with --out.")
        )
    files = intake.merged_files(merge, accepted)
    if target is None:
        write_file(operation / merge.file, files[merge.file])
    elif target.exists():
        raise UsageError(phrase("{path} is there already.", path=str(target)), phrase("Name another, or remove it."))
    elif is_book(target):
        write_file(target, intake.book_bytes(intake.files_source(files), language=language))
    else:
        for name, data in files.items():
            write_file(target / name, data)
    return where
