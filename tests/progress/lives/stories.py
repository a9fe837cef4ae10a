"""Stories in the small world of format 4, told by real recorders, that together make every step of every life.

>>> world = StoryWorld()
>>> STORIES["a flight by the book"](world)
>>> world.trails.state("movement", "R1")
'signed'
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from repli.execution import exchange, publish_figures, seal_count
from repli.progress import Depart, Event
from repli.progress.bodies import Calendar, Incident, Inspect, PlannedMovement
from repli.progress.change import Amend, Correct, Dispute
from repli.progress.change_rules import corrections
from repli.progress.lives import Trails, lives_of
from repli.progress.lives.scene import Slots
from repli.progress.merging import merged
from tests.cast import NOON, texts
from tests.fourth import BASE_SITE, FEEDER, HASH, TIME, Fourth, arrive, clearance, close, handover, manifest
from tests.second import Second

__all__ = ["STORIES", "StoryWorld"]

ZEROS = "0" * 64


class StoryWorld(Fourth):
    """The world of format 4, in which the lists of manifests are held too."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[str, Slots] = {}

    def manifest(self, name: str, state: str, people: Sequence[int], items: Sequence[int] = ()) -> Event:
        """One party's manifest; both hold its list here."""
        listed = f"{len(self.lists) + 1:064x}"
        self.lists[listed] = tuple(people), tuple(items)
        body = manifest(name, len(people), state, list=listed, items=len(items))
        return self.alone(replace(body, cells=self.book.people.cells(people)))

    def load(self, name: str, people: Sequence[int], items: Sequence[int] = ()) -> Depart:
        """The departure of these people and items."""
        part = Second.depart_of(self, name, people)
        return self.hidden(replace(part, items=tuple(sorted(items)), kg=self.book.items.kg(items)))

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that the force has, in the order of the log."""
        copy = self.force.copy
        return merged({feed: copy.events(feed) for feed in copy.cut})

    @property
    def trails(self) -> Trails:
        """The lives of everything, as one who holds all lists sees them."""
        return lives_of(self.events, self.sidecars.get, self.lists.get)


def by_the_book(world: StoryWorld) -> None:
    """R1 with three people and an item, from the calendar to the record that both sign."""
    people, items = world.free(BASE_SITE, 3), (0,)
    planned = PlannedMovement(field="FLD1", items=1, movement="R1", off_block_at=TIME, people=3, vehicle="L1")
    world.both(Calendar(since="2030-01-07", to="2030-01-09", movements=(planned,), replaces=ZEROS, version=1))
    world.alone(clearance("requested", movements=("R1",)))
    world.alone(clearance("granted", movements=("R1",)), of="host")
    world.both(world.dispose(items, stage="decided"))
    for result in ("packed", "inspected", "cleared", "staged"):
        world.both(Inspect(customs="", inspection="X1", items=1, kg=0, result=result, seals=(), site=BASE_SITE,
                           slots=world.listed(items=items), time=TIME))  # fmt: skip
    world.manifest("R1", "open", people, items)
    world.manifest("R1", "closed", people, items)
    _count(world, "R1", 3, 1)
    gone = world.alone(world.load("R1", people, items))
    came = world.alone(arrive("R1", 3, 1), of="host")
    world.sign_day(gone, came)
    world.alone(clearance("used", movements=("R1",)))


def _count(world: StoryWorld, name: str, people: int, items: int) -> None:
    opened = []
    for recorder in (world.force, world.host):
        opened.append(
            (
                recorder,
                seal_count(recorder, movement=name, people=people, items=items, salt=world.salts(16), second=NOON),
            )
        )
        exchange(world.force, world.host)
    for recorder, body in opened:
        recorder.record(body, second=NOON)
        exchange(world.force, world.host)


def who_does_not_go(world: StoryWorld) -> None:
    """One does not show up; others stay, claim asylum, are flown to hospital, come later, come back."""
    people = world.free(BASE_SITE, 2)
    world.manifest("R1", "open", people)
    world.manifest("R1", "closed", people)
    world.both(world.status("no-show", people[:1]))
    for name in ("retained", "asylum", "medevac", "died"):
        world.both(world.status(name, world.free(BASE_SITE, 1)))
    world.both(world.reinforce(2))
    back = world.free(BASE_SITE, 2)
    world.both(world.load("R2", back))
    world.both(world.status("returned", back))


def what_does_not_go(world: StoryWorld) -> None:
    """Items are given away, destroyed, lost, and held by customs for a while."""
    for slot, how in ((1, "gift"), (2, "destroy")):
        world.both(world.dispose((slot,), stage="decided", how=how))
        world.both(world.dispose((slot,), how=how))
    world.both(world.item_status("lost", (3,)))
    world.both(world.load("R1", (), (4,)))
    world.both(world.item_status("held", (4,)))
    world.both(world.item_status("freed", (4,)))


def on_the_road(world: StoryWorld) -> None:
    """A convoy is blocked and let go; a flight is diverted; clearances are refused, run out, or are taken back."""
    for name, classes in (("C1", ("blocked", "released")), ("C2", ("diverted",))):
        world.alone(world.load(name, world.free(BASE_SITE, 2)))
        for number, found in enumerate(classes):
            world.alone(Incident(incident_class=found, effect_hours=9, incident=f"I-{name}-{number}", items=0,
                                 movement=name, people=0, place="GATE", severity=3, text=HASH, time=TIME))  # fmt: skip
    for number, answers in enumerate(
        (("refused",), ("silent",), ("granted", "expired"), ("granted", "revoked"), ("granted", "amended"))
    ):
        words = {"reference": f"C-{number}", "movements": (f"M{number}",)}
        world.alone(clearance("requested", **words))
        for answer in answers:
            world.alone(clearance(answer, **words), of="force" if answer == "silent" else "host")


def out_of_the_calendar(world: StoryWorld) -> None:
    """What was cleared and is in the calendar no more is cancelled."""
    planned = PlannedMovement(field="FLD1", items=0, movement="M1", off_block_at=TIME, people=3, vehicle="L1")
    first = world.both(Calendar(since="2030-01-07", to="2030-01-09", movements=(planned,), replaces=ZEROS, version=1))
    world.alone(clearance("requested", movements=("M1",)))
    world.alone(clearance("granted", movements=("M1",)), of="host")
    world.both(Calendar(since="2030-01-07", to="2030-01-09", movements=(), replaces=first.event_hash, version=2))


def handed_over(world: StoryWorld) -> None:
    """The feeder draws down, is surveyed, handed over, closed and liquidated."""
    world.both(world.load("F1", world.free(FEEDER, 8)))
    act = world.both(handover(FEEDER))
    world.both(world.load("F2", world.free(FEEDER, 2)))
    world.both(close(FEEDER, act=act.event_hash))
    world.both(close(FEEDER, act=act.event_hash, liquidation=True))


def evacuated(world: StoryWorld) -> None:
    """The feeder is left without an act, which is signed later."""
    world.both(world.load("F1", world.free(FEEDER, 10)))
    world.both(close(FEEDER))
    act = world.both(handover(FEEDER, surveys=()))
    world.both(close(FEEDER, act=act.event_hash))


def told_and_corrected(world: StoryWorld) -> None:
    """R1 is agreed, published, counted anew and corrected; R2 is disputed."""
    people = world.free(BASE_SITE, 3)
    gone = world.alone(world.load("R1", people))
    world.sign_day(gone)
    publish_figures(world.force, world.host, world.sidecars, texts, as_of_second=NOON, second=NOON)
    world.both(Amend(replaces=gone.event_hash, body=world.load("R1", people[:2]), reason="recount"))
    matters = world.force.copy.replay.matters
    assert matters is not None
    told = matters.told[1]
    world.both(Correct(number=1, publish=told.event, values=corrections(matters, told), reason="recount"))
    other = world.alone(world.load("R2", world.free(BASE_SITE, 1)))
    world.alone(Dispute(event=other.event_hash, field="people", value_claimed=0, reason="nobody"), of="host")


STORIES: dict[str, Callable[[StoryWorld], None]] = {
    "a flight by the book": by_the_book,
    "who does not go": who_does_not_go,
    "what does not go": what_does_not_go,
    "on the road": on_the_road,
    "out of the calendar": out_of_the_calendar,
    "a site is handed over": handed_over,
    "a site is evacuated": evacuated,
    "a figure is told and corrected": told_and_corrected,
}
