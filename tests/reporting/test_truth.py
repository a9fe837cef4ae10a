from dataclasses import replace

from repli.reporting.truth import Truth, truth_line
from repli.reporting.voice import Voice

RECONSTRUCTED = Truth(assumptions=41, reconstruction=True, demonstration=True)
ENGLISH = Voice("en", "UTC")


def test_the_line_says_what_is_real_what_is_assumed_and_what_is_reconstructed() -> None:
    assert truth_line(RECONSTRUCTED, ENGLISH) == (
        "RECONSTRUCTION. Real: agreement, dates, published figures. Assumed: 41 values (listed with the operation). "
        "Reconstruction: movements between published figures. Demonstration keys."
    )


def test_the_line_is_whole_in_french() -> None:
    assert truth_line(RECONSTRUCTED, Voice("fr", "UTC")) == (
        "RECONSTITUTION. Réel\u00a0: accord, dates, chiffres publiés. Hypothèses\u00a0: 41 valeurs (liste jointe à "
        "l\u2019opération). Reconstitution\u00a0: mouvements entre les chiffres publiés. Clés de démonstration."
    )


def test_a_real_log_claims_no_reconstruction() -> None:
    line = truth_line(replace(RECONSTRUCTED, reconstruction=False), ENGLISH)
    assert "econstruction" not in line
    assert line.endswith("Demonstration keys.")


def test_real_keys_are_not_called_demonstration() -> None:
    assert "Demonstration" not in truth_line(replace(RECONSTRUCTED, demonstration=False), ENGLISH)
