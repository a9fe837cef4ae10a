"""Days of an instance: day 0 is as_of, a Monday; ``days`` end at the deadline, then comes overrun."""

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["AS_OF", "Days"]

AS_OF = date(2031, 1, 6)
_LEAST_OVERRUN = 20


@dataclass(frozen=True, slots=True)
class Days:
    """So many days from as_of to the deadline."""

    days: int

    @property
    def overrun(self) -> int:
        """Return the days from the deadline to the horizon."""
        return max(_LEAST_OVERRUN, self.days // 2)

    @property
    def deadline(self) -> str:
        """Return the last day before the deadline."""
        return self.on(self.days - 1)

    @property
    def end(self) -> str:
        """Return the day after the horizon."""
        return self.on(self.days + self.overrun)

    def on(self, day: int) -> str:
        """Return the date of a day."""
        return (AS_OF + timedelta(days=day)).isoformat()

    def at(self, share: float) -> str:
        """Return the date after a share of the days to the deadline, at least as_of and at most the last day."""
        return self.on(min(max(0, int(self.days * share)), self.days - 1))
