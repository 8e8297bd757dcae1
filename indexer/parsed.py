"""A text with all that its parts say, before it is cut into passages: their size is a matter of the model."""

from __future__ import annotations

from dataclasses import dataclass

from indexer import chunk
from indexer.domain import Assignment, Directive, Header, Reference, Source
from indexer.structure import Tree


@dataclass(frozen=True, slots=True)
class Parsed:
    """What :func:`indexer.understand.parse` finds."""

    source: Source
    header: Header
    tree: Tree
    assignments: tuple[Assignment, ...]
    references: tuple[Reference, ...]

    def directive(self, file: str, measure: chunk.Measure, limits: chunk.Limits) -> Directive:
        """The directive read from ``file``, cut into passages."""
        passages = chunk.passages(self.source, self.tree, measure, limits)
        parts = self.tree.sections, passages, self.assignments, self.references
        return Directive(file, self.source, self.header, *parts)
