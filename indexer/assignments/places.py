"""What is known of the place where a sentence stands before it is read: whose tasks are given there, if any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from indexer.assignments import standing
from indexer.assignments.roles import Duty
from indexer.domain import Span
from indexer.names import naming


@dataclass(frozen=True, slots=True)
class Above:
    """A duty that items inherit, and where it is said.

    Below one that ``is_partial`` ("có trách nhiệm lập hồ sơ gồm:") only what begins with a duty is a task; so it
    is in the paragraphs that follow one that ``is_said`` with its task.
    """

    duty: Duty
    lead_in: Span
    is_partial: bool = False
    is_said: bool = False
    is_heading: bool = True


class Place(NamedTuple):
    """What is known of the place of a block before it is read."""

    above: Above | None
    is_directed: bool
    has_begun: bool
    is_norm: bool
    is_item: bool
    is_deed: bool

    @property
    def may_ask(self) -> bool:
        """Whether ``Đề nghị X ...`` asks X: not where an item of another office's tasks says it."""
        if self.above is None or not self.above.is_heading or not self.is_item:
            return True
        return naming.is_many(self.above.duty.assignees[0])  # ``Đề nghị các cơ quan phối hợp``, and each below

    def is_led(self, words: str) -> bool:
        """Whether a sentence says what those above do who lead, and names nobody else."""
        return self.above is not None and standing.leads(self.above.duty.assignees, words)

    @property
    def may_be_plain(self) -> bool:
        """Whether an item that hangs on no office may name its own without a word of duty."""
        return self.is_item and self.is_deed and self.above is None and not self.is_norm

    @property
    def goes_on(self) -> bool:
        """Whether a sentence that follows the tasks, and stands in no section that gives any, may give one."""
        return self.has_begun and self.is_deed and not self.is_norm

    @property
    def may_oblige(self) -> bool:
        """Whether an office with a duty is a task here: in norms only where tasks are given."""
        return self.is_directed or not self.is_norm
