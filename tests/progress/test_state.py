"""The state is exactly the JSON of section 7 of the log format."""

import hashlib

from repli.progress import CountTally, initial_state, state_bytes, state_digest
from tests.progress.world import BOTH, HOST, World, depart, opening


def test_the_initial_state_is_these_bytes() -> None:
    assert state_bytes(initial_state()) == (
        b'{"agreement":"","baseline":{"items":{},"people":{}},'
        b'"departed":{"cells":[],"items":[],"kg":0,"movements":0,"people":[]},'
        b'"events":0,"movements":[],"opening":{"items":0,"kg":0,"people":0},"published":0,"tallies":[]}'
    )


def test_a_state_is_these_bytes() -> None:
    world = World()
    world.play(*world.start())
    people, items = (world.replay.state.baseline_people, world.replay.state.baseline_items)
    assert people is not None
    assert items is not None
    world.play(world.event(opening((7,), (3,)), BOTH))
    joint, waiting = world.event(depart("R2", (0, 6)), BOTH), world.event(depart("R1", (1,), (0,)))
    world.play(joint, waiting, world.event(CountTally(movement="R1", people=1, items=1), frozenset({HOST})))
    assert state_bytes(world.replay.state).decode() == (
        '{"agreement":"tiny","baseline":{'
        f'"items":{{"cells":[{{"category":"pallet","count":4,"site":"NIA"}}],"kg":1000,"root":"{items.root}","slots":4}},'
        '"people":{"cells":[{"category":"civilian","count":4,"site":"NIA"},{"category":"military","count":6,"site":"NIA"}],'
        f'"kg":0,"root":"{people.root}","slots":10}}}},'
        '"departed":{"cells":[{"category":"civilian","count":2,"site":"NIA"},{"category":"military","count":1,"site":"NIA"}],'
        '"items":[3],"kg":100,"movements":1,"people":[0,6,7]},'
        '"events":7,"movements":['
        f'{{"event":"{waiting.event_hash}","grade":"unilateral","items":1,"kg":100,"movement":"R1","people":1}},'
        f'{{"event":"{joint.event_hash}","grade":"joint","items":0,"kg":0,"movement":"R2","people":2}}],'
        '"opening":{"items":1,"kg":100,"people":1},"published":0,'
        '"tallies":[{"items":1,"movement":"R1","party":"host","people":1}]}'
    )


def test_the_digest_is_the_sha256_of_the_bytes() -> None:
    assert state_digest(initial_state()) == hashlib.sha256(state_bytes(initial_state())).hexdigest()
