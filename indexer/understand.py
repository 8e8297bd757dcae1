"""What a text says: its header, its tree of sections, who must do what, which directives it names."""

from __future__ import annotations

from indexer import assignments, chunk, header, references, structure
from indexer.domain import Directive, Source
from indexer.parsed import Parsed


def parse(source: Source) -> Parsed:
    """All that the parts of a text say. A text that is all header is taken as body."""
    layout = header.parse(source.text)
    tree = structure.parse(source.text, layout.body or ((0, len(source.text)),))
    tasks = assignments.find(source.text, tree, layout.header)
    return Parsed(source, layout.header, tree, tasks, references.find(source.text, layout.header))


def understand(file: str, source: Source, measure: chunk.Measure, limits: chunk.Limits) -> Directive:
    """A text as a directive."""
    return parse(source).directive(file, measure, limits)
