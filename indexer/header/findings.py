"""What is gathered of a header while it is read: each value with its place, and how surely it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from indexer.domain import Header, PartialDate, Span

STATED = 0.95
"""Confidence in a field that stands where the layout wants it, with the words that mark it."""

LIKELY = 0.8
"""Confidence in a field that stands in its place without all the marks, or elsewhere with its label."""

INFERRED = 0.6
"""Confidence in a field that only follows from others."""

_UNKNOWN = (None, "", (), PartialDate())


@dataclass(frozen=True, slots=True)
class Findings:
    """Fields of a header by name; the first to state one is believed."""

    values: dict[str, Any] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)

    def state(self, name: str, value: object, span: Span, confidence: float = STATED) -> bool:
        """Keep what the text states, unless it is nothing or known already; whether it was kept."""
        if value in _UNKNOWN or name in self.values:
            return False
        self.values[name], self.spans[name], self.confidence[name] = value, span, confidence
        return True

    def infer(self, name: str, value: object, confidence: float = INFERRED) -> None:
        """Keep what follows from the rest, and remember that it was not stated."""
        if value not in _UNKNOWN and name not in self.values:
            self.values[name], self.confidence[name] = value, confidence
            self.inferred.add(name)

    def add(self, name: str, values: Iterable[str], span: Span, confidence: float = STATED) -> None:
        """Add to a list; its span is where it was first stated."""
        more = tuple(values)
        if more and not self.state(name, more, span, confidence):
            self.values[name] += more

    def get(self, name: str) -> Any:  # noqa: ANN401
        """The value of a field, None where it is unknown."""
        return self.values.get(name)

    def header(self) -> Header:
        """All of it as a header; what was inferred is named in the order of its fields."""
        inferred = tuple(item.name for item in fields(Header) if item.name in self.inferred)
        return Header(**self.values, inferred=inferred, confidence=self.confidence, spans=self.spans)
