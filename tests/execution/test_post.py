"""What travels between the parties is what was put in, or it is refused by name; a refusal is signed by who refuses."""

from pathlib import Path

import pytest

from repli.errors import LedgerError, UsageError
from repli.execution import Post, Refusal, enter, post_beside
from repli.ledger.envelope import Envelope
from tests.bureau import Bureau
from tests.cast import HOST, OUTSIDER, officers


def proposal(bureau: Bureau) -> Envelope:
    found = enter(bureau.desks["force"], "extend", {"deadline": "2030-02-01", "clause": "4", "cause": "rain"},
                  second=bureau.second)  # fmt: skip
    assert found.proposal is not None
    return found.proposal


def test_a_proposal_comes_out_as_it_went_in_and_is_cleared_by_its_name(tmp_path: Path) -> None:
    post = Post(tmp_path / "log.post")
    assert list(post.envelopes("proposal")) == []
    envelope = proposal(Bureau())
    post.propose(envelope, (b"a list",))
    assert list(post.envelopes("proposal")) == [envelope]
    assert list(post.envelopes("answer")) == []
    post.clear(envelope.event_hash)
    assert list(post.envelopes("proposal")) == []


def test_a_proposal_that_was_changed_or_cut_on_its_way_is_refused(tmp_path: Path) -> None:
    post = Post(tmp_path)
    path = post.propose(proposal(Bureau()), ())
    data = path.read_bytes()
    for wrong in (data[:-9], data.replace(b"signatures", b"signatureS"), b""):
        path.write_bytes(wrong)
        with pytest.raises(UsageError, match="not what its name promises"):
            list(post.envelopes("proposal"))
    path.rename(tmp_path / f"{'ab' * 32}.proposal")
    (tmp_path / f"{'ab' * 32}.proposal").write_bytes(data)
    with pytest.raises(UsageError):
        list(post.envelopes("proposal"))


def test_a_refusal_reads_back_and_no_other_reason_can_be_put_under_it(tmp_path: Path) -> None:
    refusal = Refusal.sign("cd" * 32, "too late", officers(HOST)["represent"])
    assert Refusal.read(refusal.data) == refusal
    with pytest.raises(LedgerError):
        Refusal.read(refusal.data.replace(b"too late", b"too soon"))
    post = Post(tmp_path)
    post.refuse(refusal)
    assert post.refusal("cd" * 32) == refusal
    assert post.refusal("ef" * 32) is None
    (tmp_path / f"{'cd' * 32}.refusal").write_bytes(b"{}\n")
    with pytest.raises(UsageError):
        post.refusal("cd" * 32)


def test_who_has_no_key_of_the_log_can_say_he_refuses_but_is_not_heard() -> None:
    refusal = Refusal.sign("cd" * 32, "no", OUTSIDER)
    assert Refusal.read(refusal.data).key != officers(HOST)["represent"].public


def test_the_post_lies_beside_the_log_and_never_in_it(tmp_path: Path) -> None:
    assert post_beside(tmp_path / "log") == tmp_path / "log.post"
