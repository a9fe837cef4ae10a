"""Attacks of format 4 on sites, permits, papers and signatures: who may say what, and in which order."""

from tests.attacks.lies_fourth import lie
from tests.verification.day_world import BODIES, BOTH, DAY, Day
from tests.verification.deep_log import FORCE, HOST, MISSION, RAMP
from tests.verification.log_spec import cells


def emptied(world: Day) -> None:
    """Everybody who is not of the opening departs; nobody is at niamey any more."""
    people = {"cells": cells(civilian=3, soldier=5)}
    world.depart("M-9", list(range(2, 10)), by=BOTH, change=people)


@lie("a site", "5 present", without="site-not-empty", refused=True)
def site_is_closed_with_people_there(world: Day, _void: bool) -> str:
    world.depart("M-9", [7, 8, 9], by=BOTH, change={"cells": cells(civilian=3)})
    return world.say("close")


@lie("a site", "1 awaiting", without="site-not-empty", refused=True)
def site_is_closed_while_a_departure_waits(world: Day, _void: bool) -> str:
    people = list(range(2, 9))
    world.depart("M-9", people, by=BOTH, change={"cells": cells(civilian=3, soldier=4)})
    world.depart("M-1", [9], feed=RAMP)
    return world.say("close")


@lie("a site", "under way from there", without="site-not-empty", refused=True)
def site_is_closed_to_which_people_are_under_way(world: Day, _void: bool) -> str:
    world.say("transfer", people=[2], by=BOTH)
    return world.say("close", site="agadez")


@lie("a site", "1 present", without="site-not-empty", refused=True)
def somebody_is_back_at_a_closed_site(world: Day, _void: bool) -> str:
    emptied(world)
    back = world.say("status", people=[2], status="returned")
    world.say("close")
    return world.minutes([back])


@lie("a site", "site-closed")
def somebody_returns_to_a_closed_site(world: Day, void: bool) -> str:
    emptied(world)
    world.say("close")
    return world.say("status", feed=HOST, people=[2], status="returned", written={"void": void})


@lie("a site", "site-closed")
def somebody_is_released_at_a_closed_site(world: Day, void: bool) -> str:
    people = {"cells": cells(civilian=3, soldier=4)}
    world.depart("M-9", list(range(3, 10)), by=BOTH, change=people)
    world.say("status", people=[2], by=BOTH)
    world.say("close")
    return world.say("status", feed=HOST, people=[2], status="released", written={"void": void})


@lie("a site", "the act is not that", without="no-act", refused=True)
def site_is_closed_by_an_act_that_nobody_signed(world: Day, _void: bool) -> str:
    act = world.say("handover", site="agadez")
    return world.say("close", site="zinder", act=act)


@lie("a site", "no step from closed to evacuated", without="no-such-step", refused=True)
def closed_site_is_told_as_evacuated(world: Day, _void: bool) -> str:
    act = world.say("handover", site="zinder")
    world.say("close", site="zinder", act=act)
    return world.say("close", site="zinder")


@lie("a permit", "not-the-issuer")
def who_asks_for_a_clearance_grants_it(world: Day, void: bool) -> str:
    world.say("clearance")
    return world.say("clearance", state="granted", written={"void": void})


@lie("a permit", "own-clearance")
def issuer_asks_itself(world: Day, void: bool) -> str:
    return world.say("clearance", feed=HOST, written={"void": void})


@lie("a permit", "other-issuer")
def clearance_changes_its_issuer(world: Day, void: bool) -> str:
    world.say("clearance", issuer="")
    return world.say("clearance", feed=HOST, state="granted", written={"void": void})


@lie("a permit", "no-such-step")
def refused_clearance_is_used(world: Day, void: bool) -> str:
    world.say("clearance")
    world.say("clearance", feed=HOST, state="refused")
    return world.say("clearance", state="used", written={"void": void})


@lie("a permit", "not-the-issuer")
def clearance_of_a_third_state_is_granted_by_who_did_not_ask(world: Day, void: bool) -> str:
    world.say("clearance", issuer="")
    return world.say("clearance", feed=HOST, issuer="", state="granted", written={"void": void})


@lie("a paper", "no step from 2 to 2", without="no-such-step", refused=True)
def calendar_forks(world: Day, _void: bool) -> str:
    first = world.say("calendar")
    world.say("calendar", version=2, replaces=first)
    return world.say("calendar", version=2, replaces=first, to=DAY)


@lie("a paper", "no step from none to 2024-09-15", without="no-such-step", refused=True)
def deadline_is_moved_to_where_it_is(world: Day, _void: bool) -> str:
    return world.say("extend", deadline="2024-09-15")


@lie("a paper", "lock-forbids")
def locked_weapons_are_given_away(world: Day, void: bool) -> str:
    weapons = {"how": "gift", "locked": True, "recipient": "a friend"}
    return world.say("dispose", feed=HOST, written={"void": void}, **weapons)


@lie("a paper", "not-a-movement")
def arrival_of_what_never_left(world: Day, void: bool) -> str:
    return world.say("arrive", feed=HOST, movement="M-7", written={"void": void})


@lie("a paper", "escalates", without="^escalates", refused=True)
def minutes_send_up_what_nobody_said(world: Day, _void: bool) -> str:
    return world.sit([], ["a" * 64])


@lie("against the other", "not-yours")
def what_both_signed_is_cancelled_by_one(world: Day, void: bool) -> str:
    kept = world.say("status", people=[2], by=BOTH)
    return world.cancel(kept, feed=HOST, void=void)


@lie("against the other", "not-yours")
def what_the_other_said_is_cancelled(world: Day, void: bool) -> str:
    world.say("clearance")
    return world.cancel(world.say("obligation"), feed=HOST, void=void)


@lie("against the other", "joint-stands")
def what_both_accepted_is_disputed_by_one(world: Day, void: bool) -> str:
    kept = world.say("status", people=[2])
    world.minutes([kept])
    return world.dispute(kept, what="entry", value=0, void=void)


@lie("against the other", "accepts an entry that is joint or disputed", without="accepts an entry", refused=True)
def minutes_accept_what_is_disputed(world: Day, _void: bool) -> str:
    kept = world.say("status", people=[2])
    world.dispute(kept, what="entry", value=0)
    return world.minutes([kept])


@lie("against the other", "not-a-version")
def departure_is_cancelled_as_if_it_were_a_disposal_by_who_may_not_count(world: Day, void: bool) -> str:
    return world.cancel(world.depart("M-1", [2]), kind="dispose", void=void)


@lie("who signs", "needs 2 parties, 1 signed", without="needs 2 parties", refused=True)
def deadline_is_moved_by_one(world: Day, _void: bool) -> str:
    return world.say("extend", by=[FORCE])


@lie("who signs", "there to observe", without="there to observe|^signed with a key for the feed", refused=True)
def guarantor_signs_in_the_place_of_a_party(world: Day, _void: bool) -> str:
    body = world.numbered("status", BODIES["status"] | {"people": [2]})
    return world.add(FORCE, "status", body, [f"{FORCE}/count", f"{MISSION}/observe"])


@lie("who signs", "needs keys to observe", without="needs keys to observe", refused=True)
def party_attests_what_it_did(world: Day, _void: bool) -> str:
    kept = world.say("status", people=[2])
    return world.attest(kept, feed=HOST, key=f"{HOST}/count")


@lie("who signs", "needs keys to represent", without="needs keys to represent", refused=True)
def ramp_officer_disposes(world: Day, _void: bool) -> str:
    body = world.numbered("dispose", BODIES["dispose"])
    return world.add(FORCE, "dispose", body, [f"{FORCE}/count"])


@lie("who signs", "there to observe", without="there to observe", refused=True)
def party_gets_a_key_to_observe(world: Day, _void: bool) -> str:
    return world.change_keys([f"{HOST}/observe"], [])


@lie("who signs", "not-an-event")
def witness_attests_what_nobody_said(world: Day, void: bool) -> str:
    return world.attest("a" * 64, void=void)
