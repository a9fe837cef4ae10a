"""Proposals, answers and refusals between two offices: each step holds alone, and no stranger is heard."""

from pathlib import Path

import pytest

from repli.errors import SignatureError, UsageError
from repli.execution import (
    Desk,
    KeyStore,
    News,
    Office,
    Post,
    Proposed,
    Refusal,
    cosign_proposal,
    enter,
    proposals,
    refuse_proposal,
    take_answers,
    withdraw,
)
from repli.ledger.envelope import Envelope, seal
from tests.bureau import Bureau
from tests.cast import FORCE, HOST, OUTSIDER, officers

CLAUSE = {"deadline": "2030-02-01", "clause": "4", "cause": "rain"}


class Two:
    """Two offices over logs in memory; what they must remember and what travels lies on disk."""

    def __init__(self, root: Path) -> None:
        self.bureau = Bureau()
        self.post = Post(root / "post")
        self.offices = {
            name: Office(log=root / "log", store=KeyStore(root / name), party=name) for name in (FORCE, HOST)
        }

    def desk(self, name: str) -> Desk:
        return self.bureau.desks[name]

    def propose(self) -> None:
        found = enter(self.desk(FORCE), "extend", CLAUSE, second=self.bureau.second)
        assert found.proposal is not None
        self.post.propose(found.proposal, ())

    def asked(self) -> Proposed:
        (found,) = proposals(self.desk(HOST).recorder.copy, self.post)
        return found

    def take(self, name: str) -> News:
        return take_answers(self.offices[name], self.desk(name), self.post)


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


def test_a_proposal_is_signed_and_comes_into_the_log_of_both(two: Two) -> None:
    two.propose()
    asked = two.asked()
    assert (asked.feed, asked.body.kind) == (FORCE, "extend")
    cosign_proposal(two.offices[HOST], two.desk(HOST), two.post, asked)
    (event,) = two.take(FORCE).adopted
    assert event.event_hash == asked.event_hash
    two.bureau.meet()
    assert two.bureau.standing.current("extend", "deadline") == event
    assert list(proposals(two.desk(HOST).recorder.copy, two.post)) == []
    two.bureau.host("obligation", clause="a", state="done")


def test_a_refusal_gives_the_proposer_its_hand_back_with_the_reason(two: Two) -> None:
    two.propose()
    refuse_proposal(two.desk(HOST), two.post, two.asked(), "too late")
    assert [one.reason for one in two.take(FORCE).refused] == ["too late"]
    two.bureau.force("obligation", clause="a", state="done")


def test_a_refusal_by_a_stranger_or_by_the_proposer_itself_is_not_heard(two: Two) -> None:
    two.propose()
    asked = two.asked()
    for signer in (OUTSIDER, officers(FORCE)["represent"], officers(HOST)["count"]):
        two.post.refuse(Refusal.sign(asked.event_hash, "no", signer))
        with pytest.raises(SignatureError):
            two.take(FORCE)


def test_who_has_signed_refuses_no_more_and_the_answer_is_the_same_when_asked_again(two: Two) -> None:
    two.propose()
    asked = two.asked()
    first = cosign_proposal(two.offices[HOST], two.desk(HOST), two.post, asked)
    assert cosign_proposal(two.offices[HOST], two.desk(HOST), two.post, asked) == first
    with pytest.raises(UsageError, match="signed it already"):
        refuse_proposal(two.desk(HOST), two.post, asked, "second thoughts")


def test_what_lies_in_the_post_without_a_key_of_its_party_is_nobodys_proposal(two: Two) -> None:
    two.propose()
    (true,) = two.post.envelopes("proposal")
    two.post.clear(true.event_hash)
    for signer in (OUTSIDER, officers(HOST)["represent"]):
        two.post.propose(Envelope(payload=true.payload, signatures=seal(true.payload, [signer]).signatures), ())
        assert list(proposals(two.desk(HOST).recorder.copy, two.post)) == []
    two.post.propose(seal(b'{"no":"event"}', [officers(FORCE)["represent"]]), ())
    two.post.propose(true, ())
    assert two.asked().envelope == true


def test_a_proposal_is_taken_back_once(two: Two) -> None:
    two.propose()
    withdraw(two.offices[FORCE], two.desk(FORCE), two.post)
    assert list(proposals(two.desk(HOST).recorder.copy, two.post)) == []
    with pytest.raises(UsageError, match="nothing that waits"):
        withdraw(two.offices[FORCE], two.desk(FORCE), two.post)
