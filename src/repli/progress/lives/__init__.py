"""What became of each person, item, movement, site, figure and clearance, step by step: folds over the events.

``table`` has the steps that there are, ``trail`` what is kept, ``scene`` what an event has changed; then one file for
each entity, and ``fold`` drives them. What makes each step is docs/reference/life-cycles.md.
"""

from repli.progress.lives.fold import lives_of
from repli.progress.lives.table import TABLE
from repli.progress.lives.trail import Step, Trails

__all__ = ["TABLE", "Step", "Trails", "lives_of"]
