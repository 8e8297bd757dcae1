"""By when a task is to be done (``finding.py``): by what was learned (``deadline_tagger.py``) and by rules."""

from indexer.deadlines.finding import UNKNOWN, Deadline, cell, find, learned, of_task

__all__ = ["UNKNOWN", "Deadline", "cell", "find", "learned", "of_task"]
