"""Reasons that differ in the line alone are one sentence; all others stay as they are, in their order."""

from repli.cli.grouped import grouped
from repli.errors import phrase
from repli.language import speaker


def test_lines_with_one_reason_are_counted_and_named_in_one_sentence() -> None:
    why = phrase("no way.")
    reasons = [phrase("Line {line} at {site}: {reason}", line=f"P-{n}", site="A", reason=why) for n in range(9)]
    (said,) = grouped(reasons)
    assert str(said) == ("Line P-0 at A: no way. The same holds for P-1 P-2 P-3 P-4 P-5 P-6 … (with it 9 lines).")
    assert speaker("fr")(said).endswith("(avec elle 9 lignes).")


def test_another_site_another_reason_or_another_sentence_stays_alone() -> None:
    reasons = (
        phrase("Line {line} at {site}: {reason}", line="P-1", site="A", reason=phrase("no way.")),
        phrase("Line {line} at {site}: {reason}", line="P-2", site="B", reason=phrase("no way.")),
        phrase("Line {line} at {site}: {reason}", line="P-3", site="A", reason=phrase("no seats.")),
        phrase("Field {field} is shut.", field="F"),
    )
    assert grouped(reasons) == reasons
