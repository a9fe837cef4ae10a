"""Claims and the reconstruction: nothing departs twice, from where it is not, or before it was there.

Rows are followed in the order of the file: people of a line are at its site until a transfer brings them elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repli.errors import phrase
from repli.intake.checks.history_kinds import check_kind
from repli.intake.checks.references import note_dangling
from repli.intake.draft import Draft, HistoryDraft
from repli.intake.problems import Notes
from repli.intake.table import Table
from repli.intake.tables.history import ReconstructionRow
from repli.model import Operation

__all__ = ["Known", "check_history"]

_MOVEMENT_COLUMNS = ("kind", "at", "field_id", "vehicle_type", "to_site", "until")
_MOVEMENTS = frozenset({"opening", "depart", "transfer"})
_Rows = Table[ReconstructionRow]


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
                "clearances.csv": frozenset(operation.clearance_of),
            },
            people={line.line_id: (line.site_id, line.category, line.count) for line in operation.people},
            items={line.line_id: line.site_id for line in operation.items},
        )

    @classmethod
    def of_draft(cls, draft: Draft) -> "Known":
        """Return what a folder knows, as far as it could be read."""
        tables = (draft.sites, draft.fields, draft.vehicle_types, draft.people, draft.items, draft.clearances)
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


def check_history(history: HistoryDraft, known: Known, notes: Notes, *, whole: HistoryDraft | None = None) -> None:
    """Note what is wrong in claims and reconstruction across rows and against the operation.

    ``whole`` is the draft that ``history`` is the first part of: claims may name places that come later. Where nobody
    is moved, nothing says which places there are, and claims may name any.
    """
    table = history.reconstruction
    sites, people = known.ids["sites.csv"], known.ids["people.csv"]
    transfers = (history if whole is None else whole).reconstruction.good()
    places = frozenset(part.to_site for _, part in transfers if part.to_site)
    arrived = frozenset(part.people_line for _, part in table.good() if part.kind == "reinforce" and part.people_line)
    wide = {
        **known.ids,
        "sites.csv": None if sites is None else sites | places,
        "people.csv": None if people is None else people | arrived,
    }
    _check_claims(history, wide if places else {**wide, "sites.csv": None}, notes)
    first: dict[str, tuple[int, ReconstructionRow]] = {}
    for row, part in table.good():
        _check_ids(table, row, part, wide, notes)
        check_kind(table, row, part, notes)
        if part.kind in _MOVEMENTS:
            _check_movement(table, row, part, first.setdefault(part.movement_id, (row, part)), notes)
    _check_lines(table, known, notes)
    _check_items(table, known, wide["sites.csv"] or frozenset(), notes)


def _check_claims(history: HistoryDraft, ids: Mapping[str, frozenset[str] | None], notes: Notes) -> None:
    sites = ids["sites.csv"]
    for row, claim in history.claims.good():
        if claim.total is not None and claim.value > claim.total:
            history.claims.note(notes, row, "value", phrase("at most the total, {total}", total=claim.total))
        if not claim.quote and not claim.assumed:
            expected = phrase("the words that were said, or in `assumed` why none are quoted")
            history.claims.note(notes, row, "quote", expected)
        for site in claim.site_ids or ():
            if sites is not None and site not in sites:
                note_dangling(
                    notes, history.claims.file, row, column="site_ids", found=site, known=sites, target="sites.csv"
                )


def _check_ids(
    table: _Rows, row: int, part: ReconstructionRow, ids: Mapping[str, frozenset[str] | None], notes: Notes
) -> None:
    clearance = part.movement_id if part.kind == "clearance" else None
    cells: tuple[tuple[str, str, Iterable[str | None]], ...] = (
        ("site_id", "sites.csv", (part.site_id,)),
        ("field_id", "fields.csv", (part.field_id,)),
        ("vehicle_type", "vehicle_types.csv", (part.vehicle_type,)),
        ("people_line", "people.csv", (part.people_line,)),
        ("items", "items.csv", part.items or ()),
        ("movement_id", "clearances.csv", (clearance,)),
    )
    for name, file, words in cells:
        known = ids[file]
        for word in words:
            if known is not None and word is not None and word not in known:
                note_dangling(notes, table.file, row, column=name, found=word, known=known, target=file)


def _check_movement(
    table: _Rows, row: int, part: ReconstructionRow, first: tuple[int, ReconstructionRow], notes: Notes
) -> None:
    """Check that the rows of one movement agree."""
    for name in _MOVEMENT_COLUMNS:
        if getattr(part, name) != getattr(first[1], name):
            hint = phrase("All rows of a movement agree in kind, time, field and vehicle type.")
            table.note(notes, row, name, phrase("the same as in line {row}", row=first[0]), hint)


def _check_lines(table: _Rows, known: Known, notes: Notes) -> None:
    """Check that people are of the site and category of their line, and never more than are there of it."""
    lines = dict(known.people)
    there = defaultdict(int, {(line, site): count for line, (site, _, count) in lines.items()})
    for row, part in table.good():
        if part.people_line is None or not part.people or part.site_id is None:
            continue
        if part.kind == "reinforce":
            if part.people_line in known.people:
                table.note(notes, row, "people_line", phrase("a name that no line of people.csv has"))
            lines[part.people_line] = (part.site_id, part.people_category, part.people)
            there[part.people_line, part.site_id] += part.people
        elif part.people_line in lines:
            _check_line(table, row, part, lines[part.people_line], there, notes=notes)


def _check_line(
    table: _Rows,
    row: int,
    part: ReconstructionRow,
    line: tuple[str, str, int],
    there: dict[tuple[str, str], int],
    *,
    notes: Notes,
) -> None:
    """Check one row of people against ``line`` (site, category, count), and move them in ``there``."""
    name, here = part.people_line or "", part.site_id or ""
    site, category, count = line
    if here != site and (name, here) not in there:
        table.note(notes, row, "site_id", phrase("{site}, the site of the people line", site=site))
        here = site
    if part.people_category not in {"", category}:
        table.note(notes, row, "people_category", phrase("{category}, that of the people line", category=category))
    rest = there[name, here]
    if part.people > rest:
        expected = phrase("at most {rest}, what the line of {count} still has", rest=max(rest, 0), count=count)
        table.note(notes, row, "people", expected)
    there[name, here] -= part.people
    if part.kind == "transfer" and part.to_site:
        there[name, part.to_site] += part.people


def _check_items(table: _Rows, known: Known, sites: frozenset[str], notes: Notes) -> None:
    """Check that each item departs once, and goes from where it is."""
    here, went = dict(known.items), dict[str, int]()
    for row, part in table.good():
        for item in part.items or ():
            if item in went:
                expected = phrase(
                    "items that have not departed yet; {item} departed in line {row}", item=item, row=went[item]
                )
                table.note(notes, row, "items", expected)
            elif part.site_id in sites and here.get(item, part.site_id) != part.site_id:
                at = phrase("items of {own}; {item} is at {site}", own=part.site_id, item=item, site=here[item])
                table.note(notes, row, "items", at)
            if part.kind == "transfer":
                here[item] = part.to_site or here.get(item, "")
            else:
                went.setdefault(item, row)
