"""When a list of slots is due: so long after its own event, or after the publication that nobody remains."""

import pytest

from repli.errors import CanonicalError
from repli.progress.slotpolicy import SlotPolicy


def test_a_list_is_due_so_long_after_its_event() -> None:
    policy = SlotPolicy(since="event", minutes=2)
    assert policy.due_second(named_second=100, closed_second=None) == 220


def test_a_list_that_waits_for_the_closure_is_not_due_before_anybody_knows_when_that_is() -> None:
    policy = SlotPolicy(since="closure", minutes=1)
    assert policy.due_second(named_second=100, closed_second=None) is None
    assert policy.due_second(named_second=100, closed_second=500) == 560


@pytest.mark.parametrize("since", ["event", "closure"])
def test_what_is_written_reads(since: str) -> None:
    policy = SlotPolicy(since=since, minutes=0)
    assert SlotPolicy.read(policy.value) == policy


@pytest.mark.parametrize("value", [{}, {"from": "never", "minutes": 1}, {"from": "event", "minutes": -1}, []])
def test_another_policy_is_refused(value: object) -> None:
    with pytest.raises(CanonicalError):
        SlotPolicy.read(value)  # type: ignore[arg-type]  # what a log could say
