from tests.reporting.samples import sample_communique


def test_a_communique_holds_the_nine_figures_of_the_log_as_the_agreement_lets_them_be_told() -> None:
    told = sample_communique().told
    assert len(told) == 9
    assert str(told["people_departed"].words) == "more than 16"
    assert str(told["people_remaining"].words) == "fewer than 14"
    assert str(told["people_baseline"].words) == "30"


def test_a_communique_is_a_value() -> None:
    assert sample_communique() == sample_communique()
    assert sample_communique() != sample_communique(number=2)
