"""claims.csv and reconstruction.csv: checked against the operation, and grouped into movements in order of time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from repli.errors import phrase
from repli.intake.checks.references import note_dangling
from repli.intake.draft import Draft, HistoryDraft
from repli.intake.expand.local_time import LocalTime
from repli.intake.problems import Notes
from repli.intake.table import Table
from repli.intake.tables.history import ReconstructionRow
from repli.model import CaseHistory, Claim, Operation, ReconstructedMovement, ReconstructedPart

__all__ = ["Known", "check_history", "history_of"]

_MOVEMENT_COLUMNS = ("kind", "at", "field_id", "vehicle_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a reconstruction may refer to; ``None`` where the table could not be read whole."""

    ids: Mapping[str, frozenset[str] | None]
    people: Mapping[str, tuple[str, str, int]]  # line -> (site, category, count)
    items: Mapping[str, str]  # item -> site

    @classmethod
    def of_operation(cls, operation: Operation) -> "Known":
        """Return what an operation knows."""
        return cls(
            ids={
                "sites.csv": frozenset(operation.site_of),
                "fields.csv": frozenset(operation.field_of),
                "vehicle_types.csv": frozenset(operation.type_of),
                "people.csv": frozenset(operation.people_of),
                "items.csv": frozenset(operation.item_of),
            },
            people={line.line_id: (line.site_id, line.category, line.count) for line in operation.people},
            items={line.line_id: line.site_id for line in operation.items},
        )

    @classmethod
    def of_draft(cls, draft: Draft) -> "Known":
        """Return what a folder knows, as far as it could be read."""
        tables = (draft.sites, draft.fields, draft.vehicle_types, draft.people, draft.items)
        retained = {line.line_id for _, line in draft.people.good() if line.retained}  # they never depart
        return cls(
            ids={
                table.file: table.ids() - (retained if table is draft.people else set()) if table.whole else None
                for table in tables
            },
            people={
                line.line_id: (line.site_id, line.category, line.count)
                for _, line in draft.people.good()
                if line.line_id not in retained
            },
            items={line.item_id: line.site_id for _, line in draft.items.good()},
        )


def check_history(history: HistoryDraft, known: Known, notes: Notes) -> None:
    """Note what is wrong in claims and reconstruction across rows and against the operation."""
    for row, claim in history.claims.good():
        if claim.total is not None and claim.value > claim.total:
            history.claims.note(notes, row, "value", phrase("at most the total, {total}", total=claim.total))
        if not claim.quote and not claim.assumed:
            expected = phrase("the words that were said, or in `assumed` why none are quoted")
            history.claims.note(notes, row, "quote", expected)
    table = history.reconstruction
    first: dict[str, tuple[int, ReconstructionRow]] = {}
    for row, part in table.good():
        _check_ids(table, row, part, known, notes)
        _check_people(table, row, part, notes)
        _check_kind(table, row, part, notes)
        _check_movement(table, row, part, first.setdefault(part.movement_id, (row, part)), notes)
    _check_lines(table, known, notes)
    _check_items(table, known, notes)


def _check_ids(table: Table[ReconstructionRow], row: int, part: ReconstructionRow, known: Known, notes: Notes) -> None:
    cells: tuple[tuple[str, str, Iterable[str | None]], ...] = (
        ("site_id", "sites.csv", (part.site_id,)),
        ("field_id", "fields.csv", (part.field_id,)),
        ("vehicle_type", "vehicle_types.csv", (part.vehicle_type,)),
        ("people_line", "people.csv", (part.people_line,)),
        ("items", "items.csv", part.items or ()),
    )
    for name, file, words in cells:
        ids = known.ids[file]
        for word in words:
            if ids is not None and word is not None and word not in ids:
                note_dangling(notes, table.file, row, column=name, found=word, known=ids, target=file)


def _check_people(table: Table[ReconstructionRow], row: int, part: ReconstructionRow, notes: Notes) -> None:
    """Check that people have a category and a line, and that a row without people has neither."""
    for name in ("people_category", "people_line"):
        if part.people and not getattr(part, name):
            table.note(notes, row, name, phrase("a value, as people departed"), phrase("Or correct `people`."))
        if not part.people and getattr(part, name):
            table.note(notes, row, name, phrase("nothing, as no people departed"), phrase("Or correct `people`."))


def _check_lines(table: Table[ReconstructionRow], known: Known, notes: Notes) -> None:
    """Check that people are of the site and category of their line, and never more than it has."""
    gone: dict[str, int] = {}
    for row, part in table.good():
        if part.people_line is None or part.people_line not in known.people or not part.people:
            continue
        site_id, category, count = known.people[part.people_line]
        if part.site_id != site_id:
            table.note(notes, row, "site_id", phrase("{site}, the site of the people line", site=site_id))
        if part.people_category not in {"", category}:
            table.note(notes, row, "people_category", phrase("{category}, that of the people line", category=category))
        rest = count - gone.get(part.people_line, 0)
        if part.people > rest:
            expected = phrase("at most {rest}, what the line of {count} still has", rest=max(rest, 0), count=count)
            table.note(notes, row, "people", expected)
        gone[part.people_line] = gone.get(part.people_line, 0) + part.people


def _check_kind(table: Table[ReconstructionRow], row: int, part: ReconstructionRow, notes: Notes) -> None:
    """Check that a departure names field and type, and that a row moves something."""
    for name in ("field_id", "vehicle_type"):
        if part.kind == "depart" and getattr(part, name) is None:
            table.note(notes, row, name, phrase("a value: a departure has a field and a vehicle type"))
        if part.kind == "opening" and getattr(part, name) is not None:
            table.note(notes, row, name, phrase("nothing: an opening balance has no field and no vehicle"))
    if not part.people and not part.items:
        table.note(notes, row, "people", phrase("people or items in every row"))


def _check_movement(
    table: Table[ReconstructionRow],
    row: int,
    part: ReconstructionRow,
    first: tuple[int, ReconstructionRow],
    notes: Notes,
) -> None:
    """Check that the rows of one movement agree."""
    for name in _MOVEMENT_COLUMNS:
        if getattr(part, name) != getattr(first[1], name):
            hint = phrase("All rows of a movement agree in kind, time, field and vehicle type.")
            table.note(notes, row, name, phrase("the same as in line {row}", row=first[0]), hint)


def _check_items(table: Table[ReconstructionRow], known: Known, notes: Notes) -> None:
    """Check that each item goes once, from its own site."""
    sites = known.ids["sites.csv"] or frozenset()
    went: dict[str, int] = {}
    for row, part in table.good():
        for item in part.items or ():
            if item in went:
                expected = phrase(
                    "items that have not departed yet; {item} departed in line {row}", item=item, row=went[item]
                )
                table.note(notes, row, "items", expected)
            elif part.site_id in sites and known.items.get(item, part.site_id) != part.site_id:
                site = known.items[item]
                table.note(
                    notes,
                    row,
                    "items",
                    phrase("items of {own}; {item} is at {site}", own=part.site_id, item=item, site=site),
                )
            went.setdefault(item, row)


def history_of(history: HistoryDraft, time_zone: str) -> CaseHistory:
    """Return claims by day and movements by time; within one time by id and by sequence."""
    local = LocalTime(ZoneInfo(time_zone))
    grouped: dict[str, list[ReconstructionRow]] = {}
    for _, part in sorted(history.reconstruction.good(), key=lambda pair: pair[1].sequence):
        grouped.setdefault(part.movement_id, []).append(part)
    movements = [_movement(parts, local) for parts in grouped.values()]
    claims = [
        Claim(
            claim_id=row.claim_id,
            stated_on=row.stated_on.isoformat(),
            quantity=row.quantity,
            value=row.value,
            qualifier=row.qualifier,
            total=row.total,
            scope_en=row.scope_en,
            scope_fr=row.scope_fr,
            stated_by=row.stated_by,
            quote=row.quote,
            language=row.language,
            source=row.source,
            assumed=row.assumed,
        )
        for _, row in history.claims.good()
    ]
    return CaseHistory(
        claims=tuple(sorted(claims, key=lambda one: (one.stated_on, one.claim_id))),
        movements=tuple(sorted(movements, key=lambda one: (one.at_minute, one.kind != "opening"))),
    )


def _movement(parts: list[ReconstructionRow], local: LocalTime) -> ReconstructedMovement:
    first = parts[0]
    return ReconstructedMovement(
        kind=first.kind,
        movement_id=first.movement_id,
        at_minute=local.when(first.at),
        field_id=first.field_id or "",
        vehicle_type=first.vehicle_type or "",
        parts=tuple(
            ReconstructedPart(
                site_id=part.site_id,
                category=part.people_category,
                people=part.people,
                people_line=part.people_line,
                items=part.items or (),
            )
            for part in parts
        ),
        source=first.source,
        assumed=first.assumed,
    )
