"""A line is opened to an inspector, checked against the log, and erased; names cannot be guessed from digests."""

import json
import stat
from pathlib import Path

import pytest

from repli.errors import RefusedError, UsageError
from repli.execution import draw_book, erase_roster_line, open_roster_line, seeded_entropy, write_book
from repli.ledger.roster import digest_of, parse_digest_file
from repli.progress.baseline import Declare
from repli.verification import verify_opened
from tests.cast import TinyLog, tiny_log
from tests.tiny import tiny_operation


@pytest.fixture
def made(tmp_path: Path) -> TinyLog:
    log = tiny_log(tmp_path / "log")
    write_book(log.book, tmp_path / "roster.json", log=log.root)
    return log


def test_every_slot_can_be_opened_and_checked(made: TinyLog) -> None:
    roster = made.root.parent / "roster.json"
    for scope, count in (("people", 30), ("items", 6)):
        for slot in (0, count - 1):
            opened = verify_opened(made.root, open_roster_line(made.root, roster, scope=scope, slot=slot))
            assert (opened.scope, opened.slot) == (scope, slot)
            assert opened.content == getattr(made.book, scope).lines[slot].content


def test_an_erased_line_is_gone_and_the_others_stay(made: TinyLog) -> None:
    roster = made.root.parent / "roster.json"
    before = roster.read_bytes()
    salt = json.loads(before)["people"][3]["salt"]
    erase_roster_line(roster, scope="people", slot=3)
    assert salt.encode() not in roster.read_bytes()
    assert stat.S_IMODE(roster.stat().st_mode) == 0o600
    with pytest.raises(UsageError, match="was erased"):
        open_roster_line(made.root, roster, scope="people", slot=3)
    verify_opened(made.root, open_roster_line(made.root, roster, scope="people", slot=4))


def test_a_line_for_another_slot_or_another_log_is_refused(made: TinyLog, tmp_path: Path) -> None:
    roster = made.root.parent / "roster.json"
    data = open_roster_line(made.root, roster, scope="people", slot=3)
    with pytest.raises(RefusedError) as refused:
        verify_opened(made.root, data.replace(b'"slot":3', b'"slot":4'))
    assert refused.value.place == "the opened line"
    other = tiny_log(tmp_path / "other", play="other")
    with pytest.raises(RefusedError, match="no declaration"):
        verify_opened(other.root, data)
    (made.root / "checkpoint").unlink()
    with pytest.raises(RefusedError) as refused:
        verify_opened(made.root, data)
    assert refused.value.place == "checkpoint"


def test_what_is_no_roster_or_no_slot_is_said_so(made: TinyLog, tmp_path: Path) -> None:
    roster = made.root.parent / "roster.json"
    with pytest.raises(UsageError, match="no slot"):
        open_roster_line(made.root, roster, scope="people", slot=30)
    (tmp_path / "bad.json").write_text("[")
    with pytest.raises(UsageError, match="no private roster"):
        open_roster_line(made.root, tmp_path / "bad.json", scope="people", slot=0)


def test_names_are_not_guessed_from_digests_unless_the_salt_is_known(made: TinyLog) -> None:
    """Threat "names guessed from digests": whoever knows every possible line tries them all."""
    declare = made.force.copy.events("force")[1].body
    assert isinstance(declare, Declare)
    digests = parse_digest_file((made.root / "sidecar" / declare.sidecar).read_bytes())
    lines = made.book.people.lines
    without_salt = {digest_of(bytes(16), line.content) for line in lines}
    with_one_salt = {digest_of(lines[0].salt, line.content) for line in lines}
    with_all_salts = {digest_of(line.salt, line.content) for line in lines}
    assert not without_salt & set(digests)
    assert len(with_one_salt & set(digests)) == 1  # the one person whose line was opened, and nobody else
    assert with_all_salts == set(digests)  # the control: without the defence everybody is found


def test_two_logs_of_the_same_people_cannot_be_joined_by_their_digests(made: TinyLog) -> None:
    """Threat "names guessed from digests": somebody knows who stands where in one log, and looks at the next."""
    again, other = (
        draw_book(tiny_operation(), seeded_entropy(seed)).people.digests for seed in ("cast", "another draw")
    )
    mine = made.book.people.digests
    assert not set(mine) & set(other)
    assert [line.content for line in made.book.people.lines] != sorted(
        (line.content for line in made.book.people.lines), key=str
    )  # nor does the place in the list tell: slots are drawn
    assert mine == again  # the control: the same draw joins every person
