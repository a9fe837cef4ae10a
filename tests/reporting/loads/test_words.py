import pytest

from repli.intake.tables.force import CATEGORIES
from repli.language import LANGUAGES, speaker
from repli.reporting.loads.words import category_word, class_word, disposition_word, sensitivity_word

CLASSES = ("pallet", "bulk", "rolling", "outsize")
SENSITIVITIES = ("sensitive", "weapon", "ammunition", "crypto", "medical")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_tables_has_a_word_of_its_own(language: str) -> None:
    say = speaker(language)
    for words in (
        [say(class_word(one)) for one in CLASSES],
        [say(category_word(one)) for one in CATEGORIES],
        [say(disposition_word(one)) for one in ("repatriate", "redeploy")],
        [say(word) for one in SENSITIVITIES if (word := sensitivity_word(one))],
    ):
        assert all(words)
        assert len(set(words)) == len(words)


def test_what_is_not_sensitive_has_no_word() -> None:
    assert sensitivity_word("none") is None
