"""Which settings drive which disturbance, and what is left when one is switched off."""

from dataclasses import replace

import pytest

from repli.forecast.causes import DEPENDENCES, DISTURBANCES, pessimistic, switched_off, values_of
from repli.model.settings import KNOWN_SETTINGS
from tests.forecast.settings import ROUGH, setting
from tests.tiny import tiny_operation

SHARED = {"repair_hours_mean"}


@pytest.mark.parametrize("name", DISTURBANCES)
def test_switching_one_disturbance_off_calms_its_own_settings_and_nothing_else(name: str) -> None:
    operation = replace(tiny_operation(), settings=ROUGH)
    values, off = values_of(operation, "base"), switched_off(values_of(operation, "base"), name)
    own = set(DISTURBANCES[name]) - SHARED
    assert {off[key] for key in own} <= {0.0, 1.0}
    assert {key: off[key] for key in set(values) - own} == {key: values[key] for key in set(values) - own}


def test_a_setting_that_is_not_given_is_calm_but_for_the_rates_of_the_vehicle_types() -> None:
    calm = values_of(tiny_operation(), "base")
    ones = {name for name, value in calm.items() if value == 1.0}
    assert ones == {"ground_time_factor_mean", "turn_in_fraction", "unfit_factor"}
    assert {value for name, value in calm.items() if name not in ones} == {0.0}


def test_pessimistic_values_of_one_disturbance_leave_the_others_at_base() -> None:
    operation = replace(tiny_operation(), settings=(setting("crisis_probability", 0.4, 0.2, 0), *ROUGH[3:5]))
    values = pessimistic(operation, "crisis")
    assert (values["crisis_probability"], values["breakdown_probability"]) == (0.4, 0.05)


def test_intake_and_simulation_know_the_same_inputs() -> None:
    assert set(KNOWN_SETTINGS) == {*DEPENDENCES, *(name for names in DISTURBANCES.values() for name in names)}
