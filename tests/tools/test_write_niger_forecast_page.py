"""The page on 17 June 2024 says what the program says."""

import pytest

from tools.write_niger_forecast_page import PAGE, page


@pytest.mark.heavy
def test_the_page_is_what_the_program_says_today() -> None:
    assert PAGE.read_text("utf-8") == page()
