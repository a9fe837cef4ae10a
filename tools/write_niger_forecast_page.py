"""Write docs/background/niger-forecast.md: what could be forecast on 17 June 2024, beside what happened.

    python -m tools.write_niger_forecast_page

The figures are those of the program on the case Niger 2024, from the log up to that day; a heavy test compares them.
"""

import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from repli import commission
from repli.units import minute_from_text

__all__ = ["PAGE", "page"]

_HOUSE = Path(__file__).parent.parent
PAGE = _HOUSE / "docs" / "background" / "niger-forecast.md"
_POSITION, _BY = "2024-06-16T23:00Z", date(2024, 7, 15)

_TEXT = """# Niger, 17 June 2024: what could have been said

Written by `python -m tools.write_niger_forecast_page`. Known on 17 June 2024, 00:00 local: the agreement, the
operation folder (fleet, clearances, weather, list of materiel: assumed, row by row), and the log up to there: an
opening balance and two departures (a RECONSTRUCTION between published figures, demonstration keys). Nothing was
published between 7 and 17 June, so that the log holds no departure in those ten days, and who went in them is still
to go here. What remains is planned again from that day and run 10,000 times under each set of assumptions ([what a
forecast means](../reference/forecast-meaning.md)).

```
{lines}
```

What happened: Air Base 101 was closed at the ceremony of 7 July 2024, its last two C-17 took off at 00:05 on the 8th
([Le
Sahel](https://www.lesahel.org/desengagement-des-forces-americaines-du-niger-fin-du-retrait-des-soldats-et-des-equipements-de-la-base-101-de-niamey/)),
before 15 July and before the median; Air Base 201 by 5 August (`claims.csv` of the case), beside a median a day
earlier.

How much this proves: little. The ready dates of the materiel, which set the pace of the plan, were assumed by us
after the event; nobody knew them, or published them, in June 2024. Between low and high assumptions the chance of 15
July runs from one end to the other, and what decides is how much of the materiel is handed in on its day: that is
what a commission would have had to ask about.
"""


def page() -> str:
    """Return the whole page, in English."""
    os.environ["REPLI_LANG"] = "en"  # the commands read it when they are imported
    from repli.cli.forecast_words import forecast_lines, sites_by  # noqa: PLC0415 - after the language is set

    case = commission.load_case(_HOUSE / "examples" / "niger-2024")
    with tempfile.TemporaryDirectory() as folder:
        outlook = commission.outlook_at(case, minute_from_text(_POSITION), Path(folder), seed=1)
    left = replace(case, operation=outlook.operation)
    lines = [*forecast_lines(left, outlook.forecast), *sites_by(left, outlook.forecast, _BY)]
    return _TEXT.format(lines="\n".join(lines))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
