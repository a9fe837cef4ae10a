"""Attacks of format 4 on people and items: who is counted, kept, back, under way, and what is given away."""

from tests.attacks.lies_fourth import lie
from tests.verification.day_spec import DayFold
from tests.verification.day_world import BOTH, Day
from tests.verification.deep_log import HOST, RAMP
from tests.verification.deep_spec import Said
from tests.verification.late_world import slot_file
from tests.verification.log_spec import Body, cells

AGADEZ = [{"category": "soldier", "count": 1, "site": "agadez"}]


def more(names: tuple[str, ...], people: int) -> Body:
    """Return the change of told figures that adds people to some."""

    def change(figures: list[Body]) -> None:
        for one in figures:
            one["value"] += people if one["name"] in names else 0

    return {"figures": change}


@lie("one party's word counted", "figure people_remaining", without="^figure", refused=True)
def arrivals_of_one_party_are_counted(world: Day, _void: bool) -> str:
    world.reinforce(3)
    return world.publish(**more(("people_reinforced", "people_remaining"), 3))


@lie("one party's word counted", "figure people_remaining", without="^figure", refused=True)
def people_kept_by_one_party_are_taken_off_what_remains(world: Day, _void: bool) -> str:
    world.say("status", feed=HOST, people=[2, 3])
    return world.publish(**more(("people_remaining",), -2))


@lie("one party's word counted", "figure people_remaining", without="^figure", refused=True)
def those_who_stay_are_told_as_remaining(world: Day, _void: bool) -> str:
    world.say("status", people=[2, 3], by=BOTH)
    return world.publish(**more(("people_remaining",), 2))


class Persuaded(DayFold):
    """What would be, if a witness made joint what it saw."""

    def on_attest(self, said: Said) -> None:
        super().on_attest(said)
        self.become_joint(said.body["event"])


@lie("one party's word counted", "`state` is not the digest", without="digest|^figure", refused=True)
def witness_makes_joint_what_it_saw(world: Day, _void: bool) -> str:
    kept = world.say("status", people=[2])
    world.attest(kept)
    world.fold_type = Persuaded
    return world.publish()


@lie("counted twice", "slot-taken", refused=True)
def five_people_are_kept_twice(world: Day, _void: bool) -> str:
    world.say("status", people=[2, 3], by=BOTH)
    return world.say("status", people=[3, 4], status="asylum", by=BOTH)


@lie("counted twice", "slot-taken", refused=True)
def kept_and_departed(world: Day, _void: bool) -> str:
    kept = world.say("status", people=[2], by=BOTH)
    world.depart("M-1", [2], by=BOTH)
    return kept  # the lists of joint movements are looked at first


@lie("counted twice", "slot-taken", refused=True)
def another_person_comes_back_than_departs_again(world: Day, _void: bool) -> str:
    world.depart("M-1", [2, 3], by=BOTH)
    world.say("status", people=[3], status="returned", by=BOTH)
    return world.depart("M-2", [2], by=BOTH)


@lie("counted twice", "slot-not-taken", refused=True)
def somebody_is_released_who_was_never_kept_so_that_another_departs_twice(world: Day, _void: bool) -> str:
    world.say("status", people=[2], by=BOTH)
    other = world.say("status", people=[5], status="released", by=BOTH)
    world.depart("M-1", [5], by=BOTH)
    world.depart("M-2", [5], by=BOTH)
    return other


@lie("counted twice", "slot-not-taken", refused=True)
def somebody_returns_in_the_place_of_who_departed(world: Day, _void: bool) -> str:
    world.depart("M-1", [2], items=[3], by=BOTH)
    return world.say("status", people=[3], status="returned", by=BOTH)


@lie("counted twice", "slot-not-taken", refused=True)
def another_item_is_found_than_was_lost(world: Day, _void: bool) -> str:
    world.say("status", items=[1], status="lost", by=BOTH)
    return world.say("status", items=[2], status="found", by=BOTH)


@lie("counted twice", "slot-taken", refused=True)
def item_departs_and_is_destroyed(world: Day, _void: bool) -> str:
    world.depart("M-1", [], items=[1], kg=100, by=BOTH)
    return world.say("dispose", items=[1], by=BOTH)


@lie("more than there are", "slots-count", refused=True)
def more_people_are_kept_than_their_list_has(world: Day, _void: bool) -> str:
    few = world.sidecar(slot_file([2], []))
    return world.say("status", people=2, items=0, cells=cells(soldier=2), slots=few, by=BOTH)


@lie("more than there are", "slot-outside", refused=True)
def somebody_of_no_roster_died(world: Day, _void: bool) -> str:
    return world.say("status", people=[10], status="died", by=BOTH)


@lie("more than there are", "more people of .* than there are", without="cell-over-baseline", refused=True)
def more_people_are_kept_than_remain(world: Day, _void: bool) -> str:
    return world.say("status", people=[2, 3, 4, 5, 6, 7], by=BOTH)


@lie("more than there are", "cell-over-baseline")
def somebody_departs_from_where_only_a_transfer_of_one_party_brought_people(world: Day, void: bool) -> str:
    world.say("transfer", people=[2])
    return world.depart("M-1", [2], change={"cells": AGADEZ}, feed=RAMP, void=void)


@lie("more than there are", "items; 4 were declared", without="items-over-baseline|slot-taken", refused=True)
def more_items_are_destroyed_than_there_are(world: Day, _void: bool) -> str:
    return world.say("dispose", items=[0, 1, 2, 3], by=BOTH)  # the first had gone before anybody counted


@lie("more than there are", "kg; 1000 were declared", without="kg-over-baseline", refused=True)
def more_is_destroyed_than_it_weighs(world: Day, _void: bool) -> str:
    return world.say("dispose", kg=901, by=BOTH)


@lie("below nothing", "have returned than departed", without="account-below-zero|slot-not-taken", refused=True)
def somebody_returns_who_never_departed(world: Day, _void: bool) -> str:
    return world.say("status", people=[2], status="returned", by=BOTH)


@lie("below nothing", "have returned than departed", without="account-below-zero|slot-not-taken", refused=True)
def somebody_of_the_opening_returns(world: Day, _void: bool) -> str:
    back = world.say("status", people=[0], status="returned")
    return world.minutes([back])


@lie("below nothing", "have returned than departed", without="account-below-zero|slot-not-taken", refused=True)
def departure_is_taken_out_whose_people_returned(world: Day, _void: bool) -> str:
    event = world.depart("M-1", [2], by=BOTH)
    world.say("status", people=[2], status="returned", by=BOTH)
    return world.cancel(event, by=BOTH)


@lie("below nothing", "below 0", without="account-below-zero|slot-not-taken", refused=True)
def somebody_is_released_who_was_never_kept(world: Day, _void: bool) -> str:
    return world.say("status", people=[2], status="released", by=BOTH)


@lie("below nothing", "below 0", without="account-below-zero|slot-not-taken", refused=True)
def something_is_found_that_was_never_lost(world: Day, _void: bool) -> str:
    return world.say("status", items=[1], kg=10, status="found", by=BOTH)


@lie("below nothing", "2 items are held; 1 have departed", without="account-below-zero", refused=True)
def more_is_held_at_customs_than_departed(world: Day, _void: bool) -> str:
    return world.say("status", items=[1, 2], status="held", by=BOTH)


@lie("under way", "not the people and items", without="account-below-zero", refused=True)
def fewer_people_arrive_than_were_transferred(world: Day, _void: bool) -> str:
    world.say("transfer", people=[2, 3], by=BOTH)
    return world.say("arrive", movement="T-1", people=1, by=BOTH)


@lie("under way", "already-arrived")
def the_same_people_arrive_twice(world: Day, void: bool) -> str:
    world.say("transfer", people=[2], by=BOTH)
    world.say("arrive", movement="T-1", by=BOTH)
    return world.say("arrive", movement="T-1", written={"void": void})


@lie("under way", "movement-known")
def transfer_departs_as_well(world: Day, void: bool) -> str:
    world.say("transfer", people=[2], by=BOTH)
    return world.depart("T-1", [2], feed=HOST, void=void)


@lie("under way", "movement-departed")
def manifest_is_written_after_the_departure(world: Day, void: bool) -> str:
    world.depart("M-1", [2], by=BOTH)
    return world.say("manifest", feed=HOST, written={"void": void})


@lie("another roster", "not those of the version that it replaces", refused=True)
def reinforcement_exchanges_those_who_were_there(world: Day, _void: bool) -> str:
    others = world.declare_body("items", 13, [], 0)  # thirteen digests, none of them of the people
    return world.reinforce(3, by=BOTH, root=others["root"], sidecar=others["sidecar"])


@lie(
    "another roster",
    "14 slots; 10 and those who came are 13",
    without="those who came|not those of the version",
    refused=True,
)
def reinforcement_makes_room_for_one_more(world: Day, _void: bool) -> str:
    return world.reinforce(3, by=BOTH, **world.roster_of(14))


@lie("no such thing", "wrong-scope")
def transfer_goes_where_it_comes_from(world: Day, void: bool) -> str:
    return world.say("transfer", feed=HOST, people=[2], to="niamey", written={"void": void})


@lie("no such thing", "wrong-scope")
def nobody_knows_which_flight_was_missed(world: Day, void: bool) -> str:
    return world.say("status", feed=HOST, people=[2], status="no-show", written={"void": void})


@lie("no such thing", "wrong-scope")
def people_are_kept_by_weight(world: Day, void: bool) -> str:
    return world.say("status", feed=HOST, people=[2], kg=80, written={"void": void})


@lie("no such thing", "wrong-scope")
def weight_is_destroyed_without_an_item(world: Day, void: bool) -> str:
    return world.say("dispose", feed=HOST, items=[], written={"void": void})
