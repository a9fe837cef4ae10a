"""Who and what is aboard: people by line, items in the order in which they stand."""

from repli.errors import phrase
from repli.model import ItemLine, Operation, PeopleLine
from repli.reporting.charts.figure import Cell, Table
from repli.reporting.loads.notes import Notes
from repli.reporting.loads.sheet import Load
from repli.reporting.loads.words import category_word, class_word, disposition_word, sensitivity_word
from repli.reporting.voice import Voice
from repli.reporting.words import function_word

__all__ = ["items_aboard", "items_table", "people_table"]

_NOWHERE = "\u2013"


def people_table(load: Load, operation: Operation, notes: Notes, voice: Voice) -> Table | None:
    """List the people aboard by line; None if nobody is."""
    counts = {line.line_id: units for line, units in load.aboard.items() if line.is_people}
    rows = tuple(_people_row(operation.people_of[one], counts[one], notes, voice) for one in sorted(counts))
    if not rows:
        return None
    head = (phrase("Line"), phrase("Who"), phrase("People"), phrase("kg"))
    kg = sum(operation.people_of[one].kg_per_person * count for one, count in counts.items())
    caption = voice.say("People aboard: {people}, {kg} kg with bags", people=sum(counts.values()), kg=kg)
    return Table(caption=caption, head=tuple(voice.say(one) for one in head), rows=rows, numeric=frozenset({2, 3}))


def items_table(load: Load, operation: Operation, notes: Notes, voice: Voice) -> Table | None:
    """List the items aboard, by their first position, loose ones last; None if there are none."""
    items = items_aboard(load, operation)
    if not items:
        return None
    rows = tuple(_item_row(one, load.places.get(one.line_id, ()), notes, voice) for one in items)
    head = (phrase("Position"), phrase("Item"), phrase("What"), phrase("kg"), phrase("Danger class"))
    kg = sum(one.kg for one in items)
    caption = voice.say("Items aboard: {items}, {kg} kg", items=len(items), kg=kg)
    return Table(caption=caption, head=tuple(voice.say(one) for one in head), rows=rows, numeric=frozenset({3}))


def items_aboard(load: Load, operation: Operation) -> tuple[ItemLine, ...]:
    """Return the items aboard, by their first position, then those that stand on none."""
    items = (operation.item_of[line.line_id] for line in load.aboard if not line.is_people)
    return tuple(
        sorted(items, key=lambda one: (not load.places.get(one.line_id), load.places.get(one.line_id), one.line_id))
    )


def _people_row(line: PeopleLine, count: int, notes: Notes, voice: Voice) -> tuple[Cell, ...]:
    words = (voice.say(category_word(line.category)), voice.say(function_word(line.function)), line.unit)
    return (
        f"{line.line_id} {notes.mark('people.csv', line.line_id)}".strip(),
        (", ".join(word for word in words if word), _way(line)),
        voice.number(count),
        voice.number(count * line.kg_per_person),
    )


def _item_row(line: ItemLine, numbers: tuple[int, ...], notes: Notes, voice: Voice) -> tuple[Cell, ...]:
    place = f"{numbers[0]}\u2013{numbers[-1]}" if len(numbers) > 1 else "".join(map(str, numbers))
    sensitivity = sensitivity_word(line.sensitivity)
    words = [class_word(line.item_class), disposition_word(line.disposition), *([sensitivity] if sensitivity else [])]
    if line.positions and not numbers:
        words.append(phrase("positions {count}", count=line.positions))
    described = voice.choose(en=line.description_en, fr=line.description_fr)
    return (
        place or (_NOWHERE if line.positions else voice.say("loose")),
        f"{line.line_id} {notes.mark('items.csv', line.line_id)}".strip(),
        (described, f"{', '.join(voice.say(word) for word in words)} \u00b7 {_way(line)}"),
        voice.number(line.kg),
        line.dangerous_class or "",
    )


def _way(line: PeopleLine | ItemLine) -> str:
    """Return from where to where a line goes in all."""
    return f"{line.site_id} \u2192 {line.destination_id}"
