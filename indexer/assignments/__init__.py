"""Who must do what by when (``finding.py``): where tasks are given, and whose; the sentence that gives one."""

from indexer.assignments.finding import find

__all__ = ["find"]
