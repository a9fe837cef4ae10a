"""Short work without looks for cyclic garbage."""

import gc

import pytest

from repli.planning.collecting import uncollected


def test_no_garbage_is_looked_for_inside_and_it_is_again_after_an_error() -> None:
    assert gc.isenabled()
    seen = []
    with pytest.raises(ZeroDivisionError), uncollected():
        seen.append(1 // int(gc.isenabled()))
    assert not seen
    assert gc.isenabled()


def test_where_it_was_off_already_it_stays_off() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
