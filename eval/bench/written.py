"""The text of a directive as it grows, with the sections and passages in it."""

from __future__ import annotations

from indexer.domain import Header, Level, Passage, Reference, Relation, Section

_TARGET = 50
"""Syllables from which on a passage is full; the mean is that of the indexer's on the same texts, 55."""


class Text:
    """Words, written from beginning to end. A passage is some lines of one article."""

    def __init__(self) -> None:
        """Empty."""
        self.sections: list[Section] = []
        self.passages: list[Passage] = []
        self._parts: list[str] = []
        self._length = 0

    @property
    def words(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def add(self, words: str) -> int:
        """Write words that are no passage; where they end."""
        self._parts.append(words)
        self._length += len(words)
        return self._length

    def cite(self, header: Header) -> Reference:
        """Name another directive as a legal basis, in a passage before the first article."""
        day = header.date
        named = f"{header.kind} số {header.number} {day} của {header.issuer}"
        line, start = f"Căn cứ {named};", self._length
        self.passages.append(Passage(start, start + len(line), line))
        self.add(line)
        at = start + line.index(named)
        return Reference(header.number, header.kind, day, header.issuer, Relation.BASIS, at, at + len(named))

    def article(self, number: int, body: str) -> tuple[int, int]:
        """Write ``Điều <number>`` with a body as a section with its passages; the span of the body."""
        heading, above = self._length, f"Điều {number}"
        start = self.add(f"{above}.\n\n")
        self._cut(start, body, above)
        end = self.add(body)
        self.sections.append(Section(Level.ARTICLE, str(number), None, heading, end))
        self.add("\n\n")
        return start, end

    def _cut(self, start: int, body: str, above: str) -> None:
        """Lines together until they are long enough."""
        begin = at = 0
        lines = body.split("\n")
        for n, line in enumerate(lines):
            at += len(line) + 1
            words = body[begin : at - 1]
            if words.strip() and (len(words.split()) >= _TARGET or n == len(lines) - 1):
                passage = Passage(start + begin, start + at - 1, words, (above,), above.lower(), (above,))
                self.passages.append(passage)
                begin = at
