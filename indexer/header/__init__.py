"""The header of a directive, and where its body lies between letterhead and signature.

The layout is that of Decree 30/2020/NĐ-CP, appendix I, and of the Party's documents: national title or the Party's
name, issuer below its parent, number and symbol, place and date, kind and subject (or "V/v" and "Kính gửi" on a
công văn); after the body "Nơi nhận" and the signature. Scanned files often lost the letterhead. What is then
inferred from the rest is named in ``Header.inferred``; what cannot be known stays ``None``.

``cells`` tells columns apart, ``motto`` finds the national title, ``marks`` knows the other parts of a letterhead
by their words, ``pieces`` tells what stands in a row; ``opening`` (with ``subject``, ``issuers``) and ``closing``
(with ``signers``) read what stands before and after the body, ``inference`` what follows from it; ``findings``
gathers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.domain import Header, Span
from indexer.header import closing, inference, motto, opening
from indexer.header.cells import Row, rows
from indexer.header.findings import Findings

_PROSE = 20
"""Words. What stands above a letterhead is kept as body where a line of it is longer."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A header and the spans of text that are body: the main one, and what stands above or below letterhead and
    signature (appendices).
    """

    header: Header
    body: tuple[Span, ...]


def parse(text: str) -> Layout:
    """Read the header of an NFC text and find its body. A text without any header is all body."""
    lines, found = motto.marked(rows(text)), Findings()
    if not lines:
        return Layout(Header(), ())
    head = opening.read(lines, text, found)
    below = lines[head.used :]
    taken = closing.read(below, found)
    inference.read_labels(lines, found)
    inference.infer(found, text, below, head.is_letter)
    if head.used:
        above = lines[: head.first]
        first = head.first if any(len(row.bare.split()) > _PROSE for row in above) else 0
        taken = [(lines[first].start, lines[head.used - 1].end), *taken]
    return Layout(found.header(), _around(taken, text, lines))


def _around(taken: list[Span], text: str, lines: list[Row]) -> tuple[Span, ...]:
    """What is left of a text; the first span of it begins with the line after the letterhead."""
    starts = [0, *(end for _, end in taken)]
    ends = [*(start for start, _ in taken), len(text)]
    left = []
    for start, end in zip(starts, ends, strict=True):
        first = next((row.start for row in lines if start <= row.start < end), None) if start or taken else start
        if first is not None and (not taken or re.search(r"[^\W\d_]", text[first:end])):
            left.append((first, end))
    return tuple(left)
