"""How far movements are to have come by each day, by type and site: the pace of drafts that follow a program.

>>> Pace(by={("C-17", "B01"): (0.0, 1.5, 3.0)}).ahead("C-17", "B01", day=1, made=0)
-500
"""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Pace"]


@dataclass(frozen=True, slots=True)
class Pace:
    """``by`` says how many movements of a type from a site a program has made by the start of each day."""

    by: Mapping[tuple[str, str], tuple[float, ...]]

    def ahead(self, type_id: str, site_id: str, day: int, made: int) -> int:
        """Return by how much of the whole, in thousandths, so many movements are ahead of the pace on a day."""
        course = self.by.get((type_id, site_id), (0.0,))
        return round((made - course[min(day, len(course) - 1)]) / max(1.0, course[-1]) * 1_000)
