"""What a timeline holds, as values that compare."""

from repli.planning.timeline import Timeline

__all__ = ["state_of"]


def state_of(timeline: Timeline) -> tuple[object, ...]:
    """Who stands where from when on, clearances used by day, absences."""
    absences = {name: diary.absences.tolist() for name, diary in timeline.diaries.items()}
    return timeline.steps.marks(), timeline.used.tolist(), absences
