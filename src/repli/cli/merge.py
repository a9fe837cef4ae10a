"""`repli merge OPERATION LIST`: what a changed list adds, changes and removes; accepted one by one or all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, Folder
from repli.errors import InputError, UsageError, phrase
from repli.intake import ListMerge
from repli.language import language_of_environment

__all__ = ["HELP", "merge"]

HELP = phrase("Show what a changed list adds, changes and removes, and take over what is accepted; nothing before.")

_SHOWN = 40
_speak = say()
_List = Annotated[Path, typer.Argument(metavar="LIST", help=_speak(phrase("Workbook with the list (.xlsx).")))]
_Table = Annotated[str, typer.Option("--table", help=_speak(phrase("The table that is meant, e.g. items.csv.")))]
_Accept = Annotated[
    list[str] | None, typer.Option("--accept", help=_speak(phrase("Accept this change; several times, or `all`.")))
]
_Review = Annotated[
    Path | None, typer.Option("--review", help=_speak(phrase("Write the changes as a workbook, to be marked.")))
]
_Marked = Annotated[
    Path | None, typer.Option("--marked", help=_speak(phrase("Accept what is marked with yes in this review.")))
]
_Target = Annotated[
    Path | None, typer.Option("--out", help=_speak(phrase("Write the new operation here; a folder else in place.")))
]

_Notes = Annotated[
    Path | None, typer.Option("--notes", help=_speak(phrase("Of a workbook: a copy with each error as a note.")))
]


def merge(
    folder: Folder,
    planners_list: _List,
    *,
    table: _Table = "",
    accept: _Accept = None,
    review: _Review = None,
    marked: _Marked = None,
    target: _Target = None,
    notes: _Notes = None,
    as_json: AsJson = False,
) -> None:
    """Compare, and write only what was accepted."""
    with guarded(as_json=as_json):
        try:
            found = commission.compare_list(folder, planners_list, table)
        except InputError as error:
            if notes is not None:
                commission.note_problems(planners_list, error.problems, notes, language=language_of_environment())
            raise
        accepted = [*(accept or ()), *(() if marked is None else commission.marked_changes(marked))]
        if marked is not None and not accepted:
            raise UsageError(
                phrase("Nothing is marked in {path}.", path=str(marked)), phrase("Write yes in the column accept.")
            )
        if review is not None:
            commission.write_review(found, review, language=language_of_environment())
        where = None
        if accepted:
            where = commission.accept_changes(folder, found, accepted, target, language=language_of_environment())
        if as_json:
            out_json(_as_json(found, accepted, where))
            return
        for line in (*_lines(found), *_end(review, where, accepted)):
            out(line)


def _lines(found: ListMerge) -> Iterator[str]:
    difference = found.difference
    yield _speak(
        phrase(
            "{list} against {file}: {added} added, {changed} changed, {removed} removed, {same} as before.",
            list=difference.list_name,
            file=found.file,
            added=difference.count("added"),
            changed=difference.count("changed"),
            removed=difference.count("removed"),
            same=difference.unchanged,
        )
    )
    if difference.not_read:
        yield _speak(phrase("Columns not read: {columns}.", columns=", ".join(difference.not_read)))
    signs = {"added": "+", "changed": "~", "removed": "-"}
    for change in difference.changes[:_SHOWN]:
        cells = (f"{name}: {change.old.get(name, '')} → {change.new.get(name, '')}" for name in change.columns)
        what = ", ".join(cells) if change.kind == "changed" else change.where
        alike = "" if change.by_name else f" ({_speak(phrase('by likeness'))})"
        yield f"{signs[change.kind]} {change.name}{alike}  {what}"
    if len(difference.changes) > _SHOWN:
        yield _speak(phrase("... and {count} more.", count=len(difference.changes) - _SHOWN))


def _end(review: Path | None, where: Path | None, accepted: list[str]) -> Iterator[str]:
    if review is not None:
        yield _speak(phrase("Written: {path}", path=str(review)))
    if where is None:
        yield _speak(phrase("Nothing was changed. Accept with --accept NAME or --accept all, or mark a review."))
    else:
        yield _speak(phrase("Accepted: {names}; written: {path}", names=", ".join(accepted), path=str(where)))


def _as_json(found: ListMerge, accepted: list[str], where: Path | None) -> dict[str, object]:
    return {
        "table": found.file,
        "unchanged": found.difference.unchanged,
        "not_read": list(found.difference.not_read),
        "accepted": accepted,
        "written": None if where is None else str(where),
        "changes": [
            {
                "kind": change.kind,
                "name": change.name,
                "where": change.where,
                "by": "identifier" if change.by_name else "likeness",
                "cells": {name: [change.old.get(name, ""), change.new.get(name, "")] for name in change.columns},
            }
            for change in found.difference.changes
        ],
    }
