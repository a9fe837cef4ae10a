"""dangerous_goods.csv says of every pair of classes in items.csv, and of each with people, whether they go together."""

from itertools import combinations_with_replacement

from repli.errors import phrase
from repli.intake.draft import Draft
from repli.intake.problems import Notes

__all__ = ["PEOPLE", "check_dangerous_goods"]

PEOPLE = "people"


def check_dangerous_goods(draft: Draft, notes: Notes) -> None:
    """Check that each pair that can be aboard has exactly one row; the order of the two does not matter."""
    table = draft.segregation
    first: dict[tuple[str, ...], int] = {}
    for row, one in table.good():
        pair = tuple(sorted((one.class_a, one.class_b)))
        if first.setdefault(pair, row) != row and table.cell(first[pair], "class_a") != one.class_a:
            expected = phrase("each pair of classes once, whatever their order")
            table.note(notes, row, "class_b", expected, phrase("Line {row} has the same.", row=first[pair]))
    used = {item.dangerous_class: row for row, item in reversed([*draft.items.good()]) if item.dangerous_class}
    if PEOPLE in used:
        draft.items.note(notes, used.pop(PEOPLE), "dangerous_class", phrase("a class of goods; people are none"))
    if not table.whole or not table.sound:
        return
    for pair in combinations_with_replacement(sorted((*used, PEOPLE)), 2):
        if pair not in first and pair != (PEOPLE, PEOPLE):
            expected = phrase("a row that says whether {first} and {second} go together", first=pair[0], second=pair[1])
            notes.add(table.file, expected=expected, hint=phrase("items.csv has these classes; nothing is assumed."))
