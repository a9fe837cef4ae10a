"""What is asked of the very same objects is worked out once; of equal ones it is worked out anew."""

from repli.rules.once import once


def test_only_the_very_same_arguments_are_remembered_and_only_the_last() -> None:
    asked: list[tuple[int, ...]] = []

    @once
    def total(plan: tuple[int, ...], more: int) -> int:
        asked.append(plan)
        return sum(plan) + more

    one = (1, 200)
    equal = (one[0], one[1])
    assert [total(one, 3), total(one, 3), total(equal, 3), total(one, 3), total(one, 4)] == [204, 204, 204, 204, 205]
    assert len(asked) == 4
    assert total(one, more=4) == 205
    assert len(asked) == 5
