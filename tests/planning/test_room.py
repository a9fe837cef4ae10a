"""The public surface of the room is chosen."""

from repli import planning


def test_the_surface_is_frozen() -> None:
    assert planning.__all__ == [
        "Duty",
        "FieldCut",
        "Reason",
        "RoughCut",
        "TypeCut",
        "binding_reasons",
        "closure_bound",
        "make_plan",
        "next_days",
        "objective_of",
        "remaining_operation",
        "rough_cut",
    ]
    assert all(hasattr(planning, name) for name in planning.__all__)
